//! Remarks on their way in: who must be there first, once, by themselves, out of a form.

use crate::{raw, rows};
use sayso::domain::code::Code;
use sayso::domain::envelope::{EnvelopeId, RemarkId};
use sayso::domain::event::{EventCode, NewEvent};
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::{AnswerFault, Letter, Raw};
use sayso::domain::safeguarding::{ReaderFault, Safeguarding};
use sayso::domain::staff::{MayRead, Role, Staff};
use sayso::flow::{Flow, InboxError, LiveEvent, OpenError, Receipt};
use sayso::seal::{Keyring, seal, seal_remark};
use sayso::store::{Location, ReleaseFiles, Store};
use std::sync::Arc;
use time::macros::date;

pub(crate) const FILE: &str = r#"
code = "words"
title = "Own words"
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
[[question]]
code = "else"
kind = "text"
report = "Anything else?"
wording = { "8-11" = { en = "Anything else?" } }
"#;

/// A flow with an open event at which children write, and the people who read it.
pub(crate) struct Written {
    pub(crate) flow: Flow,
    pub(crate) live: Arc<LiveEvent>,
    pub(crate) location: Location,
    pub(crate) new: NewEvent,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) officer: Staff,
    pub(crate) reader: Staff,
    pub(crate) deputy: Staff,
    pub(crate) stranger: Staff,
    /// The reader's and the deputy's authority.
    pub(crate) may: [MayRead; 2],
}

pub(crate) fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

/// A flow over a database, with keys and release files in a folder.
pub(crate) async fn over(location: &Location, folder: &std::path::Path) -> Flow {
    let files = ReleaseFiles::open(&folder.join("releases")).expect("a folder");
    Flow::start(Store::open(location).await.expect("opens"), Keyring::open(folder, None).expect("keys"), files)
}

pub(crate) async fn written(location: Location) -> Written {
    let folder = tempfile::tempdir().expect("a folder");
    let flow = over(&location, folder.path()).await;
    let write = flow.store.write().await.expect("writes");
    let service = write.add_service("A home", None).await.expect("a service");
    let mut ids = Vec::new();
    for (name, role) in [("officer", Role::Officer), ("reader", Role::Reader), ("deputy", Role::Reader), ("stranger", Role::Reader)] {
        ids.push(write.add_staff(&format!("{name}@example.org"), name, role).await.expect("staff").expect("new"));
    }
    let questionnaire = parse(FILE).expect("no fault");
    let version = write.publish(&questionnaire, FILE, "hash", date!(2026 - 01 - 01), ids[0]).await.expect("publishes");
    write.commit().await.expect("commits");
    let staff = flow.store.all_staff().await.expect("reads");
    let person = |id: i32| staff.iter().find(|s| s.id == id).cloned().expect("is there");
    let day = date!(2026 - 01 - 03);
    let new = NewEvent {
        name: "A day".into(),
        service,
        questionnaire: version,
        promise: Promise::protected(),
        expected: 30,
        opens_on: day,
        closes_on: day,
        demonstration: false,
        asks_alone: false,
        tablets_only: false,
        shown_at: None,
        safeguarding: Some(Safeguarding { reader: ids[1], deputy: ids[2], read_by: Safeguarding::END_OF_DAY }),
    };
    let opened = flow.open_event(&new).await.expect("opens");
    let live = flow.live(&opened).await.expect("reads").expect("is there");
    let (reader, deputy) = (person(ids[1]), person(ids[2]));
    let may = [&reader, &deputy];
    let may = [may_read(&flow, may[0], &live).await.expect("is named"), may_read(&flow, may[1], &live).await.expect("is named")];
    Written { officer: person(ids[0]), stranger: person(ids[3]), flow, live, location, new, folder, reader, deputy, may }
}

pub(crate) async fn may_read(flow: &Flow, staff: &Staff, live: &LiveEvent) -> Option<MayRead> {
    flow.may_read(staff, &live.event).await.expect("reads")
}

