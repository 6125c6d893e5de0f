//! Pages for whoever gets a tablet ready: an officer, in English.

use crate::store::Event;
use crate::web::part::shell;
use maud::{Markup, html};

/// The page that makes this a tablet: a code is typed, or came by the QR code.
pub(super) fn ask() -> Markup {
    shell::tablet(
        "Set up this tablet",
        html! {
            div.device {
                h1 { "Set up this tablet" }
                p.lead { "Type the code that stands on the officer’s page " b { "Tablets" } ", or point this tablet’s camera at the picture beside it. No account, no name." }
                form #enrol data-asks="Asking …" data-unknown="That code does not work. Codes work for fifteen minutes: ask for a new one." data-slow="Too many wrong codes. Wait a moment, then try again."
                    data-failed="There is no network, or the server does not answer. Try again." data-done="This is now" {
                    div.field {
                        label for="code" { "Code" }
                        p.hint #code-hint { "Eight letters and digits. Capitals and spaces do not matter." }
                        p.error #enrol-status role="status" {}
                        input #code name="code" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="20" aria-describedby="code-hint enrol-status";
                    }
                    p.actions { button { "Set up this tablet" } }
                }
                noscript { p.error { "This tablet’s browser has JavaScript switched off. It can answer online by the event’s link, but it cannot be set up for an event without network." } }
            }
        },
    )
}

/// One thing that must be in order before children come.
struct Check {
    name: &'static str,
    about: &'static str,
    yes: &'static str,
    no: &'static str,
    /// What to do when it is not so.
    mend: &'static str,
    /// Without it the tablet cannot be used without a network.
    must: bool,
}

const CHECKS: [Check; 8] = [
    Check {
        name: "enrolled",
        about: "Set up",
        yes: "This is a tablet of the event.",
        no: "This is no tablet of the event yet.",
        mend: "Set it up with a code from the page Tablets.",
        must: true,
    },
    Check {
        name: "secure",
        about: "Connection",
        yes: "It is secure.",
        no: "It is not secure (no TLS). The tablet works with a network only, and the server seals the answers.",
        mend: "Ask whoever runs the server.",
        must: true,
    },
    Check {
        name: "worker",
        about: "No network",
        yes: "It works without a network.",
        no: "This browser keeps no pages. It works with a network only.",
        mend: "Use Safari on an iPad, Chrome on anything else, and no private window.",
        must: true,
    },
    Check {
        name: "cached",
        about: "Pages and voices",
        yes: "Everything is here: pages, languages, pictures, voices.",
        no: "Not everything is here yet.",
        mend: "Leave it near the wifi, then press Look again.",
        must: true,
    },
    Check {
        name: "key",
        about: "Sealing",
        yes: "It seals answers before it keeps them.",
        no: "It cannot seal answers: only the server can.",
        mend: "Use a newer browser, over a secure connection.",
        must: true,
    },
    Check {
        name: "space",
        about: "Room",
        yes: "There is room for a thousand answers.",
        no: "There is too little room.",
        mend: "Delete pictures or films from the tablet, then press Look again.",
        must: true,
    },
    Check {
        name: "persistent",
        about: "Storage",
        yes: "The browser keeps what is stored.",
        no: "The browser may clear what is stored, after some days or when it is short of room.",
        mend: "Put this page on the home screen (Install), open it from there, and set it up once more.",
        must: false,
    },
    Check {
        name: "clock",
        about: "Clock",
        yes: "It is right.",
        no: "It is wrong by more than five minutes.",
        mend: "In the tablet’s settings, let it set date and time by itself.",
        must: false,
    },
];

/// Word and shape, as everywhere: a tick on a full square, a triangle for what is to be done, an empty square before.
fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 40 40" aria-hidden="true" focusable="false" {
            path.none d="M3 3h34v34H3z" {}
            g.yes { path.full d="M2 2h36v36H2z" {} path.line d="M10 21l7 7 13-16" {} }
            g.no { path.full d="M20 3 39 37H1z" {} path.line d="M20 14v11M20 29.5v3.5" {} }
        }
    }
}

/// *Ready for today?* The script ticks what is in order; without it nothing is claimed.
pub(super) fn ready(event: &Event) -> Markup {
    let code = &event.stored.code;
    shell::tablet(
        "Ready for today?",
        html! {
            div.device {
                header {
                    h1 { "Ready for today?" }
                    p.lead { b #tablet-name {} (event.stored.name) ", " (event.service_name) }
                }
                ul #ready data-cache={ "/e/" (code) "/cache" } data-event=(code) {
                    @for check in &CHECKS {
                        li data-check=(check.name) data-yes=(check.yes) data-no=(check.no) data-must=[check.must.then_some("yes")] {
                            (mark())
                            b { (check.about) }
                            div {
                                p.found { "Not looked at yet." }
                                p.mend hidden { b { "To do: " } (check.mend) @if check.name == "enrolled" { " " a href="/e/tablet#anew" { "Set up with a code" } } }
                            }
                        }
                    }
                }
                noscript { p.error { "JavaScript is switched off: this tablet can answer with a network only." } }
                section #hand-on data-all="Everything is in order." data-some="It works. What is marked is better mended first." data-must="Mend what is marked first: until then it works with a network only."
                    data-shut="It was shut out and can send nothing. Set it up anew with a code, and what it holds is sent; or save that as a file."
                    data-go-shut="Set it up anew" data-go="All is ready: hand it on" data-go-some="Hand it on" data-go-must="Use it with a network only" {
                    p role="status" { "Looking …" }
                    p.actions { a.button.second href={ "/e/" (code) } { "Go to the event’s first page" } " " button #again.second type="button" hidden { "Look again" } }
                }
            }
        },
    )
}
