//! A little town with every role's login: events are held in it, and whoever has all logins fetches whatever they show.

use crate::routes::{Names, paths};
use crate::support::{Answer, Person, Visitor, World, fresh_id};
use actix_web::http::Method;
use futures_util::future::join_all;
use std::collections::HashSet;

/// A question of each kind. Its answers are words that stand nowhere else, so that whoever meets one in a text knows which is meant.
pub(crate) const FILE: &str = r#"
code = "stay"
title = "Our stay"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "fun"
kind = "scale"
report = "Was it fun?"
sentence = "it was {choice} fun"
wording = { "8-11" = { en = "Was it fun?" } }
pool = [{ code = "plenty", report = "plenty" }, { code = "scarce", report = "scarce" }]
choice = [
  { code = "heaps", report = "Heaps", pool = "plenty" },
  { code = "middling", report = "Middling", pool = "plenty" },
  { code = "barely", report = "Barely", pool = "scarce" },
]
[[question]]
code = "place"
kind = "one"
report = "Where next?"
wording = { "8-11" = { en = "Where next?" } }
choice = [{ code = "seaside", report = "Seaside" }, { code = "forest", report = "Forest" }, { code = "island", report = "Island" }]
[[question]]
code = "take"
kind = "many"
report = "What shall we take?"
wording = { "8-11" = { en = "What shall we take?" } }
choice = [{ code = "kettles", report = "Kettles" }, { code = "ladders", report = "Ladders" }, { code = "marbles", report = "Marbles" }]
"#;

/// The answers of a question, and the word for having skipped it.
pub(crate) const CELLS: [(&str, [&str; 4]); 3] = [
    ("fun", ["heaps", "middling", "barely", "skip"]),
    ("place", ["seaside", "forest", "island", "skip"]),
    ("take", ["kettles", "ladders", "marbles", "skip"]),
];

/// The question that is answered by ticks.
pub(crate) const TICKS: usize = 2;

/// How many children gave each answer: to each question its three choices, then skipped.
pub(crate) type Counts = [[u64; 4]; 3];

/// How many took part.
pub(crate) fn heads(counts: &Counts) -> u64 {
    counts[0].iter().sum()
}

/// What each child sends so that there are these counts.
fn letters(counts: &Counts) -> Vec<Vec<(&'static str, &'static str)>> {
    let n = heads(counts);
    assert_eq!(counts[1].iter().sum::<u64>(), n, "{counts:?}");
    let mut letters = vec![Vec::new(); usize::try_from(n).expect("few")];
    for (question, (code, choices)) in CELLS.iter().enumerate() {
        let [.., skipped] = counts[question];
        // One after another; ticks begin again at the first child, so that whoever does not skip ticks something.
        let answering = usize::try_from(n - skipped).expect("few");
        let told = choices.iter().zip(counts[question]).take(3).flat_map(|(choice, count)| (0..count).map(move |_| *choice));
        let mut given = 0;
        for (at, choice) in told.enumerate() {
            letters[at % answering].push((*code, choice));
            given += 1;
        }
        assert!(given >= answering && (question == TICKS || given == answering), "{counts:?}");
    }
    letters
}

/// What somebody was shown.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) who: &'static str,
    pub(crate) path: String,
    /// The event or roll-up that it is about, as in its address; none if it is about no single one.
    pub(crate) subject: Option<String>,
    pub(crate) kind: String,
    pub(crate) status: u16,
    pub(crate) text: String,
    /// Where it leads, and how the file is called.
    pub(crate) headers: String,
}

/// Two services, one below the other, and somebody of every role.
pub(crate) struct Town {
    pub(crate) world: World,
    people: Vec<(&'static str, Person)>,
    anybody: Visitor,
    inspector: i32,
    /// The service below that of the world.
    pub(crate) below: i32,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let world = World::asking(FILE).await;
        let above = world.service.to_string();
        let added = world.administrator.post("/services", &[("name", "Oak Cottage"), ("parent", &above)]).await;
        assert_eq!(added.status, 303, "{}", added.text());
        let row = async |sql: String| i32::try_from(world.count(&sql).await).expect("a row");
        let below = row("SELECT id FROM service WHERE name = 'Oak Cottage'".to_owned()).await;
        let mut people = Vec::new();
        let mut inspector = 0;
        for role in ["inspector", "manager", "reader"] {
            let person = world.person(role).await;
            let id = row(format!("SELECT id FROM staff WHERE email = '{}'", person.email)).await;
            if role != "reader" {
                let given = [("service", above.as_str()), ("service", &below.to_string())];
                assert_eq!(world.officer.post(&format!("/people/{id}"), &given).await.status, 303);
                inspector = id;
            }
            people.push((role, person));
        }
        let anybody = Visitor::at(&world.server.base);
        Self { world, people, anybody, inspector, below }
    }

