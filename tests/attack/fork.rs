//! Two servers that were one: stopped, copied with its folder, and started twice. Staff, sessions, tokens, codes and keys
//! are the same on both sides, so whatever differs afterwards comes from what was done to the sides.

use crate::house::keys;
use crate::routes::{Names, paths};
use crate::support::{Answer, MUNRO, Person, Server, Visitor, World, serve};
use actix_web::http::Method;
use sayso::domain::envelope::Binding;
use sayso::domain::event::{EventCode, Version};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tempfile::TempDir;

/// What is shown at an address: status, headers but for date and connection, body. Only the fresh id of an envelope is masked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// What is shown, by who asks and for what.
pub(crate) type Seen = BTreeMap<String, Shown>;

/// A server with its folder.
pub(crate) struct Side {
    pub(crate) folder: TempDir,
    pub(crate) server: Server,
}

/// Two sides and the people who look at both.
pub(crate) struct Fork {
    pub(crate) sides: [Side; 2],
    people: Vec<(&'static str, Person)>,
    questionnaire: i32,
    inspector: i32,
}

/// A world with people in all roles; inspector and manager are given its service, another manager is given nothing.
pub(crate) async fn peopled() -> (World, Vec<(&'static str, Person)>, i32) {
    let world = World::new().await;
    let mut people = Vec::new();
    for (name, role) in [("inspector", "inspector"), ("manager", "manager"), ("reader", "reader"), ("manager of another", "manager")] {
        people.push((name, world.person(role).await));
    }
    let mut rows = Vec::new();
    for (_, person) in &people[..2] {
        let row = world.count(&format!("SELECT id FROM staff WHERE email = '{}'", person.email)).await;
        let given = world.officer.post(&format!("/people/{row}"), &[("service", &world.service.to_string())]).await;
        assert_eq!(given.status, 303, "{}", given.text());
        rows.push(i32::try_from(row).expect("a row"));
    }
    (world, people, rows[0])
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (here, there) = (entry.path(), to.join(entry.file_name()));
        if here.is_dir() {
            copy(&here, &there);
        } else {
            std::fs::copy(here, there).expect("copies");
        }
    }
}

fn start(folder: &Path) -> Server {
    let mut command = serve(folder);
    // Links and their QR codes name this address, and not the port, which is another on each side.
    command.args(["--address", "http://ask.council.example"]);
    Server::run(command)
}

impl Fork {
    /// Stops a world's server and starts two in its place.
    pub(crate) fn of((mut world, mut people, inspector): (World, Vec<(&'static str, Person)>, i32)) -> Self {
        world.server.stop();
        let other = tempfile::tempdir().expect("a folder");
        copy(world.folder.path(), other.path());
        let World { folder, administrator, officer, questionnaire, .. } = world;
        people.extend([("administrator", administrator), ("officer", officer)]);
        let side = |folder: TempDir| Side { server: start(folder.path()), folder };
        Self { sides: [side(folder), side(other)], people, questionnaire, inspector }
    }

    /// Starts the server of a side anew, with something done to its folder in between.
    pub(crate) async fn with_stopped<T>(&mut self, side: usize, work: impl AsyncFnOnce(&[Side; 2]) -> T) -> T {
        self.sides[side].server.stop();
        let done = work(&self.sides).await;
        self.sides[side].server = start(self.sides[side].folder.path());
        done
    }

    /// Somebody, at a side.
    pub(crate) fn at(&mut self, side: usize, who: &str) -> &Person {
        let server = &self.sides[side].server;
        let (_, person) = self.people.iter_mut().find(|(name, _)| *name == who).expect("somebody");
        person.move_to(server);
        person
    }

    /// Answers come in at an event of a side, sealed as its tablets seal.
    pub(crate) async fn answer(&self, side: usize, event: &str, policy: Policy, letters: &[Letter]) {
        let Side { folder, server } = &self.sides[side];
        let code = EventCode::parse(event).expect("a code");
        let version = Version { code: parse(MUNRO).expect("no fault").code, number: 1 };
        let binding = Binding { event: &code, version: &version, policy };
        let tablet = Visitor::at(&server.base);
        for (id, sealed) in sayso::simulate::seal_all(&keys(folder.path(), &code).public(), &binding, letters).expect("seals") {
            let answer = tablet.post_bytes(&format!("/e/{event}/envelope/{id}"), "application/octet-stream", sealed).await;
            assert_eq!((answer.status, answer.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"));
        }
    }

    /// Closes an event at both sides.
    pub(crate) async fn close(&mut self, event: &str, attended: u32) {
        for side in [0, 1] {
            let closed = self.at(side, "officer").close(event, attended).await;
            assert_eq!(closed.status, 303, "{}", closed.text());
        }
    }

    /// All that these people, or everybody where none is named, can fetch at both sides.
    /// `events` are what may stand for an event in an address, `questions` what may stand for a question.
    pub(crate) async fn seen(&mut self, events: &[&str], questions: &[&str], who: &[&str]) -> [Seen; 2] {
        loop {
            let today = time::OffsetDateTime::now_utc().date();
            let seen = [self.walk(0, events, questions, who).await, self.walk(1, events, questions, who).await];
            // Pages say which day it is.
            if today == time::OffsetDateTime::now_utc().date() {
                return seen;
            }
        }
    }

    async fn walk(&mut self, side: usize, events: &[&str], questions: &[&str], who: &[&str]) -> Seen {
        let server = &self.sides[side].server;
        self.people.iter_mut().for_each(|(_, person)| person.move_to(server));
        let anybody = Visitor::at(&server.base);
        let mut seen = Seen::new();
        for path in self.addresses(events, questions) {
            for (name, person) in self.people.iter().filter(|(name, _)| who.is_empty() || who.contains(name)) {
                seen.insert(format!("{name} {path}"), shown(person.get(&path).await));
            }
            if who.is_empty() {
                seen.insert(format!("anybody {path}"), shown(anybody.get(&path).await));
            }
        }
        // Forms that change nothing, for what their answers tell.
        for event in events {
            let id = "0".repeat(32);
            let forms: [(String, &[(&str, &str)]); 4] = [
                (format!("/events/{event}/close"), &[("attended", "23")]),
                (format!("/events/{event}/early-look"), &[("here", "3")]),
                (format!("/events/{event}/withdraw"), &[("why", "no")]),
                (format!("/e/{event}/answer?envelope={id}"), &[("alone", "no such answer")]),
            ];
            for (path, fields) in forms {
                for (name, person) in self.people.iter().filter(|(name, _)| who.is_empty() || who.contains(name)) {
                    seen.insert(format!("{name} posts {path}"), shown(person.post(&path, fields).await));
                }
            }
        }
        seen
    }

    /// Every address that can be asked for, with all names filled in.
    fn addresses(&self, events: &[&str], questions: &[&str]) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for event in events {
            for question in questions {
                let names = Names { event, question, questionnaire: self.questionnaire, person: self.inspector, asset: "child.css" };
                all.extend(paths(&names).into_iter().filter(|(row, _)| row.method == Method::GET).map(|(_, path)| path));
            }
        }
        all
    }
}

fn shown(answer: Answer) -> Shown {
    // Of a form that is refused, `connection` tells whether all of it had come when it was: chance, on a busy machine.
    let headers = answer.headers.iter().filter(|(name, _)| *name != "date" && *name != "connection");
    let headers = headers.map(|(name, value)| (name.to_string(), masked(value.as_bytes()))).collect::<Vec<_>>();
    let headers = headers.into_iter().map(|(name, value)| (name, String::from_utf8_lossy(&value).into_owned())).collect();
    Shown { status: answer.status, headers, body: masked(&answer.body) }
}

/// Takes out the id in `envelope=ID`: 32 digits that are fresh in each address.
fn masked(bytes: &[u8]) -> Vec<u8> {
    const BEFORE: &[u8] = b"envelope=";
    let mut bytes = bytes.to_vec();
    let found: Vec<usize> = bytes.windows(BEFORE.len()).enumerate().filter(|(_, w)| *w == BEFORE).map(|(at, _)| at).collect();
    for at in found {
        let id = bytes[at + BEFORE.len()..].iter_mut().take(32);
        id.take_while(|b| b.is_ascii_hexdigit()).for_each(|digit| *digit = b'x');
    }
    bytes
}

/// Who sees a difference, and at which address.
pub(crate) fn differing(seen: &[Seen; 2]) -> Vec<&str> {
    assert!(seen[0].keys().eq(seen[1].keys()), "both were asked for the same");
    seen[0].iter().filter(|(at, shown)| seen[1].get(*at) != Some(shown)).map(|(at, _)| at.as_str()).collect()
}

/// Fails if any byte differs, and shows the first that does.
pub(crate) fn assert_same(told: &str, seen: &[Seen; 2]) {
    let differing = differing(seen);
    let Some(first) = differing.first() else { return };
    let text = |side: usize| {
        let shown = &seen[side][*first];
        format!("{} {:?}\n{}", shown.status, shown.headers, String::from_utf8_lossy(&shown.body))
    };
    panic!("{told}: {} addresses differ: {differing:#?}\n{}\n\n{}", differing.len(), text(0), text(1));
}