impl Written {
    /// Sends a remark as a tablet does; gives its id.
    pub(crate) async fn write(&self, id: u8, question: &str, text: &str) -> RemarkId {
        let (id, question) = (RemarkId::new([id; 16]), code(question));
        let sealed = self.seal(&id, &question, text);
        assert_eq!(self.flow.take_remark(&self.live, &question, id, &sealed).await.expect("taken in"), Receipt::TakenIn);
        id
    }

    pub(crate) fn seal(&self, id: &RemarkId, question: &Code, text: &str) -> Vec<u8> {
        let key = self.live.remark_key().expect("a key");
        seal_remark(&key, id, &self.live.remark_binding(question), text).expect("seals")
    }

    /// So many children answer and the event is closed.
    pub(crate) async fn close_with(&self, children: u8, on: time::Date) {
        for child in 0..children {
            let id = EnvelopeId::new([child; 16]);
            let mut letter = Letter::default();
            letter.answers.insert("alone".into(), vec![if child % 3 == 0 { "yes" } else { "no" }.into()]);
            let text = serde_json::to_vec(&letter).expect("writes");
            let sealed = seal(&self.live.keys.as_ref().expect("keys").public(), &id, &self.live.binding(), &text).expect("seals");
            self.flow.take_sealed(&self.live, id, &sealed).await.expect("taken in");
        }
        self.flow.close_event(&self.live, u32::from(children), on).await.expect("closes");
    }

    /// What the reader sees: texts in the order of the queue, none for what does not open.
    pub(crate) async fn texts(&self) -> Vec<Option<String>> {
        let queue = self.flow.queue(&self.may[0], &self.live, |_| 0).await.expect("opens");
        queue.into_iter().map(|remark| remark.words).collect()
    }
}

/// An event with a text box opens only with two readers from elsewhere, and then has keys for remarks.
pub(crate) async fn no_reader_no_text_box(location: Location) {
    let w = written(location).await;
    let before = w.flow.store.events().await.expect("reads").len();
    let files = || std::fs::read_dir(w.folder.path()).expect("a folder").count();
    let keys = files();
    let named = w.new.safeguarding.expect("is named");
    for (safeguarding, fault) in [
        (None, ReaderFault::Nobody),
        (Some(Safeguarding { deputy: named.reader, ..named }), ReaderFault::SamePerson),
        (Some(Safeguarding { deputy: w.officer.id, ..named }), ReaderFault::NotAReader("officer".into())),
        (Some(Safeguarding { reader: 999, ..named }), ReaderFault::NotThere),
    ] {
        let refused = w.flow.open_event(&NewEvent { safeguarding, ..w.new.clone() }).await;
        assert!(matches!(&refused, Err(OpenError::Readers(found)) if *found == fault), "{refused:?}");
    }
    let write = w.flow.store.write().await.expect("writes");
    write.give_services(w.stranger.id, &[w.new.service]).await.expect("gives");
    write.commit().await.expect("commits");
    let of_the_home = Safeguarding { deputy: w.stranger.id, ..named };
    let refused = w.flow.open_event(&NewEvent { safeguarding: Some(of_the_home), ..w.new.clone() }).await;
    assert!(matches!(refused, Err(OpenError::Readers(ReaderFault::OfTheService(_)))), "{refused:?}");
    assert_eq!((w.flow.store.events().await.expect("reads").len(), files()), (before, keys), "nothing was made");
    let kept = w.flow.store.event(&w.live.event.stored.code).await.expect("reads").expect("is there").stored.safeguarding;
    assert_eq!(kept, w.new.safeguarding);
    assert!(w.live.remark_key().is_some_and(|key| key != w.live.keys.as_ref().expect("keys").public()), "a key of its own");
    // Somebody else reads from now on, by the same rules.
    let may_run = w.officer.may_run().expect("an officer");
    let named_again = |deputy| w.flow.name_readers(&may_run, &w.live.event, Safeguarding { deputy, ..named });
    assert!(named_again(w.stranger.id).await.expect("asks").is_err());
    let write = w.flow.store.write().await.expect("writes");
    let fresh = write.add_staff("another@example.org", "another", Role::Reader).await.expect("staff").expect("new");
    write.commit().await.expect("commits");
    assert_eq!(named_again(fresh).await.expect("names"), Ok(()));
    let live = w.flow.live(&w.live.event.stored.code).await.expect("reads").expect("is there");
    assert!(may_read(&w.flow, &w.deputy, &live).await.is_none(), "the deputy was replaced");
}

