//! *Help*, *Look* and the break: parts of the page, which lie over it where there is JavaScript.

use super::look::{Look, Way};
use super::page::{Page, drawing};
use super::voice::Voice;
use crate::domain::adult::Numbers;
use crate::domain::wording::Band;
use crate::web::part::say::{Say, ending};
use maud::{Markup, html};

/// The pictures with which a break can be locked.
const LOCKS: [&str; 9] = ["house", "letter", "glass", "ball", "phone", "drawing", "book", "clock", "days"];
/// How long a break may be, in minutes.
const MINUTES: [u8; 5] = [2, 5, 10, 20, 60];

/// `numbers`: those that the event's officer named.
pub(super) fn help(say: &Say, voice: &Voice, questions: bool, numbers: Option<&Numbers>) -> Markup {
    let line = |id: &str| html! { p { (voice.speak("", &say.text(id))) } };
    html! {
        section #help .help aria-labelledby="help-head" {
            h2 #help-head { (voice.speak("", &say.text("help-title"))) }
            (line("help-right"))
            (line("help-skip"))
            (line("help-stop"))
            h3 #talk { (voice.speak("", &say.text("talk-to-someone"))) }
            ul {
                li { (voice.speak("", &say.text("talk-adults-today"))) }
                li { a href="tel:08001111" { (voice.speak("", &say.text("talk-childline"))) } " " (voice.speak("", &say.text("talk-childline-more"))) " " (voice.speak("", &say.text("talk-childline-sign"))) }
                li { (voice.speak("", &say.text("talk-advocate"))) (call(say, "talk-advocate-number", numbers.and_then(|n| n.advocate.as_deref()))) }
                @if let Some(team) = numbers.and_then(|n| n.duty_team.as_deref()) { li { (call(say, "talk-duty-team", Some(team))) } }
                li { (voice.speak("", &say.text("talk-danger"))) }
            }
            (line("talk-lead"))
            div.row {
                @if questions { a #break .control.only-js href="#pause" { (drawing("icon-pause")) " " (voice.speak("", &say.text("pause"))) } }
                a.control.close href="#answers" { (voice.speak("", &say.text(if questions { "help-close" } else { "close" }))) }
            }
        }
    }
}

/// A number that can be called.
fn call(say: &Say, id: &str, number: Option<&str>) -> Markup {
    html! {
        @if let Some(number) = number {
            @let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            " " a href={ "tel:" (digits) } { (say.with(id, &[("number", number.to_owned())])) }
        }
    }
}

/// Colours and text size, as they are chosen on the first page.
pub(super) fn first_looks(say: &Say, look: &Look) -> Markup {
    html! {
        fieldset.looks {
            legend.unseen { (say.text("look-title")) }
            @for (value, words) in THEMES {
                label.look { input type="radio" name="theme" value=(value) checked[value == look.theme] aria-label=(say.text(words)); "Aa" }
            }
        }
        fieldset.looks {
            legend.unseen { (say.text("size-title")) }
            @for (value, words) in SIZES {
                label.look { input type="radio" name="size" value=(value) checked[value == look.size] aria-label=(say.text(words)); "A" }
            }
        }
    }
}

/// Where the panel *Look* stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// On the page of questions.
    Questions,
    /// On another page of the event, by the last part of its address.
    Page(&'static str),
}

const THEMES: [(&str, &str); 3] = [("usual", "look-usual"), ("contrast", "look-contrast"), ("cream", "look-cream")];
const SIZES: [(&str, &str); 3] = [("1", "size-1"), ("2", "size-2"), ("3", "size-3")];

