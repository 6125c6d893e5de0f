//! The events that somebody reads, and what was read at one.

use super::Room;
use super::referral::record;
use crate::domain::envelope::RemarkId;
use crate::domain::event::State as Held;
use crate::domain::reading::{Reading, Remark, State};
use crate::domain::remark::organisation::ListFault;
use crate::domain::safeguarding::Safeguarding;
use crate::domain::words;
use crate::flow::ToRead;
use crate::store::{Event, Unread};
use crate::web::asset::address;
use crate::web::part::shell::{Page, Place};
use crate::web::session::Signed;
use maud::{Markup, html};
use time::PrimitiveDateTime;

/// How many read remarks stand on one page.
const PAGE: usize = 200;

/// The style of these pages.
pub(super) fn style() -> Markup {
    html! { link rel="stylesheet" href=(address("reading.css")); }
}

/// “1 remark”, “12 remarks”.
pub(super) fn remarks(n: usize) -> String {
    if n == 1 { "1 remark".to_owned() } else { format!("{} remarks", words::grouped(u32::try_from(n).unwrap_or(u32::MAX))) }
}

/// By when, in words.
pub(super) fn by(safeguarding: Option<&Safeguarding>) -> String {
    match safeguarding {
        Some(named) if named.read_by != Safeguarding::END_OF_DAY => named.read_by_text(),
        _ => "the end of the day".to_owned(),
    }
}

/// Whether something that is unread should have been read by now.
pub(in crate::web) fn overdue(event: &Event, unread: u64, now: PrimitiveDateTime) -> bool {
    let over = now.date() > event.stored.closes_on;
    event.stored.safeguarding.is_some_and(|named| named.overdue(unread, now.time(), over))
}

/// What is left to be done at an event, in a few words.
fn left(unread: &Unread) -> Vec<String> {
    let mut left = Vec::new();
    if unread.interpreter > 0 {
        left.push(format!("{} of them need an interpreter", unread.interpreter));
    }
    if unread.without_reference > 0 {
        left.push(format!("{} passed on and without a reference", unread.without_reference));
    }
    left
}

pub(super) fn list(signed: &Signed, events: &[ToRead], now: PrimitiveDateTime, faults: &[ListFault]) -> Markup {
    let unread: u64 = events.iter().map(|e| e.unread.unread).sum();
    Page::new("Reading", Place::Reading, signed).show(html! {
        (style())
        header.title {
            h1 { "Reading" }
            p.lead {
                @match unread {
                    0 => "Everything that has come in is read.",
                    n => { (remarks(usize::try_from(n).unwrap_or(usize::MAX))) " not read yet." }
                }
            }
        }
        (broken(faults))
        @if events.is_empty() { p { "You are not named as the reader or the deputy of any event. An officer names readers when an event is opened." } }
        @else {
            table.rows {
                thead { tr { th scope="col" { "Event" } th scope="col" { "To be read by" } th.n scope="col" { "Not read" } th scope="col" { "Also" } td {} } }
                tbody {
                    @for e in events {
                        @let event = &e.event;
                        tr {
                            th scope="row" { a href={ "/reading/" (event.stored.code) } { (event.stored.name) } " " span.note { (event.service_name) @if event.stored.state == Held::Open { ", open" } @else { ", closed" } } }
                            td data-label="To be read by:" {
                                (words::capital(&by(event.stored.safeguarding.as_ref())))
                                @if overdue(event, e.unread.unread, now) { " " strong.state { "Overdue" } }
                            }
                            td.n data-label="Not read:" { (e.unread.unread) " of " (e.unread.there) }
                            td { (words::capital(&left(&e.unread).join("; "))) }
                            td { a href={ "/reading/" (event.stored.code) "/quotes" } { "Quotes" } }
                        }
                    }
                }
            }
        }
    })
}

/// What is wrong with the organisation's lists.
pub(super) fn broken(faults: &[ListFault]) -> Markup {
    html! {
        @if !faults.is_empty() {
            details.broken {
                summary { "Your lists have " (faults.len()) @if faults.len() == 1 { " fault" } @else { " faults" } ". Everything else in them is used." }
                ul.list { @for fault in faults.iter().take(20) { li { (fault) "." } } @if faults.len() > 20 { li { "And more: whoever runs the server sees all with sayso lists." } } }
            }
        }
    }
}

