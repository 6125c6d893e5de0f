//! What is shown in own words: quotes under their question, themes, what a group agreed. And what is taken back.

use crate::support::{Answer, MUNRO, Person, Server, World, database, visible};
use sayso::domain::code::Code;
use sayso::domain::envelope::{EnvelopeId, RemarkId};
use sayso::domain::event::NewEvent;
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::parse;
use sayso::domain::quote::{QuoteText, Recognisable};
use sayso::domain::reading::Decision;
use sayso::domain::response::Letter;
use sayso::domain::safeguarding::Safeguarding;
use sayso::domain::staff::{MayRead, Role};
use sayso::flow::{Flow, LiveEvent};
use sayso::seal::{Keyring, seal, seal_remark};
use sayso::store::{Location, ReleaseFiles, Store};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use tempfile::TempDir;
use time::macros::date;

const FILE: &str = r#"
code = "worker"
title = "My worker"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
retention_days = 3660
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "first"
kind = "text"
report = "What should they know first?"
wording = { "8-11" = { en = "What should they know first?" } }
theme = [{ code = "heard", report = "being listened to" }, { code = "moves", report = "moving home" }]
draw = "cloud"
[[question]]
code = "quality"
kind = "many"
report = "Which of these does a good worker have to be?"
wording = { "8-11" = { en = "Which of these does a good worker have to be?" } }
draw = "cloud"
choice = [{ code = "listens", report = "listens" }, { code = "reliable", report = "reliable" }, { code = "open", report = "open" }, { code = "other", report = "Something else", apart = true }]
[[question]]
code = "more"
kind = "text"
report = "Anything else?"
wording = { "8-11" = { en = "Anything else?" } }
"#;

const DAY: time::Date = date!(2026 - 01 - 03);
const CHILDREN: u8 = 70;

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

/// An event of [`CHILDREN`] at which sixty wrote, six of whom may be quoted; closed, its themes counted, nothing published.
struct Told {
    folder: TempDir,
    flow: Flow,
    live: Arc<LiveEvent>,
    may: [MayRead; 2],
    themes: String,
}

impl Told {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&Location::in_folder(folder.path())).await.expect("opens");
        let files = ReleaseFiles::open(&folder.path().join("releases")).expect("a folder");
        let flow = Flow::start(store, Keyring::open(folder.path(), None).expect("keys"), files);
        let write = flow.store.write().await.expect("writes");
        let service = write.add_service("Maple House", None).await.expect("a service");
        let add =
            async |name: &str| write.add_staff(&format!("{name}@example.org"), name, Role::Reader).await.expect("staff").expect("new");
        let (reader, deputy) = (add("reader").await, add("deputy").await);
        let version = write.publish(&parse(FILE).expect("no fault"), FILE, "hash", DAY, reader).await.expect("publishes");
        write.commit().await.expect("commits");
        let new = NewEvent {
            name: "A day".into(),
            service,
            questionnaire: version,
            promise: Promise::protected(),
            expected: 80,
            opens_on: DAY,
            closes_on: DAY,
            demonstration: true,
            asks_alone: false,
            tablets_only: false,
            shown_at: None,
            safeguarding: Some(Safeguarding { reader, deputy, read_by: Safeguarding::END_OF_DAY }),
        };
        let opened = flow.open_event(&new).await.expect("opens");
        let live = flow.live(&opened).await.expect("reads").expect("is there");
        let staff = flow.store.all_staff().await.expect("reads");
        let may = async |id: i32| {
            let person = staff.iter().find(|s| s.id == id).expect("is there");
            flow.may_read(person, &live.event).await.expect("reads").expect("is named")
        };
        let may = [may(reader).await, may(deputy).await];
        let mut told = Self { folder, flow, live, may, themes: String::new() };
        told.answer_and_write().await;
        told
    }

    async fn answer_and_write(&mut self) {
        let (flow, live) = (&self.flow, &self.live);
        for child in 0..CHILDREN {
            let mut letter = Letter::default();
            let ticked: &[&str] = if child % 2 == 0 { &["listens", "reliable"] } else { &["listens"] };
            letter.answers.insert("quality".into(), ticked.iter().map(|c| (*c).to_owned()).collect());
            let (id, text) = (EnvelopeId::new([child; 16]), serde_json::to_vec(&letter).expect("writes"));
            let sealed = seal(&live.keys.as_ref().expect("keys").public(), &id, &live.binding(), &text).expect("seals");
            flow.take_sealed(live, id, &sealed).await.expect("taken in");
        }
        for n in 0..60_u8 {
            let first = !(7..10).contains(&n);
            let (id, question) = (RemarkId::new([n + 1; 16]), code(if first { "first" } else { "more" }));
            let key = live.remark_key().expect("a key");
            let sealed = seal_remark(&key, &id, &live.remark_binding(&question), &format!("Raw words {n} of Karen")).expect("seals");
            flow.take_remark(live, &question, id, &sealed).await.expect("taken in");
            let decision = if n < 6 { Decision::Offer } else { Decision::NothingToDo };
            flow.decide(&self.may[0], live, id, &decision, DAY).await.expect("decides");
            if first {
                flow.tag(&self.may[0], live, id, &[code(if n % 3 > 0 { "heard" } else { "moves" })]).await.expect("tags");
            }
            if n < 6 {
                let text = QuoteText::parse(&format!("Quote {n} <b>&amp; more</b>")).expect("a text");
                let quote = flow.propose(&self.may[0], live, id, &text, DAY).await.expect("proposes");
                flow.approve_quote(&self.may[1], live, quote, &text, Recognisable::No, DAY).await.expect("approves");
            }
        }
        flow.close_event(live, u32::from(CHILDREN), DAY).await.expect("closes");
        self.themes = flow.release_themes(&self.may[0], live, &code("first"), DAY).await.expect("counts").to_string();
    }

    fn summary(&self) -> String {
        format!("/summaries/{}", self.live.event.stored.code)
    }

    async fn serve(&self) -> (Server, Person) {
        let server = Server::start(self.folder.path());
        let officer = Person::added(&server, self.folder.path(), "officer").await;
        (server, officer)
    }
}

