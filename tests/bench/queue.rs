//! Opening a reading queue of 5,000 remarks.

use crate::load::flow;
use crate::machine::median;
use crate::say;
use sayso::domain::code::Code;
use sayso::domain::envelope::RemarkId;
use sayso::domain::event::NewEvent;
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::parse;
use sayso::domain::remark::Organisation;
use sayso::domain::safeguarding::Safeguarding;
use sayso::domain::staff::Role;
use sayso::seal::{random_bytes, seal_remark};
use std::sync::Arc;
use std::time::Instant;
use time::macros::date;

const FILE: &str = r#"
code = "words"
title = "Own words"
source = "Made up"
languages = ["en"]
wordings = ["8-11"]
welcome = { "8-11" = { en = { who = "w", why = "w", what = "w" } } }
[[question]]
code = "know"
kind = "text"
report = "What should they know?"
wording = { "8-11" = { en = "What should they know?" } }
"#;

const REMARKS: usize = 5000;

pub(crate) async fn run() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = flow(folder.path()).await;
    let write = f.store.write().await.expect("writes");
    let service = write.add_service("A home", None).await.expect("a service");
    let mut readers = Vec::new();
    for name in ["reader", "deputy"] {
        readers.push(write.add_staff(&format!("{name}@example.org"), name, Role::Reader).await.expect("staff").expect("new"));
    }
    let questionnaire = parse(FILE).expect("no fault");
    let day = date!(2026 - 01 - 01);
    let version = write.publish(&questionnaire, FILE, "hash of words", day, readers[0]).await.expect("publishes");
    write.commit().await.expect("commits");
    let new = NewEvent {
        name: "Words".into(),
        service,
        questionnaire: version,
        promise: Promise::protected(),
        expected: 5000,
        opens_on: day,
        closes_on: day,
        demonstration: true,
        asks_alone: false,
        tablets_only: false,
        shown_at: None,
        safeguarding: Some(Safeguarding { reader: readers[0], deputy: readers[1], read_by: Safeguarding::END_OF_DAY }),
    };
    let live = f.live(&f.open_event(&new).await.expect("opens")).await.expect("reads").expect("is there");
    let (key, question) = (live.remark_key().expect("a key"), Code::parse("know").expect("a code"));
    let begun = Instant::now();
    for i in 0..REMARKS {
        let id = RemarkId::new(random_bytes().expect("randomness"));
        let text = format!("{i}: when I want to talk, they listen, and then nothing happens. ").repeat(1 + i % 12);
        let sealed = seal_remark(&key, &id, &live.remark_binding(&question), &text).expect("seals");
        f.take_remark(&live, &question, id, &sealed).await.expect("taken in");
    }
    say(&format!("taking {REMARKS} remarks in, one after another, each flushed by itself: {:.2} s", begun.elapsed().as_secs_f64()));
    let begun = Instant::now();
    f.tidy_remarks().await.expect("tidies");
    say(&format!("writing {REMARKS} remarks anew: {:.0} ms", begun.elapsed().as_secs_f64() * 1e3));
    let staff = f.store.all_staff().await.expect("reads");
    let reader = staff.iter().find(|s| s.id == readers[0]).expect("is there");
    let may = f.may_read(reader, &live.event).await.expect("reads").expect("is named");
    let lists = Arc::new(Organisation::default());
    let mut took = Vec::new();
    for _ in 0..9 {
        // As the page of the queue does it: every text is scored against the alert list.
        let lists = Arc::clone(&lists);
        let begun = Instant::now();
        let queue = f.queue(&may, &live, move |text| lists.score(text)).await.expect("opens");
        assert_eq!(queue.len(), REMARKS);
        took.push(begun.elapsed().as_secs_f64());
    }
    say(&format!("opening a queue of {REMARKS} remarks, median of 9: {:.0} ms", median(took) * 1e3));
    f.store.close().await;
}
