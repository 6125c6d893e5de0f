//! Sends envelopes from many tablets at once, and measures.

use crate::domain::disclosure::laplace::OutOfRandomness;
use crate::domain::envelope::{Binding, EnvelopeId};
use crate::domain::response::Letter;
use crate::seal::{DoesNotOpen, random_bytes, seal};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What is sent where.
pub struct Load {
    /// The event's address: `http://…/e/CODE`.
    pub address: String,
    /// Sealed envelopes under their ids.
    pub envelopes: Vec<(EnvelopeId, Vec<u8>)>,
    /// How many tablets send at once.
    pub tablets: usize,
    /// Whether a progress bar is drawn (on standard error).
    pub progress: bool,
}

/// Why nothing could be sent.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The client could not be made.
    #[error("cannot send: {0}")]
    Client(reqwest::Error),
    /// Sealing failed.
    #[error("an envelope could not be sealed")]
    Seal,
    /// The server did not take a remark in.
    #[error("a made-up remark was not taken in: status {0}")]
    NotTaken(u16),
    /// The server does not take the tablet for one.
    #[error("a made-up tablet was refused: status {0}")]
    NotEnrolled(u16),
    /// The server refuses what an officer does.
    #[error("the server refused what a made-up officer did: status {0}")]
    Refused(u16),
    /// A page is not as it was expected.
    #[error("a page of the server does not say what is needed")]
    Page,
    /// No randomness.
    #[error(transparent)]
    OutOfRandomness(#[from] OutOfRandomness),
}

impl From<DoesNotOpen> for RunError {
    fn from(_: DoesNotOpen) -> Self {
        Self::Seal
    }
}

/// What was measured.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Envelopes that were accepted.
    pub accepted: usize,
    /// What went wrong, with how often.
    pub errors: BTreeMap<String, usize>,
    /// From the first send to the last answer.
    pub took: Duration,
    /// How long each accepted one took, sorted.
    pub latencies: Vec<Duration>,
}

impl Figures {
    /// Accepted responses per second.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        // Counts here are far below 2^52.
        self.accepted as f64 / self.took.as_secs_f64().max(1e-9)
    }

    /// The time within which `percent` of the accepted ones were answered.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.latencies.len() * percent).div_ceil(100).max(1) - 1;
        self.latencies.get(rank).copied().unwrap_or_default()
    }
}

/// Seals letters to an event's key, each under a fresh id.
///
/// # Errors
/// [`RunError`] if the key is none or there is no randomness.
pub fn seal_all(public: &[u8], binding: &Binding<'_>, letters: &[Letter]) -> Result<Vec<(EnvelopeId, Vec<u8>)>, RunError> {
    letters
        .iter()
        .map(|letter| {
            let id = EnvelopeId::new(random_bytes::<16>()?);
            let text = serde_json::to_vec(letter).map_err(|_| RunError::Seal)?;
            Ok((id, seal(public, &id, binding, &text)?))
        })
        .collect()
}

/// Sends everything, each tablet one envelope after the other.
///
/// # Errors
/// [`RunError`] if the client cannot be made. What the server refuses is in [`Figures::errors`].
pub async fn run(load: Load) -> Result<Figures, RunError> {
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .pool_max_idle_per_host(load.tablets)
        .build()
        .map_err(RunError::Client)?;
    let bar = if load.progress {
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} responses, {per_sec}, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(u64::try_from(load.envelopes.len()).unwrap_or(0)).with_style(style)
    } else {
        ProgressBar::hidden()
    };
    let envelopes = Arc::new(load.envelopes);
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let tablets: Vec<_> = (0..load.tablets.max(1))
        .map(|_| {
            let (client, envelopes, next, bar, address) =
                (client.clone(), Arc::clone(&envelopes), Arc::clone(&next), bar.clone(), load.address.clone());
            tokio::spawn(async move {
                let (mut latencies, mut errors) = (Vec::new(), Vec::new());
                while let Some((id, bytes)) = envelopes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let sent = Instant::now();
                    let answer = client
                        .post(format!("{address}/envelope/{id}"))
                        .header("content-type", "application/octet-stream")
                        .body(bytes.clone())
                        .send()
                        .await;
                    match answer {
                        Ok(answer) if answer.status().is_success() => match answer.text().await {
                            Ok(text) if text.contains("taken-in") => latencies.push(sent.elapsed()),
                            Ok(_) => errors.push("kept aside".to_owned()),
                            Err(error) => errors.push(without_address(error)),
                        },
                        Ok(answer) => errors.push(answer.status().to_string()),
                        Err(error) => errors.push(without_address(error)),
                    }
                    bar.inc(1);
                }
                (latencies, errors)
            })
        })
        .collect();
    let mut figures = Figures { accepted: 0, errors: BTreeMap::new(), took: Duration::ZERO, latencies: Vec::new() };
    for tablet in tablets {
        let Ok((latencies, errors)) = tablet.await else { continue };
        figures.latencies.extend(latencies);
        for error in errors {
            *figures.errors.entry(error).or_default() += 1;
        }
    }
    figures.took = begun.elapsed();
    bar.finish_and_clear();
    figures.accepted = figures.latencies.len();
    figures.latencies.sort_unstable();
    Ok(figures)
}

/// An error without the address, which holds an envelope's id.
fn without_address(error: reqwest::Error) -> String {
    error.without_url().to_string()
}
