//! The real binary on a free port with a fresh data folder.

#![allow(dead_code, reason = "each of the two test crates that share it uses its own part")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The binary as it is built.
pub(crate) const OURS: &str = env!("CARGO_BIN_EXE_sayso");

/// A running server; killed when dropped.
pub(crate) struct Server {
    child: Child,
    data: PathBuf,
    /// The folder, if it is this server's own.
    _own: Option<tempfile::TempDir>,
    port: u16,
}

impl Server {
    /// Starts it over an empty folder and waits until it is ready.
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// Starts it over an empty folder, with more flags.
    pub(crate) fn with(flags: &[&str]) -> Self {
        let own = tempfile::tempdir().expect("a folder");
        let mut server = Self::over(Path::new(OURS), own.path(), flags);
        server._own = Some(own);
        server
    }

    /// Starts it over a folder that is there and waits until it is ready.
    pub(crate) fn on(data: &Path) -> Self {
        Self::over(Path::new(OURS), data, &[])
    }

    /// Starts another release over a folder that is there.
    pub(crate) fn released(binary: &Path, data: &Path) -> Self {
        Self::over(binary, data, &[])
    }

    fn over(binary: &Path, data: &Path, flags: &[&str]) -> Self {
        let mut child = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json", "--data"])
            .arg(data)
            .args(flags)
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let log = BufReader::new(child.stderr.take().expect("a log"));
        let (told, port) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                let row: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
                if let Some(port) = row["fields"]["port"].as_u64() {
                    let _heard = told.send(port);
                }
            }
        });
        let port = port.recv_timeout(std::time::Duration::from_secs(30)).expect("the server says its port");
        Self { child, data: data.to_owned(), _own: None, port: u16::try_from(port).expect("a port") }
    }

    /// Its folder.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// The process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a cut of the network or of power does.
    pub(crate) fn stop(&self) {
        self.signal("-KILL");
    }

    /// It stands still: takes connections, and answers none.
    pub(crate) fn freeze(&self) {
        self.signal("-STOP");
    }

    /// It goes on.
    pub(crate) fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.pid().to_string()]).status().expect("runs");
        assert!(sent.success(), "{sent}");
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Its database.
    pub(crate) fn file(&self) -> PathBuf {
        self.data.join("sayso.db")
    }

    /// Another server runs over its folder now.
    pub(crate) fn follow(&mut self, other: &Self) {
        self.port = other.port;
    }

    /// An address on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Adds a member of staff of a role; gives the path of the link that signs in once.
    pub(crate) fn invite(&self, role: &str) -> String {
        self.invite_as("Somebody", role, role)
    }

    /// Adds a member of staff by name, with the part of the address before the @; gives the path of the link that signs in once.
    pub(crate) fn invite_as(&self, name: &str, address: &str, role: &str) -> String {
        let added = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(["staff", "add", "--email", &format!("{address}@example.org"), "--name", name, "--role", role, "--data"])
            .arg(&self.data)
            .output()
            .expect("runs");
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        let out = String::from_utf8_lossy(&added.stdout).into_owned();
        out.find("/sign-in/").and_then(|at| out.get(at..)).expect("a link").trim().to_owned()
    }

    /// Answers an event as a page without JavaScript does, with these answers.
    pub(crate) async fn answer_with(&self, event: &str, answers: &[(&str, &str)]) {
        let client = reqwest::Client::new();
        let page = client.get(self.url(&format!("{event}/answer"))).send().await.expect("a page");
        let sent = client.post(page.url().clone()).form(answers).send().await.expect("an answer");
        assert!(sent.status().is_success() && sent.url().path().ends_with("/thanks"), "{}", sent.status());
    }

    /// Answers an event as a page without JavaScript does.
    pub(crate) async fn answer_plainly(&self, event: &str) {
        self.answer_with(event, &[("alone", "never"), ("home", "foster")]).await;
    }

    /// Downloads a file with a session's cookie.
    pub(crate) async fn download(&self, cookie: &str, path: &str) -> Vec<u8> {
        let answer = reqwest::Client::new().get(self.url(path)).header("cookie", cookie).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.expect("bytes").to_vec()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _waited = self.child.wait();
    }
}
