//! The store and the way of an answer, on both databases: the same scenarios on each.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod clips;
mod cluster;
mod forgetting;
mod quotes;
mod reading;
mod referral;
mod releases;
mod remarks;
mod restoring;
mod retention;
mod tablets;
mod themes;
mod votes;
mod wide;

use cluster::Cluster;
use sayso::domain::code::Code;
use sayso::domain::envelope::EnvelopeId;
use sayso::domain::event::{NewEvent, State};
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use sayso::domain::staff::Role;
use sayso::flow::{CloseError, Closed, Flow, InboxError, LiveEvent, Receipt};
use sayso::seal::{Keyring, seal};
use sayso::store::{Location, ReleaseFiles, Released, Store};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use time::macros::date;

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/messages-for-munro.toml");

/// A fresh flow over a fresh database, with a published questionnaire and an open event.
struct Bench {
    flow: Flow,
    live: Arc<LiveEvent>,
    location: Location,
    /// The event, to open more like it.
    new: NewEvent,
    keys: tempfile::TempDir,
}

impl Bench {
    /// Opens one more event.
    async fn open(&self, new: &NewEvent) -> Arc<LiveEvent> {
        let code = self.flow.open_event(new).await.expect("opens");
        self.flow.live(&code).await.expect("reads").expect("is there")
    }
}

async fn bench(location: Location) -> Bench {
    let keys = tempfile::tempdir().expect("a folder");
    let store = Store::open(&location).await.expect("opens");
    let files = ReleaseFiles::open(&keys.path().join("releases")).expect("a folder");
    let flow = Flow::start(store, Keyring::open(keys.path(), None).expect("keys"), files);
    let questionnaire = parse(QUESTIONNAIRE).expect("our own questionnaire has no fault");
    let write = flow.store.write().await.expect("writes");
    let service = write.add_service("A council", None).await.expect("a service");
    let staff = write.add_staff("Officer@Example.org", "An officer", Role::Officer).await.expect("staff").expect("new");
    let version = write.publish(&questionnaire, QUESTIONNAIRE, "hash", date!(2026 - 01 - 01), staff).await.expect("publishes");
    let again = write.publish(&questionnaire, QUESTIONNAIRE, "hash", date!(2026 - 01 - 02), staff).await.expect("publishes");
    assert_eq!(version, again, "the same file is the same version");
    let next = write.publish(&questionnaire, QUESTIONNAIRE, "other hash", date!(2026 - 01 - 02), staff).await.expect("publishes");
    assert_ne!(version, next);
    write.commit().await.expect("commits");
    let day = date!(2026 - 01 - 03);
    let new = NewEvent {
        name: "A day".into(),
        service,
        questionnaire: version,
        promise: Promise::protected(),
        expected: 20,
        opens_on: day,
        closes_on: day,
        demonstration: false,
        asks_alone: false,
        tablets_only: false,
        shown_at: None,
        safeguarding: None,
    };
    let code = flow.open_event(&new).await.expect("opens");
    let live = flow.live(&code).await.expect("is there").expect("is there");
    Bench { flow, live, location, new, keys }
}

fn letter(choice: &str) -> Vec<u8> {
    let mut letter = Letter::default();
    letter.answers.insert("alone".into(), vec![choice.into()]);
    serde_json::to_vec(&letter).expect("writes")
}

fn sealed(live: &LiveEvent, id: u8, choice: &str) -> (EnvelopeId, Vec<u8>) {
    let id = EnvelopeId::new([id; 16]);
    let public = live.keys.as_ref().expect("keys").public();
    (id, seal(&public, &id, &live.binding(), &letter(choice)).expect("seals"))
}