    /// Opens an event under a protection; gives its code.
    pub(crate) async fn open(&self, service: i32, policy: &str) -> String {
        let (questionnaire, service) = (self.world.questionnaire.to_string(), service.to_string());
        let fields = [
            ("name", "Summer day"),
            ("questionnaire", questionnaire.as_str()),
            ("service", service.as_str()),
            ("expected", "30"),
            ("opens", "2026-01-05"),
            ("closes", "2099-12-31"),
            ("policy", policy),
            ("reason", "The council publishes whole numbers"),
        ];
        let opened = self.world.administrator.post("/events/new", &fields).await;
        assert_eq!(opened.status, 303, "{}", opened.text());
        opened.header("location").rsplit('/').next().expect("a code").to_owned()
    }

    /// Children answer, by the page without JavaScript.
    pub(crate) async fn answer(&self, event: &str, counts: &Counts) {
        for some in letters(counts).chunks(8) {
            let sends = some.iter().map(async |letter| {
                let path = format!("/e/{event}/answer?words=8-11&lang=en&theme=usual&size=1&envelope={}", fresh_id());
                self.anybody.post(&path, letter).await
            });
            for sent in join_all(sends).await {
                assert_eq!(sent.status, 303, "{}", sent.text());
            }
        }
    }

    pub(crate) async fn close(&self, event: &str, attended: u64) {
        let closed = self.world.officer.close(event, u32::try_from(attended).expect("few")).await;
        assert_eq!(closed.status, 303, "{}", closed.text());
    }

    /// The address of what a service and all below it released.
    pub(crate) fn roll_up(&self, service: i32) -> String {
        format!("all-{service}-{}", self.world.questionnaire)
    }

    /// Everything that anybody at all is shown by any GET route about these events and roll-ups. Left out are a workbook and a
    /// picture in pixels: they are made of the same figures as the CSV and the SVG, which are not.
    pub(crate) async fn crawl(&self, subjects: &[&str]) -> Vec<Page> {
        let mut asked = HashSet::new();
        let mut wanted = Vec::new();
        for subject in subjects {
            for (question, _) in CELLS {
                let names =
                    Names { event: subject, question, questionnaire: self.world.questionnaire, person: self.inspector, asset: "child.css" };
                for (row, path) in paths(&names).into_iter().filter(|(row, _)| row.method == Method::GET) {
                    if asked.insert(path.clone()) && !path.ends_with(".png") && !path.ends_with(".xlsx") {
                        wanted.push((row.path.contains("{event}").then(|| (*subject).to_owned()), path));
                    }
                }
            }
        }
        // The questions themselves, which are shown at an address of their own.
        wanted.extend(subjects.iter().map(|s| (Some((*s).to_owned()), format!("/e/{s}/answer?envelope={}", "0".repeat(32)))));
        let staff = [("officer", &self.world.officer), ("administrator", &self.world.administrator)];
        let everybody = self.people.iter().map(|(role, person)| (*role, person.browser()));
        let everybody = everybody.chain(staff.map(|(role, person)| (role, person.browser()))).chain([("anybody", &self.anybody)]);
        let each = everybody.map(async |(who, browser)| {
            let mut seen = Vec::new();
            for (subject, path) in &wanted {
                seen.push(page(who, subject.clone(), path, &browser.get(path).await));
            }
            seen
        });
        join_all(each).await.into_iter().flatten().collect()
    }
}

fn page(who: &'static str, subject: Option<String>, path: &str, answer: &Answer) -> Page {
    assert!(answer.status < 500, "{path} to {who}: {}", answer.text());
    let headers = ["location", "content-disposition"].map(|name| answer.header(name)).join(" ");
    let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
    let (kind, text) = if kind == "text/event-stream" { ("text/html".to_owned(), parts(&answer.text())) } else { (kind, answer.text()) };
    Page { who, path: path.to_owned(), subject, kind, status: answer.status, text, headers }
}

/// The parts of a board as its events tell them: markup, wrapped in JSON.
fn parts(events: &str) -> String {
    let told = events.lines().filter_map(|line| line.strip_prefix("data: "));
    let parts = told.flat_map(|line| {
        let told: serde_json::Value = serde_json::from_str(line).expect("JSON");
        told["parts"].as_object().expect("parts").values().map(|part| part.as_str().expect("markup").to_owned()).collect::<Vec<_>>()
    });
    parts.collect::<Vec<_>>().join("\n")
}
