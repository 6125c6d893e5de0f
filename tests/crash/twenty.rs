//! Twenty enrolled tablets send while the server is killed and started again a hundred times: 0 lost, 0 doubled.

#[path = "../store/cluster.rs"]
mod cluster;

use crate::support::{SAYSO, Server, some_letters};
use cluster::Cluster;
use sayso::domain::envelope::EnvelopeId;
use sayso::domain::event::{EventCode, NewEvent};
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use sayso::domain::staff::Role;
use sayso::flow::Flow;
use sayso::seal::{Keyring, random_bytes};
use sayso::simulate::{Difference, Link, Tablet, compare};
use sayso::store::{Location, ReleaseFiles, Store};
use std::collections::HashSet;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use time::macros::date;

const TABLETS: usize = 20;
/// So many answers a tablet holds at once while it is used.
const HELD: usize = 3;

/// Everything beside the server, over the same folder and database.
async fn flow(folder: &Path, location: &Location) -> Flow {
    let store = Store::open(location).await.expect("opens");
    let files = ReleaseFiles::open(&folder.join("releases")).expect("a folder");
    Flow::start(store, Keyring::open(&folder.join("keys"), None).expect("keys"), files)
}

/// An event whose figures are true, so that one lost answer is seen; and the code that enrols its tablets.
async fn event(flow: &Flow) -> (EventCode, String) {
    let questionnaire = parse(crate::support::MUNRO).expect("no fault");
    let write = flow.store.write().await.expect("writes");
    let service = write.add_service("A hall", None).await.expect("a service");
    let by = write.add_staff("hall@council.example", "Somebody", Role::Administrator).await.expect("writes").expect("is new");
    let day = date!(2026 - 01 - 05);
    let version = write.publish(&questionnaire, crate::support::MUNRO, "hash", day, by).await.expect("publishes");
    write.commit().await.expect("commits");
    let staff = flow.store.all_staff().await.expect("staff");
    let administrator = staff.iter().find(|s| s.id == by).expect("is there");
    let (may_run, may_administer) = (administrator.may_run().expect("may"), administrator.may_administer().expect("may"));
    let new = NewEvent {
        name: "A hall".to_owned(),
        service,
        questionnaire: version,
        promise: Promise::plain_counts(&may_administer, "so that every answer can be counted").expect("a reason"),
        expected: 100,
        opens_on: day,
        closes_on: date!(2099 - 12 - 31),
        demonstration: true,
        asks_alone: false,
        tablets_only: false,
        shown_at: None,
        safeguarding: None,
    };
    let code = flow.open_event(&new).await.expect("opens");
    let event = flow.store.event(&code).await.expect("reads").expect("is there");
    let made = flow.make_code(&may_run, &event, time::OffsetDateTime::now_utc().unix_timestamp()).await.expect("a code");
    (code, made.spoken.to_string())
}

/// A port that stays the same over restarts, as a real server's does. Below those that the system hands out, so that
/// no connection of another test takes it while the server is down.
fn port() -> u16 {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let drawn = std::iter::repeat_with(|| 20_000 + u16::from_le_bytes(random_bytes().expect("randomness")) % 12_000);
    drawn.take(100).find(free).expect("a free port")
}

/// What a tablet did.
#[derive(Default)]
struct Done {
    answered: Vec<(EnvelopeId, Letter)>,
    cut_short: usize,
}

