//! Themes: tagged by a reader, counted once, protected like ticks. What a group agreed: never counted.

use crate::raw;
use crate::reading::DAY;
use crate::referral::referral;
use crate::remarks::{code, over, written};
use crate::rows;
use sayso::domain::agreed::AgreedText;
use sayso::domain::event::Kind;
use sayso::domain::policy::{Policy, Promise};
use sayso::domain::reading::Decision;
use sayso::domain::staff::{Role, Staff};
use sayso::domain::tally::Cell;
use sayso::domain::theme::OTHER;
use sayso::flow::{ReadError, ThemesError};
use sayso::store::Location;

fn plain() -> Promise {
    let staff = Staff { id: 1, name: String::new(), email: String::new(), role: Role::Administrator, services: Vec::new() };
    Promise::plain_counts(&staff.may_administer().expect("an administrator"), "The council publishes whole numbers").expect("a reason")
}

/// When everything is read the reader lets them be counted: once, of all who took part, under the event's promise, in a
/// table that stands with the event and with no sum.
pub(crate) async fn themes_are_counted_once_when_all_is_read(location: Location) {
    let mut w = written(location).await;
    let opened = w.flow.open_event(&sayso::domain::event::NewEvent { promise: plain(), ..w.new.clone() }).await.expect("opens");
    w.live = w.flow.live(&opened).await.expect("reads").expect("is there");
    for (i, staff) in [&w.reader, &w.deputy].into_iter().enumerate() {
        w.may[i] = crate::remarks::may_read(&w.flow, staff, &w.live).await.expect("is named");
    }
    let (reader, know) = (w.may[0].clone(), code("know"));
    let (heard, moves) = (code("heard"), code("moves"));
    for i in 0..12 {
        let id = w.read(i + 1, "know", "Words", &Decision::NothingToDo, DAY).await;
        let tags: &[_] = match i {
            0..7 => std::slice::from_ref(&heard),
            7..10 => &[moves.clone(), heard.clone(), moves.clone()],
            _ => &[],
        };
        w.flow.tag(&reader, &w.live, id, tags).await.expect("tags");
    }
    let tagged = w.flow.remark(&reader, &w.live, sayso::domain::envelope::RemarkId::new([9; 16])).await.expect("is there");
    assert_eq!(tagged.tags, [heard.clone(), moves.clone()], "each once");
    let other = w.read(20, "else", "Elsewhere", &Decision::NothingToDo, DAY).await;
    let unread = w.write(21, "know", "Unread").await;
    assert!(matches!(w.flow.tag(&reader, &w.live, unread, &[]).await, Err(ReadError::NotNow(_))), "read it first");
    assert!(matches!(w.flow.tag(&reader, &w.live, other, &[]).await, Err(ReadError::NoTheme)), "its question names none");
    let strange = w.flow.tag(&reader, &w.live, tagged.id, &[code("love")]).await;
    assert!(matches!(strange, Err(ReadError::NoTheme)), "themes are fixed before anybody writes");

    let release = || w.flow.release_themes(&reader, &w.live, &know, DAY);
    assert!(matches!(release().await, Err(ThemesError::NoFigures)), "children may still write");
    w.close_with(24, DAY).await;
    assert!(matches!(release().await, Err(ThemesError::NotAllRead(1))));
    w.flow.decide(&reader, &w.live, unread, &Decision::Escalate(referral("Called.", "")), DAY).await.expect("decides");
    assert!(matches!(w.flow.release_themes(&reader, &w.live, &code("else"), DAY).await, Err(ThemesError::NoThemes)));
    let made = release().await.expect("counts");
    assert!(matches!(release().await, Err(ThemesError::CountedBefore)));
    assert!(matches!(w.flow.tag(&reader, &w.live, tagged.id, &[]).await, Err(ReadError::NoTheme)), "and nothing is tagged any more");
    assert_eq!(rows(&raw(&w.location).await, "remark_tag").await, 0, "the tags are gone");

    let event = w.flow.store.event(&w.live.event.stored.code).await.expect("reads").expect("is there");
    let table = w.flow.store.event(&made).await.expect("reads").expect("is there");
    assert_eq!(
        (table.stored.kind, table.stored.policy, table.stored.name.as_str()),
        (Kind::Themes, Policy::PlainCounts, "Themes: What should they know?")
    );
    let [(of, report)] = &w.flow.themes(&event).await.expect("reads")[..] else { panic!("one table") };
    assert_eq!(of.stored.code, made);
    let counts: Vec<(&str, Option<i64>)> =
        report.finding("know").expect("a finding").all.rows.iter().map(|r| (r.code.as_str(), r.ledger)).collect();
    assert_eq!(counts, [("heard", None), ("moves", None), (OTHER, None)], "13 wrote: it is told in words");
    let release = w.flow.store.releases(table.stored.id).await.expect("reads").remove(0).release;
    let counted = [code("heard"), code("moves"), code(OTHER)].map(|theme| release.tables[0].get(&Cell::Row(theme)));
    assert_eq!(counted, [Some(10), Some(3), Some(3)]);
    assert_eq!((release.took_part, release.tables[0].get(&Cell::Skipped)), (24, Some(24 - 13)));
    let sum = w.flow.roll_up(w.new.service, w.new.questionnaire).await.expect("reads").expect("is there");
    // The event's own figures, and sums, are what they were.
    let summary = w.flow.summary(&event).await.expect("a summary").report.expect("a report");
    assert_eq!((summary.took_part, summary.findings.len()), (24, 1), "nothing is said of the texts");
    assert_eq!((sum.events.len(), sum.report.expect("a report").took_part), (1, 24));
    // Figures that were a mistake take those of the themes with them.
    w.flow.withdraw(&event, "Answers that were tried out", DAY).await.expect("withdraws");
    assert!(w.flow.themes(&event).await.expect("reads").is_empty());
    assert!(matches!(w.flow.release_themes(&reader, &w.live, &code("else"), DAY).await, Err(ThemesError::NoThemes)));
}