/// Invariant 5: once, whatever is sent again.
async fn an_envelope_counts_once(location: Location) {
    let b = bench(location).await;
    let (id, bytes) = sealed(&b.live, 1, "always");
    for _ in 0..3 {
        assert_eq!(b.flow.take_sealed(&b.live, id, &bytes).await.expect("taken in"), Receipt::TakenIn);
    }
    let (_, other) = sealed(&b.live, 1, "never");
    assert!(matches!(b.flow.take_sealed(&b.live, id, &other).await, Err(InboxError::OtherBytes)));
    let broken = EnvelopeId::new([9; 16]);
    assert_eq!(b.flow.take_sealed(&b.live, broken, b"not an envelope").await.expect("kept"), Receipt::KeptAside);
    assert_eq!(b.flow.take_sealed(&b.live, broken, b"not an envelope").await.expect("kept"), Receipt::KeptAside);
    let event = b.live.event.stored.id;
    assert_eq!((b.flow.store.waiting(event).await.expect("counts"), b.flow.store.aside(event).await.expect("counts")), (1, 1));
}

/// Many at once, some of them twice: every one once.
async fn many_at_once_share_a_flush(location: Location) {
    let b = bench(location).await;
    let envelopes: Vec<_> = (0..60).map(|i| sealed(&b.live, i % 30 + 1, "always")).collect();
    let mut sending = Vec::new();
    for (i, (id, bytes)) in envelopes.iter().enumerate() {
        // The second thirty have the ids of the first, under other bytes: one of each pair wins.
        let (flow, live, id, bytes) = (b.flow.clone(), Arc::clone(&b.live), *id, bytes.clone());
        sending.push(tokio::spawn(async move { (i, flow.take_sealed(&live, id, &bytes).await.is_ok()) }));
    }
    let mut taken = 0;
    for sent in sending {
        taken += usize::from(sent.await.expect("runs").1);
    }
    assert_eq!(taken, 30);
    assert_eq!(b.flow.store.waiting(b.live.event.stored.id).await.expect("counts"), 30);
}

async fn answered(b: &Bench, n: u8) {
    answered_at(b, &b.live, n).await;
}

async fn answered_at(b: &Bench, live: &Arc<LiveEvent>, n: u8) {
    for i in 1..=n {
        let (id, bytes) = sealed(live, i, if i % 3 == 0 { "never" } else { "always" });
        b.flow.take_sealed(live, id, &bytes).await.expect("taken in");
    }
}

/// A connection that goes past the store.
async fn raw(location: &Location) -> sea_orm::DatabaseConnection {
    let address = match location {
        Location::File(file) => format!("sqlite:{}", file.display()),
        Location::Postgres(address) => address.clone(),
    };
    sea_orm::Database::connect(address).await.expect("connects")
}

async fn rows(raw: &sea_orm::DatabaseConnection, table: &str) -> i64 {
    let asked = sea_orm::Statement::from_string(raw.get_database_backend(), format!("SELECT COUNT(*) AS n FROM {table}"));
    raw.query_one_raw(asked).await.expect("asks").expect("a row").try_get("", "n").expect("a number")
}

/// A release: in one transaction, counted once, the inbox emptied, receipts kept.
async fn a_release_is_made_once(location: Location) {
    let b = bench(location).await;
    answered(&b, 24).await;
    let day = date!(2026 - 01 - 04);
    assert_eq!(b.flow.close_event(&b.live, 25, day).await.expect("closes"), Closed::Fixed);
    assert!(matches!(b.flow.close_event(&b.live, 25, day).await, Err(CloseError::ClosedBefore)));
    let event = b.flow.store.event(&b.live.event.stored.code).await.expect("reads").expect("is there");
    assert_eq!((event.stored.state, event.stored.attended), (State::Fixed, Some(25)));
    let releases = b.flow.store.releases(event.stored.id).await.expect("reads");
    let [Released { release, .. }] = releases.as_slice() else { panic!("one release, not {}", releases.len()) };
    assert_eq!((release.took_part, release.attended, release.released_on), (24, 25, day));
    let alone = release.table(&Code::parse("alone").expect("a code"), None).expect("a table");
    assert_eq!(alone.cells.len(), 7, "six choices and skipped");
    assert_eq!(b.flow.store.waiting(event.stored.id).await.expect("counts"), 0);
    let report = b.flow.summary(&event).await.expect("a summary").report.expect("a report");
    assert_eq!((report.took_part, report.releases.len()), (24, 1));
    // Sent again after the release: known by its receipt, and not counted a second time.
    let (id, bytes) = sealed(&b.live, 1, "always");
    let again = b.flow.take_sealed(&b.live, id, &bytes).await;
    assert!(matches!(again, Err(InboxError::OtherBytes)), "another sealing of the same answers has other bytes");
    assert_eq!(b.flow.store.waiting(event.stored.id).await.expect("counts"), 0);
}

