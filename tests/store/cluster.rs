//! A throw-away PostgreSQL cluster on a socket and a free port of this machine, gone when dropped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running cluster.
pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    server: Child,
    port: u16,
}

/// The folder of PostgreSQL's programs: Debian keeps them out of the path.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin"));
    versions.filter(|bin| bin.join("initdb").exists()).max().expect("PostgreSQL's server: ./tests/run installs it (package postgresql)")
}

/// A command that runs as another user where we are root, which `initdb` and `postgres` refuse to be.
fn unprivileged(program: &Path) -> Command {
    if std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0) {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

impl Cluster {
    /// Makes and starts a cluster.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // The other user must be able to reach it.
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o777)).expect("permissions");
        let data = folder.path().join("data");
        let made = unprivileged(&programs().join("initdb"))
            .args(["--auth=trust", "--username=sayso", "--encoding=UTF8", "--no-sync", "-D"])
            .arg(&data)
            .current_dir("/")
            .output()
            .expect("initdb starts");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let server = unprivileged(&programs().join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k"])
            .arg(folder.path())
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("postgres starts");
        let cluster = Self { folder, server, port };
        let begun = Instant::now();
        while cluster.sql("postgres", "SELECT 1").is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "PostgreSQL did not start");
            std::thread::park_timeout(Duration::from_millis(50));
        }
        cluster
    }

    fn sql(&self, database: &str, statement: &str) -> Result<(), String> {
        let done = Command::new(programs().join("psql"))
            .args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "sayso", "-d", database, "-qc", statement])
            .output()
            .expect("psql starts");
        if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
    }

    /// Makes an empty database; gives its address.
    pub(crate) fn database(&self, name: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name}")).expect("a database");
        format!("postgres://sayso@127.0.0.1:{}/{name}", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // An immediate shutdown through pg_ctl: `runuser` does not pass a kill on to its child.
        let _stopped = unprivileged(&programs().join("pg_ctl"))
            .args(["stop", "-m", "immediate", "-D"])
            .arg(self.folder.path().join("data"))
            .current_dir("/")
            .output();
        let _gone = self.server.wait();
    }
}