/// A database from before the close takes the event's figures and those of its themes from their files, whichever of them
/// stands first in the folder; and nothing is counted twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_database_takes_themes_from_their_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut orders = [0, 0];
    // By chance in one order only once in 2,000 times.
    for round in 0..12 {
        let w = written(Location::File(folder.path().join(format!("{round}.db")))).await;
        let (reader, know) = (&w.may[0], code("know"));
        for i in 0..5 {
            let id = w.read(i + 1, "know", "Words", &Decision::NothingToDo, DAY).await;
            w.flow.tag(reader, &w.live, id, &[code("heard")]).await.expect("tags");
        }
        w.flow.store.forget_history().await.expect("empties the log");
        let backup = folder.path().join(format!("{round}-backup.db"));
        std::fs::copy(folder.path().join(format!("{round}.db")), &backup).expect("copies");
        w.close_with(12, DAY).await;
        let made = w.flow.release_themes(reader, &w.live, &know, DAY).await.expect("counts");
        let event = w.live.event.clone();
        orders[usize::from(made < event.stored.code)] += 1;
        let restored = over(&Location::File(backup), w.folder.path()).await;
        assert_eq!(restored.restore().await.expect("restores"), (2, Vec::new()));
        let findings =
            |themes: Vec<(sayso::store::Event, std::sync::Arc<sayso::domain::disclosure::Protected<sayso::domain::report::Report>>)>| {
                themes.iter().map(|(_, report)| report.findings.clone()).collect::<Vec<_>>()
            };
        let (before, after) = (w.flow.themes(&event).await.expect("reads"), restored.themes(&event).await.expect("reads"));
        assert_eq!(findings(before), findings(after), "noise is never drawn twice");
        let live = restored.live(&event.stored.code).await.expect("reads").expect("is there");
        assert!(matches!(restored.release_themes(reader, &live, &know, DAY).await, Err(ThemesError::CountedBefore)));
        assert!(restored.store.tags(event.stored.id).await.expect("reads").is_empty());
    }
    assert!(orders.iter().all(|n| *n > 0), "{orders:?}");
}

/// Kept for the event or a question, shown as that; not in any figure.
pub(crate) async fn what_a_group_agreed_is_kept_as_that(location: Location) {
    let w = written(location).await;
    let officer = (&w.officer.may_run().expect("an officer"), w.officer.id);
    let text = AgreedText::confirmed("We want to be asked before we move.", true).expect("was read back");
    let event = &w.live.event;
    let about_all = w.flow.add_agreed(officer, event, None, &text, DAY).await.expect("keeps");
    w.flow.add_agreed(officer, event, Some(&code("know")), &text, DAY).await.expect("keeps");
    assert!(w.flow.add_agreed(officer, event, Some(&code("nothing")), &text, DAY).await.is_err());
    let kept = w.flow.agreed(event).await.expect("reads");
    assert_eq!(kept.iter().map(|a| (a.question.clone(), a.confirmed_on)).collect::<Vec<_>>(), [(None, DAY), (Some(code("know")), DAY)]);
    assert_eq!(kept[0].text, text);
    w.close_with(4, DAY).await;
    let summary = w.flow.summary(event).await.expect("a summary");
    assert!(summary.report.is_none(), "four are too few, whatever they agreed");
    assert_eq!(rows(&raw(&w.location).await, "ledger").await, 0);
    assert!(w.flow.remove_agreed(officer.0, event, about_all).await.expect("removes"));
    assert!(!w.flow.remove_agreed(officer.0, event, about_all).await.expect("removes"), "once");
    assert_eq!(w.flow.agreed(event).await.expect("reads").len(), 1);
}
