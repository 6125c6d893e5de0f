//! Votes in the room, on both databases: one at a time, and what is too few is pooled with votes on the same question.

use crate::releases::reread;
use crate::{Bench, bench};
use sayso::domain::envelope::EnvelopeId;
use sayso::domain::event::{EventCode, Kind, State};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use sayso::domain::staff::{MayRun, Role, Staff};
use sayso::domain::vote::Tie;
use sayso::domain::wording::Band;
use sayso::flow::{Closed, LiveEvent, NewVote, VoteError};
use sayso::seal::seal;
use sayso::store::Location;
use std::sync::Arc;
use time::{Date, macros::date};

const QUESTIONS: &str = include_str!("../api/vote.toml");
const DAY: Date = date!(2026 - 01 - 04);

/// Publishes the questions; gives the row of the version, and who may run events.
async fn questions(b: &Bench) -> (i32, MayRun, i32) {
    let by = b.flow.store.credentials("officer@example.org").await.expect("reads").expect("there").staff;
    let write = b.flow.store.write().await.expect("writes");
    let id = write.publish(&parse(QUESTIONS).expect("no fault"), QUESTIONS, "meals", DAY, by).await.expect("publishes");
    write.commit().await.expect("commits");
    let staff = Staff { id: by, name: String::new(), email: String::new(), role: Role::Officer, services: Vec::new() };
    (id, staff.may_run().expect("an officer"), by)
}

fn new(questionnaire: i32, question: &str) -> NewVote<'_> {
    NewVote { questionnaire, question, words: Band::From8, shared: true }
}

async fn live(b: &Bench, code: &EventCode) -> Arc<LiveEvent> {
    b.flow.live(code).await.expect("reads").expect("is there")
}

/// Sends votes under ids `from` and on.
async fn send(b: &Bench, vote: &Arc<LiveEvent>, from: u8, n: u8) {
    for i in from..from + n {
        let (mut letter, id) = (Letter::default(), EnvelopeId::new([i; 16]));
        letter.answers.insert("breakfast".into(), vec![if i % 2 == 0 { "yes" } else { "no" }.into()]);
        let public = vote.keys.as_ref().expect("keys").public();
        let bytes = seal(&public, &id, &vote.binding(), &serde_json::to_vec(&letter).expect("writes")).expect("seals");
        b.flow.take_sealed(vote, id, &bytes).await.expect("taken in");
    }
}

pub(crate) async fn of_two_that_are_started_at_once_one_is_refused(location: Location) {
    let b = bench(location).await;
    let (id, may, by) = questions(&b).await;
    let room = &b.live.event;
    let (breakfast, drinks) = (new(id, "breakfast"), new(id, "drinks"));
    let (one, other) =
        tokio::join!(b.flow.start_vote((&may, by), room, &breakfast, DAY), b.flow.start_vote((&may, by), room, &drinks, DAY));
    let (started, refused) = if one.is_ok() { (one, other) } else { (other, one) };
    assert!(matches!(refused, Err(VoteError::Running)), "{refused:?}");
    let code = started.expect("one is started");
    assert_eq!(b.flow.store.votes(room.stored.id).await.expect("reads").len(), 1);
    let keys = std::fs::read_dir(b.keys.path()).expect("a folder").filter_map(Result::ok);
    let keys = keys.filter(|f| f.file_name().to_string_lossy().ends_with(".key") && f.file_name() != "master.key").count();
    assert_eq!(keys, 2, "the event's and the vote's; of the one that was refused none is left");
    let vote = live(&b, &code).await;
    assert_eq!(vote.vote, Some(Tie { room: room.stored.code.clone(), words: Band::From8, shared: true }));
    assert_eq!((vote.event.stored.kind, vote.event.stored.policy), (Kind::Vote, Policy::Protected));
    assert_eq!(b.flow.vote_in(room).await.expect("reads").map(|v| v.event.stored.code.clone()), Some(code));
}

/// What the big screen says of too few is true: with other votes on the same question they count.
pub(crate) async fn too_few_votes_are_pooled_with_votes_on_the_same_question(location: Location) {
    let b = bench(location).await;
    let (id, may, by) = questions(&b).await;
    let other = b.open(&b.new).await;
    let mut votes = Vec::new();
    for (room, from) in [(&b.live, 1), (&other, 100)] {
        let code = b.flow.start_vote((&may, by), &room.event, &new(id, "breakfast"), DAY).await.expect("starts");
        let vote = live(&b, &code).await;
        send(&b, &vote, from, 5).await;
        assert_eq!(b.flow.close_event(&vote, 6, DAY).await.expect("closes"), Closed::TooFew);
        // It comes after the close, and is not lost.
        send(&b, &vote, from + 50, 1).await;
        assert_eq!(b.flow.vote_in(&room.event).await.expect("reads").map(|_| ()), None);
        votes.push(code);
    }
    assert!(b.flow.pool(date!(2026 - 03 - 31)).await.expect("pools").pools.is_empty(), "the quarter is not over");
    let pooled = b.flow.pool(date!(2026 - 04 - 01)).await.expect("pools");
    assert!(pooled.failures.is_empty() && pooled.pools.len() == 1, "{pooled:?}");
    let pool = reread(&b, &pooled.pools[0]).await;
    let report = b.flow.summary(&pool).await.expect("a summary").report.expect("a report");
    assert_eq!((report.took_part, report.attended, report.policy), (12, 12, Policy::Protected));
    assert_eq!((report.findings.len(), report.findings[0].code.as_str()), (1, "breakfast"));
    for code in &votes {
        let vote = reread(&b, code).await;
        assert_eq!((vote.stored.state, b.flow.store.waiting(vote.stored.id).await.expect("counts")), (State::TooFew, 0));
        assert!(b.flow.summary(&vote).await.expect("a summary").report.is_none(), "nothing is shown of one room");
    }
    // Their receipts go as those of any event; in its room a question stays asked for good.
    let purged = b.flow.purge(date!(2026 - 04 - 10)).await.expect("purges");
    assert!(votes.iter().all(|code| purged.ended.contains(code)), "{purged:?}");
    let again = b.flow.start_vote((&may, by), &b.live.event, &new(id, "breakfast"), DAY).await;
    assert!(matches!(again, Err(VoteError::Refused(_))), "{again:?}");
}