/// Like an envelope: the same again is thanked for alike, another under the same id is refused, and what does not open
/// is kept aside and waits for a reader.
pub(crate) async fn a_remark_is_taken_in_once(location: Location) {
    let w = written(location).await;
    let (know, id) = (code("know"), RemarkId::new([1; 16]));
    let sealed = w.seal(&id, &know, "They listen.");
    for _ in 0..3 {
        assert_eq!(w.flow.take_remark(&w.live, &know, id, &sealed).await.expect("taken in"), Receipt::TakenIn);
    }
    let other = w.seal(&id, &know, "They listen.");
    assert!(matches!(w.flow.take_remark(&w.live, &know, id, &other).await, Err(InboxError::OtherBytes)));
    let elsewhere = w.flow.take_remark(&w.live, &code("else"), id, &sealed).await;
    assert!(matches!(elsewhere, Err(InboxError::OtherBytes)), "another question");
    assert_eq!(w.texts().await, [Some("They listen.".to_owned())]);
    // Sealed for another event, harmed on the way, no envelope at all.
    let event = EventCode::from_random([3; 16]);
    let binding = sayso::domain::envelope::RemarkBinding { event: &event, question: &know };
    let strange = RemarkId::new([2; 16]);
    let bytes = seal_remark(&w.live.remark_key().expect("a key"), &strange, &binding, "x").expect("seals");
    for (id, bytes) in [(strange, bytes), (RemarkId::new([3; 16]), b"not an envelope".to_vec()), (RemarkId::new([4; 16]), Vec::new())] {
        for _ in 0..2 {
            assert_eq!(w.flow.take_remark(&w.live, &know, id, &bytes).await.expect("is kept"), Receipt::KeptAside);
        }
    }
    let unread = w.flow.unread(&w.live.event).await.expect("counts");
    assert_eq!((unread.there, unread.unread), (4, 4), "what does not open is unread");
    assert_eq!(w.texts().await, [None, None, None, Some("They listen.".to_owned())], "and stands first");
    // What is no remark, or says nothing.
    let long = w.flow.take_remark(&w.live, &know, RemarkId::new([5; 16]), &[0; 5000]).await;
    assert!(matches!(long, Err(InboxError::TooLong)));
    let no_text = w.flow.take_remark(&w.live, &code("alone"), RemarkId::new([5; 16]), &sealed).await;
    assert!(matches!(no_text, Err(InboxError::NotValid(_))));
    w.write(6, "know", " \n ").await;
    assert_eq!(w.flow.unread(&w.live.event).await.expect("counts").there, 4);
    // Every script; what bends a page or cannot be seen is gone; more than a page lets a child write is read all the same.
    let plenty = "a ".repeat(1500).trim().to_owned();
    for (id, text, kept) in [
        (10, "እርዳታ", "እርዳታ"),
        (11, "\u{202e}<script>alert(1)</script>\u{0}", "<script>alert(1)</script>"),
        (12, "😀😀", "😀😀"),
        (13, "سلام\nچطوری", "سلام\nچطوری"),
        (14, &plenty, &plenty),
    ] {
        w.write(id, "else", text).await;
        assert!(w.texts().await.contains(&Some(kept.to_owned())), "{text:?}");
    }
    // All that lies there is of one length, sealed, and none of it in clear.
    let raw = raw(&w.location).await;
    let asked = "SELECT min(length(sealed)) AS least, max(length(sealed)) AS most FROM remark";
    let row = sea_orm::Statement::from_string(sea_orm::ConnectionTrait::get_database_backend(&raw), asked);
    let row = sea_orm::ConnectionTrait::query_one_raw(&raw, row).await.expect("asks").expect("a row");
    let (least, most): (i32, i32) = (row.try_get("", "least").expect("one"), row.try_get("", "most").expect("one"));
    assert!(least == most && least > 4096, "{least} to {most}");
}

