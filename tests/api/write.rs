//! A child's own words on their way in: sealed by themselves, and in a plain form.

use crate::support::{Answer, Tablet, Visitor, World, fresh_id, tags, visible};
use sayso::domain::code::Code;
use sayso::domain::envelope::{RemarkBinding, RemarkId};
use sayso::domain::remark::text::MOST;
use sayso::seal::{Kept, Keyring, SEALED_BYTES, random_bytes, seal_remark};
use sea_orm::{ConnectionTrait, Statement};

const FILE: &str = include_str!("../../assets/questionnaires/my-social-worker.toml");
const TEXT: &str = "own-words";
const REMARKS: &str = "SELECT count(*) FROM remark";
const WAITING: &str = "SELECT count(*) FROM envelope";

/// An event at which children may write, and a tablet at it.
struct Written {
    world: World,
    tablet: Tablet,
    key: Vec<u8>,
}

impl Written {
    async fn new() -> Self {
        let world = World::asking(FILE).await;
        let event = world.event_to_write("my-social-worker").await;
        let tablet = Tablet::at(&world.server.base, &event).await;
        let keys = Keyring::open(&world.folder.path().join("keys"), None).expect("keys");
        let key = keys.load_for_remarks(&tablet.event).expect("reads").expect("a key for remarks").public();
        Self { world, tablet, key }
    }

    fn path(&self, question: &str, id: &RemarkId) -> String {
        format!("/e/{}/remark/{question}/{id}", self.tablet.event)
    }

    fn seal(&self, id: &RemarkId, question: &str, text: &str) -> Vec<u8> {
        let question = Code::parse(question).expect("a code");
        seal_remark(&self.key, id, &RemarkBinding { event: &self.tablet.event, question: &question }, text).expect("seals")
    }

    async fn send(&self, id: &RemarkId, bytes: &[u8]) -> Answer {
        self.tablet.browser.post_bytes(&self.path(TEXT, id), "application/octet-stream", bytes.to_vec()).await
    }

    /// Everything that is kept, opened with the event's keys.
    async fn kept(&self) -> Vec<String> {
        let keys = Keyring::open(&self.world.folder.path().join("keys"), None).expect("keys");
        let keys = keys.load_for_remarks(&self.tablet.event).expect("reads").expect("keys");
        let db = crate::support::database(&self.world.file()).await;
        let sql = Statement::from_string(db.get_database_backend(), "SELECT id, question, sealed FROM remark");
        let mut kept = Vec::new();
        for row in db.query_all_raw(sql).await.expect("a query") {
            let id: Vec<u8> = row.try_get_by_index(0).expect("an id");
            let question: String = row.try_get_by_index(1).expect("a question");
            let sealed: Vec<u8> = row.try_get_by_index(2).expect("bytes");
            let id = RemarkId::new(id.try_into().expect("sixteen bytes"));
            match keys.unlock(&id, &Code::parse(&question).expect("a code"), &sealed).unwrap_or(Kept::Aside(Vec::new())) {
                Kept::Words(words) => kept.push(words),
                Kept::Aside(bytes) => kept.push(format!("aside: {} bytes", bytes.len())),
            }
        }
        db.close().await.expect("it closes");
        kept.sort();
        kept
    }
}

fn fresh() -> RemarkId {
    RemarkId::new(random_bytes().expect("randomness"))
}

/// A kind page, without a code in what a child reads.
fn assert_kind(answer: &Answer, status: u16) {
    let html = answer.text();
    assert_eq!(answer.status, status, "{html}");
    assert!(answer.is_page(), "{}", answer.header("content-type"));
    let text = visible(&html).to_lowercase();
    assert!(!text.contains("error") && !text.contains(&status.to_string()), "{text}");
}

