//! The child's pages. Drawn after the boards in the project's look; the markup is what
//! `assets/child/child.css` and `child.js` expect.

use super::look::Look;
use super::question;
use crate::domain::envelope::Binding;
use crate::domain::policy::Policy;
use crate::domain::response::{AnswerFault, Raw};
use crate::domain::words;
use crate::flow::LiveEvent;
use crate::web::asset::{address, picture};
use crate::web::part::say::{Say, ending};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A drawing of ours. Only drawings embedded in the binary come here.
pub(super) fn drawing(name: &str) -> Markup {
    PreEscaped(picture(name).to_owned())
}

struct Shell<'a> {
    title: &'a str,
    say: &'a Say,
    band: &'a str,
    theme: &'a str,
    size: &'a str,
    /// Whether this is the page of questions, with progress and looks in place.
    questions: bool,
    /// Whether *Help* opens the help at the end of this page.
    help: bool,
}

fn shell(of: &Shell<'_>, main: Markup) -> Markup {
    let say = of.say;
    html! {
        (DOCTYPE)
        html lang=(say.language.as_str()) dir=(say.language.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (of.title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(address("child.css"));
                script type="module" blocking="render" src=(address("child.js")) {}
            }
            body.child data-band=(of.band) data-theme=(of.theme) data-size=(of.size) {
                header.bar {
                    @if of.questions { p #progress .place hidden data-words=(progress_words(say)) {} }
                    @if of.help { a.control href="#help" { (drawing("icon-help")) span { (say.text("help")) } } }
                    a.control.hide-this href="/quiet" { (drawing("icon-hide")) span { (say.text("hide-this")) } }
                }
                (main)
                @if of.help { (help(say)) }
                @if of.questions { (looks_panel(say, of.theme, of.size)) }
            }
        }
    }
}

/// "3 of 10" with places for the numbers, as the script fills it.
fn progress_words(say: &Say) -> String {
    say.with("progress", &[("here", "{n}".to_owned()), ("all", "{all}".to_owned())])
}

fn help(say: &Say) -> Markup {
    html! {
        section #help .help {
            h2 { (say.text("help-title")) }
            p { (say.text("help-right")) }
            p { (say.text("help-skip")) }
            p { (say.text("help-stop")) }
            h3 { (say.text("talk-to-someone")) }
            ul {
                li { (say.text("talk-adults-today")) }
                li { a href="tel:08001111" { (say.text("talk-childline")) } " " (say.text("talk-childline-more")) }
                li { (say.text("talk-danger")) }
            }
            p { (say.text("talk-lead")) }
            a.control.close href="#answers" { (say.text("help-close")) }
        }
    }
}

fn looks(say: &Say, theme: &str, size: &str) -> Markup {
    html! {
        fieldset.looks {
            legend.unseen { (say.text("look-title")) }
            @for (value, words) in [("usual", "look-usual"), ("contrast", "look-contrast"), ("cream", "look-cream")] {
                label.look { input type="radio" name="theme" value=(value) checked[value == theme] aria-label=(say.text(words)); "Aa" }
            }
        }
        fieldset.looks {
            legend.unseen { (say.text("size-title")) }
            @for (value, words) in [("1", "size-1"), ("2", "size-2"), ("3", "size-3")] {
                label.look { input type="radio" name="size" value=(value) checked[value == size] aria-label=(say.text(words)); "A" }
            }
        }
    }
}

fn looks_panel(say: &Say, theme: &str, size: &str) -> Markup {
    html! {
        section #looks .help {
            h2 { (say.text("look-title")) }
            (looks(say, theme, size))
            a.control.close href="#answers" { (say.text("help-close")) }
        }
    }
}

fn shell_for<'a>(title: &'a str, say: &'a Say, look: &'a Look, questions: bool) -> Shell<'a> {
    Shell { title, say, band: look.words.as_str(), theme: look.theme, size: look.size, questions, help: true }
}

