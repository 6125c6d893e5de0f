//! Differencing: two looks are laid beside each other, and what is between them is worked out. What was released before
//! and after one more child, at a service and at those above it, at an event and in the quarterly figures: between any two
//! of them there are only integers of the ledger, each of ten children or more, each noised by itself.

use crate::house::{House, numbered, receipts};
use crate::support::{MUNRO, database, letter};
use sayso::domain::code::Code;
use sayso::domain::disclosure::{self, Protected, Terms};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::release::Release;
use sayso::domain::report::Report;
use sayso::domain::response::{Letter, Response};
use sayso::domain::tally::Cell;
use sayso::flow::{CloseError, LiveEvent};
use sayso::seal::SystemBits;
use std::collections::BTreeMap;
use std::sync::Arc;
use time::Date;
use time::macros::date;

const DAY: Date = date!(2026 - 01 - 04);

/// Children of three ages, no two of whom answer the same.
fn children(from: usize, n: usize) -> Vec<Letter> {
    let child = |i: usize| {
        let mut answers = numbered(i);
        let more = letter(&[("age", ["4-7", "8-11", "12-15"][i % 3]), ("ways", "meeting"), ("helped", ["nobody", "staff"][i % 2])]);
        answers.answers.extend(more.answers);
        answers
    };
    (from..from + n).map(child).collect()
}

/// What stands in a report for each row of each question: the published integer, none where it is not told.
type Told = BTreeMap<(String, String), Option<i64>>;

fn told(report: &Report) -> Told {
    let rows = report.findings.iter().flat_map(|f| f.all.rows.iter().map(|row| ((f.code.to_string(), row.code.to_string()), row.ledger)));
    rows.collect()
}

/// What stands in the ledger for a release.
fn published(release: &Release) -> Told {
    let tables = release.tables.iter().filter(|table| table.group.is_none());
    let rows = tables.flat_map(|table| {
        table.cells.iter().filter_map(|(cell, value)| match cell {
            Cell::Row(row) => Some(((table.question.to_string(), row.to_string()), *value)),
            Cell::Skipped | Cell::NotAsked => None,
        })
    });
    rows.collect()
}

fn minus(one: &Told, other: &Told) -> Told {
    assert!(one.keys().eq(other.keys()), "the same rows");
    one.iter().map(|(row, n)| (row.clone(), n.zip(other[row]).map(|(n, m)| n - m))).collect()
}

async fn report(house: &House, live: &LiveEvent) -> Arc<Protected<Report>> {
    let event = house.flow.store.event(&live.event.stored.code).await.expect("reads").expect("is there");
    house.flow.summary(&event).await.expect("a summary").report.expect("a report")
}

async fn together(house: &House, service: i32) -> Arc<Protected<Report>> {
    house.flow.roll_up(service, house.version).await.expect("reads").expect("a summary").report.expect("a report")
}

/// What would be released of some letters.
fn released(letters: &[Letter], policy: Policy) -> Protected<Release> {
    let questionnaire = parse(MUNRO).expect("no fault");
    let responses: Vec<Response> = letters.iter().map(|l| Response::check(&questionnaire, &l.answers).expect("valid")).collect();
    let children = u32::try_from(letters.len()).expect("few");
    let terms = Terms { number: 1, released_on: DAY, policy, attended: children, declared: children };
    disclosure::release(&questionnaire, &responses, &terms, &mut SystemBits::default()).expect("released")
}

/// First it works: exact counts of 23 children, and of these and one more, give all that the one answered. At ours there
/// is no second look at the same children, and nothing is shown of one who came between two.
#[tokio::test]
async fn one_more_child_is_laid_bare_by_exact_counts_and_not_by_ours() {
    let (before, one) = (children(0, 23), children(500, 1));
    let counted = |letters: &[Letter]| published(&released(letters, Policy::PlainCounts));
    let between = minus(&counted(&[before.clone(), one.clone()].concat()), &counted(&before));
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((question, row), _) in between.into_iter().filter(|(_, more)| *more == Some(1)) {
        answers.entry(question).or_default().push(row);
    }
    answers.insert("age".to_owned(), one[0].answers["age"].clone());
    assert_eq!(answers, one[0].answers, "all that the child answered");

    let house = House::new(MUNRO).await;
    let live = house.event(Policy::Protected).await;
    house.answer(&live, &before).await;
    house.flow.early_look(&live, 23, DAY).await.expect("looks");
    let early = report(&house, &live).await;
    house.answer(&live, &one).await;
    assert_eq!(house.close(&live, 24, DAY).await.len(), 1, "one child is not released");
    assert_eq!(report(&house, &live).await, early);
    for policy in [Policy::Rounded, Policy::PlainCounts] {
        let live = house.event(policy).await;
        house.answer(&live, &before).await;
        assert!(matches!(house.flow.early_look(&live, 23, DAY).await, Err(CloseError::NoEarlyLook)), "there is one look only");
        assert_eq!(house.close(&live, 23, DAY).await.len(), 1);
        let fixed = report(&house, &live).await;
        house.answer(&live, &one).await;
        assert!(matches!(house.flow.close_event(&live, 24, DAY).await, Err(CloseError::ClosedBefore)));
        assert_eq!(report(&house, &live).await, fixed);
    }
}

