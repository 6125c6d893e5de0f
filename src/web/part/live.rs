//! A page that changes by itself: server-sent events. Looked at once a second; only what changed is sent.

use crate::web::State;
use crate::web::error::StaffError;
use actix_web::http::header;
use actix_web::rt::time::sleep;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Between two looks: a hand is on the board within two seconds.
const EVERY: Duration = Duration::from_secs(1);
/// After so long the browser asks anew, and it is looked at whether somebody is still signed in.
const LONGEST: Duration = Duration::from_secs(10 * 60);
/// Between two beats, by which a page knows that it is still told what changes: `assets/staff/board.js` says that it is not
/// when two did not come.
const BEAT: Duration = Duration::from_secs(10);
/// The same bytes each time: a beat tells nothing of what happens.
const BEATS: &str = "event: beat\ndata: here\n\n";

/// The parts of a page that change, by the ids of their places.
pub(in crate::web) type Parts = BTreeMap<&'static str, String>;

struct Watching<Look> {
    state: web::Data<State>,
    look: Look,
    sent: Parts,
    begun: Instant,
    /// How many beats were sent.
    beats: u32,
    /// Whether how things stand is told once, and no more: for whoever cannot wait.
    once: bool,
}

/// Tells how the parts of a page stand and how they change; with `?once=1` how they stand, and ends.
pub(in crate::web) fn follow<Look, Looking>(request: &HttpRequest, state: web::Data<State>, look: Look) -> HttpResponse
where
    Look: Fn() -> Looking + 'static,
    Looking: Future<Output = Result<Parts, StaffError>> + 'static,
{
    let once = request.query_string() == "once=1";
    let watching = Watching { state, look, sent: Parts::new(), begun: Instant::now(), beats: 0, once };
    HttpResponse::Ok()
        .content_type("text/event-stream")
        // Not packed, here or by a proxy: what is packed waits until there is more.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(stream::unfold(watching, next))
}

async fn next<Look, Looking>(mut watching: Watching<Look>) -> Option<(Result<web::Bytes, Infallible>, Watching<Look>)>
where
    Look: Fn() -> Looking,
    Looking: Future<Output = Result<Parts, StaffError>>,
{
    loop {
        let told = watching.once && !watching.sent.is_empty();
        if told || watching.state.settings.stopping.load(Ordering::Relaxed) || watching.begun.elapsed() > LONGEST {
            return None;
        }
        let parts = match (watching.look)().await {
            Ok(parts) => parts,
            // Told in the log; the next look may go better, and the page says that it is not live.
            Err(error) => {
                tracing::error!(%error, "what a page follows could not be read");
                return None;
            }
        };
        if let Some(said) = changed(&mut watching.sent, parts) {
            return Some((Ok(said.into()), watching));
        }
        if is_due(watching.beats, watching.begun.elapsed()) {
            watching.beats += 1;
            return Some((Ok(BEATS.into()), watching));
        }
        sleep(EVERY).await;
    }
}

/// Whether the next beat is to be sent, so long after the begin: in a fixed rhythm, whatever else was said meanwhile.
fn is_due(beats: u32, since: Duration) -> bool {
    since >= BEAT * (beats + 1)
}

/// A message with the parts that are other than when they were last sent.
fn changed(sent: &mut Parts, mut parts: Parts) -> Option<String> {
    parts.retain(|id, html| sent.get(id) != Some(html));
    if parts.is_empty() {
        return None;
    }
    let message = serde_json::json!({ "parts": parts });
    let first = if sent.is_empty() { "retry: 2000\n" } else { "" };
    sent.extend(parts);
    Some(format!("{first}event: board\ndata: {message}\n\n"))
}

#[cfg(test)]
mod tests {
    use super::{BEAT, Duration, is_due};

    #[test]
    fn beats_keep_their_rhythm_whatever_is_said_meanwhile() {
        let after = |beats, seconds| is_due(beats, Duration::from_secs(seconds));
        assert_eq!(
            [(0, 0), (0, 9), (0, 10), (1, 10), (1, 19), (1, 20)].map(|(b, s)| after(b, s)),
            [false, false, true, false, false, true]
        );
        // One that came late moves none that follows: it is counted from the begin.
        assert!(after(1, 29) && after(2, 30) && !after(3, 30));
        assert!(BEAT * 2 < Duration::from_secs(25), "two may be late before the page says that it is not live");
    }
}
