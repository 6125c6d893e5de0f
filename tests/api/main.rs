//! Tests of the whole program over HTTP: each starts the real binary on a folder of its own.

#[cfg(test)]
mod access;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod before_release;
#[cfg(test)]
mod board;
#[cfg(test)]
mod child;
#[cfg(test)]
mod clips;
#[cfg(test)]
mod day;
#[cfg(test)]
mod files;
#[cfg(test)]
mod hands;
#[cfg(test)]
mod only;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod quiet;
#[cfg(test)]
mod reading;
mod referral;
#[cfg(test)]
mod release;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tablets;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod told;
#[cfg(test)]
mod vote;
#[cfg(test)]
mod write;
