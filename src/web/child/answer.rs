//! The page of questions: one form, and what comes after it. Without JavaScript one long page; with
//! it one step at a time: each question, the offer after a question about safety, the answers once
//! more, thank you.

use super::page::{Page, drawing, forgotten};
use super::panels::At;
use super::question::{self, speaker};
use crate::domain::envelope::Binding;
use crate::domain::questionnaire::{Kind, Question};
use crate::domain::response::{AnswerFault, Raw};
use crate::domain::safeguarding::Safeguarding;
use crate::domain::vote::Tie;
use crate::domain::wording::Band;
use maud::{Markup, html};

/// The questions. `again` re-renders what was sent, with what is to be mended.
pub(super) fn answer(page: &Page<'_>, again: Option<(&Raw, &[AnswerFault])>) -> Markup {
    let (live, look, say) = (page.live, page.look, &page.say);
    let q = &live.questionnaire;
    let Binding { event, version, policy } = live.binding();
    let key = live.keys.as_ref().map(|k| base64url(&k.public())).unwrap_or_default();
    let remark_key = live.remark_key().map(|key| base64url(&key));
    // Where nobody reads what children write, there is no box to write in: for no child, with a script or without.
    let asked = || q.questions.iter().filter(|question| question.kind != Kind::Text || remark_key.is_some());
    let title = asked().next().and_then(|first| first.wording.find(look.words, &look.language, &q.first_language()));
    // A page that came as the answer to a form stands at that form's address, and is sent to its own.
    let action = again.map(|_| look.address(&live.event.stored.code, "answer"));
    let mending = again.is_some_and(|(_, faults)| !faults.is_empty());
    let main = html! {
        main {
            form #answers method="post" action=[action] autocomplete="off" data-event=(event) data-version=(version) data-policy=(policy.as_str()) data-key=(key) data-remark-key=[remark_key.as_deref()]
                data-limit-words=(say.with("limit-words", &[("limit", "{limit}".to_owned())])) data-digits=(say.text("digits")) data-changed-here=(say.text("words-changed-here")) data-first=[live.vote.is_some().then(|| say.text("vote-first"))] {
                p.no-js { a.control href="#looks" { (drawing("icon-look")) " " (page.says("look")) } }
                @if mending { p.problem role="alert" { (say.text("not-understood")) } }
                @for question in asked() {
                    (question::fieldset(page, question, again))
                    @if question.safety { (offer(page, question)) }
                }
                @if live.vote.is_some() { (vote(page)) } @else {
                    (finish(page))
                    @if look.words != Band::From4 { (check(page)) }
                    nav.foot hidden {
                        button #back .control type="button" { (drawing("icon-back")) " " (page.says("back")) }
                        (page.look_button())
                        button #next .control.primary type="button" { (page.says("next")) " " (drawing("icon-next")) }
                    }
                }
            }
            section #thanks .thanks hidden { (thanks_parts(page)) }
            p #trouble role="status" hidden data-trying=(say.text("trying")) data-failed=(say.text("failed")) data-changed=(say.text("words-changed")) data-remark-failed=[remark_key.is_some().then(|| say.text("remark-failed"))] {}
        }
    };
    page.show(title.unwrap_or_default(), Some(At::Questions), main)
}

/// *Talk to someone* is offered to every child after every question about safety, whatever she said.
pub(super) fn offer(page: &Page<'_>, after: &Question) -> Markup {
    let say = &page.say;
    html! {
        section.offer data-after=(after.code) {
            h1.ask { (page.says("talk-title")) }
            p.hint { (page.says("talk-lead")) }
            div.tiles data-n="2" {
                div.answer {
                    a.tile href="#help" data-part="talk" { span.picture { (drawing("talk")) } (page.voice.speak("name", &say.text("talk-yes"))) }
                    (speaker(page, &say.text("talk-yes")))
                }
                div.answer.only-js {
                    button.tile.no-thanks type="button" aria-pressed="false" { span.picture { (drawing("skip")) } (page.voice.speak("name", &say.text("talk-no-thanks"))) }
                    (speaker(page, &say.text("talk-no-thanks")))
                }
            }
        }
    }
}

/// The last step for the youngest, and of the long page.
pub(super) fn finish(page: &Page<'_>) -> Markup {
    let youngest = page.look.words == Band::From4;
    html! {
        section.finish {
            h1.ask { (page.says(if youngest { "done-title" } else { "last-question" })) }
            p { (page.says(if youngest { "done-lead" } else { "last-question-more" })) }
            (send(page))
            @if page.look.words == Band::From4 { div.scene aria-hidden="true" { (drawing("post-box")) } }
        }
    }
}

