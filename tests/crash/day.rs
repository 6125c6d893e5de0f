//! `sayso simulate --offline`: a whole bad day at a server of its own.

use crate::support::SAYSO;
use std::process::Command;

/// How the program ended, and what it said.
fn simulate(arguments: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(SAYSO);
    // Settings of another server are not for this one: it would never start.
    command.arg("simulate").args(arguments).env("TMPDIR", folder.path()).env("SAYSO_LISTEN", "203.0.113.1:1");
    let ended = command.output().expect("runs");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 0, "something is left of the day");
    (ended.status.success(), String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned())
}

#[test]
fn a_whole_bad_day_ends_with_every_answer_counted_once() {
    let (well, said) = simulate(&["--offline"]);
    assert!(well, "{said}");
    for told in [
        "20 tablets enrolled by a code",
        "Outage 1: the server is killed (SIGKILL)",
        "Outage 2: the wifi breaks",
        "Outage 3: answers arrive, and every acknowledgement is lost",
        "Tablet 20 loses its network for good",
        "A file of 9 sealed answers from Tablet 20 is handed in: 8 taken in. 1 was there already.",
        "handed in once more: 0 taken in. 9 were there already.",
        "150 children answered",
        "it counts 150 children",
    ] {
        assert!(said.contains(told), "“{told}” is not in:\n{said}");
    }
    assert_eq!(said.lines().last(), Some("0 lost, 0 doubled"), "{said}");
}

#[test]
fn a_day_of_its_own_takes_no_address() {
    let (well, said) = simulate(&["http://127.0.0.1:1/e/abcdefgh", "--offline"]);
    assert!(!well && said.contains("--offline"), "{said}");
    assert!(!simulate(&[]).0, "without either there is nothing to do");
}