/// What stands in the box of a page.
fn in_the_box(html: &str) -> String {
    let from = html.find("<textarea").expect("a box");
    let from = from + html[from..].find('>').expect("its tag") + 1;
    let text = &html[from..from + html[from..].find("</textarea>").expect("its end")];
    text.trim_start_matches('\n').replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[tokio::test]
async fn a_sealed_remark_is_taken_in_once_and_nothing_of_it_is_logged() {
    let written = Written::new().await;
    let id = fresh();
    let sealed = written.seal(&id, TEXT, "They listen to me.");
    for _ in 0..2 {
        let answer = written.send(&id, &sealed).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"));
        assert!(answer.header("set-cookie").is_empty() && answer.header("cache-control").contains("no-store"), "{:?}", answer.headers);
    }
    let other = written.seal(&id, TEXT, "Other words.");
    assert_kind(&written.send(&id, &other).await, 409);
    assert_eq!(written.kept().await, ["They listen to me."]);
    assert_eq!(written.world.count(WAITING).await, 0, "it is no answer");
    let log = written.world.server.log();
    assert!(!log.contains(&id.to_string()) && !log.contains(TEXT) && !log.contains("listen"), "{log}");
}

#[tokio::test]
async fn what_does_not_open_is_kept_aside_for_its_reader() {
    let written = Written::new().await;
    let (one, two, three) = (fresh(), fresh(), fresh());
    let mut harmed = written.seal(&two, TEXT, "harmed on the way");
    harmed[300] ^= 1;
    for (id, bytes) in [(one, written.seal(&fresh(), TEXT, "under another id")), (two, harmed), (three, b"no envelope at all".to_vec())] {
        let answer = written.send(&id, &bytes).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "{\"receipt\":\"kept-aside\"}"));
    }
    assert_eq!(written.kept().await, ["aside: 18 bytes", "aside: 4177 bytes", "aside: 4177 bytes"]);
}

#[tokio::test]
async fn a_text_that_was_not_written_is_thanked_for_and_not_kept() {
    let written = Written::new().await;
    for empty in ["", "  \r\n\t", "\u{200b}\u{202e}", "\u{0}\u{7}"] {
        let id = fresh();
        let sealed = written.seal(&id, TEXT, empty);
        assert_eq!(sealed.len(), SEALED_BYTES);
        let answer = written.send(&id, &sealed).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"), "{empty:?}");
    }
    assert_eq!(written.world.count(REMARKS).await, 0);
}

#[tokio::test]
async fn every_script_comes_through_and_what_harms_does_not() {
    let written = Written::new().await;
    let most = "語".repeat(MOST);
    let texts = [
        ("<script>alert(1)</script> & \"quotes\"", "<script>alert(1)</script> & \"quotes\""),
        ("أحب المدرسة", "أحب المدرسة"),
        ("safe \u{202e}txet desrever", "safe txet desrever"),
        ("a\u{0}b\u{1b}[31mc\u{8}d", "ab[31mcd"),
        ("👍🏽👨‍👩‍👧", "👍🏽👨‍👩‍👧"),
        ("one\r\n\r\n\r\n\r\ntwo", "one\n\ntwo"),
        (&most, &most),
    ];
    for (typed, _) in texts {
        let id = fresh();
        assert_eq!(written.send(&id, &written.seal(&id, TEXT, typed)).await.status, 200, "{typed}");
    }
    let mut expected: Vec<&str> = texts.map(|(_, kept)| kept).to_vec();
    expected.sort_unstable();
    assert_eq!(written.kept().await, expected);
}

