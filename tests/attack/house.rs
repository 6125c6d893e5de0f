//! A house to attack from inside: the way of an answer without a server, in a folder as a server has it, and children
//! each of whom answers as no other does, so that an opened response tells which child it is.

use crate::support::letter;
use sayso::domain::envelope::{Binding, EnvelopeId, unpad};
use sayso::domain::event::{EventCode, NewEvent};
use sayso::domain::policy::{Policy, Promise};
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use sayso::domain::safeguarding::Safeguarding;
use sayso::domain::staff::{Role, Staff};
use sayso::flow::{Flow, LiveEvent, Receipt};
use sayso::seal::{EventKeys, Keyring, random_bytes, seal};
use sayso::store::{Location, ReleaseFiles, Released, Store};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use time::Date;
use time::macros::date;

/// The answers of a scale, as the shipped questionnaire has them too.
const SCALE: [&str; 6] = ["always", "usually", "sometimes", "not-usually", "never", "not-sure"];

/// Questions in which a child's number is written, a digit each.
const DIGITS: [&str; 4] = ["alone", "notice", "difference", "contact"];

/// A child's answers: no other child of the first 1,296 gives the same.
pub(crate) fn numbered(child: usize) -> Letter {
    let digit = |place: usize| SCALE[child / 6_usize.pow(u32::try_from(place).expect("small")) % 6];
    letter(&std::array::from_fn::<_, 4, _>(|place| (DIGITS[place], digit(place))))
}

/// Which child gave these answers.
pub(crate) fn number(opened: &[u8]) -> usize {
    let answers: BTreeMap<String, Vec<String>> = serde_json::from_slice(unpad(opened).expect("padded")).expect("answers");
    let digit = |question: &str| SCALE.iter().position(|choice| answers[question] == [*choice]).expect("a choice");
    DIGITS.iter().rev().fold(0, |number, question| number * 6 + digit(question))
}

/// A questionnaire of four questions: a response takes less than a tenth of a page of the database.
pub(crate) fn short() -> String {
    let choices: Vec<String> = SCALE.iter().map(|code| format!(r#"{{ code = "{code}", report = "{code}" }}"#)).collect();
    let question = |code: &str| {
        let choices = choices.join(", ");
        format!(
            "[[question]]\ncode = \"{code}\"\nkind = \"one\"\nreport = \"{code}?\"\nwording = {{ \"8-11\" = {{ en = \"{code}?\" }} }}\nchoice = [{choices}]\n"
        )
    };
    let head = r#"
code = "short"
title = "Short"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
"#;
    DIGITS.iter().fold(head.to_owned(), |file, code| file + &question(code))
}

/// An administrator's promise of plain counts.
pub(crate) fn plain() -> Promise {
    let staff = Staff { id: 1, name: String::new(), email: String::new(), role: Role::Administrator, services: Vec::new() };
    Promise::plain_counts(&staff.may_administer().expect("an administrator"), "The council publishes whole numbers").expect("a reason")
}

/// The promise of each policy.
pub(crate) fn promise(policy: Policy) -> Promise {
    match policy {
        Policy::Protected => Promise::protected(),
        Policy::Rounded => Promise::rounded(),
        Policy::PlainCounts => plain(),
    }
}

/// A flow over a database, with a questionnaire and a service.
pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) flow: Flow,
    /// The row of the service at the top.
    pub(crate) service: i32,
    /// The row of the questionnaire.
    pub(crate) version: i32,
    /// Who reads, where children write.
    pub(crate) readers: Option<Safeguarding>,
}

impl House {
    /// A house over a file in a folder of its own, in which a server could be started.
    pub(crate) async fn new(file: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let location = Location::in_folder(folder.path());
        Self::over(folder, location, file).await
    }

    /// A house over any database; keys and release files are in the folder.
    pub(crate) async fn over(folder: TempDir, location: Location, file: &str) -> Self {
        let flow = flow(folder.path(), location).await;
        let questionnaire = parse(file).expect("no fault");
        let write = flow.store.write().await.expect("writes");
        let service = write.add_service("Maple House", None).await.expect("a service");
        let staff = write.add_staff("officer@council.example", "An officer", Role::Officer).await.expect("staff").expect("new");
        let version = write.publish(&questionnaire, file, "hash", date!(2026 - 01 - 01), staff).await.expect("publishes");
        let mut readers = None;
        if questionnaire.texts().next().is_some() {
            let add = async |name: &str| {
                write.add_staff(&format!("{name}@council.example"), name, Role::Reader).await.expect("staff").expect("new")
            };
            let (reader, deputy) = (add("reader").await, add("deputy").await);
            readers = Some(Safeguarding { reader, deputy, read_by: Safeguarding::END_OF_DAY });
        }
        write.commit().await.expect("commits");
        Self { folder, flow, service, version, readers }
    }

    /// Adds a service below another.
    pub(crate) async fn below(&self, parent: i32, name: &str) -> i32 {
        let write = self.flow.store.write().await.expect("writes");
        let service = write.add_service(name, Some(parent)).await.expect("a service");
        write.commit().await.expect("commits");
        service
    }

