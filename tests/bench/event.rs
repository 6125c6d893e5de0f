//! The day of an event: one tablet with a thousand envelopes, and twenty tablets that come back at once while a
//! child sends, against the same child at a server where nothing else happens.

use crate::load::{event, flow, letters};
use crate::machine::{median, within};
use crate::say;
use crate::server::Server;
use sayso::domain::response::Letter;
use sayso::simulate::{Link, Tablet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use time::OffsetDateTime;

/// Envelopes of one tablet.
const MANY: usize = 1000;
/// Tablets that come back at once, what each holds, and how often they do.
const TABLETS: usize = 20;
const EACH: usize = 50;
const WAVES: usize = 10;
/// Sends of a child at a quiet server.
const QUIET: usize = 200;

/// Seconds for sending all that a tablet holds, each acknowledged.
async fn empty(tablet: &mut Tablet) -> f64 {
    let begun = Instant::now();
    while tablet.holds() > 0 {
        // A connection that was idle may be gone: as a tablet does, it is sent again.
        let sent = tablet.send(Link::Good).await.expect("sends");
        assert_eq!(sent.refused, None);
        assert!(begun.elapsed() < Duration::from_secs(60), "the server does not take it in");
    }
    begun.elapsed().as_secs_f64()
}

/// Seconds for one child's send, from pressing to the receipt.
async fn one(child: &mut Tablet, letter: &Letter) -> f64 {
    child.answer(letter).expect("seals");
    empty(child).await
}

pub(crate) async fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = flow(folder.path()).await;
    let live = event(&f, "Event").await;
    let staff = f.store.all_staff().await.expect("staff");
    let may = staff.first().and_then(|s| s.may_run()).expect("an officer");
    let code = f.make_code(&may, &live.event, OffsetDateTime::now_utc().unix_timestamp()).await.expect("a code").spoken.to_string();
    f.store.close().await;
    let server = Server::on(folder.path());
    let base = server.url("");
    let letters = letters(MANY);
    let mut full = Tablet::enrol(&base, &code).await.expect("enrols");
    for letter in &letters {
        full.answer(letter).expect("seals");
    }
    say(&format!("{MANY} envelopes of one tablet, eight at once: {:.2} s", empty(&mut full).await));

    let mut child = Tablet::enrol(&base, &code).await.expect("enrols");
    let mut quiet = Vec::new();
    for letter in letters.iter().cycle().take(QUIET) {
        quiet.push(one(&mut child, letter).await);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut tablets = Vec::new();
    for _ in 0..TABLETS {
        tablets.push(Tablet::enrol(&base, &code).await.expect("enrols"));
    }
    let (mut busy, mut waves) = (Vec::new(), Vec::new());
    for _ in 0..WAVES {
        for tablet in &mut tablets {
            for letter in letters.iter().take(EACH) {
                tablet.answer(letter).expect("seals");
            }
        }
        let (begun, left) = (Instant::now(), Arc::new(AtomicUsize::new(TABLETS)));
        let coming: Vec<_> = std::mem::take(&mut tablets)
            .into_iter()
            .map(|mut tablet| {
                let left = Arc::clone(&left);
                tokio::spawn(async move {
                    empty(&mut tablet).await;
                    left.fetch_sub(1, Ordering::Relaxed);
                    tablet
                })
            })
            .collect();
        while left.load(Ordering::Relaxed) > 0 {
            busy.push(one(&mut child, &letters[0]).await);
        }
        for tablet in coming {
            tablets.push(tablet.await.expect("runs"));
        }
        waves.push(begun.elapsed().as_secs_f64());
    }
    say(&format!("{TABLETS} tablets come back at once with {EACH} each, median of {WAVES}: all in within {:.2} s", median(waves)));
    let (sends, calm) = (busy.len(), quiet.len());
    say(&format!(
        "a child's send meanwhile ({sends} sends): p50 {:.1} ms, p99 {:.1} ms; at a quiet server ({calm} sends): p50 {:.1} ms, p99 {:.1} ms",
        within(50, &mut busy),
        within(99, &mut busy),
        within(50, &mut quiet),
        within(99, &mut quiet),
    ));
    drop(server);
    let f = flow(folder.path()).await;
    let waiting = f.store.waiting(live.event.stored.id).await.expect("counts");
    assert_eq!(waiting, u64::try_from(MANY + calm + sends + WAVES * TABLETS * EACH).expect("few"), "all in, and once");
    f.store.close().await;
}