#[tokio::test]
async fn what_is_no_remark_is_refused_kindly() {
    let written = Written::new().await;
    let (id, child) = (fresh(), &written.tablet.browser);
    let bytes = "application/octet-stream";
    for long in [SEALED_BYTES + 1, 17 * 1024, 1024 * 1024] {
        assert_kind(&child.post_bytes(&written.path(TEXT, &id), bytes, vec![7; long]).await, 413);
    }
    for (question, status) in [("qualities", 422), ("nothing", 422), ("NO CODE", 404)] {
        let sealed = written.seal(&id, TEXT, "words");
        assert_kind(&child.post_bytes(&written.path(&question.replace(' ', "%20"), &id), bytes, sealed).await, status);
    }
    for wrong in ["abc".to_owned(), "g".repeat(32), "A".repeat(32)] {
        let path = format!("/e/{}/remark/{TEXT}/{wrong}", written.tablet.event);
        assert_kind(&child.post_bytes(&path, bytes, b"x".to_vec()).await, 404);
    }
    assert_kind(&child.post_bytes(&format!("/e/bcdefghj/remark/{TEXT}/{id}"), bytes, b"x".to_vec()).await, 404);
    assert_eq!(written.world.count(REMARKS).await, 0);
}

#[tokio::test]
async fn a_plain_form_brings_words_and_answers_apart() {
    let written = Written::new().await;
    let (tablet, id) = (&written.tablet, fresh_id());
    let words = "They <b>listen</b>.\r\nأيضا 👍🏽";
    let sent = [("age", "8-11"), ("qualities", "listens"), (TEXT, words)];
    for _ in 0..2 {
        assert_eq!(tablet.send_form(&id, &sent).await.status, 303);
    }
    assert_eq!(tablet.send_form(&fresh_id(), &[("age", "8-11"), (TEXT, "  ")]).await.status, 303);
    assert_eq!(tablet.send_form(&fresh_id(), &[("age", "8-11"), (TEXT, "skip")]).await.status, 303);
    assert_eq!(written.kept().await, ["They <b>listen</b>.\nأيضا 👍🏽"], "once, and nothing of what is empty");
    assert_eq!(written.world.count(WAITING).await, 3);
}

#[tokio::test]
async fn words_that_are_too_long_come_back_whole_with_kind_words() {
    let written = Written::new().await;
    let (tablet, id) = (&written.tablet, fresh_id());
    let long = format!("\n{} <b>&amp;\" {}", "word ".repeat(150), "ا".repeat(300));
    assert!(long.chars().count() > MOST);
    let answer = tablet.send_form(&id, &[("age", "8-11"), (TEXT, &long)]).await;
    assert_kind(&answer, 422);
    let html = answer.text();
    assert!(visible(&html).contains("Please make it shorter. There is room for 1000 letters."), "{}", visible(&html));
    assert_eq!(in_the_box(&html), long.trim_start(), "nothing that she wrote is lost");
    assert!(crate::support::checked(&html, "age", "8-11"));
    assert!(tags(&html).iter().any(|t| t.name == "textarea" && t.get("aria-invalid") == Some("true")));
    assert!(answer.header("cache-control").contains("no-store"), "{}", answer.header("cache-control"));
    assert_eq!((written.world.count(REMARKS).await, written.world.count(WAITING).await), (0, 0));
    // In other colours or another language what she wrote is there too.
    let again = tablet.browser.post(&format!("/e/{}/again?words=8-11&lang=cy&theme=cream", tablet.event), &[(TEXT, &long)]).await;
    assert_eq!((again.status, in_the_box(&again.text()).as_str()), (200, long.trim_start()));
    // The longest that a browser lets a child write, in the letters that take most room in a form, goes through.
    let most = "語".repeat(MOST);
    assert_eq!(tablet.send_form(&id, &[("age", "8-11"), (TEXT, &most)]).await.status, 303);
    assert_eq!(written.kept().await, [most]);
    assert_kind(&tablet.send_form(&fresh_id(), &[(TEXT, &"x".repeat(1024 * 1024))]).await, 413);
}

