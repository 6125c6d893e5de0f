//! Accepted, flushed responses a second from 32 tablets, against single flushed commits.

use crate::machine::{cpu, median, memory};
use crate::say;
use crate::server::Server;
use sayso::domain::envelope::EnvelopeId;
use sayso::domain::event::{EventCode, NewEvent};
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::parse;
use sayso::domain::staff::Role;
use sayso::flow::{Flow, LiveEvent};
use sayso::seal::{Keyring, SystemBits, digest, random_bytes};
use sayso::simulate::{Distribution, Load, run as send, seal_all};
use sayso::store::{Incoming, Location, ReleaseFiles, Store};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use time::macros::date;

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/messages-for-munro.toml");
const ANSWERS: &str = include_str!("../../assets/demo/day.csv");
const TABLETS: usize = 32;
const RESPONSES: usize = 20_000;
/// Bytes of a sealed response to that questionnaire: padded, a nonce, a tag.
const SEALED: usize = 512 + 28;

/// A flow over a data folder, as the server opens it.
pub(crate) async fn flow(folder: &Path) -> Flow {
    let store = Store::open(&Location::in_folder(folder)).await.expect("opens");
    let files = ReleaseFiles::open(&folder.join("releases")).expect("a folder");
    Flow::start(store, Keyring::open(&folder.join("keys"), None).expect("keys"), files)
}

/// An open event in a data folder.
pub(crate) async fn event(flow: &Flow, name: &str) -> Arc<LiveEvent> {
    event_of(flow, name, QUESTIONNAIRE).await
}

/// The same, of a questionnaire.
pub(crate) async fn event_of(flow: &Flow, name: &str, questionnaire: &str) -> Arc<LiveEvent> {
    let file = questionnaire;
    let questionnaire = parse(file).expect("no fault");
    let write = flow.store.write().await.expect("writes");
    let service = write.add_service(name, None).await.expect("a service");
    let by = write.add_staff("bench@example.org", "Bench", Role::Officer).await.expect("staff").unwrap_or(1);
    let version = write.publish(&questionnaire, file, "hash", date!(2026 - 01 - 01), by).await.expect("publishes");
    write.commit().await.expect("commits");
    let day = date!(2026 - 01 - 01);
    let new = NewEvent {
        name: name.into(),
        service,
        questionnaire: version,
        promise: Promise::protected(),
        expected: 100,
        opens_on: day,
        closes_on: day,
        demonstration: true,
        asks_alone: false,
        tablets_only: false,
        shown_at: None,
        safeguarding: None,
    };
    let code = flow.open_event(&new).await.expect("opens");
    flow.live(&code).await.expect("reads").expect("is there")
}

/// Letters by the demonstration's distribution.
pub(crate) fn letters(n: usize) -> Vec<sayso::domain::response::Letter> {
    Distribution::parse(ANSWERS, &["ways".to_owned()]).expect("reads").letters(n, 150, &mut SystemBits::default()).expect("letters")
}

/// The same with ages and kinds of home evenly spread: of 100 children and of 100,000 the same groups can be shown.
pub(crate) fn even_letters(n: usize) -> Vec<sayso::domain::response::Letter> {
    let even = |line: &str| -> String {
        let mut parts: Vec<&str> = line.split(',').collect();
        if parts.first().is_some_and(|question| ["age", "home"].contains(question))
            && let Some(weight) = parts.get_mut(2)
        {
            *weight = "1";
        }
        parts.join(",")
    };
    let answers: Vec<String> = ANSWERS.lines().map(even).collect();
    Distribution::parse(&answers.join("\n"), &["ways".to_owned()])
        .expect("reads")
        .letters(n, 150, &mut SystemBits::default())
        .expect("letters")
}

/// Single flushed commits a second: one envelope a transaction, one after the other.
async fn single_commits(folder: &Path) -> f64 {
    let store = Store::open(&Location::File(folder.join("single.db"))).await.expect("opens");
    let begun = Instant::now();
    let mut done = 0;
    while begun.elapsed() < Duration::from_secs(3) {
        let id = random_bytes::<16>().expect("randomness");
        let write = store.write().await.expect("writes");
        let sealed = vec![7; SEALED];
        write.take_in(vec![Incoming { event: 1, id, digest: digest(&id), sealed, aside: None }]).await.expect("takes in");
        write.commit().await.expect("commits");
        done += 1;
    }
    f64::from(done) / begun.elapsed().as_secs_f64()
}

pub(crate) async fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = flow(folder.path()).await;
    let live = event(&f, "Load").await;
    let (code, public): (EventCode, Vec<u8>) = (live.event.stored.code.clone(), live.keys.as_ref().expect("keys").public());
    say(&format!("load: sealing {RESPONSES} envelopes beforehand …"));
    let envelopes: Vec<(EnvelopeId, Vec<u8>)> = seal_all(&public, &live.binding(), &letters(RESPONSES)).expect("seals");
    f.store.close().await;
    let mut starts = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let server = Server::on(folder.path());
        starts.push(begun.elapsed().as_secs_f64());
        drop(server);
    }
    let server = Server::on(folder.path());
    let idle = memory(server.pid());
    let singles_before = single_commits(folder.path()).await;
    let before = cpu(server.pid());
    let figures =
        send(Load { address: server.url(&format!("/e/{code}")), envelopes, tablets: TABLETS, progress: false }).await.expect("sends");
    let spent = cpu(server.pid()).saturating_sub(before);
    std::fs::remove_file(folder.path().join("single.db")).expect("is there");
    let singles_after = single_commits(folder.path()).await;
    let singles = (singles_before + singles_after) / 2.0;
    assert!(figures.errors.is_empty(), "{:?}", figures.errors);
    let accepted = f64::from(u32::try_from(figures.accepted).expect("few"));
    say(&format!("start on an existing database, median of 5: {:.0} ms", median(starts) * 1e3));
    say(&format!("single flushed commits: {singles:.0} a second"));
    say(&format!(
        "accepted, flushed responses, {TABLETS} tablets: {:.0} a second = {:.1} × single commits",
        figures.per_second(),
        figures.per_second() / singles
    ));
    let ms = |p| figures.percentile(p).as_secs_f64() * 1e3;
    say(&format!("latency: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms", ms(50), ms(95), ms(99)));
    say(&format!("server CPU per accepted response: {:.3} ms", spent.as_secs_f64() * 1e3 / accepted));
    say(&format!("server memory: {idle:.0} MiB idle, {:.0} MiB at most under the load", memory(server.pid())));
}