/// "How do you want your questions?"
pub(super) fn ways(live: &LiveEvent, look: &Look) -> Markup {
    let say = look.say();
    let event = &live.event.stored.code;
    let offered = &live.questionnaire.wordings;
    let title = say.text("ways-title");
    let main = html! {
        main.welcome {
            p.greeting { (say.text("welcome-hello")) }
            h1.ask { (title) }
            div.promise { p { (say.text("promise")) } }
            @if live.questionnaire.languages.len() > 1 {
                nav.languages aria-label=(say.text("language")) {
                    @for language in &live.questionnaire.languages {
                        @let there = Look { language: language.clone(), ..look.clone() };
                        a.control href={ "/e/" (event) "?" (there.query()) } lang=(language.as_str()) aria-current=[(*language == look.language).then_some("true")] { (language.as_str()) }
                    }
                }
            }
            div.scene aria-hidden="true" { (drawing("group")) }
            form method="get" action={ "/e/" (event) "/welcome" } {
                input type="hidden" name="lang" value=(look.language.as_str());
                fieldset {
                    legend.unseen { (title) }
                    div.tiles data-n=(offered.len().max(2)) {
                        @for band in offered {
                            label.tile {
                                input type="radio" name="words" value=(band.as_str());
                                span.picture { (drawing(way_picture(*band))) }
                                span.name { (say.text(&format!("words-{}", ending(*band)))) }
                            }
                        }
                    }
                }
                div.foot {
                    (looks(&say, look.theme, look.size))
                    button.control.primary type="submit" { (say.text("next")) " " (drawing("icon-next")) }
                }
            }
        }
    };
    shell(&shell_for(&title, &say, look, false), main)
}

fn way_picture(band: crate::domain::wording::Band) -> &'static str {
    use crate::domain::wording::Band;
    match band {
        Band::From4 => "pictures",
        Band::From8 => "words-short",
        Band::From12 | Band::From16 => "words-long",
    }
}

/// Who asks, why, and what happens to the answers, in the words that the child chose.
pub(super) fn welcome(live: &LiveEvent, look: &Look) -> Markup {
    let say = look.say();
    let q = &live.questionnaire;
    let words = |wording: &crate::domain::wording::Wording| {
        wording.find(look.words, &look.language, &q.first_language()).unwrap_or_default().to_owned()
    };
    let title = say.text("welcome-hello");
    let main = html! {
        main.thanks.intro {
            div.scene aria-hidden="true" { (drawing("group")) }
            h1.ask { (title) }
            p { (words(&q.welcome.who)) }
            p { (words(&q.welcome.why)) }
            p { (words(&q.welcome.what)) }
            p { (say.text("promise")) " " (say.text(counts(live.event.stored.policy))) }
            p { (say.text("your-choice")) " " (say.text("skip-hint")) }
            div.actions {
                a.control href={ "/e/" (live.event.stored.code) "?" (look.query()) } { (drawing("icon-back")) " " (say.text("back")) }
                a.control.primary href=(look.without_envelope().address(&live.event.stored.code, "answer")) { (say.text("start")) " " (drawing("icon-next")) }
            }
        }
    };
    shell(&shell_for(&title, &say, look, false), main)
}

/// What is promised about the counts.
fn counts(policy: Policy) -> &'static str {
    match policy {
        Policy::Protected => "counts-protected",
        Policy::Rounded => "counts-rounded",
        Policy::PlainCounts => "counts-plain",
    }
}