#[tokio::test]
async fn the_words_before_the_box_name_the_readers_role_at_every_age() {
    let written = Written::new().await;
    let child = Visitor::at(&written.world.server.base);
    for (band, role) in [
        ("4-7", "A grown-up who keeps children safe"),
        ("8-11", "Someone whose job is to keep children safe"),
        ("12-15", "Someone whose job is to keep young people safe"),
        ("16%2B", "A safeguarding reader, whose job is to keep people safe"),
    ] {
        let page = child.get(&format!("/e/{}/answer?words={band}&lang=en&envelope={}", written.tablet.event, "0".repeat(32))).await.text();
        let text = visible(&page).replace('\u{2011}', "-");
        assert!(text.contains(role), "{band}: {text}");
        assert!(text.contains("must tell people who") && text.contains("They may not be able to find you."), "{band}");
        assert!(text.contains("If you want help, press Talk to someone."), "{band}");
        // And what else becomes of it: it goes apart, and may be shown.
        assert!(text.contains("What you write goes apart from your answers."), "{band}");
        let shown =
            if band == "4-7" { "and never your name" } else { "perhaps in other words, but not who wrote it. Two people check it first." };
        assert!(text.contains("We may show some of it") && text.contains(shown), "{band}: {text}");
        let before = &page[page.find("id=\"before-own-words\"").expect("there")..page.find("<textarea").expect("a box")];
        assert!(visible(before).contains(shown), "beside the box, not elsewhere: {band}");
        assert_eq!(text.contains("Someone can write it for you."), band == "4-7", "{band}");
        let tags = tags(&page);
        let box_ = tags.iter().find(|t| t.name == "textarea").expect("a box");
        for (name, value) in [
            ("name", TEXT),
            ("maxlength", "1000"),
            ("autocomplete", "off"),
            ("autocorrect", "off"),
            ("autocapitalize", "sentences"),
            ("spellcheck", "false"),
            ("writingsuggestions", "false"),
            ("aria-labelledby", "ask-own-words"),
            ("aria-describedby", "before-own-words"),
        ] {
            assert_eq!(box_.get(name), Some(value), "{band}: {name}");
        }
        // What names it and what describes it is there, and comes before it.
        for id in ["ask-own-words", "before-own-words"] {
            assert!(page.find(&format!("id=\"{id}\"")).expect("there") < page.find("<textarea").expect("a box"), "{band}: {id}");
        }
        let form = tags.iter().find(|t| t.get("id") == Some("answers")).expect("the form");
        assert!(form.get("data-remark-key").is_some_and(|key| key.len() == 87 && Some(key) != form.get("data-key")), "{band}");
    }
}

#[tokio::test]
async fn without_readers_there_is_no_box_and_no_event_opens() {
    let mut written = Written::new().await;
    let world = &written.world;
    let (questionnaire, service) = (world.questionnaire.to_string(), world.service.to_string());
    let fields = [
        ("name", "Nobody reads"),
        ("questionnaire", questionnaire.as_str()),
        ("service", &service),
        ("expected", "30"),
        ("opens", "2026-01-05"),
        ("closes", "2099-12-31"),
        ("policy", "protected"),
    ];
    let refused = world.officer.post("/events/new", &fields).await;
    assert!(refused.status >= 400, "an event at which nobody reads was opened");
    // The keys of what is written are gone: the question is left out, and all else is asked and taken in.
    std::fs::remove_file(world.folder.path().join(format!("keys/{}.remarks.key", written.tablet.event))).expect("the key file");
    written.world.restart();
    let tablet = Tablet::at(&written.world.server.base, written.tablet.event.as_str()).await;
    let page = tablet.browser.get(&format!("/e/{}/answer?words=8-11&envelope={}", tablet.event, "0".repeat(32))).await.text();
    assert!(!page.contains("<textarea") && !page.contains(&format!("q-{TEXT}")) && !page.contains("data-remark-key"), "{page}");
    assert!(page.contains("q-qualities"));
    assert_eq!(tablet.send_form(&fresh_id(), &[("age", "8-11")]).await.status, 303);
    let id = fresh();
    let sealed = written.seal(&id, TEXT, "too late");
    let late = tablet.browser.post_bytes(&format!("/e/{}/remark/{TEXT}/{id}", tablet.event), "application/octet-stream", sealed).await;
    assert_kind(&late, 410);
    assert_eq!((written.world.count(REMARKS).await, written.world.count(WAITING).await), (0, 1));
}

