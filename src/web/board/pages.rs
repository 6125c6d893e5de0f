//! The board's page: after board 05.

use super::{Early, Standing, parts};
use crate::domain::event::State;
use crate::web::asset::address;
use crate::web::event::{days, state_mark};
use crate::web::part::form::{Field, Problems, csrf};
use crate::web::part::shell::{Page, Place, made_up};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

pub(super) fn board(signed: &Signed, standing: &Standing, fields: &Fields, problems: &Problems) -> Markup {
    let event = &standing.event;
    let code = &event.stored.code;
    let trail = [("/events".to_owned(), "Events".to_owned()), (format!("/events/{code}"), event.stored.name.clone())];
    let title = format!("{}: the board", event.stored.name);
    let demonstration = made_up(event.stored.demonstration);
    let page = Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new(&title, Place::Events, signed) };
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        script type="module" src=(address("board.js")) {}
        (problems.summary())
        header.title {
            h1 { (event.stored.name) " " (state_mark(event.stored.state)) }
            p.lead { (event.title) ", version " (event.version.number) " · " (event.stored.policy.name()) " · " (days(event)) }
            div.get {
                p #live-state role="status" data-live="Live" data-cut="Not live: trying again. Reload the page if this stays." { "As it was when this page was loaded." }
                p { a href={ "/events/" (code) } { "Show the link and QR code" } " · " a href={ "/events/" (code) "/tablets" } { "Add a tablet" } " · " a href={ "/events/" (code) "/adults" } { "Who can be asked for" } }
            }
        }
        div.work.board data-events={ "/events/" (code) "/board/live" } {
            div {
                section #hands { (parts::hands(signed, standing)) }
                section #tablets { (parts::tablets(standing)) }
            }
            aside {
                section #answers { (parts::answers(standing)) }
                @if event.stored.state == State::Open {
                    section {
                        form method="post" action={ "/events/" (code) "/here" } {
                            (csrf(signed))
                            (Field::text("here", "Children here").kind("number").hint("Your own count of who came. It is shown on the summary.").show(fields, problems))
                            p.actions { button.second { "Save" } }
                        }
                    }
                }
                section #vote hidden[event.stored.state != State::Open] { (parts::vote(standing)) }
                section #unread hidden[standing.unread.is_none()] { (parts::unread(standing)) }
                section #early hidden[standing.early == Early::Never] { (parts::early(standing)) }
                @if event.stored.state == State::Open {
                    div.boxed {
                        h2 { "Close the event" }
                        div #warnings { (parts::warnings(standing)) }
                        p { a.button.closes href={ "/events/" (code) "#closing" } { "Close the event" } }
                        p.note { "You see a last page before anything is fixed. Closing cannot be undone." }
                    }
                } @else {
                    section { h2 { "Closed" } p { "What still comes waits for the quarterly figures. Hands can still be raised and closed." } }
                }
                section { h2 { "A tablet that cannot send" } p { "Its sealed answers can be handed in as a file: " a href={ "/events/" (code) "/tablets#outbox" } { "take a file in" } "." } }
            }
        }
    })
}
