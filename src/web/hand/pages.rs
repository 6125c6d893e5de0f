//! The page of a hand.

use crate::domain::adult::Adult;
use crate::domain::event::State;
use crate::domain::hand::{Done, Hand, KEPT_DAYS, Outcome, Stage};
use crate::domain::words;
use crate::domain::words::capital;
use crate::store::Event;
use crate::web::asset::address;
use crate::web::board::ago;
use crate::web::part::form::{Choices, Field, Problems, csrf};
use crate::web::part::shell::{Page, Place, made_up};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

pub(super) struct Of<'a> {
    pub(super) event: &'a Event,
    pub(super) hand: &'a Hand,
    pub(super) adults: &'a [Adult],
    pub(super) now: i64,
}

/// Until when hands are kept, in plain words.
fn kept(event: &Event) -> Markup {
    html! {
        "What came of a hand is destroyed " (KEPT_DAYS) " days after both it and the event were closed"
        @match event.stored.closed_on { Some(on) => { ": not before " (words::day(on.saturating_add(time::Duration::days(KEPT_DAYS)))) ". " } None => ". " }
        "Copy what you need for your own records before. A hand that nobody has closed stays."
    }
}

/// All hands of an event.
pub(super) fn list(signed: &Signed, event: &Event, hands: &[Hand], now: i64) -> Markup {
    let code = &event.stored.code;
    let trail = [("/events".to_owned(), "Events".to_owned()), (format!("/events/{code}"), event.stored.name.clone())];
    let demonstration = made_up(event.stored.demonstration);
    let page = Page { trail: &trail, demonstration, ..Page::new("Hands that were raised", Place::Events, signed) };
    let open = hands.iter().filter(|h| !h.is_done()).count();
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        header.title {
            h1 { "Hands that were raised" }
            p.lead { (event.stored.name) ". A record of what staff did, apart from all answers." }
        }
        @if hands.is_empty() { p { "No hand is on record. None was raised, or the days for which they are kept are over." } }
        @else {
            @if open > 0 { p { b { @if open == 1 { "1 hand is" } @else { (open) " hands are" } " not closed." } " Say what came of it: open it and fill it in." } }
            table.all-hands {
                caption { "Hands in the order in which they were raised" }
                thead { tr { th scope="col" { "Raised" } th scope="col" { "Where and how" } th scope="col" { "Asked for" } th scope="col" { "Who came" } th scope="col" { "When" } th scope="col" { "What came of it" } } }
                tbody { @for hand in hands { (row(code.as_str(), hand, now)) } }
            }
        }
        p.note { (kept(event)) }
        p.actions { a.button.second href={ "/events/" (code) "/board" } { @if event.stored.state == State::Open { "Back to the board" } @else { "The board" } } }
    })
}

fn row(code: &str, hand: &Hand, now: i64) -> Markup {
    let address = format!("/events/{code}/hands/{}", hand.id);
    html! {
        tr {
            td.raised data-head="Raised" { (capital(&ago(hand.raised, now))) }
            th scope="row" { a href=(address) { (hand.tablet) ", " (hand.how.told().to_lowercase()) } }
            td data-head="Asked for" { (hand.adult.0) ", " (hand.adult.1) }
            @match &hand.stage {
                Stage::Done(done) => {
                    td data-head="Who came" { (done.came) }
                    td data-head="When" { (format!("{:02}:{:02}", done.at.hour(), done.at.minute())) }
                    td data-head="What came of it" { (done.outcome.told()) "." @if let Some(note) = &done.note { " " span.note { (note) } } }
                }
                Stage::Going(..) => { td colspan="3" { b { "Somebody is going. Not closed." } } }
                Stage::Raised => { td colspan="3" { b { "Nobody has said they are going. Not closed." } } }
            }
        }
    }
}

pub(super) fn hand(signed: &Signed, of: &Of<'_>, fields: &Fields, problems: &Problems) -> Markup {
    let (event, hand) = (of.event, of.hand);
    let code = &event.stored.code;
    let trail = [
        ("/events".to_owned(), "Events".to_owned()),
        (format!("/events/{code}"), event.stored.name.clone()),
        (format!("/events/{code}/board"), "The board".to_owned()),
    ];
    let title = format!("{}, {}", hand.tablet, hand.how.told().to_lowercase());
    let demonstration = made_up(event.stored.demonstration);
    let page = Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new(&title, Place::Events, signed) };
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        (problems.summary())
        header.title { h1 { (title) } p.lead { "Asked for " b { (hand.adult.0) } ", " (hand.adult.1) ", " (ago(hand.raised, of.now)) "." } }
        @match &hand.stage {
            Stage::Done(done) => (record(event, done)),
            stage => (form(signed, of, matches!(stage, Stage::Raised), fields, problems)),
        }
    })
}

fn form(signed: &Signed, of: &Of<'_>, nobody: bool, fields: &Fields, problems: &Problems) -> Markup {
    let names: Vec<&str> = of.adults.iter().map(|a| a.told.name.as_str()).collect();
    let named = if names.is_empty() {
        "The adult, not the child.".to_owned()
    } else {
        format!("The adult, not the child. Named for this event: {}.", names.join(", "))
    };
    let outcomes = Outcome::ALL.map(|o| (o.as_str().to_owned(), o.told().to_owned()));
    html! {
        form.record method="post" {
            (csrf(signed))
            @if nobody { p { "Nobody has said they are going." } }
            p.note { "Who came, when and what came of it are kept as a record of your work, apart from all answers. Do not write a child’s name here, nor what was said: that belongs into your own records. " (kept(of.event)) }
            (Field::text("came", "Who came?").hint(&named).show(fields, problems))
            (Field::text("at", "When?").hint("By the clock of the hall, like 14:20.").show(fields, problems))
            (Choices { name: "outcome", legend: "What came of it?", boxes: false, options: &outcomes }.show(fields, problems))
            (Field::text("note", "Note").kind("area").hint("Optional, up to 500 letters. For example the reference of a referral.").show(fields, problems))
            p.actions { button name="do" value="done" { "Close this" } " " @if nobody { button.second name="do" value="going" { "I am going" } " " } a href={ "/events/" (of.event.stored.code) "/board" } { "Back" } }
        }
    }
}

fn record(event: &Event, done: &Done) -> Markup {
    html! {
        section.record {
            dl {
                dt { "Who came" } dd { (done.came) }
                dt { "When" } dd { (format!("{:02}:{:02}", done.at.hour(), done.at.minute())) }
                dt { "What came of it" } dd { (done.outcome.told()) }
                @if let Some(note) = &done.note { dt { "Note" } dd { (note) } }
            }
            p.note { "This is a record of what staff did. Nothing joins it to any answer. " (kept(event)) }
        }
    }
}