async fn fewer_than_ten_stay_sealed(location: Location) {
    let b = bench(location).await;
    answered(&b, 9).await;
    assert_eq!(b.flow.close_event(&b.live, 30, date!(2026 - 01 - 04)).await.expect("closes"), Closed::TooFew);
    let event = b.flow.store.event(&b.live.event.stored.code).await.expect("reads").expect("is there");
    assert_eq!(event.stored.state, State::TooFew);
    assert_eq!(b.flow.store.waiting(event.stored.id).await.expect("counts"), 9, "nothing was dropped");
    assert!(b.flow.store.releases(event.stored.id).await.expect("reads").is_empty());
}

/// The ledger is append-only: the database itself refuses anything else.
async fn the_ledger_refuses_changes(location: Location) {
    let b = bench(location).await;
    answered(&b, 12).await;
    b.flow.close_event(&b.live, 12, date!(2026 - 01 - 04)).await.expect("closes");
    let raw = raw(&b.location).await;
    for statement in ["UPDATE ledger SET value = 0", "DELETE FROM ledger", "UPDATE release SET took_part = 1", "DELETE FROM release"] {
        let refused = raw.execute_unprepared(statement).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("append-only")), "{statement}");
    }
}

/// Invariant 5 while an event is being closed: whatever was thanked for is counted or still waits.
async fn closing_while_answers_come_in_loses_nothing(location: Location) {
    let b = bench(location).await;
    answered(&b, 20).await;
    let sending: Vec<_> = (0..8_u8)
        .map(|tablet| {
            let (flow, live) = (b.flow.clone(), Arc::clone(&b.live));
            tokio::spawn(async move {
                let mut thanked = 0;
                for i in 0..20 {
                    let (id, bytes) = sealed(&live, 50 + tablet * 20 + i, "always");
                    thanked += u64::from(flow.take_sealed(&live, id, &bytes).await.is_ok());
                }
                thanked
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    assert_eq!(b.flow.close_event(&b.live, 200, date!(2026 - 01 - 04)).await.expect("closes"), Closed::Fixed);
    let mut thanked = 20;
    for tablet in sending {
        thanked += tablet.await.expect("runs");
    }
    let event = b.live.event.stored.id;
    let counted = b.flow.store.releases(event).await.expect("reads")[0].release.took_part;
    let waiting = b.flow.store.waiting(event).await.expect("counts");
    assert_eq!(u64::from(counted) + waiting, thanked, "{counted} counted, {waiting} waiting");
    assert_eq!(thanked, 180);
}

async fn links_and_sessions_end(location: Location) {
    let b = bench(location).await;
    let store = &b.flow.store;
    let staff = store.credentials("  OFFICER@example.org ").await.expect("reads").expect("is there").staff;
    let write = store.write().await.expect("writes");
    assert!(write.add_staff("officer@example.org", "Another", Role::Officer).await.expect("asks").is_none(), "the address is taken");
    write.add_link(b"good", staff, 1000).await.expect("adds");
    write.add_link(b"late", staff, 10).await.expect("adds");
    assert_eq!(write.use_link(b"good", 999).await.expect("uses"), Some(staff));
    assert_eq!(write.use_link(b"good", 999).await.expect("uses"), None, "once");
    assert_eq!(write.use_link(b"late", 999).await.expect("uses"), None, "in time");
    write.add_session(b"digest", staff, "csrf", 5).await.expect("adds");
    write.session_seen(b"digest", 7).await.expect("notes");
    write.commit().await.expect("commits");
    let (who, csrf, started, seen) = store.session(b"digest").await.expect("reads").expect("is there");
    assert_eq!((who.id, csrf.as_str(), started, seen), (staff, "csrf", 5, 7));
    let write = store.write().await.expect("writes");
    write.end_session(b"digest").await.expect("ends");
    // Not committed: nothing has changed.
    drop(write);
    assert!(store.session(b"digest").await.expect("reads").is_some());
}

/// Runs every scenario, each on a database of its own.
async fn on_each(mut fresh: impl FnMut(usize) -> Location) {
    an_envelope_counts_once(fresh(0)).await;
    many_at_once_share_a_flush(fresh(1)).await;
    a_release_is_made_once(fresh(2)).await;
    fewer_than_ten_stay_sealed(fresh(3)).await;
    the_ledger_refuses_changes(fresh(4)).await;
    links_and_sessions_end(fresh(5)).await;
    closing_while_answers_come_in_loses_nothing(fresh(6)).await;
    retention::what_is_due_is_destroyed(fresh(7)).await;
    retention::a_purge_reaches_every_table_and_outlives_a_fault(fresh(8)).await;
    retention::what_never_reached_ten_is_destroyed_after_its_chance(fresh(9)).await;
    releases::each_policy_releases_what_it_promises(fresh(10)).await;
    releases::one_early_look_and_the_rest_at_the_close(fresh(11)).await;
    releases::what_came_too_late_or_too_few_is_pooled(fresh(12)).await;
    releases::a_withdrawn_release_is_shown_no_more(fresh(13)).await;
    releases::a_service_puts_its_releases_together_once(fresh(14)).await;
    wide::an_answer_is_in_five_wide_tables_at_most(fresh(15)).await;
    clips::a_clip_is_put_in_replaced_and_removed(fresh(16)).await;
    clips::an_event_keeps_what_the_officer_said(fresh(17)).await;
    remarks::no_reader_no_text_box(fresh(18)).await;
    remarks::a_remark_is_taken_in_once(fresh(19)).await;
    remarks::what_is_written_into_a_form_goes_its_own_way(fresh(20)).await;
    reading::the_queue_is_for_whoever_is_named(fresh(21)).await;
    reading::of_two_readers_at_once_one_wins_and_the_other_is_told(fresh(22)).await;
    referral::a_referral_is_recorded_and_a_slip_mended(fresh(23)).await;
    referral::passing_on_wins_over_every_other_decision(fresh(40)).await;
    quotes::a_quote_needs_a_second_person_and_four_others(fresh(24)).await;
    quotes::what_a_child_points_at_is_taken_out(fresh(25)).await;
    themes::themes_are_counted_once_when_all_is_read(fresh(26)).await;
    themes::what_a_group_agreed_is_kept_as_that(fresh(27)).await;
    forgetting::a_text_goes_thirty_days_after_it_was_read_and_not_before(fresh(28)).await;
    forgetting::a_purge_of_remarks_outlives_a_fault(fresh(29)).await;
    tablets::tablets_are_enrolled_shut_out_and_forgotten(fresh(30)).await;
    tablets::a_hand_is_raised_once_and_closed_once(fresh(31)).await;
    tablets::hands_go_when_their_days_are_over(fresh(41)).await;
    tablets::a_file_is_taken_in_once_and_nothing_of_it_is_lost(fresh(32)).await;
    tablets::what_comes_late_waits_for_the_pool(fresh(33)).await;
    tablets::answers_are_taken_under_their_own_version(fresh(34)).await;
    votes::of_two_that_are_started_at_once_one_is_refused(fresh(60)).await;
    votes::too_few_votes_are_pooled_with_votes_on_the_same_question(fresh(61)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    on_each(|i| Location::File(folder.path().join(format!("{i}.db")))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql() {
    let cluster = Cluster::start();
    on_each(|i| Location::Postgres(cluster.database(&format!("sayso_{i}")))).await;
}
