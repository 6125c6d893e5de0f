//! The board as it changes: server-sent events. Looked at once a second; only what changed is sent.

use super::{Standing, event, parts};
use crate::web::State as Shared;
use crate::web::error::StaffError;
use crate::web::session::Runner;
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

struct Watching {
    state: web::Data<Shared>,
    runner: Runner,
    code: String,
    sent: BTreeMap<&'static str, String>,
    begun: Instant,
    spoke: Instant,
    /// Whether how things stand is told once, and no more: for whoever cannot wait.
    once: bool,
}

/// `GET /events/{event}/board/live`; with `?once=1` it tells how things stand and ends.
pub(in crate::web) async fn live(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    event(&state, &path).await?;
    let now = Instant::now();
    let once = request.query_string() == "once=1";
    let watching = Watching { state, runner, code: path.into_inner(), sent: BTreeMap::new(), begun: now, spoke: now, once };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Not packed, here or by a proxy: what is packed waits until there is more.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(stream::unfold(watching, next)))
}

async fn next(mut watching: Watching) -> Option<(Result<web::Bytes, Infallible>, Watching)> {
    loop {
        let told = watching.once && !watching.sent.is_empty();
        if told || watching.state.settings.stopping.load(Ordering::Relaxed) || watching.begun.elapsed() > LONGEST {
            return None;
        }
        let said = match changed(&mut watching).await {
            Ok(said) => said,
            // Told in the log; the next look may go better, and the page says that it is not live.
            Err(error) => {
                tracing::error!(%error, "the board could not be read");
                return None;
            }
        };
        if let Some(said) = said.or_else(|| (watching.spoke.elapsed() > SILENCE).then(|| ": here\n\n".to_owned())) {
            watching.spoke = Instant::now();
            return Some((Ok(said.into()), watching));
        }
        sleep(EVERY).await;
    }
}

/// A message with the parts of the board that are other than when they were last sent.
async fn changed(watching: &mut Watching) -> Result<Option<String>, StaffError> {
    let event = event(&watching.state, &watching.code).await?;
    let standing = Standing::read(&watching.state, event).await?;
    let mut parts = parts::all(&watching.runner.signed, &standing);
    parts.retain(|id, html| watching.sent.get(id) != Some(html));
    if parts.is_empty() {
        return Ok(None);
    }
    let message = serde_json::json!({ "parts": parts });
    let first = if watching.sent.is_empty() { "retry: 2000\n" } else { "" };
    watching.sent.extend(parts);
    Ok(Some(format!("{first}event: board\ndata: {message}\n\n")))
}
