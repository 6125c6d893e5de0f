//! Tidying: after a release, when nobody is answering, the answer side is written anew, so that
//! of rows that are gone and of the order of those that wait nothing is left in the files.

use super::{Flow, FlowError};
use std::sync::atomic::Ordering;
use std::time::Duration;

/// For so long nothing must have come in.
const IDLE: Duration = Duration::from_secs(10);

impl Flow {
    /// Writes the answer side anew now.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn tidy(&self) -> Result<(), FlowError> {
        Ok(self.store.rewrite().await?)
    }

    /// Tidies after every release once nothing has come in for some seconds. Never ends.
    pub async fn keep_tidy(&self) {
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