/// Between the early look and the close lies the ledger of other children, with noise of its own. Equal noise is found in
/// a fifth of the cells by chance; in two thirds of them less than once in 10¹⁰.
#[tokio::test]
async fn between_an_early_look_and_the_close_lies_the_ledger_of_other_children() {
    let house = House::new(MUNRO).await;
    let live = house.event(Policy::Protected).await;
    let parts = [children(0, 66), children(100, 63)];
    let mut ids = house.answer(&live, &parts[0]).await;
    house.flow.early_look(&live, 66, DAY).await.expect("looks");
    let early = report(&house, &live).await;
    ids.extend(house.answer(&live, &parts[1]).await);
    let releases = house.close(&live, 135, DAY).await;
    let [first, second] = releases.as_slice() else { panic!("{} releases", releases.len()) };
    let both = report(&house, &live).await;
    assert_eq!(told(&early), published(&first.release));
    assert_eq!(minus(&told(&both), &told(&early)), published(&second.release));

    // By age too: all groups are large enough in both.
    let (code, age) = (Code::parse("alone").expect("a code"), Code::parse("age").expect("a code"));
    let panels = [&early, &both].map(|report| report.finding("alone").expect("a finding").groups.clone());
    assert_eq!(second.release.groups_by(&age).count(), 3);
    for (place, base) in second.release.groups_by(&age).enumerate() {
        let table = second.release.table(&code, Some(&base.group)).expect("a table");
        for (row, (_, n)) in table.cells.iter().enumerate().take(6) {
            let [early, both] = [0, 1].map(|look| panels[look][place].rows[row].ledger.expect("from twenty on"));
            assert_eq!(Some(both - early), *n, "group {place}, row {row}");
        }
    }

    let db = database(&house.folder.path().join("sayso.db")).await;
    let code = &live.event.stored.code;
    assert_eq!(house.children(&db, code, first.id).await, (0..66).collect::<Vec<_>>());
    assert_eq!(house.children(&db, code, second.id).await, (100..163).collect::<Vec<_>>(), "none of the first is in it");
    let counted = [1, 2].map(|number| receipts(house.folder.path(), code, number));
    for (part, sent) in counted.iter().zip([&ids[..66], &ids[66..]]) {
        let mut known: Vec<&[u8]> = part.iter().map(|(_, id)| id.as_slice()).collect();
        let mut sent: Vec<[u8; 16]> = sent.iter().map(|id| id.bytes()).collect();
        known.sort_unstable();
        sent.sort_unstable();
        assert!(known.iter().eq(sent.iter()), "each envelope is counted in its own release");
    }

    let noise = |release: &Release, letters: &[Letter]| minus(&published(release), &published(&released(letters, Policy::PlainCounts)));
    let (one, two) = (noise(&first.release, &parts[0]), noise(&second.release, &parts[1]));
    let (cells, equal) = (one.len(), one.iter().filter(|(row, n)| two[*row] == **n).count());
    assert!(cells > 40 && 3 * equal < 2 * cells, "{equal} of {cells} cells have the same noise in both");
}

/// What a council has put together less what its homes have is what it released itself; and what is put together of one
/// release is that release. What rounding holds back in one home is held back in the whole.
#[tokio::test]
async fn between_a_service_and_those_below_it_lies_its_own_ledger() {
    let house = House::new(MUNRO).await;
    let homes = [house.below(house.service, "Oak House").await, house.below(house.service, "Elm House").await];
    let mut events = Vec::new();
    for (place, (service, policy, n)) in
        [(house.service, Policy::Protected, 40), (homes[0], Policy::Protected, 31), (homes[1], Policy::PlainCounts, 25)]
            .into_iter()
            .enumerate()
    {
        let live = house.event_at(service, "A day", policy).await;
        house.answer(&live, &children(100 * place, n)).await;
        let mut releases = house.close(&live, 50, DAY).await;
        events.push((live, releases.pop().expect("a release")));
    }
    let whole = together(&house, house.service).await;
    let mut own = told(&whole);
    for (home, (live, release)) in homes.iter().zip(&events[1..]) {
        let part = together(&house, *home).await;
        assert_eq!(told(&part), published(&release.release));
        assert_eq!(part.findings, report(&house, live).await.findings, "one release is itself");
        own = minus(&own, &told(&part));
    }
    assert_eq!(own, published(&events[0].1.release));

    let rounded = house.event_at(homes[1], "Another day", Policy::Rounded).await;
    house.answer(&rounded, &children(400, 30)).await;
    let release = house.close(&rounded, 30, DAY).await.pop().expect("a release").release;
    let (held_back, whole) = (published(&release), told(together(&house, house.service).await.as_ref()));
    assert!(held_back.values().any(Option::is_none) && held_back.values().any(Option::is_some));
    for (row, n) in held_back {
        assert_eq!(whole[&row].is_some(), n.is_some(), "{row:?}: what is held back in a part is held back in the whole");
    }
}

/// Of ten to nineteen children no number is told. Putting them together with another event, whose numbers are told, must
/// not tell it either: under *plain counts* the whole less the other is exactly what twelve children said. (Under
/// *protected* the difference is noised, as between an early look and the close.)
#[tokio::test]
async fn what_is_told_in_words_only_is_not_what_lies_between_two_sums() {
    let house = House::new(MUNRO).await;
    let [small, large] = [house.event(Policy::PlainCounts).await, house.event(Policy::PlainCounts).await];
    for (live, from, n) in [(&small, 0, 12), (&large, 100, 30)] {
        house.answer(live, &children(from, n)).await;
        house.close(live, 30, DAY).await;
    }
    let [small, large] = [report(&house, &small).await, report(&house, &large).await];
    assert!(told(&small).values().all(Option::is_none), "words only");
    let laid_bare = minus(&told(together(&house, house.service).await.as_ref()), &told(&large));
    let exact = published(&released(&children(0, 12), Policy::PlainCounts));
    let exact: Vec<_> = laid_bare.iter().filter(|(row, n)| **n > Some(0) && exact[*row] == **n).collect();
    assert!(exact.is_empty(), "of twelve children, told in words only, the sums give the exact counts of {} rows: {exact:?}", exact.len());
}
