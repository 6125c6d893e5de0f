//! Releasing 100,000 responses, and the summary of such a release against one of 100.

use crate::load::{even_letters, event, flow};
use crate::machine::median;
use crate::say;
use crate::server::Server;
use sayso::domain::envelope::EnvelopeId;
use sayso::flow::{Flow, LiveEvent};
use sayso::seal::random_bytes;
use std::sync::Arc;
use std::time::Instant;
use time::macros::date;

/// Fills an event's inbox as plain forms do, many at once, and closes it. Gives seconds for the release.
async fn release(f: &Flow, live: &Arc<LiveEvent>, n: usize) -> f64 {
    for chunk in even_letters(n).chunks(1000) {
        let sends = chunk.iter().map(|letter| {
            let (f, live, answers) = (f.clone(), Arc::clone(live), letter.answers.clone());
            tokio::spawn(async move {
                let id = EnvelopeId::new(random_bytes::<16>().expect("randomness"));
                f.take_form(&live, id, &answers).await.expect("taken in");
            })
        });
        for send in sends.collect::<Vec<_>>() {
            send.await.expect("runs");
        }
    }
    let begun = Instant::now();
    f.close_event(live, u32::try_from(n).expect("few"), date!(2026 - 01 - 02)).await.expect("closes");
    begun.elapsed().as_secs_f64()
}

/// Seconds for one summary, and its bytes.
async fn fetch(client: &reqwest::Client, url: &str) -> (f64, usize) {
    let begun = Instant::now();
    let page = client.get(url).send().await.expect("an answer");
    assert!(page.status().is_success());
    let bytes = page.bytes().await.expect("a body").len();
    (begun.elapsed().as_secs_f64(), bytes)
}

pub(crate) async fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = flow(folder.path()).await;
    let (small, large) = (event(&f, "Small").await, event(&f, "Large").await);
    release(&f, &small, 100).await;
    say("release: taking 100,000 responses in …");
    let took = release(&f, &large, 100_000).await;
    say(&format!("releasing 100,000 responses: {took:.2} s"));
    f.store.close().await;
    let server = Server::on(folder.path());
    let client = reqwest::Client::builder().cookie_store(true).build().expect("a client");
    client.get(server.url(&server.invite("officer"))).send().await.expect("signs in");
    let url = |live: &LiveEvent| server.url(&format!("/summaries/{}", live.event.stored.code));
    let (mut first, mut later) = ((0.0, 0.0), (Vec::new(), Vec::new()));
    let mut bytes = (0, 0);
    for i in 0..200 {
        let ((a, small), (b, large)) = (fetch(&client, &url(&small)).await, fetch(&client, &url(&large)).await);
        bytes = (small, large);
        if i == 0 {
            first = (a, b);
        } else {
            later.0.push(a);
            later.1.push(b);
        }
    }
    let (a, b) = (median(later.0), median(later.1));
    say(&format!("first summary after a start: {:.1} ms of 100 responses, {:.1} ms of 100,000", first.0 * 1e3, first.1 * 1e3));
    say(&format!(
        "summary, median of 199 in turns: {:.2} ms of 100 responses ({} bytes), {:.2} ms of 100,000 ({} bytes); ratio {:.2}",
        a * 1e3,
        bytes.0,
        b * 1e3,
        bytes.1,
        b / a
    ));
}
