//! The page of an event's tablets.

use crate::domain::event::{EventCode, State};
use crate::domain::tablet::{Tablet, whole_minute};
use crate::flow::Code;
use crate::store::Event;
use crate::web::asset::address;
use crate::web::board::{ago, held};
use crate::web::event::qr;
use crate::web::part::form::{Problems, csrf};
use crate::web::part::shell::{Page, Place, made_up};
use crate::web::session::Signed;
use maud::{Markup, html};

pub(super) struct Of<'a> {
    pub(super) event: &'a Event,
    pub(super) tablets: &'a [Tablet],
    /// A code that was made now, and the address at which it is typed.
    pub(super) code: Option<(&'a Code, String)>,
    /// Whether a code works that was made before.
    pub(super) works: bool,
    /// Whether browsers hold the address for secure.
    pub(super) secure: bool,
    /// The tablet whose name was not taken, and what was typed.
    pub(super) wrong: Option<(i32, &'a str)>,
    pub(super) now: i64,
}

pub(super) fn tablets(signed: &Signed, of: &Of<'_>, problems: &Problems) -> Markup {
    let event = of.event;
    let code = &event.stored.code;
    let trail = [
        ("/events".to_owned(), "Events".to_owned()),
        (format!("/events/{code}"), event.stored.name.clone()),
        (format!("/events/{code}/board"), "The board".to_owned()),
    ];
    let demonstration = made_up(event.stored.demonstration);
    let page = Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new("Tablets", Place::Events, signed) };
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        (problems.summary())
        header.title { h1 { "Tablets" } p.lead { (event.stored.name) ", " (event.service_name) } }
        div.work {
            div {
                @if event.stored.state == State::Open { (enrol(signed, of)) }
                section {
                    h2 { "Set up so far" }
                    @if of.tablets.is_empty() { p { "No tablet yet." } } @else { (list(signed, of, problems)) }
                }
                (outbox(signed, event))
            }
            aside {
                section {
                    h2 { "Way out of full screen" }
                    @match &event.stored.way_out {
                        Some(digits) => { p.count { b { (digits) } } p.note { "For you, on every tablet of this event. It keeps children from pressing it; it guards nothing else." } }
                        None => p.note { "Four digits, made with the first code." },
                    }
                }
                section {
                    h2 { "What a tablet can do" }
                    p.note { "Send sealed answers, say whether it still holds some, raise a hand. It sees no figures and no answers, and cannot read what it holds. Shut it out if it is lost: what it sends then is refused. " @if of.event.stored.tablets_only { "Nothing else can answer: this event is for the tablets that you set up." } @else { "Children can also answer by the event’s link without any tablet being set up." } }
                }
            }
        }
    })
}

fn enrol(signed: &Signed, of: &Of<'_>) -> Markup {
    html! {
        section {
            h2 { "Add tablets" }
            @if !of.secure {
                p.notice { b { "This address has no TLS." } " Tablets that come here work online only: without a secure connection no browser keeps pages or seals answers. The server seals them instead. Ask whoever runs the server." }
            }
            @if let Some((code, at)) = &of.code {
                div.join {
                    div {
                        p.note { "On each tablet, point the camera at the picture, or open this address and type the code." }
                        p.address { (at) }
                        p.code { (code.spoken) }
                        p.note { "Works for fifteen minutes, for all tablets of this event. It is shown this once; another one ends it." }
                    }
                    (qr(&format!("{at}#link={}", code.link.as_str()), "QR code that sets up a tablet"))
                }
            }
            form.actions method="post" {
                (csrf(signed))
                button class=[of.code.is_some().then_some("second")] name="do" value="code" { @if of.code.is_some() || of.works { "Show a new code" } @else { "Show a code" } }
                @if of.works { " " button.second name="do" value="end" { "End the code now" } }
            }
        }
    }
}

fn list(signed: &Signed, of: &Of<'_>, problems: &Problems) -> Markup {
    html! {
        ul.enrolled {
            @for tablet in of.tablets {
                @let typed = of.wrong.filter(|(id, _)| *id == tablet.id).map(|(_, typed)| typed);
                @let wrong = typed.is_some();
                li {
                    div {
                        h3 { (tablet.name) @if tablet.revoked { " " span.state.faint { "Shut out" } } }
                        p.note {
                            @if tablet.holds.is_some() { (held(tablet, of.now)) ". " }
                            @match tablet.seen { Some(seen) => { "Seen " (ago(seen, whole_minute(of.now))) "." } None => "Not seen yet." }
                        }
                    }
                    form.inline method="post" action={ "/events/" (of.event.stored.code) "/tablets/" (tablet.id) } {
                        (csrf(signed))
                        @if wrong { (problems.beside("name")) }
                        input id=[wrong.then_some("name")] name="name" type="text" value=(typed.unwrap_or(&tablet.name)) maxlength="30" autocomplete="off" aria-label={ "Name of " (tablet.name) } aria-describedby=[wrong.then_some("name-error")] aria-invalid=[wrong.then_some("true")];
                        button.second name="do" value="rename" { "Rename" }
                    }
                    @if !tablet.revoked { (shut_out(signed, &of.event.stored.code, tablet)) }
                }
            }
        }
    }
}

/// What cannot be undone, behind words that say what happens.
fn shut_out(signed: &Signed, event: &EventCode, tablet: &Tablet) -> Markup {
    html! {
        details.out {
            summary { "Shut out …" span.said { " " (tablet.name) } }
            form method="post" action={ "/events/" (event) "/tablets/" (tablet.id) } {
                (csrf(signed))
                p { "It can send nothing any more. What it still holds is kept on it, and is sent once it is set up anew with a code; or carry it here as a file." }
                p { button.close name="do" value="revoke" { "Shut " (tablet.name) " out" } }
            }
        }
    }
}

fn outbox(signed: &Signed, event: &Event) -> Markup {
    html! {
        section #outbox {
            h2 { "A tablet that cannot send" }
            p { "Where the network is gone for good, the tablet writes its sealed answers into a file. Bring the file here: what is in it is taken in once, however often you bring it. Nobody can read it on the way." }
            form method="post" action={ "/events/" (event.stored.code) "/outbox" } enctype="multipart/form-data" {
                (csrf(signed))
                div.field { label for="file" { "File of sealed answers" } input #file name="file" type="file" accept=".sayso,.jsonl,.txt"; }
                p.actions { button.second { "Take the file in" } }
            }
        }
    }
}
