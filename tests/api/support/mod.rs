//! A real server on a free port over a folder of its own, and a look into its database.

// Two test binaries share this folder, and neither needs all of it.
#![allow(dead_code, unused_imports)]

mod html;
mod person;
mod readers;
mod tablet;

pub(crate) use html::{checked, rows, tags, values, visible};
pub(crate) use person::{Answer, Person, Visitor, add_staff};
pub(crate) use readers::open_to_write;
pub(crate) use tablet::{Tablet, answers, fresh_id, letter, some_letters};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The shipped questionnaire.
pub(crate) const MUNRO: &str = include_str!("../../../assets/questionnaires/messages-for-munro.toml");

/// The binary under test.
pub(crate) const SAYSO: &str = env!("CARGO_BIN_EXE_sayso");

/// A server process. Dropped, it is killed.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) base: String,
    log: Arc<Mutex<String>>,
}

/// The usual command that serves a folder.
pub(crate) fn serve(data: &Path) -> Command {
    let mut command = Command::new(SAYSO);
    command.args(["serve", "--listen", "127.0.0.1:0", "--workers", "2", "--data"]).arg(data);
    command.env_remove("SAYSO_LOG_LEVEL").env_remove("SAYSO_MASTER_KEY");
    command
}

impl Server {
    /// Starts a server and waits until it is ready.
    pub(crate) fn start(data: &Path) -> Self {
        Self::run(serve(data))
    }

    /// Runs a command that serves, and waits until it is ready.
    pub(crate) fn run(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the server starts");
        let log = Arc::new(Mutex::new(String::new()));
        let (told, ready) = mpsc::channel();
        let (stderr, kept) = (child.stderr.take().expect("a pipe"), Arc::clone(&log));
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                kept.lock().expect("the log").push_str(&format!("{line}\n"));
                if let Some((_, port)) = line.split_once("ready port=") {
                    let _gone = told.send(port.trim().to_owned());
                }
            }
        });
        let Ok(port) = ready.recv_timeout(Duration::from_secs(30)) else {
            let _gone = child.kill();
            panic!("the server did not get ready:\n{}", log.lock().expect("the log"));
        };
        Self { child, base: format!("http://127.0.0.1:{port}"), log }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has written on standard error.
    pub(crate) fn log(&self) -> String {
        self.log.lock().expect("the log").clone()
    }

    /// Kills it as a power cut would: SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ends");
    }

    /// Sends it a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let done = Command::new("kill").args(["-s", name, &self.id().to_string()]).status().expect("kill runs");
        assert!(done.success(), "kill -s {name}");
    }

    /// Waits until it has ended; gives its exit code.
    pub(crate) fn ended(&mut self, within: Duration) -> Option<i32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("its state") {
                return status.code();
            }
            assert!(begun.elapsed() < within, "it has not ended within {within:?}:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Stops it with SIGTERM and waits.
    pub(crate) fn stop(&mut self) {
        self.signal("TERM");
        assert_eq!(self.ended(Duration::from_secs(25)), Some(0), "{}", self.log());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A server, an administrator, an officer, a service and a questionnaire.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) server: Server,
    pub(crate) administrator: Person,
    pub(crate) officer: Person,
    /// The row of the service.
    pub(crate) service: i32,
    /// The row of the questionnaire.
    pub(crate) questionnaire: i32,
}

impl World {
    /// Everything with the shipped questionnaire.
    pub(crate) async fn new() -> Self {
        Self::asking(MUNRO).await
    }

    /// Everything with a questionnaire file.
    pub(crate) async fn asking(file: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let server = Server::start(folder.path());
        let administrator = Person::added(&server, folder.path(), "administrator").await;
        let officer = Person::added(&server, folder.path(), "officer").await;
        let service = administrator.add_service("Maple House").await;
        let questionnaire = officer.publish(file).await;
        Self { folder, server, administrator, officer, service, questionnaire }
    }

    /// A new member of staff, signed in.
    pub(crate) async fn person(&self, role: &str) -> Person {
        Person::added(&self.server, self.folder.path(), role).await
    }

    /// Opens an event; gives its code.
    pub(crate) async fn event(&self) -> String {
        self.officer.open_event("Summer day", self.questionnaire, self.service).await
    }

    /// An event whose readers are there, with the published questionnaire of this code; gives its own.
    pub(crate) async fn event_to_write(&self, questionnaire: &str) -> String {
        open_to_write(self.folder.path(), questionnaire, false).await
    }

    /// An event with so many answers in, and a tablet at it.
    pub(crate) async fn answered(&self, responses: usize) -> Tablet {
        let tablet = Tablet::at(&self.server.base, &self.event().await).await;
        tablet.send_all(&some_letters(responses)).await;
        tablet
    }

    /// Starts the server anew on the same folder.
    pub(crate) fn restart(&mut self) {
        self.server = Server::start(self.folder.path());
        self.administrator.move_to(&self.server);
        self.officer.move_to(&self.server);
    }

    /// The database file.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("sayso.db")
    }

    /// The number in the one row and column that a query gives.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        count(&self.file(), sql).await
    }
}

/// Opens a database file beside the server.
pub(crate) async fn database(file: &Path) -> DatabaseConnection {
    Database::connect(format!("sqlite://{}?mode=rw", file.display())).await.expect("the database opens")
}

/// The number in the one row and column that a query gives.
pub(crate) async fn count(file: &Path, sql: &str) -> i64 {
    let db = database(file).await;
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a query").expect("a row");
    let number = row.try_get_by_index(0).expect("a number");
    db.close().await.expect("it closes");
    number
}

/// The bytes in the first column that a query gives.
pub(crate) async fn blobs(file: &Path, sql: &str) -> Vec<Vec<u8>> {
    let db = database(file).await;
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a query");
    let blobs = rows.iter().map(|row| row.try_get_by_index(0).expect("bytes")).collect();
    db.close().await.expect("it closes");
    blobs
}