    /// Opens an event at a service.
    pub(crate) async fn event_at(&self, service: i32, name: &str, policy: Policy) -> Arc<LiveEvent> {
        let day = date!(2026 - 01 - 03);
        let new = NewEvent {
            name: name.to_owned(),
            service,
            questionnaire: self.version,
            promise: promise(policy),
            expected: 30,
            opens_on: day,
            closes_on: day,
            demonstration: false,
            asks_alone: false,
            tablets_only: false,
            shown_at: None,
            safeguarding: self.readers,
        };
        let code = self.flow.open_event(&new).await.expect("opens");
        self.flow.live(&code).await.expect("reads").expect("is there")
    }

    /// Opens an event at the service at the top.
    pub(crate) async fn event(&self, policy: Policy) -> Arc<LiveEvent> {
        self.event_at(self.service, "A day", policy).await
    }

    /// Takes letters in, one after the other, each flushed before the next comes. Gives their ids.
    pub(crate) async fn answer(&self, live: &Arc<LiveEvent>, letters: &[Letter]) -> Vec<EnvelopeId> {
        let public = live.keys.as_ref().expect("keys").public();
        let mut ids = Vec::new();
        for (id, sealed) in sayso::simulate::seal_all(&public, &live.binding(), letters).expect("seals") {
            assert_eq!(self.flow.take_sealed(live, id, &sealed).await.expect("taken in"), Receipt::TakenIn);
            ids.push(id);
        }
        ids
    }

    /// Closes an event. Gives its releases.
    pub(crate) async fn close(&self, live: &Arc<LiveEvent>, attended: u32, on: Date) -> Vec<Released> {
        self.flow.close_event(live, attended, on).await.expect("closes");
        self.releases(live).await
    }

    /// The releases of an event.
    pub(crate) async fn releases(&self, live: &LiveEvent) -> Vec<Released> {
        self.flow.store.releases(live.event.stored.id).await.expect("reads")
    }

    /// Which children's answers a release holds, as whoever has database and keys can read them; in no order.
    pub(crate) async fn children(&self, db: &DatabaseConnection, code: &EventCode, release: i32) -> Vec<usize> {
        let keys = keys(self.folder.path(), code);
        let rows = pairs(db, &format!("SELECT key, sealed FROM response WHERE release_id = {release}")).await;
        let mut children: Vec<usize> = rows.iter().map(|(key, sealed)| number(&keys.unlock(key, sealed).expect("opens"))).collect();
        children.sort_unstable();
        children
    }
}

/// A flow over the database of a data folder, beside the server's own.
pub(crate) async fn flow(folder: &Path, location: Location) -> Flow {
    let store = Store::open(&location).await.expect("opens");
    let keys = Keyring::open(&folder.join("keys"), None).expect("keys");
    Flow::start(store, keys, ReleaseFiles::open(&folder.join("releases")).expect("a folder"))
}

/// An event's keys, as whoever copied the key folder with its master key has them.
pub(crate) fn keys(folder: &Path, code: &EventCode) -> Arc<EventKeys> {
    Keyring::open(&folder.join("keys"), None).expect("keys").load(code).expect("loads").expect("are there")
}

/// Which envelopes a release counted, in the order of its file, as whoever has the event's keys can read it.
pub(crate) fn receipts(folder: &Path, code: &EventCode, number: u32) -> Vec<(String, Vec<u8>)> {
    let file = ReleaseFiles::open(&folder.join("releases")).expect("a folder").read(code, number).expect("reads").expect("a release");
    let name = format!("receipts {code}-{number}");
    let lines = keys(folder, code).unlock(name.as_bytes(), &file.receipts.expect("receipts")).expect("opens");
    let (lines, rest) = lines.as_chunks::<56>();
    assert!(rest.is_empty(), "lines of another length");
    lines.iter().map(|line| (String::from_utf8_lossy(&line[..8]).into_owned(), line[8..24].to_vec())).collect()
}

/// The first two columns of a query, as bytes.
pub(crate) async fn pairs(db: &DatabaseConnection, sql: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a query");
    rows.iter().map(|row| (row.try_get_by_index(0).expect("bytes"), row.try_get_by_index(1).expect("bytes"))).collect()
}

/// The number in the one row and column that a query gives.
pub(crate) async fn one(db: &impl ConnectionTrait, sql: &str) -> i64 {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a query").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// A letter sealed under a promise that need not be the event's.
pub(crate) fn sealed_under(live: &LiveEvent, policy: Policy, letter: &Letter) -> (EnvelopeId, Vec<u8>) {
    let id = EnvelopeId::new(random_bytes().expect("randomness"));
    let binding = Binding { policy, ..live.binding() };
    let text = serde_json::to_vec(letter).expect("JSON");
    (id, seal(&live.keys.as_ref().expect("keys").public(), &id, &binding, &text).expect("seals"))
}
