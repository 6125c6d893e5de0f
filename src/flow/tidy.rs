//! Tidying: after a release, when nobody is answering, the answer side is written anew, so that
//! of rows that are gone and of the order of those that wait nothing is left in the files. Remarks are
//! written anew within seconds.

use super::{Flow, FlowError};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// For so long nothing must have come in.
const IDLE: Duration = Duration::from_secs(10);

/// For so long remarks may lie in the order in which they came.
const SHORTLY: Duration = Duration::from_secs(10);

/// Of the time, at most this part is spent on writing remarks anew.
const SPARING: u32 = 20;

impl Flow {
    /// Writes the answer side anew now.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn tidy(&self) -> Result<(), FlowError> {
        Ok(self.store.rewrite().await?)
    }

    /// Writes remarks anew now: quick enough to be done while others answer.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn tidy_remarks(&self) -> Result<(), FlowError> {
        Ok(self.store.rewrite_remarks().await?)
    }

    /// Tidies after every release, and remarks shortly after each that came or was read; notes what is told each hour.
    /// Never ends.
    pub async fn keep_tidy(&self) {
        tokio::join!(self.after_releases(), self.after_remarks(), self.every_hour());
    }

    /// Remarks do not wait until nobody answers: at a busy event that may be hours.
    async fn after_remarks(&self) {
        let (mut told, mut wait) = (false, SHORTLY);
        loop {
            self.remarked.notified().await;
            tokio::time::sleep(wait).await;
            let begun = Instant::now();
            let tidied = self.tidy_remarks().await;
            wait = SHORTLY.max(begun.elapsed() * SPARING);
            match tidied {
                Ok(()) => told = false,
                Err(error) => {
                    if !told {
                        tracing::warn!(%error, "remarks could not be tidied yet; tried again until they are");
                        told = true;
                    }
                    self.remarked.notify_one();
                }
            }
        }
    }

    /// Tidies after every release once nothing has come in for some seconds.
    async fn after_releases(&self) {
        loop {
            self.released.notified().await;
            let mut told = false;
            loop {
                let before = self.taken.load(Ordering::Relaxed);
                tokio::time::sleep(IDLE).await;
                if self.taken.load(Ordering::Relaxed) != before {
                    continue;
                }
                match self.tidy().await {
                    Ok(()) => break,
                    Err(error) if !told => {
                        tracing::warn!(%error, "the database could not be tidied yet; tried again until it is");
                        told = true;
                    }
                    Err(_) => {}
                }
            }
        }
    }
}
