//! Parts that only an enrolled tablet shows: *Are you still there?*, *Talk to someone* with the adults of the event, and
//! the officer's way out. They are a page of their own, so that nobody else loads them; the tablet's script takes them in.

use super::page::{Page, drawing};
use crate::web::asset::address;
use maud::{DOCTYPE, Markup, html};

/// How a child may want it: (what is sent, the words, the picture).
const HOW: [(&str, &str, &str); 3] = [("now", "talk-now", "now"), ("later", "talk-later", "later"), ("phone", "talk-phone", "phone")];

/// The parts, in one language and wording.
pub(super) fn parts(page: &Page<'_>) -> Markup {
    let (say, voice) = (&page.say, &page.voice);
    let says = |id: &str| voice.speak("", &say.text(id));
    let named = |id: &str| say.with(id, &[("name", "{name}".to_owned())]);
    let number = |id: &str| say.with(id, &[("number", "{number}".to_owned())]);
    html! {
        (DOCTYPE)
        html lang=(say.language.as_str()) dir=(say.direction()) {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { (say.text("talk-to-someone")) } link rel="stylesheet" href=(address("tablet.css")); }
            body data-again=(say.text("hidden-again")) data-only-here=(say.text("only-here")) {
                h1 { (say.text("talk-to-someone")) }
            section #idle .help aria-labelledby="idle-head" {
                h2 #idle-head { (says("idle-title")) }
                p { (says("idle-text")) }
                a.control.primary.close href="#answers" { (says("idle-more")) }
            }
            section #vote-call role="status" {
                p { (says("vote-call")) }
                a.control.primary href="#answers" { (says("vote-go")) }
            }
            section #shut role="status" { h2.ask { (says("tablet-shut")) } }
            section #vote-late role="status" { p { (says("vote-over")) " " (says("vote-late")) } }
            section #vote-over .thanks role="status" { h2.ask { (says("vote-over")) } p { (says("vote-look")) } }
            section #raise .help aria-labelledby="raise-head" data-ask=(named("talk-ask")) data-asked=(named("talk-asked")) data-asked-now=(named("talk-asked-now")) data-asked-later=(named("talk-asked-later")) data-show=(named("talk-show")) data-duty-team=(number("talk-duty-team")) data-advocate=(number("talk-advocate-number")) {
                h2 #raise-head { (says("talk-title")) }
                p { (says("talk-lead")) }
                p role="status" {}
                div.hold-up hidden { (drawing("now")) }
                form autocomplete="off" {
                    div.both {
                        fieldset.who { legend { (says("talk-who")) } div.tiles {} }
                        fieldset.how {
                            legend { (says("talk-how")) }
                            @for (value, words, picture) in HOW {
                                label.tile { input type="radio" name="how" value=(value); span.picture { (drawing(picture)) } (voice.speak("name", &say.text(words))) }
                            }
                        }
                    }
                    ul.numbers.phone hidden {}
                    p { a href="tel:08001111" { (says("talk-childline")) } " " (says("talk-childline-more")) }
                    div.row {
                        a.control.close href="#answers" { (says("talk-no-thanks")) }
                        button #raise-ask .control.primary type="submit" hidden {}
                    }
                }
                a.control.close href="#answers" { (drawing("icon-back")) " " (says("close")) }
            }
            section #way-out .help lang="en" dir="ltr" aria-labelledby="way-out-head" data-wrong="That is not the code. It stands on the page Tablets." {
                h2 #way-out-head { "For the officer" }
                form autocomplete="off" {
                    p { label { "Code with four digits " input type="text" inputmode="numeric" maxlength="4" autocomplete="off" spellcheck="false"; } }
                    p role="status" {}
                    div.row {
                        a.control.close href="#answers" { "Close" }
                        button.control.primary type="submit" { "Open" }
                    }
                }
            }
            }
        }
    }
}
