//! Attackers: each first breaks something that is known to leak, and then fails on ours.
//! The attacks are those of `docs/PRIVACY.md`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

#[cfg(test)]
mod attacker;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod crawl;
#[cfg(test)]
mod crawler;
#[cfg(test)]
mod reading;
#[cfg(test)]
#[path = "../api/routes.rs"]
mod routes;
#[path = "../api/support/mod.rs"]
mod support;