fn ok(answer: Answer) -> Answer {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer
}

/// The part of a page that is the card of a question.
fn card(html: &str, id: &str) -> String {
    let from = html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id} in {html}"));
    html[from..from + html[from..].find("</article>").expect("an end")].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_stands_under_its_question_until_it_is_withdrawn() {
    let told = Told::new().await;
    let (_server, officer) = told.serve().await;
    let (summary, file, book) = (told.summary(), format!("{}/words/all.csv", told.summary()), format!("{}/all.xlsx", told.summary()));
    let before = ok(officer.get(&summary).await);
    let book_before = ok(officer.get(&book).await).body;
    assert!(!before.text().contains("Quote "), "approved is not published");
    assert_eq!(officer.get(&file).await.status, 404, "nothing to show");

    told.flow.publish_quotes(&told.may[0], &told.live, DAY).await.expect("publishes");
    let shown = ok(officer.get(&summary).await);
    assert_ne!(shown.header("etag"), before.header("etag"));
    let first = card(&shown.text(), "own-first");
    for n in 0..6 {
        assert!(first.contains(&format!("“Quote {n} &lt;b&gt;&amp;amp; more&lt;/b&gt;”")), "{first}");
    }
    assert!(visible(&first).contains("Maple House, January to March 2026. Each checked by two people."), "{first}");
    assert!(!shown.text().contains("Raw words"), "what was written is shown to nobody but readers");
    // Apart from their own places, the page is the same: figures do not know of quotes.
    assert_eq!(card(&shown.text(), "q1"), card(&before.text(), "q1"));
    let csv = ok(officer.get(&file).await).text();
    assert_eq!(csv.lines().count(), 7, "{csv}");
    for line in csv.lines().skip(1) {
        assert!(line.starts_with("quote,first,What should they know first?,Quote "), "{line}");
        assert!(line.contains("\"Maple House, January to March 2026\"") && !line.contains("A day") && !line.contains("2026-0"), "{line}");
    }
    let figures = ok(officer.get(&format!("{summary}/all.csv")).await).text();
    assert!(!figures.contains("Quote "), "no words among figures");
    let with_quotes = ok(officer.get(&book).await);
    assert_ne!(with_quotes.body, book_before, "a sheet of their own");
    let order: Vec<String> =
        told.flow.published_quotes(&told.live.event).await.expect("reads").iter().map(|q| q.text()[..7].to_owned()).collect();
    let places: Vec<usize> = order.iter().map(|text| first.find(text.as_str()).expect("is there")).collect();
    assert!(places.is_sorted(), "in the order of random ids, which is none");

    // An officer takes one back: it is gone at once, whatever was remembered.
    let agreed = format!("/events/{}/agreed", told.live.event.stored.code);
    let gone = told.flow.published_quotes(&told.live.event).await.expect("reads").remove(0);
    assert!(ok(officer.get(&agreed).await).text().contains(&gone.id().to_string()));
    let taken = officer.post(&format!("{agreed}/withdraw-quote"), &[("id", &gone.id().to_string())]).await;
    assert_eq!((taken.status, taken.header("location")), (303, format!("{agreed}?taken=back").as_str()));
    assert_eq!(officer.post(&format!("{agreed}/withdraw-quote"), &[("id", &gone.id().to_string())]).await.status, 409, "once");
    let browser = officer.browser();
    let asked = browser.client.get(format!("{}{summary}", browser.base)).header("if-none-match", shown.header("etag"));
    let after = ok(Answer::of(asked.send().await.expect("an answer")).await);
    let short = &gone.text()[..7];
    assert!(!after.text().contains(short) && after.text().contains(&order[1]), "gone, and the others stay");
    assert!(!ok(officer.get(&file).await).text().contains(short));
    assert_ne!(ok(officer.get(&book).await).body, with_quotes.body);
    assert!(!ok(officer.get(&agreed).await).text().contains(short));

    // Figures that were a mistake take quotes with them.
    told.flow.withdraw(&told.live.event, "Answers that were tried out", DAY).await.expect("withdraws");
    assert!(!ok(officer.get(&summary).await).text().contains("Quote "));
    assert_eq!(officer.get(&file).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn themes_are_drawn_under_the_question_that_was_answered_in_own_words() {
    let told = Told::new().await;
    let (server, officer) = told.serve().await;
    let page = ok(officer.get(&told.summary()).await).text();
    let first = card(&page, "own-first");
    let text = visible(&first);
    for part in [
        "mentioned ‘being listened to’",
        "What should they know first?",
        "70 children took part.",
        "Protected:",
        "Fixed on 3 January 2026",
        "moving home",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(first.contains("Size of a word:"), "drawn as a cloud, as the file says");
    assert!(page.find("own-first").expect("is there") < page.find("id=\"q1\"").expect("is there"), "in the order of the questionnaire");
    let other = page.split("id=\"own-more\"").nth(1).expect("that it was asked is told");
    assert!(other.contains("Nothing of it is shown, or not yet."), "{other}");
    for (ending, kind) in [("csv", "text/csv"), ("svg", "image/svg+xml"), ("png", "image/png")] {
        let link = format!("/summaries/{}/first.{ending}", told.themes);
        assert!(first.contains(&format!("href=\"{link}\"")), "{link}");
        assert!(ok(officer.get(&link).await).header("content-type").starts_with(kind), "{link}");
    }
    // "Download everything" has them too.
    let all = ok(officer.get(&format!("{}/all.csv", told.summary())).await).text();
    assert!(all.contains("\nfirst,What should they know first?,All children,heard,being listened to,"), "{all}");
    assert!(all.contains("\nquality,"), "{all}");
    // Whoever may not see the event sees none of it.
    let manager = Person::added(&server, told.folder.path(), "manager").await;
    for path in [told.summary(), format!("{}/words/all.csv", told.summary()), format!("/summaries/{}/first.csv", told.themes)] {
        assert_eq!(manager.get(&path).await.status, 404, "{path}");
    }
}

/// Invariant 3, with own words on the page.
#[tokio::test(flavor = "multi_thread")]
async fn own_words_do_not_depend_on_responses() {
    let told = Told::new().await;
    told.flow.publish_quotes(&told.may[0], &told.live, DAY).await.expect("publishes");
    let (mut server, mut officer) = told.serve().await;
    let base = told.summary();
    let paths = [base.clone(), format!("{base}/words/all.csv"), format!("{base}/all.xlsx"), format!("/summaries/{}", told.themes)];
    let mut before = Vec::new();
    for path in &paths {
        before.push(ok(officer.get(path).await));
    }
    server.stop();
    let db = database(&told.folder.path().join("sayso.db")).await;
    let changed = db.execute_unprepared("UPDATE response SET sealed = randomblob(64)").await.expect("corrupts").rows_affected();
    assert_eq!(changed, u64::from(CHILDREN));
    db.close().await.expect("it closes");
    let server = Server::start(told.folder.path());
    officer.move_to(&server);
    for (path, one) in paths.iter().zip(&before) {
        let two = ok(officer.get(path).await);
        assert_eq!(one.header("etag"), two.header("etag"), "{path}");
        assert!(one.body == two.body, "{path} has changed");
    }
}

#[tokio::test]
async fn what_a_group_agreed_is_read_back_shown_and_removed() {
    let world = World::asking(MUNRO).await;
    let tablet = world.answered(9).await;
    let event = tablet.event.as_str();
    let (agreed, summary) = (format!("/events/{event}/agreed"), format!("/summaries/{event}"));
    assert_eq!(world.officer.close(event, 9).await.status, 303);
    let before = ok(world.officer.get(&summary).await);
    assert!(before.text().contains(&agreed), "the way to it");

    // Everything that is wrong, at once, and nothing that was typed is lost.
    let nothing = world.officer.post(&agreed, &[("text", "  "), ("question", "none")]).await;
    let text = visible(&nothing.text());
    assert_eq!(nothing.status, 422);
    for part in ["There is a problem", "Choose a question of this event", "Write what the group agreed", "Read it back to the group first"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let words = "<script>alert(1)</script>\nWe want to be asked \u{202e}first.";
    let unread = world.officer.post(&agreed, &[("text", words), ("question", "alone")]).await;
    assert_eq!(unread.status, 422);
    assert!(unread.text().contains("&lt;script&gt;alert(1)&lt;/script&gt;") && unread.text().contains("<option value=\"alone\" selected"));
    assert_eq!(world.officer.post(&agreed, &[("text", &"x".repeat(1001)), ("question", ""), ("read-back", "yes")]).await.status, 422);
    assert_eq!(world.officer.post_forged(&agreed, &[("text", words), ("question", ""), ("read-back", "yes")]).await.status, 409);
    assert_eq!(world.count("SELECT count(*) FROM agreed").await, 0);

    for (question, text) in [("alone", words), ("", "=SUM(1) We all want it.")] {
        let added = world.officer.post(&agreed, &[("text", text), ("question", question), ("read-back", "yes")]).await;
        assert_eq!((added.status, added.header("location")), (303, agreed.as_str()), "{}", added.text());
    }
    let manager = world.person("manager").await;
    assert_eq!(manager.get(&format!("{summary}/words/all.csv")).await.status, 404);
    assert_eq!(manager.get(&agreed).await.status, 403);
    let shown = ok(world.officer.get(&summary).await);
    assert_ne!(shown.header("etag"), before.header("etag"));
    let text = visible(&shown.text());
    for part in [
        "Too few answered to show",
        "What the group agreed",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "We want to be asked first.",
        "read back in the room and confirmed",
        "not a count",
        "We all want it.",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!shown.text().contains("<script>alert"), "markup is a text like any other");
    let csv = ok(world.officer.get(&format!("{summary}/words/all.csv")).await).text();
    assert!(
        csv.contains("agreed by the group,alone,") && csv.contains("'=SUM(1) We all want it.") && csv.contains("\"Summer day, "),
        "{csv}"
    );
    assert_eq!(world.officer.get(&format!("{summary}/all.csv")).await.status, 404, "it is no figure");

    let listed = ok(world.officer.get(&agreed).await).text();
    let id = listed.split("name=\"id\" value=\"").nth(1).and_then(|t| t.split('"').next()).expect("a row").to_owned();
    assert_eq!(world.officer.post(&format!("{agreed}/remove"), &[("id", &id)]).await.status, 303);
    assert_eq!(world.officer.post(&format!("{agreed}/remove"), &[("id", &id)]).await.status, 409, "once");
    let left = ok(world.officer.get(&summary).await).text();
    assert!(!left.contains("We want to be asked") && left.contains("We all want it."));
}

#[tokio::test]
async fn what_a_group_agreed_stands_in_the_card_of_its_question_beside_figures() {
    let world = World::new().await;
    let tablet = world.answered(70).await;
    let event = tablet.event.as_str();
    assert_eq!(world.officer.close(event, 70).await.status, 303);
    let summary = format!("/summaries/{event}");
    let before = ok(world.officer.get(&summary).await).text();
    let figures = ok(world.officer.get(&format!("{summary}/all.csv")).await).body;
    for (question, text) in [("alone", "Ask us first."), ("", "Thank you.")] {
        let fields = [("text", text), ("question", question), ("read-back", "yes")];
        assert_eq!(world.officer.post(&format!("/events/{event}/agreed"), &fields).await.status, 303);
    }
    let after = ok(world.officer.get(&summary).await).text();
    assert!(visible(&card(&after, "q1")).contains("Ask us first."), "in the card of the question");
    assert!(after.find("Thank you.").expect("is there") > after.rfind("</article>").expect("a card"), "below all cards");
    assert_eq!(ok(world.officer.get(&format!("{summary}/all.csv")).await).body, figures, "never counted");
    // Nothing else has changed: taken out again, the page is what it was.
    let listed = ok(world.officer.get(&format!("/events/{event}/agreed")).await).text();
    for id in listed.split("name=\"id\" value=\"").skip(1).filter_map(|t| t.split('"').next()) {
        assert_eq!(world.officer.post(&format!("/events/{event}/agreed/remove"), &[("id", id)]).await.status, 303);
    }
    assert!(ok(world.officer.get(&summary).await).text() == before);
}