#[tokio::test]
async fn what_was_still_on_a_tablet_when_the_event_closed_is_taken_in() {
    let written = Written::new().await;
    let closed = written.world.officer.close(written.tablet.event.as_str(), 12).await;
    assert_eq!(closed.status, 303, "{}", closed.text());
    let id = fresh();
    assert_eq!(written.send(&id, &written.seal(&id, TEXT, "I was on a tablet.")).await.status, 200);
    assert_eq!(written.kept().await, ["I was on a tablet."]);
}

/// *Thank you* says what becomes of own words: by whom and when they are read, when they go. It is the same for every
/// child, whether she wrote or not.
#[tokio::test]
async fn thank_you_tells_who_reads_what_was_written_and_when_it_goes() {
    let written = Written::new().await;
    let child = Visitor::at(&written.world.server.base);
    let (event, world) = (&written.tablet.event, &written.world);
    // Read by the end of the day: there is no hour to tell.
    let questions = format!("/e/{event}/answer?words=8-11&lang=en&envelope={}", "0".repeat(32));
    for page in [format!("/e/{event}/thanks?words=8-11&lang=en"), questions.clone()] {
        assert!(visible(&child.get(&page).await.text()).contains("keep children safe reads it today."), "{page}");
    }
    let id = async |email: &str| world.count(&format!("SELECT id FROM staff WHERE email = '{email}@writing.example'")).await.to_string();
    let (reader, deputy) = (id("reader").await, id("deputy").await);
    let named = [("reader", reader.as_str()), ("deputy", deputy.as_str()), ("read-by", "18:00")];
    assert_eq!(world.officer.post(&format!("/events/{event}/readers"), &named).await.status, 303);
    // The page of questions is remembered, and told anew all the same.
    for _ in 0..200 {
        if visible(&child.get(&questions).await.text()).contains("reads it today, by 18:00.") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(visible(&child.get(&questions).await.text()).contains("reads it today, by 18:00."));
    for (band, language, parts) in [
        ("4-7", "en", ["If you wrote something, a grown-up who keeps children safe reads it today.", "Later we wipe it away."]),
        (
            "8-11",
            "en",
            ["someone whose job is to keep children safe reads it today, by 18:00.", "We delete it a month after we are done with it."],
        ),
        (
            "12-15",
            "en",
            ["someone whose job is to keep young people safe reads it today, by 18:00.", "We delete it 30 days after we dealt with it."],
        ),
        ("16%2B", "en", ["a safeguarding reader reads it today, by 18:00.", "We delete it 30 days"]),
        ("8-11", "cy", ["yn ei ddarllen heddiw, erbyn 18:00.", "fis ar ôl i ni orffen"]),
        ("8-11", "ar", ["حتى الساعة ١٨:٠٠", "نحذفه بعد شهر"]),
        ("8-11", "prs", ["تا ساعت ۱۸:۰۰", "یک ماه بعد"]),
    ] {
        let page = child.get(&format!("/e/{}/thanks?words={band}&lang={language}", written.tablet.event)).await.text();
        let told = page.find("class=\"wrote\"").expect("what becomes of it");
        let text = visible(&page[told..]).replace('\u{2011}', "-");
        for part in parts {
            assert!(text.contains(part), "{band} {language}: {part} in {text}");
        }
    }
    // Where nobody is asked to write, nothing is said of it.
    let event = World::asking(crate::support::MUNRO).await;
    let tablet = event.answered(1).await;
    let page = tablet.browser.get(&format!("/e/{}/thanks?words=8-11", tablet.event)).await.text();
    assert!(page.contains("Thank you") && !page.contains("wrote"), "{page}");
}