/// The questions: one form. `again` re-renders what was sent, with what is to be mended.
pub(super) fn answer(live: &LiveEvent, look: &Look, again: Option<(&Raw, &[AnswerFault])>) -> Markup {
    let say = look.say();
    let Binding { event, version, policy } = live.binding();
    let key = live.keys.as_ref().map(|k| base64url(&k.public())).unwrap_or_default();
    let title = live
        .questionnaire
        .questions
        .first()
        .and_then(|q| q.wording.find(look.words, &look.language, &live.questionnaire.first_language()))
        .unwrap_or_default();
    let here = look.without_envelope();
    let main = html! {
        main {
            form #answers method="post" autocomplete="off" data-event=(event) data-version=(version) data-policy=(policy.as_str()) data-key=(key)
                data-limit-words=(say.with("limit-words", &[("limit", "{limit}".to_owned())])) {
                @if again.is_some() { p.problem role="alert" { (say.text("not-understood")) } }
                @for q in &live.questionnaire.questions {
                    (question::fieldset(&live.questionnaire, q, look, &say, again))
                }
                section.finish {
                    h1.ask { (say.text("last-question")) }
                    p { (say.text("last-question-more")) }
                    p { (say.text("before-send")) }
                    button.control.primary type="submit" { (say.text("send")) }
                }
                nav.foot hidden {
                    button #back .control type="button" { (drawing("icon-back")) " " span { (say.text("back")) } }
                    a #look .control href={ "/e/" (event) "?" (here.query()) } { (drawing("icon-look")) " " span { (say.text("look")) } }
                    button #next .control.primary type="button" { span { (say.text("next")) } " " (drawing("icon-next")) }
                }
            }
            section #thanks .thanks hidden { (thanks_parts(live, look, &say)) }
            p #trouble role="status" hidden data-trying=(say.text("trying")) data-failed=(say.text("failed")) {}
        }
    };
    shell(&shell_for(title, &say, look, true), main)
}

fn thanks_parts(live: &LiveEvent, look: &Look, say: &Say) -> Markup {
    let late = !live.is_open();
    html! {
        div.scene aria-hidden="true" { (drawing("post-box")) }
        h1.ask tabindex="-1" { (say.text("thanks-title")) }
        p { @if late { (say.text("late-thanks")) } @else { (say.text("thanks-mixed")) } }
        @if !late {
            div.note { (drawing("calendar")) p { (say.with("thanks-when", &[("date", words::day(live.event.stored.closes_on))])) } }
        }
        p { (say.text("thanks-pass-on")) }
        div.actions {
            a.control href="#help" { (drawing("icon-help")) " " (say.text("talk-to-someone")) }
            a.control.primary href={ "/e/" (live.event.stored.code) "?" (look.without_envelope().query()) } { (say.text("finish")) }
        }
    }
}

/// "Thank you."
pub(super) fn thanks(live: &LiveEvent, look: &Look) -> Markup {
    let say = look.say();
    let title = say.text("thanks-title");
    shell(&shell_for(&title, &say, look, false), html! { main.thanks { (thanks_parts(live, look, &say)) } })
}

/// A page that says one kind thing.
pub(in crate::web) fn kind(say: &Say, title: &str, text: &str) -> Markup {
    let of = Shell { title, say, band: "8-11", theme: "usual", size: "1", questions: false, help: true };
    shell(&of, html! { main.kind { h1.ask { (title) } p { (text) } } })
}

/// A dull page with nothing of ours on it.
pub(super) fn quiet(say: &Say) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.language.as_str()) {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { (say.text("hidden-title")) } link rel="icon" href="data:,"; }
            body { h1 { (say.text("hidden-title")) } p { (say.text("hidden-text")) } }
        }
    }
}

/// Base64url without padding (RFC 4648 §5), for the one short key on the page.
fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().chain([0, 0].iter()).take(3).fold(0_usize, |n, b| (n << 8) | usize::from(*b));
        for i in 0..=chunk.len() {
            text.push(char::from(LETTERS[(group >> (18 - 6 * i)) & 63]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64url_is_that_of_the_rfc() {
        assert_eq!(super::base64url(b"foobar"), "Zm9vYmFy");
        assert_eq!(super::base64url(b"fooba"), "Zm9vYmE");
        assert_eq!(super::base64url(b"foob"), "Zm9vYg");
        assert_eq!(super::base64url(&[0xfb, 0xff]), "-_8");
    }
}
