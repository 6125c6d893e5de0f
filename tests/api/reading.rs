//! Children's own words on the staff side: who reads, what is decided, quotes by two people, themes.

use crate::routes::{Names, paths};
use crate::support::{Answer, Person, Server, World, fresh_id, serve, values, visible};
use actix_web::http::Method;
use sayso::domain::code::Code;
use sayso::domain::envelope::RemarkId;
use sayso::domain::event::EventCode;
use sayso::flow::{Flow, Receipt};
use sayso::seal::{Keyring, random_bytes};
use sayso::store::{Location, ReleaseFiles, Store};
use sayso::web::Access;

const FILE: &str = r#"
code = "words"
title = "Your words"
source = "Made up for this test"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "alone"
kind = "one"
report = "Alone?"
wording = { "8-11" = { en = "Alone?" } }
choice = [{ code = "yes", report = "Yes" }, { code = "no", report = "No" }]
[[question]]
code = "know"
kind = "text"
report = "What should they know?"
wording = { "8-11" = { en = "What should they know?" } }
theme = [{ code = "heard", report = "Being listened to" }, { code = "moves", report = "Moving" }]
"#;

/// An event at which children write, its two readers, and one of another event.
pub(crate) struct Room {
    pub(crate) world: World,
    pub(crate) event: String,
    pub(crate) reader: Person,
    pub(crate) deputy: Person,
    pub(crate) stranger: Person,
}

async fn row(world: &World, person: &Person) -> String {
    world.count(&format!("SELECT id FROM staff WHERE email = '{}'", person.email)).await.to_string()
}

/// The fields by which an event is opened.
fn opening<'a>(world: &World, rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let usual = [("name", "Winter day"), ("expected", "30"), ("opens", "2026-01-05"), ("closes", "2099-12-31"), ("policy", "protected")];
    let mut fields: Vec<(&str, String)> = rest.iter().chain(&usual).map(|(n, v)| (*n, (*v).to_owned())).collect();
    fields.push(("questionnaire", world.questionnaire.to_string()));
    fields.push(("service", world.service.to_string()));
    fields
}

async fn open(world: &World, rest: &[(&str, &str)]) -> Answer {
    let fields = opening(world, rest);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    world.officer.post("/events/new", &fields).await
}