/// Children answer at a tablet and it sends, until the day is over and everything is in.
async fn hold(mut tablet: Tablet, letters: Arc<Vec<Letter>>, over: Arc<AtomicBool>, acknowledged: Arc<AtomicUsize>) -> Done {
    let mut done = Done::default();
    let mut next = letters.iter().cycle();
    loop {
        let evening = over.load(Ordering::Relaxed);
        while !evening && tablet.holds() < HELD {
            let letter = next.next().expect("letters go on").clone();
            done.answered.push((tablet.answer(&letter).expect("seals"), letter));
        }
        let sent = tablet.send(Link::Good).await.expect("sends");
        assert_eq!(sent.refused, None, "a wrong answer");
        done.cut_short += sent.tried - sent.acknowledged;
        acknowledged.fetch_add(sent.acknowledged, Ordering::Relaxed);
        if evening && tablet.holds() == 0 {
            return done;
        }
        if sent.acknowledged == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// The ids that wait in the inbox.
async fn waiting(flow: &Flow, event: i32) -> Vec<[u8; 16]> {
    let write = flow.store.write().await.expect("reads");
    let mut ids: Vec<[u8; 16]> = Vec::new();
    loop {
        let after = ids.last().map(<[u8; 16]>::as_slice).unwrap_or_default();
        let page = write.envelopes_after(event, after, 1000).await.expect("reads");
        if page.is_empty() {
            return ids;
        }
        ids.extend(page.into_iter().map(|e| e.id));
    }
}

/// Gives what happened, in a line.
async fn killed_under_twenty_tablets(times: usize, location: Option<Location>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let database = match &location {
        Some(Location::Postgres(address)) => Some(address.clone()),
        _ => None,
    };
    let location = location.unwrap_or_else(|| Location::in_folder(folder.path()));
    let beside = flow(folder.path(), &location).await;
    let (code, spoken) = event(&beside).await;
    beside.store.close().await;
    let address = format!("127.0.0.1:{}", port());
    let serve = || {
        let mut command = Command::new(SAYSO);
        command.args(["serve", "--listen", &address, "--workers", "2", "--data"]).arg(folder.path());
        command.args(database.iter().flat_map(|d| ["--database", d]));
        command.env_remove("SAYSO_LOG_LEVEL").env_remove("SAYSO_MASTER_KEY");
        Server::run(command)
    };
    let mut server = serve();
    let letters = Arc::new(some_letters(150));
    let (over, acknowledged) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
    let mut tablets = Vec::new();
    for _ in 0..TABLETS {
        let tablet = Tablet::enrol(&server.base, &spoken).await.expect("enrols");
        tablets.push(tokio::spawn(hold(tablet, Arc::clone(&letters), Arc::clone(&over), Arc::clone(&acknowledged))));
    }
    for _ in 0..times {
        let before = acknowledged.load(Ordering::Relaxed);
        let begun = Instant::now();
        while acknowledged.load(Ordering::Relaxed) == before {
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing is taken in:\n{}", server.log());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let [byte] = random_bytes::<1>().expect("randomness");
        tokio::time::sleep(Duration::from_micros(u64::from(byte) * 100)).await;
        server.kill();
        server = serve();
    }
    over.store(true, Ordering::Relaxed);
    let mut all = Done::default();
    for tablet in tablets {
        let done = tablet.await.expect("no wrong answer");
        all.answered.extend(done.answered);
        all.cut_short += done.cut_short;
    }
    server.stop();
    let beside = flow(folder.path(), &location).await;
    let live = beside.live(&code).await.expect("reads").expect("is there");
    let event = live.event.stored.id;
    let there = waiting(&beside, event).await;
    let ids: HashSet<[u8; 16]> = there.iter().copied().collect();
    let lost = all.answered.iter().filter(|(id, _)| !ids.contains(&id.bytes())).count();
    assert_eq!((lost, there.len(), ids.len()), (0, all.answered.len(), all.answered.len()), "lost, there, and there once");
    assert_eq!(beside.store.aside(event).await.expect("counts"), 0);
    // Every kill was in the middle of something: else this would try nothing.
    assert!(all.cut_short >= times, "{} cut short by {times} kills", all.cut_short);
    // And what is counted is what children answered.
    let came = u32::try_from(all.answered.len()).expect("few");
    beside.close_event(&live, came, date!(2026 - 01 - 06)).await.expect("closes");
    let release = &beside.store.releases(event).await.expect("reads")[0].release;
    let letters: Vec<Letter> = all.answered.into_iter().map(|(_, letter)| letter).collect();
    let Difference { figures, lost, doubled } = compare(&live.questionnaire, &letters, release);
    assert!(figures > 20 && (lost, doubled) == (0, 0), "{lost} lost, {doubled} doubled in {figures} figures");
    format!("{times} kills, {} cut short; {came} answered, 0 lost, 0 doubled", all.cut_short)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_a_hundred_times_under_twenty_tablets_nothing_is_lost_or_doubled() {
    println!("{}", killed_under_twenty_tablets(100, None).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_killed_under_twenty_tablets_nothing_is_lost_or_doubled() {
    let cluster = Cluster::start();
    println!("{}", killed_under_twenty_tablets(15, Some(Location::Postgres(cluster.database("twenty")))).await);
}
