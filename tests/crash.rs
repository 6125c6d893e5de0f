//! "Thank you" means on disk, once (invariant 5); and what goes wrong around the program is told
//! in plain words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "crash/day.rs"]
mod day;
#[path = "api/support/mod.rs"]
mod support;
#[path = "crash/twenty.rs"]
mod twenty;

use sayso::domain::envelope::EnvelopeId;
use sayso::domain::outbox::{self, Sealed};
use sayso::seal::random_bytes;
use sea_orm::ConnectionTrait;
use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{SAYSO, Server, Tablet, World, answers, blobs, count, database, fresh_id, serve, some_letters, visible};
use tokio::sync::Notify;

const WAITING: &str = "SELECT count(*) FROM envelope";

/// What tablets know of their envelopes: which were sent, and which were acknowledged.
#[derive(Default)]
struct Known {
    sent: Vec<(EnvelopeId, Vec<u8>)>,
    acknowledged: HashSet<[u8; 16]>,
}

/// Sends envelopes one after another until the server is gone.
async fn send_until_cut(tablet: Arc<Tablet>, envelopes: Vec<(EnvelopeId, Vec<u8>)>, known: Arc<Mutex<Known>>, first: Arc<Notify>) {
    for (id, sealed) in envelopes {
        known.lock().unwrap().sent.push((id, sealed.clone()));
        let url = format!("{}{}", tablet.browser.base, tablet.path(&id));
        let Ok(answer) = tablet.browser.client.post(url).body(sealed).send().await else { return };
        let status = answer.status();
        let Ok(text) = answer.text().await else { return };
        assert_eq!((status.as_u16(), text.as_str()), (200, "{\"receipt\":\"taken-in\"}"));
        known.lock().unwrap().acknowledged.insert(id.bytes());
        first.notify_one();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_fifty_times_nothing_acknowledged_is_lost_or_doubled() {
    const ROUNDS: usize = 50;
    const TABLETS: usize = 3;
    let mut world = World::new().await;
    let event = world.event().await;
    let known = Arc::new(Mutex::new(Known::default()));
    for _ in 0..ROUNDS {
        let first = Arc::new(Notify::new());
        let mut tablets = Vec::new();
        for _ in 0..TABLETS {
            let tablet = Arc::new(Tablet::at(&world.server.base, &event).await);
            // Sealed before the clock runs.
            let envelopes = tablet.seal_all(&some_letters(60));
            tablets.push((tablet, envelopes));
        }
        let sending: Vec<_> = tablets
            .into_iter()
            .map(|(tablet, envelopes)| tokio::spawn(send_until_cut(tablet, envelopes, Arc::clone(&known), Arc::clone(&first))))
            .collect();
        first.notified().await;
        let [byte] = random_bytes::<1>().expect("randomness");
        tokio::time::sleep(Duration::from_micros(u64::from(byte) * 60_000 / 255)).await;
        world.server.kill();
        for tablet in sending {
            tablet.await.expect("no wrong answer");
        }
        world.server = Server::start(world.folder.path());
    }
    let (sent, acknowledged) = {
        let known = known.lock().unwrap();
        (known.sent.clone(), known.acknowledged.clone())
    };
    assert!(acknowledged.len() >= ROUNDS, "{} acknowledged", acknowledged.len());
    let cut_short = sent.len() - acknowledged.len();
    assert!(cut_short > 0, "no envelope was ever under way: this test tests nothing");
    let rows = blobs(&world.file(), "SELECT id FROM envelope UNION ALL SELECT id FROM kept_aside").await;
    let ids: HashSet<&[u8]> = rows.iter().map(Vec::as_slice).collect();
    assert_eq!(ids.len(), rows.len(), "an envelope is there twice");
    let lost = acknowledged.iter().filter(|id| !ids.contains(id.as_slice())).count();
    assert_eq!(lost, 0, "of {} acknowledged", acknowledged.len());
    // Tablets that were not thanked send again, and so does one that was.
    let tablet = Tablet::at(&world.server.base, &event).await;
    for (i, (id, sealed)) in sent.iter().enumerate() {
        if i % 10 == 0 || !acknowledged.contains(&id.bytes()) {
            let answer = tablet.send(id, sealed).await;
            assert_eq!((answer.status, answer.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"));
        }
    }
    assert_eq!(world.count(WAITING).await, i64::try_from(sent.len()).unwrap());
    assert_eq!(world.count("SELECT count(*) FROM kept_aside").await, 0);
    let written = ids.len() - acknowledged.len();
    println!("{} acknowledged; {cut_short} cut short, of which {written} were on disk", acknowledged.len());
}

/// The system calls of a server as `strace` tells them, in the order in which they ended; a call
/// that another thread interrupted is put together again.
fn calls(trace: &str) -> Vec<String> {
    let mut begun: Vec<(String, String)> = Vec::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap_or((line, ""));
        let call = call.trim();
        if let Some(start) = call.strip_suffix("<unfinished ...>") {
            // What is written counts from when it is begun: that is the earliest it can be seen.
            if start.contains("HTTP/1.1 200") {
                calls.push(start.to_owned());
            }
            begun.push((thread.to_owned(), start.to_owned()));
        } else if let Some((_, end)) = call.split_once(" resumed>") {
            let at = begun.iter().rposition(|(t, _)| t == thread).expect("it has begun");
            let (_, start) = begun.remove(at);
            calls.push(format!("{start}{end}"));
        } else {
            calls.push(call.to_owned());
        }
    }
    calls
}

#[tokio::test]
async fn an_answer_is_flushed_to_disk_before_the_child_is_thanked() {
    let there = Command::new("strace").arg("--version").output();
    assert!(there.is_ok_and(|out| out.status.success()), "this test needs strace: install it (apt-get install strace)");
    let mut world = World::new().await;
    let event = world.event().await;
    world.server.stop();
    let trace = world.folder.path().join("trace");
    // -D: the server stays our child, so that it is what is stopped.
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-y", "-s", "80", "-e", "trace=fsync,fdatasync,pwrite64,read,recvfrom,write,writev,sendto,sendmsg", "-o"]);
    let plain = serve(world.folder.path());
    command.arg(&trace).arg(plain.get_program()).args(plain.get_args()).env_remove("SAYSO_LOG_LEVEL");
    let mut server = Server::run(command);
    let tablet = Tablet::at(&server.base, &event).await;
    let (sealed_id, form_id) = (fresh_id(), fresh_id());
    let sealed = tablet.seal(&sealed_id, &answers(&[("age", "8-11")]));
    assert_eq!(tablet.send(&sealed_id, &sealed).await.status, 200);
    assert_eq!(tablet.send_form(&form_id, &[("age", "8-11")]).await.status, 303);
    server.stop();
    for _ in 0..100 {
        if std::fs::read_to_string(&trace).is_ok_and(|t| t.contains("+++ exited with 0 +++")) {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let calls = calls(&std::fs::read_to_string(&trace).expect("a trace"));
    for (request, thanks) in [("POST /e/", "HTTP/1.1 200"), ("POST /e/", "HTTP/1.1 303")].map(|(r, t)| (r.to_owned(), t.to_owned())) {
        let path = if thanks.ends_with("200") { "/envelope/" } else { "/answer?" };
        let asked = calls.iter().position(|c| c.contains(&request) && c.contains(path)).expect("the request");
        let after = &calls[asked..];
        let thanked = after.iter().position(|c| c.contains(&thanks)).expect("the answer");
        let between = &after[..thanked];
        let log = |c: &&String| c.contains("sayso.db-wal>");
        let written = between.iter().rposition(|c| c.starts_with("pwrite64(") && log(&c)).expect("the answers are written");
        let flushed = between[written..].iter().find(|c| (c.starts_with("fdatasync(") || c.starts_with("fsync(")) && log(c));
        let flushed = flushed.unwrap_or_else(|| panic!("not flushed before {thanks}:\n{}", between.join("\n")));
        assert!(flushed.trim_end().ends_with("= 0"), "{flushed}");
    }
}

/// Sends the head and half of an envelope, a signal, and then the rest.
async fn finishes_what_is_under_way(signal: &str) {
    let mut world = World::new().await;
    let event = world.event().await;
    let (tablet, id) = (Tablet::at(&world.server.base, &event).await, fresh_id());
    let sealed = tablet.seal(&id, &answers(&[("age", "8-11")]));
    // Its connection waits for another request: it must not hold the server up.
    let idle = tablet.browser.get("/healthz").await;
    assert_eq!(idle.status, 200);
    let mut stream = TcpStream::connect(world.server.base.trim_start_matches("http://")).expect("it connects");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    write!(stream, "POST {} HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n", tablet.path(&id), sealed.len()).expect("sends");
    stream.write_all(&sealed[..1000]).expect("sends");
    std::thread::sleep(Duration::from_millis(100));
    world.server.signal(signal);
    std::thread::sleep(Duration::from_millis(200));
    stream.write_all(&sealed[1000..]).expect("sends");
    let mut answer = [0; 4096];
    let n = stream.read(&mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer[..n]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("taken-in"), "SIG{signal}: {answer}");
    drop(stream);
    assert_eq!(world.server.ended(Duration::from_secs(10)), Some(0), "SIG{signal}: {}", world.server.log());
    assert_eq!(world.count(WAITING).await, 1, "SIG{signal}");
    // A stopped server has put everything into the one file that is backed up.
    assert!(!world.folder.path().join("sayso.db-wal").exists(), "SIG{signal}: a write-ahead log is left");
}

#[tokio::test]
async fn sigterm_lets_an_answer_under_way_finish() {
    finishes_what_is_under_way("TERM").await;
}

#[tokio::test]
async fn sigint_lets_an_answer_under_way_finish() {
    finishes_what_is_under_way("INT").await;
}

/// Runs a server that is not to start.
fn refused(data: &Path, listen: &str) -> (Option<i32>, String) {
    let Output { status, stderr, .. } =
        Command::new("timeout").args(["-k", "1", "20", SAYSO, "serve", "--listen", listen, "--data"]).arg(data).output().expect("it runs");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

/// Plain words: a sentence of ours, and nothing that only a programmer reads.
fn assert_plain(words: &str, needed: &[&str]) {
    let told = words.lines().find(|line| line.starts_with("sayso: ")).unwrap_or_else(|| panic!("nothing is told:\n{words}"));
    for word in needed {
        assert!(told.contains(word), "“{word}” is not in: {told}");
    }
    for code in ["panicked", "Os {", "Err(", "unwrap", "src/"] {
        assert!(!words.contains(code), "{words}");
    }
}

#[test]
fn a_port_in_use_is_told_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = taken.local_addr().expect("an address");
    let (code, words) = refused(folder.path(), &at.to_string());
    assert_eq!(code, Some(1), "{words}");
    assert_plain(&words, &[&at.port().to_string(), "in use", "--listen"]);
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_told_in_plain_words_and_left_alone() {
    let mut world = World::new().await;
    world.server.stop();
    let db = database(&world.file()).await;
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99991231_000001_future', 0)";
    db.execute_unprepared(newer).await.expect("inserts");
    db.close().await.expect("it closes");
    let before = std::fs::read(world.file()).expect("the file");
    let (code, words) = refused(world.folder.path(), "127.0.0.1:0");
    assert_eq!(code, Some(1), "{words}");
    assert_plain(&words, &["newer version of Sayso"]);
    assert!(std::fs::read(world.file()).expect("the file") == before, "the database was changed");
}

#[tokio::test]
async fn a_database_that_cannot_be_written_is_told_in_plain_words() {
    let mut world = World::new().await;
    world.server.stop();
    // Permissions stop nobody who is root, and a read-only mount needs root. A file whose header
    // asks for a later way of writing is read-only to SQLite, whoever runs it
    // (sqlite.org/fileformat2.html, 1.3.3): byte 18 stands for both.
    let mut file = std::fs::read(world.file()).expect("the file");
    file[18] = 3;
    std::fs::write(world.file(), &file).expect("writes");
    let (code, words) = refused(world.folder.path(), "127.0.0.1:0");
    assert_eq!(code, Some(1), "{words}");
    assert_plain(&words, &["not written"]);
}

#[test]
fn a_database_that_cannot_be_opened_is_told_in_plain_words() {
    // A folder where the file should be stands for whatever cannot be opened at all.
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sayso.db")).expect("a folder");
    let (code, words) = refused(folder.path(), "127.0.0.1:0");
    assert_eq!(code, Some(1), "{words}");
    assert_plain(&words, &["database"]);
    // A file that is no database.
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("sayso.db"), "this is a letter, not a database\n".repeat(200)).expect("writes");
    let (code, words) = refused(folder.path(), "127.0.0.1:0");
    assert_eq!(code, Some(1), "{words}");
    assert_plain(&words, &["database"]);
}

#[tokio::test]
async fn on_a_full_disk_what_was_accepted_stays_and_the_child_is_told_kindly() {
    const ENOUGH: usize = 200;
    let mut world = World::new().await;
    let event = world.event().await;
    world.server.stop();
    // No file may grow beyond this: it stands for a full disk, which only root could make.
    let most = std::fs::metadata(world.file()).expect("the file").len();
    let mut command = Command::new("sh");
    let limited = format!("trap '' XFSZ; exec prlimit --fsize={most}: -- \"$@\"");
    let plain = serve(world.folder.path());
    command.args(["-c", &limited, "sh"]).arg(plain.get_program()).args(plain.get_args());
    let server = Server::run(command);
    let tablet = Tablet::at(&server.base, &event).await;
    let (mut accepted, mut refused) = (HashSet::new(), Vec::new());
    for (id, sealed) in tablet.seal_all(&some_letters(ENOUGH)) {
        let answer = tablet.send(&id, &sealed).await;
        match answer.status {
            200 => assert!(accepted.insert(id.bytes().to_vec())),
            503 => {
                let words = visible(&answer.text());
                assert!(words.contains("It is not your fault"), "{words}");
                refused.push((id, sealed));
            }
            other => panic!("{other}: {}", answer.text()),
        }
    }
    // Every 200 so far is on disk: others can read it.
    let held = count(&world.file(), WAITING).await;
    assert_eq!(held, i64::try_from(accepted.len()).unwrap(), "what is on disk is not what was accepted:\n{}", server.log());
    let told = format!("{} accepted, {} refused:\n{}", accepted.len(), refused.len(), server.log());
    assert!(accepted.len() >= 3 && refused.len() >= 3, "{told}");
    let form = tablet.send_form(&fresh_id(), &[("age", "8-11")]).await;
    assert_eq!(form.status, 503, "{}", form.text());
    assert_eq!(tablet.browser.get("/healthz").await.status, 200);
    // Room is made: answers are taken in again, without a restart.
    let room = Command::new("prlimit").args(["--pid", &server.id().to_string(), "--fsize=unlimited:"]).status();
    assert!(room.is_ok_and(|s| s.success()), "this test needs prlimit: install util-linux");
    let (id, sealed) = refused.pop().expect("one");
    assert_eq!(tablet.send(&id, &sealed).await.status, 200, "after room was made");
    accepted.insert(id.bytes().to_vec());
    drop(server);
    let server = Server::start(world.folder.path());
    let held: HashSet<_> = blobs(&world.file(), "SELECT id FROM envelope").await.into_iter().collect();
    assert!(held == accepted, "{} held, {} accepted", held.len(), accepted.len());
    let tablet = Tablet::at(&server.base, &event).await;
    for (id, sealed) in &refused {
        assert_eq!(tablet.send(id, sealed).await.status, 200);
    }
    assert_eq!(count(&world.file(), WAITING).await, i64::try_from(ENOUGH).unwrap());
}

/// A file of sealed answers whose taking in is killed in the middle is taken in again: every answer is there once.
#[tokio::test]
async fn a_file_that_was_cut_short_is_taken_in_again_and_counts_once() {
    const ENOUGH: usize = 600;
    let mut world = World::new().await;
    let tablet = Tablet::at(&world.server.base, &world.event().await).await;
    world.server.stop();
    let lines: Vec<Sealed> = tablet.seal_all(&some_letters(ENOUGH)).into_iter().map(|(id, bytes)| Sealed::Answers(id, bytes)).collect();
    let file = world.folder.path().join("tablet 7.sayso");
    std::fs::write(&file, outbox::write(&tablet.event, &lines)).expect("writes");
    let import = || {
        let mut command = Command::new(SAYSO);
        command.args(["envelope", "import"]).arg(&file).arg("--data").arg(world.folder.path());
        command
    };
    // Killed a little later each time, until it was caught in the middle three times.
    let (mut caught, mut held, mut wait) = (0, 0, 20);
    while caught < 3 && wait < 3000 {
        let mut running = import().stdout(std::process::Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(wait));
        running.kill().expect("it is killed");
        running.wait().expect("it ends");
        let now = world.count(WAITING).await;
        assert!(now >= held, "what was taken in is lost: {now} of {held}");
        caught += usize::from(now > held && now < i64::try_from(ENOUGH).unwrap());
        held = now;
        wait += 20;
        if now == i64::try_from(ENOUGH).unwrap() {
            break;
        }
    }
    assert!(caught > 0, "it was never caught in the middle: this test tests nothing");
    let out = import().output().expect("it runs");
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success() && told.contains(&format!("{held} were there already.")) && told.contains("0 kept aside"), "{told}");
    assert_eq!(world.count(WAITING).await, i64::try_from(ENOUGH).unwrap());
}