pub(crate) async fn room() -> Room {
    let world = World::asking(FILE).await;
    let (reader, deputy, stranger) = (world.person("reader").await, world.person("reader").await, world.person("reader").await);
    let (one, two) = (row(&world, &reader).await, row(&world, &deputy).await);
    let answer = open(&world, &[("reader", &one), ("deputy", &two), ("read-by", "18:00")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let event = answer.header("location").rsplit('/').next().expect("a code").to_owned();
    Room { world, event, reader, deputy, stranger }
}

impl Room {
    pub(crate) fn at(&self, rest: &str) -> String {
        format!("/reading/{}{rest}", self.event)
    }

    /// A child's plain form with these words.
    pub(crate) async fn write(&self, words: &str) {
        let tablet = crate::support::Visitor::at(&self.world.server.base);
        let path = format!("/e/{}/answer?words=8-11&lang=en&theme=usual&size=1&envelope={}", self.event, fresh_id());
        let answer = tablet.post(&path, &[("alone", "yes"), ("know", words)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }

    /// The address of the remark that has these words.
    pub(crate) async fn find(&self, words: &str) -> String {
        for list in [self.at(""), self.at("/read")] {
            let page = self.reader.get(&list).await.text();
            let marks = self.at("/remark/");
            let mut links: Vec<String> = values(&page, "href").into_iter().filter(|href| href.starts_with(&marks)).collect();
            links.dedup();
            for link in links {
                if plain(&self.reader.get(&link).await).contains(words) {
                    return link;
                }
            }
        }
        panic!("nothing has the words {words:?}");
    }

    /// Writes and decides at once.
    pub(crate) async fn decided(&self, words: &str, what: &str) -> String {
        self.write(words).await;
        let remark = self.find(words).await;
        let answer = self.reader.post(&remark, &[("do", what)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        remark
    }
}

/// What stands on a page, without marks in it.
pub(crate) fn plain(answer: &Answer) -> String {
    let mut text = answer.text();
    for mark in ["</mark>", "<mark class=\"alert\">", "<mark class=\"detail\">", "<mark class=\"alert detail\">"] {
        text = text.replace(mark, "");
    }
    visible(&text)
}

#[tokio::test]
async fn an_event_with_a_text_question_opens_only_with_two_readers_from_elsewhere() {
    let world = World::asking(FILE).await;
    let (reader, deputy) = (world.person("reader").await, world.person("reader").await);
    let (one, two, officer) = (row(&world, &reader).await, row(&world, &deputy).await, row(&world, &world.officer).await);
    for (fields, words) in [
        (vec![], "name a reader and a deputy"),
        (vec![("reader", one.as_str()), ("deputy", "")], "Choose who reads when the reader cannot"),
        (vec![("reader", &one), ("deputy", &one)], "reader and deputy are one person"),
        (vec![("reader", &one), ("deputy", &officer)], "does not have the role of a reader"),
        (vec![("reader", &one), ("deputy", &two), ("read-by", "6 pm")], "Write a time of day"),
    ] {
        let answer = open(&world, &fields).await;
        let text = answer.text();
        assert_eq!(answer.status, 422, "{text}");
        assert!(text.to_lowercase().contains(&words.to_lowercase()) && text.contains("There is a problem"), "{words}: {text}");
        assert!(text.contains("value=\"Winter day\""), "what was typed is kept");
        assert!(fields.is_empty() || text.contains(&format!("<option value=\"{one}\" selected>")), "{text}");
    }
    let answer = open(&world, &[("name", ""), ("reader", &one), ("deputy", &one)]).await.text();
    assert!(answer.contains("Write what the event is called") && answer.contains("are one person"), "all faults at once: {answer}");
    assert_eq!(world.count("SELECT count(*) FROM event").await, 0);
    let answer = open(&world, &[("reader", &one), ("deputy", &two)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = world.officer.get(answer.header("location")).await.text();
    assert!(page.contains("Texts that have come: fewer than 5.") && page.contains("the end of the day"), "{page}");
    // Changed later, by the same rules.
    let path = format!("{}/readers", answer.header("location"));
    assert_eq!(world.officer.post(&path, &[("reader", &one), ("deputy", &one)]).await.status, 422);
    assert_eq!(world.officer.post(&path, &[("reader", &two), ("deputy", &one), ("read-by", "17:30")]).await.status, 303);
    assert!(world.officer.get(answer.header("location")).await.text().contains("17:30"));
}

#[tokio::test]
async fn only_who_is_named_finds_anything_there() {
    let room = room().await;
    room.write("We like the garden").await;
    let remark = room.find("We like the garden").await;
    let (inspector, manager) = (room.world.person("inspector").await, room.world.person("manager").await);
    let names = Names { event: &room.event, question: "know", questionnaire: room.world.questionnaire, person: 1, asset: "child.css" };
    let mut walked = 0;
    for (row, path) in paths(&names).into_iter().filter(|(row, _)| row.access == Access::Read) {
        let path = if path.contains("/remark/") {
            path.replace(&"0123456789abcdef".repeat(2), remark.rsplit('/').next().expect("an id"))
        } else {
            path
        };
        let ask = async |person: &Person| if row.method == Method::GET { person.get(&path).await } else { person.post(&path, &[]).await };
        for person in [&room.world.administrator, &room.world.officer, &inspector, &manager] {
            assert_eq!(ask(person).await.status, 403, "{} {path}", row.method);
        }
        let (theirs, named) = (ask(&room.stranger).await, ask(&room.deputy).await);
        assert!(!theirs.text().contains("garden"));
        if path != "/reading" {
            assert_eq!(theirs.status, 404, "{} {path}", row.method);
            assert_eq!(theirs.text(), room.stranger.get("/reading/bcdefghj").await.text(), "like what is not there");
        }
        assert_ne!(named.status, 403, "{} {path}", row.method);
        assert_eq!(named.header("cache-control"), "no-store", "{path}");
        walked += 1;
    }
    assert!(walked >= 13, "{walked}");
    // The officer knows how many, and no word.
    let page = room.world.officer.get(&format!("/events/{}", room.event)).await.text();
    assert!(page.contains("Not everything is read") && !page.contains("garden"), "{page}");
    assert_eq!(room.reader.get("/").await.header("location"), "/reading");
    // Whoever is not named any more is out at once.
    let (one, two) = (row(&room.world, &room.stranger).await, row(&room.world, &room.deputy).await);
    let path = format!("/events/{}/readers", room.event);
    assert_eq!(room.world.officer.post(&path, &[("reader", &one), ("deputy", &two)]).await.status, 303);
    assert_eq!((room.reader.get(&remark).await.status, room.stranger.get(&remark).await.status), (404, 200));
}

#[tokio::test]
async fn words_are_shown_as_text_and_stand_nowhere_else() {
    let mut room = room().await;
    let alert = "he grabbed my arm and I am scared to go home";
    for words in ["<script>alert(1)</script><b>hi</b>", "good\u{202e}dab", "😀🎉", "أحب الحديقة", alert] {
        room.write(words).await;
    }
    let first = room.reader.get(&room.at("")).await;
    assert!(plain(&first).contains("he grabbed my arm"), "alert words come first: {}", first.text());
    for words in ["“grabbed", "It never decides", "5 of 5 remarks are left, to be read by 18:00"] {
        assert!(first.text().contains(words), "{words}: {}", first.text());
    }
    let script = room.reader.get(&room.find("&lt;script&gt;alert(1)").await).await.text();
    assert!(!script.contains("<script>alert") && !script.contains("<b>hi"), "{script}");
    let turned = room.reader.get(&room.find("gooddab").await).await.text();
    assert!(!turned.contains('\u{202e}'));
    for words in ["😀🎉", "أحب الحديقة"] {
        let page = room.reader.get(&room.find(words).await).await.text();
        assert!(page.contains("<p class=\"remark\" dir=\"auto\">"), "{page}");
    }
    room.world.server.stop();
    for words in ["grabbed", "gooddab", "alert(1)", "الحديقة", room.event.as_str()] {
        assert!(!room.world.server.log().contains(words), "{}", room.world.server.log());
    }
}

#[tokio::test]
async fn of_two_readers_at_once_one_wins_and_the_other_is_told() {
    let room = room().await;
    for n in 0..4 {
        let words = format!("Remark number {n}");
        room.write(&words).await;
        let remark = room.find(&words).await;
        let (a, b) = tokio::join!(room.reader.post(&remark, &[("do", "nothing")]), room.deputy.post(&remark, &[("do", "offer")]));
        let (lost, stands) = if a.status == 303 { (b, "Nothing to do") } else { (a, "Offered as a quote") };
        assert_eq!(lost.status, 409, "{}", lost.text());
        let text = lost.text();
        assert!(text.contains("Somebody decided before you") && text.contains("Some reader on") && text.contains(stands), "{text}");
        assert!(text.contains("What you chose was not recorded") && plain(&lost).contains(&words), "{text}");
    }
    // The same button pressed twice is no quarrel; a slip is undone.
    let remark = room.decided("A double click", "nothing").await;
    for what in ["nothing", "undo"] {
        assert_eq!(room.reader.post(&remark, &[("do", what)]).await.status, 303);
    }
    assert_eq!(room.deputy.post(&remark, &[("do", "interpreter"), ("note", "Tigrinya")]).await.status, 303);
    let page = room.reader.get(&room.at("")).await.text();
    assert!(page.contains("Tigrinya") && page.contains("1 to read"), "{page}");
    assert_eq!(room.deputy.post(&remark, &[("do", "offer")]).await.status, 303, "an interpreter came");
}

#[tokio::test]
async fn what_does_not_open_stands_in_the_queue_and_can_only_be_seen() {
    let room = room().await;
    let folder = room.world.folder.path();
    let store = Store::open(&Location::in_folder(folder)).await.expect("opens");
    let keys = Keyring::open(&folder.join("keys"), None).expect("keys");
    let flow = Flow::start(store, keys, ReleaseFiles::open(&folder.join("releases")).expect("a folder"));
    let live = flow.live(&EventCode::parse(&room.event).expect("a code")).await.expect("reads").expect("is there");
    let id = RemarkId::new(random_bytes().expect("randomness"));
    let kept = flow.take_remark(&live, &Code::parse("know").expect("a code"), id, &[7; 4177]).await.expect("is kept");
    assert_eq!(kept, Receipt::KeptAside);
    let page = room.reader.get(&room.at("")).await.text();
    assert!(page.contains("This remark does not open") && page.contains("I have seen this") && !page.contains("data-key=\"e\""), "{page}");
    let remark = room.at(&format!("/remark/{id}"));
    for what in ["offer", "escalate", "escalated", "interpreter"] {
        assert_eq!(room.reader.post(&remark, &[("do", what)]).await.status, 409, "{what}");
    }
    assert_eq!(room.reader.post(&remark, &[("do", "nothing")]).await.status, 303);
    assert!(room.reader.get(&room.at("")).await.text().contains("Everything is read"));
}

#[tokio::test]
async fn a_quote_takes_two_people_five_quotes_and_twenty_children() {
    let room = room().await;
    let mut quotes = Vec::new();
    let shown = |n: usize| format!("My worker […] takes me [out] {n}");
    for n in 0..5 {
        let remark = room.decided(&format!("My worker Karen takes me to the zoo {n}"), "offer").await;
        let form = room.reader.get(&format!("{remark}/quote")).await.text();
        assert!(form.contains("<mark class=\"detail\">Karen"), "{form}");
        let looked = room.reader.post(&format!("{remark}/quote"), &[("do", "look"), ("text", "Karen <i>again</i>")]).await.text();
        assert!(looked.contains("&lt;i&gt;") && looked.matches("<mark class=\"detail\">Karen").count() >= 2, "{looked}");
        for (text, status) in [(" ", 422), (shown(n).as_str(), 303)] {
            assert_eq!(room.reader.post(&format!("{remark}/quote"), &[("text", text)]).await.status, status);
        }
        let list = room.deputy.get(&room.at("/quotes")).await.text();
        let quote =
            values(&list, "href").into_iter().find(|h| h.starts_with(&room.at("/quotes/")) && !quotes.contains(h)).expect("a quote");
        let seen = shown(n);
        let approve = [("do", "approve"), ("seen", seen.as_str()), ("recognisable", "no")];
        let own = room.reader.post(&quote, &approve).await;
        assert!(own.status == 422 && own.text().contains("a second person must"), "{}", own.text());
        let page = room.deputy.get(&quote).await.text();
        assert!(page.contains("Could a carer or a teacher recognise this child?") && page.contains("taken out: </span>Karen"), "{page}");
        assert!(page.contains("Karen</mark> takes me to the zoo"), "the original beside it: {page}");
        assert_eq!(room.deputy.post(&quote, &[("do", "approve"), ("seen", &seen)]).await.status, 422);
        let perhaps = [("do", "approve"), ("seen", seen.as_str()), ("recognisable", "perhaps")];
        assert!(room.deputy.post(&quote, &perhaps).await.text().contains("send the quote back"));
        let stale = [("do", "approve"), ("seen", "Something else"), ("recognisable", "no")];
        assert!(room.deputy.post(&quote, &stale).await.text().contains("was changed meanwhile"));
        assert_eq!(room.deputy.post(&quote, &approve).await.status, 303);
        quotes.push(quote);
    }
    let publish = async || room.reader.post(&room.at("/quotes"), &[("sure", "yes")]).await;
    let open = publish().await;
    assert!(open.status == 422 && open.text().contains("The event is not closed yet"), "{}", open.text());
    for _ in 5..19 {
        room.write("").await;
    }
    room.decided("We had a quiet week", "nothing").await;
    assert_eq!(room.world.officer.close(&room.event, 24).await.status, 303);
    let unasked = room.reader.post(&room.at("/quotes"), &[]).await;
    assert!(unasked.status == 422 && unasked.text().contains("Read them beside each other first"), "{}", unasked.text());
    assert_eq!(room.deputy.post(&quotes[0], &[("do", "send-back")]).await.status, 422, "not without saying why");
    assert_eq!(room.deputy.post(&quotes[0], &[("do", "send-back"), ("why", "Which zoo?")]).await.status, 303);
    let few = publish().await;
    assert!(few.status == 422 && few.text().contains("4 wait") && few.text().contains("Which zoo?"), "{}", few.text());
    let again = values(&few.text(), "href").into_iter().find(|h| h.ends_with("/quote")).expect("to be changed");
    for (text, found) in [("We go [out]", "“We”, “go”: not the child’s words"), ("Karen takes me", "“Karen” might show who wrote it")]
    {
        let asked = room.reader.post(&again, &[("text", text)]).await;
        assert!(asked.status == 422 && asked.text().contains(found), "{}", asked.text());
    }
    assert_eq!(room.reader.post(&again, &[("text", "We go [out]"), ("sure", "yes")]).await.status, 303);
    assert_eq!(room.deputy.post(&quotes[0], &[("do", "approve"), ("seen", "We go [out]"), ("recognisable", "no")]).await.status, 303);
    assert_eq!(publish().await.status, 303);
    let list = room.reader.get(&room.at("/quotes")).await.text();
    assert_eq!(list.matches("Show, or withdraw").count(), 5, "{list}");
    assert_eq!(room.reader.post(&quotes[1], &[("do", "withdraw"), ("reason", "She pointed at it")]).await.status, 303);
    assert!(room.reader.get(&room.at("/quotes")).await.text().contains("1 withdrawn"));
    let themes = room.at("/themes");
    assert_eq!(room.reader.post(&themes, &[("question", "know")]).await.status, 422, "the box");
    let released = room.reader.post(&themes, &[("question", "know"), ("sure", "yes")]).await;
    assert_eq!(released.status, 303, "{}", released.text());
    let again = room.reader.post(&themes, &[("question", "know"), ("sure", "yes")]).await;
    assert!(again.text().contains("They were counted before"), "{}", again.text());
    let remark = room.find("We had a quiet week").await;
    assert_eq!(room.reader.post(&remark, &[("do", "take-out")]).await.status, 422);
    assert_eq!(room.reader.post(&remark, &[("do", "take-out"), ("sure", "yes")]).await.status, 303);
    assert_eq!(room.reader.get(&remark).await.status, 404);
}

#[tokio::test]
async fn the_organisations_lists_and_numbers_are_used_and_a_broken_line_is_told() {
    let mut room = room().await;
    room.world.server.stop();
    let lists = room.world.folder.path().join("lists");
    std::fs::create_dir(&lists).expect("a folder");
    std::fs::write(lists.join("alert-en.txt"), "zorbing\nself*harm*\n").expect("writes");
    std::fs::write(lists.join("streets.txt"), "Quarry Road\n").expect("writes");
    let settings = room.world.folder.path().join("sayso.toml");
    let text = format!("[safeguarding]\ncall = [\"Duty team: 01632 960111\"]\nlists = \"{}\"\n", lists.display());
    std::fs::write(&settings, text).expect("writes");
    let mut command = serve(room.world.folder.path());
    command.arg("--config").arg(&settings);
    room.world.server = Server::run(command);
    for person in [&mut room.reader, &mut room.deputy, &mut room.stranger] {
        person.move_to(&room.world.server);
    }
    assert!(
        room.world.server.log().contains("alert-en.txt") && !room.world.server.log().contains("self*harm*"),
        "{}",
        room.world.server.log()
    );
    for words in ["Nice", "They went zorbing in Quarry Rd at Maple House", "Fine"] {
        room.write(words).await;
    }
    let page = room.reader.get(&room.at("")).await.text();
    for part in ["alert\">zorbing</mark>", "detail\">Quarry", "detail\">Maple", "<dt>Duty team</dt><dd>01632 960111</dd>"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for page in [page, room.reader.get("/reading").await.text()] {
        assert!(page.contains("alert-en.txt, line 2: ") && page.contains("Everything else in them is used"), "{page}");
    }
}