/// Words, language, colours and size. On the page of questions each button sends the form, and the
/// page comes back with every answer still there; the script does it in place and sends nothing. On
/// the pages before it they are links to the same page in another look.
pub(super) fn looks(page: &Page<'_>, at: At) -> Markup {
    // The page is the same for every child: it never names an envelope.
    let (say, look) = (&page.say, &page.look.without_envelope());
    let questionnaire = &page.live.questionnaire;
    let code = &page.live.event.stored.code;
    let one = |there: Look, on: bool, (name, value): (&str, &str), label: Option<String>, inner: Markup| {
        let class = if name.is_empty() { "control" } else { "look" };
        match at {
            At::Questions => html! {
                button class=(class) type="submit" form="answers" formaction=(there.address(code, "again")) name=[(!name.is_empty()).then_some(name)] value=(value) aria-pressed=(on) aria-label=[label] { (inner) }
            },
            At::Page(here) => html! {
                a class=(class) href=(there.address(code, here)) data-look=(name) data-value=(value) aria-current=[on.then_some("true")] aria-label=[label] { (inner) }
            },
        }
    };
    html! {
        section #looks .help aria-labelledby="looks-head" {
            h2 #looks-head { (page.says("look-title")) }
            details.more name="look" open {
                summary { (drawing("icon-look")) " " (page.says("look")) }
                div.row role="group" aria-label=(say.text("look-title")) {
                    @for (value, words) in THEMES {
                        (one(Look { theme: value, ..look.clone() }, value == look.theme, ("theme", value), Some(say.text(words)), html! { "Aa" }))
                    }
                }
                h3 { (page.says("size-title")) }
                div.row role="group" aria-label=(say.text("size-title")) {
                    @for (value, words) in SIZES {
                        (one(Look { size: value, ..look.clone() }, value == look.size, ("size", value), Some(say.text(words)), html! { "A" }))
                    }
                }
            }
            @if questionnaire.languages.len() > 1 {
                details.more name="look" {
                    summary { (drawing("icon-language")) " " (page.says("language")) }
                    div.row {
                    @for language in &questionnaire.languages {
                        @let name = Say::new(language.clone(), look.words).own_name();
                        (one(look.in_language(language), *language == look.language, ("", ""), None, html! { span lang=(language.as_str()) { (name) } }))
                    }
                    }
                }
            }
            details.more name="look" {
                summary { (drawing("icon-listen")) " " (page.says("look-words")) }
                @if questionnaire.wordings.len() > 1 {
                    div.row {
                    @for band in &questionnaire.wordings {
                        @let way = if *band == Band::From4 { Way::Pictures } else if look.way == Way::Pictures { Way::Words } else { look.way };
                        (one(look.in_words(way, *band), *band == look.words, ("", ""), None, page.says(&format!("words-{}", ending(*band)))))
                        }
                    }
                }
                label.tick.only-js { input #follow-words type="checkbox" checked; (page.says("listen-words")) }
            }
            p #look-failed .hint role="status" data-words=(say.text("look-failed")) {}
            div.only-js {
                details.more name="look" {
                summary { (drawing("icon-switch")) " " (page.says("scan-title")) }
                div #scan .row role="group" aria-label=(say.text("scan-title")) {
                    @for (mode, words) in [("off", "scan-off"), ("one", "scan-one"), ("two", "scan-two")] {
                        button.control type="button" data-scan=(mode) aria-pressed=(mode == "off") { (page.says(words)) }
                    }
                }
                p #scan-hint .hint data-one=(say.text("scan-one-hint")) data-two=(say.text("scan-two-hint")) {}
                div.row #scan-speed hidden {
                    button.control type="button" data-seconds="more" aria-label=(say.text("scan-slower")) { (drawing("icon-more")) }
                    p role="status" { (say.text("scan-seconds")) ": " b #scan-seconds data-digits=(say.text("digits")) { (say.number(2)) } }
                    button.control type="button" data-seconds="less" aria-label=(say.text("scan-faster")) { (drawing("icon-less")) }
                }
                }
            }
            a.control.close href="#answers" { (page.says("help-close")) }
        }
    }
}

/// A break: the picture that opens the page again, and how long. Only the script can keep the
/// answers meanwhile, so without it there is no break.
pub(super) fn rest(say: &Say, voice: &Voice) -> Markup {
    let picture = |lock: &str| html! { span.picture { (drawing(&format!("lock-{lock}"))) } };
    let name = |lock: &str| say.text(&format!("lock-{lock}"));
    html! {
        section #pause .help hidden aria-labelledby="pause-head" {
            h2 #pause-head { (voice.speak("", &say.text("pause-title"))) }
            p { (voice.speak("", &say.text("pause-lead"))) }
            form #break-form autocomplete="off" {
                fieldset {
                    legend { (voice.speak("", &say.text("pause-picture"))) }
                    div.tiles.locks data-n="9" {
                        @for lock in LOCKS {
                            div.answer { label.tile { input type="radio" name="lock" value=(lock); (picture(lock)) (voice.speak("name", &name(lock))) } }
                        }
                    }
                }
                fieldset.minutes {
                    legend { (voice.speak("", &say.text("pause-how-long"))) }
                    p.hint { (voice.speak("", &say.text("pause-wiped"))) }
                    div.row {
                        @for minutes in MINUTES {
                            label.control { input type="radio" name="minutes" value=(minutes); span { (say.with("pause-minutes", &[("minutes", say.number(minutes))])) } }
                        }
                    }
                }
                p.hint role="status" {}
                div.row {
                    a.control.close href="#answers" { (voice.speak("", &say.text("help-close"))) }
                    button #break-start .control.primary type="submit" { (voice.speak("", &say.text("pause-start"))) }
                }
            }
        }
        section #paused .help hidden aria-labelledby="paused-head" data-wrong=(say.text("paused-wrong")) data-wait=(say.text("paused-wait")) data-over=(say.text("paused-over")) data-left=(say.with("paused-left", &[("minutes", "{minutes}".to_owned())])) data-digits=(say.text("digits")) {
            h2 #paused-head tabindex="-1" { (voice.speak("", &say.text("paused-title"))) }
            p { (voice.speak("", &say.text("paused-text"))) }
            p.left {}
            p.hint role="status" {}
            div.tiles.locks data-n="9" {
                @for lock in LOCKS {
                    button.tile type="button" data-lock=(lock) { (picture(lock)) (voice.speak("name", &name(lock))) }
                }
            }
        }
    }
}
