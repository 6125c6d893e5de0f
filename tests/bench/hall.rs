//! A hall in the morning: twenty tablets fetch all that an event needs at once, against one tablet alone, while a child
//! answers at a server where nothing else happens, and meanwhile.

use crate::load::{event_of, flow};
use crate::machine::{median, within};
use crate::say;
use crate::server::Server;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/messages-for-munro-all-ages.toml");
const TABLETS: usize = 20;
/// As many as `assets/child/keep.js` fetches at once.
const AT_ONCE: usize = 6;
const TIMES: usize = 5;

/// One tablet with an empty cache: seconds until it has everything, files fetched, bytes as they come over the wire.
async fn fill(base: String) -> (f64, usize, usize) {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(60)).build().expect("a client");
    let begun = Instant::now();
    let list: Value = client.get(format!("{base}/cache")).send().await.expect("answers").json().await.expect("a list");
    let origin = base.split("/e/").next().expect("an origin");
    let urls = |of: &str| {
        let all = list.get(of).and_then(Value::as_array).expect("a list");
        let here = all.iter().filter(|one| one.get("to").is_none());
        here.map(|one| format!("{origin}{}", one.get("url").and_then(Value::as_str).expect("an address"))).collect::<Vec<_>>()
    };
    let all = Arc::new(tokio::sync::Mutex::new([urls("clips"), urls("files"), urls("pages")].concat()));
    let count = all.lock().await.len();
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (client, all) = (client.clone(), Arc::clone(&all));
            tokio::spawn(async move {
                let mut bytes = 0;
                loop {
                    let Some(url) = all.lock().await.pop() else { return bytes };
                    let got = client.get(&url).header("accept-encoding", "br, gzip").send().await.expect("answers");
                    assert!(got.status().is_success(), "{url}: {}", got.status());
                    bytes += got.bytes().await.expect("a body").len();
                }
            })
        })
        .collect();
    let mut bytes = 0;
    for worker in workers {
        bytes += worker.await.expect("runs");
    }
    (begun.elapsed().as_secs_f64(), count, bytes)
}

/// A child's page again and again until it is told to stop: seconds each.
async fn child(base: String, stop: Arc<AtomicBool>) -> Vec<f64> {
    let client = reqwest::Client::new();
    let mut seconds = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let got = client.get(format!("{base}/answer?way=words&words=8-11&envelope={}", "0".repeat(32))).send().await.expect("answers");
        assert!(got.status().is_success());
        got.bytes().await.expect("a body");
        seconds.push(begun.elapsed().as_secs_f64());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    seconds
}

pub(crate) async fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = flow(folder.path()).await;
    let live = event_of(&f, "Hall", QUESTIONNAIRE).await;
    f.store.close().await;
    let server = Server::on(folder.path());
    let base = server.url(&format!("/e/{}", live.event.stored.code));
    // What is made once, at the first asking, is made.
    let (_, count, bytes) = fill(base.clone()).await;

    let (mut alone, mut full, mut busy) = (Vec::new(), Vec::new(), Vec::new());
    let stop = Arc::new(AtomicBool::new(false));
    let calm = tokio::spawn(child(base.clone(), Arc::clone(&stop)));
    tokio::time::sleep(Duration::from_secs(3)).await;
    stop.store(true, Ordering::Relaxed);
    let mut quiet = calm.await.expect("runs");
    for _ in 0..TIMES {
        alone.push(fill(base.clone()).await.0);
        let stop = Arc::new(AtomicBool::new(false));
        let answering = tokio::spawn(child(base.clone(), Arc::clone(&stop)));
        let begun = Instant::now();
        let tablets: Vec<_> = (0..TABLETS).map(|_| tokio::spawn(fill(base.clone()))).collect();
        for tablet in tablets {
            tablet.await.expect("runs");
        }
        full.push(begun.elapsed().as_secs_f64());
        stop.store(true, Ordering::Relaxed);
        busy.extend(answering.await.expect("runs"));
    }
    say(&format!("what a tablet fetches: {count} pages, files and clips, {:.2} MB", bytes as f64 / 1e6));
    say(&format!("one tablet alone, median of {TIMES}: {:.2} s; {TABLETS} at once: {:.2} s", median(alone), median(full)));
    say(&format!(
        "a child's page meanwhile ({} pages): p50 {:.1} ms, p99 {:.1} ms; at a quiet server ({} pages): p50 {:.1} ms, p99 {:.1} ms",
        busy.len(),
        within(50, &mut busy.clone()),
        within(99, &mut busy),
        quiet.len(),
        within(50, &mut quiet.clone()),
        within(99, &mut quiet),
    ));
    drop(server);
}