/// The foot of a vote: one answer, and one press that sends it.
fn vote(page: &Page<'_>) -> Markup {
    html! {
        nav.foot {
            (page.look_button())
            p { (page.says("vote-before-send")) }
            button.control.primary type="submit" { (page.says("vote-send")) " " (drawing("icon-next")) }
        }
    }
}

fn send(page: &Page<'_>) -> Markup {
    html! {
        p { (page.says("before-send")) }
        button.control.primary type="submit" { (page.voice.speak("", &page.say.text("send"))) }
    }
}

/// From eight years on: the answers once more, each to be changed. The script fills it in.
fn check(page: &Page<'_>) -> Markup {
    let say = &page.say;
    html! {
        section.check hidden data-change-this=(say.with("check-change-this", &[("question", "{question}".to_owned())])) {
            h1.ask { (page.says("check-title")) }
            p.hint { (page.says("check-lead")) }
            ol {}
            template { li { p {} p.said-so { (page.says("check-skipped")) } button.control type="button" { (page.says("check-change")) } } }
            @if page.live.remark_key().is_some() { template.wrote { (page.says("check-wrote")) } }
            (send(page))
        }
    }
}

pub(super) fn thanks_parts(page: &Page<'_>) -> Markup {
    if let Some(tie) = &page.live.vote {
        return voted(page, tie);
    }
    let (live, say) = (page.live, &page.say);
    let late = !live.is_open();
    let event = &live.event.stored;
    let date = say.day(event.closes_on);
    let when = say.with("thanks-when", &[("date", date)]);
    // The place is in the officer's words, whatever the child reads.
    let officers = live.questionnaire.first_language();
    html! {
        div.scene aria-hidden="true" { (drawing("post-box")) }
        h1.ask tabindex="-1" { (page.says("thanks-title")) }
        p data-kept="no" { (page.says(if late { "late-thanks" } else { "thanks-mixed" })) }
        p data-kept="yes" hidden { (page.says("kept-here")) }
        @if !late {
            div.note {
                (drawing("calendar"))
                div {
                    p { (page.voice.speak("", &when)) }
                    @if let Some(place) = &event.shown_at { p.where lang=(officers.as_str()) dir="auto" { (place) } }
                }
            }
        }
        @if !late && live.remark_key().is_some() { (of_own_words(page)) }
        p { (page.says("thanks-pass-on")) }
        div.actions {
            a.control href="#help" data-part="talk" { (drawing("icon-help")) " " (page.says("talk-to-someone")) }
            a.control.primary href={ "/e/" (event.code) } { (page.says("finish")) }
        }
    }
}

/// What becomes of own words: who reads them by when, and when they go. It is said to every child, whether she wrote or
/// not: so it is true of all, and whoever looks over a shoulder learns nothing.
fn of_own_words(page: &Page<'_>) -> Markup {
    let say = &page.say;
    let named = page.live.event.stored.safeguarding.filter(|named| named.read_by != Safeguarding::END_OF_DAY);
    let read = match named {
        Some(named) => say.with("thanks-wrote-by", &[("time", say.number(named.read_by_text()))]),
        None => say.text("thanks-wrote"),
    };
    html! {
        p.wrote data-kept="no" { (page.voice.speak("", &read)) " " (page.says("thanks-wrote-deleted")) }
        p data-kept="yes" hidden { (page.says("thanks-wrote-waits")) " " (page.says("thanks-wrote-deleted")) }
    }
}

/// After a vote: a page with nothing to look at, so that she looks at the screen. Where children share tablets, the
/// next one can vote.
fn voted(page: &Page<'_>, tie: &Tie) -> Markup {
    html! {
        h1.ask tabindex="-1" { (page.says("thanks-title")) }
        p data-kept="no" { (page.says(if page.live.is_open() { "vote-look" } else { "late-thanks" })) }
        p data-kept="yes" hidden { (page.says("vote-look")) " " (page.says("kept-here")) }
        div.actions {
            a.control href="#help" data-part="talk" { (drawing("icon-help")) " " (page.says("talk-to-someone")) }
            @if tie.shared { a.control.primary href={ "/e/" (tie.room) } { (page.says("vote-next")) } }
        }
    }
}

/// "Thank you."
pub(super) fn thanks(page: &Page<'_>) -> Markup {
    page.show(&page.say.text("thanks-title"), None, html! { main.thanks { (thanks_parts(page)) } (forgotten()) })
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
