//! The child's page against a bare handler that sends a fixed body of the same size.

use crate::load::{event, flow};
use crate::machine::median;
use crate::say;
use crate::server::Server;
use actix_web::{App, HttpResponse, HttpServer, web};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 32;
const EACH: Duration = Duration::from_secs(3);

/// Requests a second over some connections.
async fn rate(url: &str) -> f64 {
    let client = reqwest::Client::builder().pool_max_idle_per_host(CONNECTIONS).build().expect("a client");
    let done = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (client, done, url) = (client.clone(), Arc::clone(&done), url.to_owned());
            tokio::spawn(async move {
                while begun.elapsed() < EACH {
                    let answer = client.get(&url).header("accept-encoding", "gzip").send().await.expect("an answer");
                    assert!(answer.status().is_success());
                    answer.bytes().await.expect("a body");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("runs");
    }
    // Counts of a few seconds are far below 2^52.
    done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

pub(crate) async fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = flow(folder.path()).await;
    let code = event(&f, "Page").await.event.stored.code.clone();
    f.store.close().await;
    let server = Server::on(folder.path());
    let ours = server.url(&format!("/e/{code}/answer?words=8-11&envelope={}", "0".repeat(32)));
    let page = reqwest::Client::new().get(&ours).header("accept-encoding", "gzip").send().await.expect("a page");
    let body = web::Bytes::from(page.bytes().await.expect("a body").to_vec());
    let size = body.len();
    let bare = HttpServer::new(move || {
        let body = body.clone();
        App::new().route("/", web::get().to(move || std::future::ready(HttpResponse::Ok().body(body.clone()))))
    })
    .workers(2)
    .disable_signals()
    .bind("127.0.0.1:0")
    .expect("binds");
    let theirs = format!("http://{}/", bare.addrs()[0]);
    let running = bare.run();
    let handle = running.handle();
    tokio::spawn(running);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        a.push(rate(&ours).await);
        b.push(rate(&theirs).await);
    }
    handle.stop(false).await;
    let (a, b) = (median(a), median(b));
    say(&format!(
        "child's page ({size} bytes compressed): {a:.0} requests a second; bare handler of the same size: {b:.0}; ratio {:.2}",
        a / b
    ));
}