/// The ways between an event's pages for reading.
pub(super) fn ways(room: &Room) -> Markup {
    let at = room.at();
    let themes = room.live.questionnaire.texts().any(|q| !q.themes.is_empty());
    html! {
        nav.get aria-label="This event" {
            a href=(at) { "Remarks" } " "
            a href={ (at) "/read" } { "Already read" } " "
            a href={ (at) "/quotes" } { "Quotes" }
            @if themes { " " a href={ (at) "/themes" } { "Themes" } }
        }
    }
}

/// The pages above one of an event.
pub(super) fn trail(room: &Room) -> Vec<(String, String)> {
    vec![("/reading".to_owned(), "Reading".to_owned()), (room.at(), room.live.event.stored.name.clone())]
}

/// What a demonstration says.
pub(super) fn demonstration(room: &Room) -> Option<&'static str> {
    room.live.event.stored.demonstration.then_some("A made-up event. What is written here is made up.")
}

/// What was decided, in a word or two.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Unread => "Not read",
        State::NeedsInterpreter => "Needs an interpreter",
        State::NothingToDo => "Nothing to do",
        State::Offered => "Offered as a quote",
        State::Escalated => "Escalated",
        State::DoesNotOpen => "Does not open; seen",
        State::TakenOut => "Taken out",
    }
}

/// When the words go.
pub(super) fn due(reading: &Reading) -> String {
    match (reading.due_on(), reading.waits_for_reference()) {
        (Some(on), _) => format!("These words are destroyed on {}.", words::day(on)),
        (None, true) => "These words are kept until the reference is in.".to_owned(),
        (None, false) => "These words are kept until somebody has read them, and 30 days more.".to_owned(),
    }
}

/// What was read.
pub(super) fn read(room: &Room, queue: &[Remark], from: usize, passed_on: &[(RemarkId, Reading)]) -> Markup {
    let trail = trail(room);
    let page = Page { trail: &trail, demonstration: demonstration(room), ..Page::new("Already read", Place::Reading, &room.signed) };
    let shown = queue.get(from..).unwrap_or_default();
    page.show(html! {
        (style())
        header.title {
            h1 { "Already read" }
            p.lead { (remarks(queue.len())) " of " (room.live.event.stored.name) ", in no order. If a child points at her own words, find them here, and take them out." }
            (ways(room))
        }
        @if queue.is_empty() { p { "Nothing has been read yet." } } @else {
            table.rows.was-read {
                thead { tr { th scope="col" { "Words" } th scope="col" { "Decided" } th scope="col" { "Destroyed" } } }
                tbody {
                    @for remark in shown.iter().take(PAGE) {
                        tr {
                            th scope="row" {
                                a href={ (room.at()) "/remark/" (remark.id) } dir="auto" {
                                    @match &remark.words { Some(words) => (beginning(words)), None => "It does not open" }
                                }
                            }
                            td data-label="Decided:" {
                                (state(remark.reading.state))
                                @if remark.reading.waits_for_reference() { " " strong.state { "No reference" } }
                                " " span.note { (room.name(remark.reading.by)) @if let Some(on) = remark.reading.on { ", " (words::day(on)) } }
                            }
                            td data-label="Destroyed:" { @match remark.reading.due_on() { Some(on) => (words::day(on)), None => "After its reference" } }
                        }
                    }
                }
            }
            p.pages {
                @if from > 0 { a href={ (room.at()) "/read?from=" (from.saturating_sub(PAGE)) } { "Before these" } " " }
                @if shown.len() > PAGE { a href={ (room.at()) "/read?from=" (from + PAGE) } { "More" } }
            }
        }
        @if !passed_on.is_empty() {
            section.passed-on {
                h2 { "Passed on" }
                p.note { "The record stays when the words are destroyed." }
                @for (id, reading) in passed_on {
                    div.boxed {
                        p {
                            b { (room.name(reading.by)) @if let Some(on) = reading.on { ", " (words::day(on)) } }
                            @if reading.waits_for_reference() { " " strong.state { "No reference" } }
                            @if queue.iter().any(|remark| remark.id == *id) { " " a href={ (room.at()) "/remark/" (id) } { "Show the words" } }
                        }
                        (record(room, reading))
                    }
                }
            }
        }
    })
}

/// The beginning of a text, in one line.
pub(super) fn beginning(words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 120 { line } else { line.chars().take(117).chain(['…']).collect() }
}
