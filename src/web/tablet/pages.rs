//! Pages for whoever gets a tablet ready: an officer, in English.

use crate::store::Event;
use crate::web::part::shell;
use maud::{Markup, html};

/// The page that makes this a tablet: a code is typed, or came by the QR code.
pub(super) fn ask() -> Markup {
    shell::tablet(
        "Set up this tablet",
        html! {
            div.plain {
                h1 { "Set up this tablet" }
                p { "Type the code that the officer reads out, or point the camera at the code on the screen. No account, no name." }
                form #enrol data-asks="Asking …" data-unknown="That code does not work. Codes work for fifteen minutes: ask for a new one." data-slow="Too many wrong codes. Wait a moment, then try again."
                    data-failed="There is no network, or the server does not answer. Try again." data-done="This is now" {
                    div.field {
                        label for="code" { "Code" }
                        p.hint #code-hint { "Eight letters and digits. Capitals and spaces do not matter." }
                        input #code name="code" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="20" aria-describedby="code-hint";
                    }
                    p #enrol-status role="status" {}
                    p.actions { button { "Set up this tablet" } }
                }
                noscript { p.error { "This tablet’s browser has JavaScript switched off. It can answer online by the event’s link, but it cannot be set up for an event without network." } }
            }
        },
    )
}

/// What must be in order before children come: (name, what it is about, when it is so, when it is not).
const CHECKS: [(&str, &str, &str, &str); 8] = [
    ("enrolled", "Set up", "This is a tablet of the event.", "This is no tablet of the event yet. Set it up with a code."),
    (
        "secure",
        "Connection",
        "The connection is secure.",
        "The connection is not secure: without TLS this tablet works online only, and the server seals the answers. Ask whoever runs the server.",
    ),
    ("worker", "Without a network", "The page works without a network.", "This browser does not keep pages. It works online only."),
    (
        "cached",
        "Pages and voices",
        "Everything is on the tablet: pages, wordings, languages, pictures, voices.",
        "Not everything is on the tablet yet. Leave it near the wifi.",
    ),
    (
        "persistent",
        "Storage",
        "The browser keeps what is stored.",
        "The browser may clear what is stored. Put the page on the home screen and open it from there.",
    ),
    ("space", "Room", "There is room for a thousand answers.", "There is little room. Delete something from the tablet."),
    ("clock", "Clock", "The clock is right.", "The clock is wrong by more than five minutes. Set it."),
    ("key", "Sealing", "It can seal answers.", "It cannot seal answers: only the server can. It works online only."),
];

/// *Ready for today?* The script ticks what is in order; without it nothing is claimed.
pub(super) fn ready(event: &Event) -> Markup {
    let code = &event.stored.code;
    shell::tablet(
        "Ready for today?",
        html! {
            div.plain {
                h1 { "Ready for today?" }
                p.lead { (event.stored.name) ", " (event.service_name) }
                ul #ready data-cache={ "/e/" (code) "/cache" } data-event=(code) {
                    @for (check, about, yes, no) in CHECKS { li data-check=(check) data-yes=(yes) data-no=(no) { b { (about) ": " } span.found { "Not looked at yet." } } }
                }
                noscript { p.error { "JavaScript is switched off: this tablet can answer online only." } }
                p { a href={ "/e/" (code) } { "Go to the event’s first page" } " · " a href="/e/tablet" { "Set up with a code" } }
            }
        },
    )
}
