//! The page of a hand.

use crate::domain::adult::Adult;
use crate::domain::hand::{Done, Hand, Outcome, Stage};
use crate::store::Event;
use crate::web::asset::address;
use crate::web::board::ago;
use crate::web::part::form::{Choices, Field, Problems, csrf};
use crate::web::part::shell::{Page, Place};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

pub(super) struct Of<'a> {
    pub(super) event: &'a Event,
    pub(super) hand: &'a Hand,
    pub(super) adults: &'a [Adult],
    pub(super) now: i64,
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
    let page = Page { trail: &trail, problem: !problems.is_empty(), ..Page::new(&title, Place::Events, signed) };
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        (problems.summary())
        header.title { h1 { (title) } p.lead { "Asked for " b { (hand.adult.0) } ", " (hand.adult.1) ", " (ago(hand.raised, of.now)) "." } }
        @match &hand.stage {
            Stage::Done(done) => (record(done)),
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
            p.note { "Who came, when and what came of it are kept as a record of your work, apart from all answers. Do not write a child’s name here, nor what was said: that belongs into your own records." }
            (Field::text("came", "Who came?").hint(&named).show(fields, problems))
            (Field::text("at", "When?").hint("By the clock of the hall, like 14:20.").show(fields, problems))
            (Choices { name: "outcome", legend: "What came of it?", boxes: false, options: &outcomes }.show(fields, problems))
            (Field::text("note", "Note").kind("area").hint("Optional, up to 500 letters. For example the reference of a referral.").show(fields, problems))
            p.actions { button name="do" value="done" { "Close this" } " " @if nobody { button.second name="do" value="going" { "I am going" } " " } a href={ "/events/" (of.event.stored.code) "/board" } { "Back" } }
        }
    }
}

fn record(done: &Done) -> Markup {
    html! {
        section.record {
            dl {
                dt { "Who came" } dd { (done.came) }
                dt { "When" } dd { (format!("{:02}:{:02}", done.at.hour(), done.at.minute())) }
                dt { "What came of it" } dd { (done.outcome.told()) }
                @if let Some(note) = &done.note { dt { "Note" } dd { (note) } }
            }
            p.note { "This is a record of what staff did. Nothing joins it to any answer." }
        }
    }
}