fn form(answers: &[(&str, &str)]) -> Raw {
    answers.iter().map(|(question, value)| ((*question).to_owned(), vec![(*value).to_owned()])).collect()
}

/// A plain form brings both: the answers are kept without the words, the words without the answers; the same form again
/// brings nothing new.
pub(crate) async fn what_is_written_into_a_form_goes_its_own_way(location: Location) {
    let w = written(location).await;
    let id = EnvelopeId::new([7; 16]);
    let sent = form(&[("alone", "yes"), ("know", "They listen.\r\nMostly."), ("else", "No")]);
    for _ in 0..3 {
        assert_eq!(w.flow.take_form(&w.live, id, &sent).await.expect("taken in"), Receipt::TakenIn);
    }
    let other = form(&[("alone", "no"), ("know", "Something else")]);
    assert_eq!(w.flow.take_form(&w.live, id, &other).await.expect("is thanked for"), Receipt::TakenIn, "and not kept");
    let event = w.live.event.stored.id;
    assert_eq!(w.flow.store.waiting(event).await.expect("counts"), 1);
    let mut texts: Vec<String> = w.texts().await.into_iter().flatten().collect();
    texts.sort();
    assert_eq!(texts, ["No", "They listen.\nMostly."]);
    // Nor does it at another server, or after a restart, which make other ids of the same form.
    let elsewhere = over(&w.location, w.folder.path()).await;
    let live = elsewhere.live(&w.live.event.stored.code).await.expect("reads").expect("is there");
    assert_eq!(elsewhere.take_form(&live, id, &sent).await.expect("is thanked for"), Receipt::TakenIn);
    assert_eq!(w.texts().await.len(), 2);
    let raw = raw(&w.location).await;
    let asked = "SELECT COUNT(*) AS n FROM remark r, envelope e WHERE r.id = e.id OR r.digest = e.digest";
    let row = sea_orm::Statement::from_string(sea_orm::ConnectionTrait::get_database_backend(&raw), asked);
    let row = sea_orm::ConnectionTrait::query_one_raw(&raw, row).await.expect("asks").expect("a row");
    assert_eq!(row.try_get::<i64>("", "n").expect("a number"), 0, "nothing joins them");
    // Too long, or answers that do not fit: nothing of it is kept.
    let long = "a".repeat(1001);
    let refused = w.flow.take_form(&w.live, EnvelopeId::new([8; 16]), &form(&[("alone", "yes"), ("know", &long)])).await;
    assert!(matches!(&refused, Err(InboxError::NotValid(faults)) if faults == &[AnswerFault::TooLong(code("know"))]), "{refused:?}");
    let refused = w.flow.take_form(&w.live, EnvelopeId::new([8; 16]), &form(&[("alone", "maybe"), ("know", "a")])).await;
    assert!(matches!(refused, Err(InboxError::NotValid(_))));
    assert_eq!((rows(&raw, "remark").await, rows(&raw, "envelope").await), (2, 1));
    // Words that a page put among its answers are read like any other.
    let mut letter = Letter::default();
    letter.answers.insert("alone".into(), vec!["yes".into()]);
    letter.answers.insert("know".into(), vec!["In the letter".into()]);
    let id = EnvelopeId::new([9; 16]);
    let public = w.live.keys.as_ref().expect("keys").public();
    let sealed = seal(&public, &id, &w.live.binding(), &serde_json::to_vec(&letter).expect("writes")).expect("seals");
    for _ in 0..2 {
        assert_eq!(w.flow.take_sealed(&w.live, id, &sealed).await.expect("taken in"), Receipt::TakenIn);
    }
    assert!(w.texts().await.contains(&Some("In the letter".to_owned())));
    assert_eq!(rows(&raw, "remark").await, 3);
}
