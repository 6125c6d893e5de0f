//! A question for a child's own words: what happens to them, the box, and what comes of it. The words go their own
//! way, apart from her answers: sealed by themselves, or split off a plain form.

use super::page::{Page, drawing};
use super::question::{Again, Tile, hard_words, problem, speaker, words_explained};
use super::{find, read, receipt_of};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::questionnaire::Question;
use crate::domain::remark::text::MOST;
use crate::domain::response::SKIP;
use crate::domain::wording::{Band, Wording};
use crate::flow::Receipt;
use crate::web::State;
use crate::web::error::ChildError;
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use maud::{Markup, html};

/// What is said before the box, in this order: who reads it, what they must do, what they cannot, and where help
/// is; then what else becomes of it: it goes apart, and may be shown. A paragraph each.
const BEFORE: [&[&str]; 4] =
    [&["remark-reader"], &["remark-must-tell"], &["remark-may-not-find", "remark-talk"], &["remark-apart", "remark-shown"]];

/// The question, the words before the box, the box, *Talk to someone* and *Skip*. It has no scene: the room is for
/// writing, and the box stands high, where a keyboard on the screen does not cover it.
pub(super) fn fieldset(page: &Page<'_>, q: &Question, again: Again<'_>) -> Markup {
    let (look, say) = (page.look, &page.say);
    let first = page.live.questionnaire.first_language();
    let find = |wording: &Wording| wording.find(look.words, &look.language, &first).map(str::to_owned);
    let text = find(&q.wording).unwrap_or_else(|| q.report.clone());
    let hint = find(&q.hint).unwrap_or_default();
    let hard = hard_words(page, &[&text, &hint]);
    let problem = again.and_then(|(_, faults)| faults.iter().find_map(|f| problem(f, q, say)));
    let values = again.and_then(|(raw, _)| raw.get(q.code.as_str())).into_iter().flatten();
    let (skipped, written): (Vec<&String>, Vec<&String>) = values.partition(|value| value.trim() == SKIP);
    let written = written.into_iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    // A tick, not a choice of one: it can be taken back, and her words are there again.
    let skip =
        Tile { q, value: SKIP, words: say.text("skip"), picture: Some("skip"), quiet: true, exclusive: true, sent: !skipped.is_empty() };
    html! {
        fieldset.question #{ "q-" (q.code) } data-question=(q.code) data-kind=(q.kind.name()) {
            legend {
                h1.ask #{ "ask-" (q.code) } { (page.voice.speak("", &text)) }
                @if let Some(problem) = &problem { span.problem { (page.voice.speak("", problem)) } }
            }
            @if !hint.is_empty() || !hard.is_empty() {
                div.under {
                    @if !hint.is_empty() { p.hint { (page.voice.speak("", &hint)) } }
                    @if !hard.is_empty() { (words_explained(page, &hard)) }
                }
            }
            (page.voice.signed(&text, say))
            div.tiles.writing data-n="1" {
                div.before #{ "before-" (q.code) } {
                    @for ids in BEFORE { p { @for id in ids { (page.says(id)) " " } } }
                }
                div.box {
                    (writing_box(q, &written, problem.is_some()))
                    @if look.words == Band::From4 { p { (page.says("remark-somebody")) } }
                    p.unseen role="status" {}
                    p.room aria-hidden="true" data-left=(say.with("remark-room", &[("left", "{left}".to_owned())])) data-full=(say.text("remark-full")) {}
                }
            }
            div.tiles.quiet {
                div.answer {
                    a.tile.quiet href="#help" data-part="talk" {
                        @if look.words < Band::From12 { span.picture { (drawing("talk")) } }
                        (page.voice.speak("name", &say.text("talk-to-someone")))
                    }
                    (speaker(page, &say.text("talk-to-someone")))
                }
                (skip.show(page))
            }
        }
    }
}

/// The box. What a page can turn off is off: filling in, correcting, checking of spelling (some browsers send words
/// away for it, and keyboards learn them), suggestions. A sentence may begin with a capital by itself, since that
/// learns nothing. What no page can turn off: the keyboard's own microphone, its own dictionary, and a keyboard that
/// somebody installed. That is for whoever sets the tablet up (`docs/SAFEGUARDING.md`, `docs/ACCESSIBILITY.md`).
fn writing_box(q: &Question, written: &str, mend: bool) -> Markup {
    let (asked, before) = (format!("ask-{}", q.code), format!("before-{}", q.code));
    html! {
        textarea name=(q.code) rows="5" maxlength=(MOST) aria-labelledby=(asked) aria-describedby=(before) aria-invalid=[mend.then_some("true")] autocomplete="off" autocorrect="off" autocapitalize="sentences" spellcheck="false" writingsuggestions="false" {
            // The first line break in the box is not shown: one more keeps those that she wrote.
            "\n" (written)
        }
    }
}

/// Takes a sealed remark in. Nothing of it is written down elsewhere: not its id, its question or its length.
pub(in crate::web) async fn take(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String, String)>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, ChildError> {
    let (event, question, id) = path.into_inner();
    let live = find(&state, &event).await?;
    if let Err(refused) = crate::web::tablet::admitted(&state, &live, &request).await {
        return Ok(refused.error_response());
    }
    let (Ok(question), Some(id)) = (Code::parse(&question), RemarkId::parse(&id)) else { return Err(ChildError::Unknown) };
    let body = read(body)?;
    let receipt = match state.flow.take_remark(&live, &question, id, &body).await? {
        Receipt::TakenIn => "taken-in",
        Receipt::KeptAside => "kept-aside",
    };
    Ok(receipt_of(receipt, &body))
}
