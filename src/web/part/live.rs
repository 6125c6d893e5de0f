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
/// After so long without a change something is said all the same, so that a line that was cut is noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// The parts of a page that change, by the ids of their places.
pub(in crate::web) type Parts = BTreeMap<&'static str, String>;

struct Watching<Look> {
    state: web::Data<State>,
    look: Look,
    sent: Parts,
    begun: Instant,
    spoke: Instant,
    /// Whether how things stand is told once, and no more: for whoever cannot wait.
    once: bool,
}

/// Tells how the parts of a page stand and how they change; with `?once=1` how they stand, and ends.
pub(in crate::web) fn follow<Look, Looking>(request: &HttpRequest, state: web::Data<State>, look: Look) -> HttpResponse
where
    Look: Fn() -> Looking + 'static,
    Looking: Future<Output = Result<Parts, StaffError>> + 'static,
{
    let now = Instant::now();
    let once = request.query_string() == "once=1";
    let watching = Watching { state, look, sent: Parts::new(), begun: now, spoke: now, once };
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
        let said = changed(&mut watching.sent, parts);
        if let Some(said) = said.or_else(|| (watching.spoke.elapsed() > SILENCE).then(|| ": here\n\n".to_owned())) {
            watching.spoke = Instant::now();
            return Some((Ok(said.into()), watching));
        }
        sleep(EVERY).await;
    }
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
