//! Own words on a summary: quotes under their question, the counts of their themes, and what the group agreed.

use super::{card, pages, remembered};
use crate::domain::agreed::Agreed;
use crate::domain::code::Code;
use crate::domain::disclosure::Protected;
use crate::domain::own_words::OwnWords;
use crate::domain::quote::Published;
use crate::domain::report::Report;
use crate::domain::words;
use crate::flow::{Subject, Summary, Themes};
use crate::store::Event;
use crate::web::State;
use crate::web::error::StaffError;
use crate::web::session::Signed;
use maud::{Markup, html};

/// The own words of an event, and what was counted of them; none of what is put together.
pub(super) async fn words_and_themes(state: &State, subject: &Subject, summary: &Summary) -> Result<(OwnWords, Vec<Themes>), StaffError> {
    match (subject, summary.events.first()) {
        (Subject::Event(_), Some(event)) => Ok(state.flow.own_words(event).await?),
        _ => Ok((OwnWords::default(), Vec::new())),
    }
}

/// The figures of themes.
pub(super) fn reports(themes: &[Themes]) -> Vec<&Protected<Report>> {
    themes.iter().map(|(_, report)| report.as_ref()).collect()
}

/// What is put into each place that a summary's body has for own words, in order: among the downloads, before the first
/// card, then into each card and after it, then before how the figures were made.
pub(super) async fn places(
    state: &State,
    subject: &Subject,
    summary: &Summary,
    report: &Protected<Report>,
) -> Result<Vec<String>, StaffError> {
    let mut places = vec![String::new(); 2 * report.findings.len() + 3];
    let (Subject::Event(_), Some(event)) = (subject, summary.events.first()) else { return Ok(places) };
    let (words, themes) = state.flow.own_words(event).await?;
    if let Some(first) = places.first_mut() {
        first.push_str(&link(&words, event).into_string());
    }
    let mut after = 1;
    for (code, asked) in &words.asked {
        let finding = report.findings.iter().position(|f| f.code == *code);
        let (at, html) = match finding {
            Some(index) => {
                after = 2 * (index + 1) + 1;
                (after - 1, below(&words, code).into_string())
            }
            None => (after, of_text(state, &words, &themes, code, asked)),
        };
        if let Some(place) = places.get_mut(at) {
            place.push_str(&html);
        }
    }
    if let Some(last) = places.last_mut() {
        last.push_str(&at_the_end(&words, event).into_string());
    }
    Ok(places)
}

/// A body with its places filled, and what stands below it.
pub(super) fn put<'a>(body: &'a str, places: &'a [String], below: &'a str) -> Vec<&'a str> {
    let filled = places.iter().map(String::as_str).chain(std::iter::repeat(""));
    body.split(card::OWN).zip(filled).flat_map(|(part, own)| [part, own]).chain([below]).collect()
}

/// The card of a question that children answered in their own words.
fn of_text(state: &State, words: &OwnWords, themes: &[Themes], code: &Code, asked: &str) -> String {
    let below = below(words, code).into_string();
    let id = format!("own-{code}");
    let counted = themes.iter().find_map(|(event, report)| Some((event, report, report.finding(code.as_str())?)));
    if let Some((event, report, finding)) = counted {
        let base = format!("/summaries/{}", event.stored.code);
        let key = format!("{base} {code} in its event, fixed on {}", report.fixed_on);
        let body =
            remembered(state, key, || card::finding(report, finding, &base, &id, &words::capital(&finding.kind.told())).into_string());
        let made = how_counted(report).into_string();
        return put(&body.html, &[made + &below], "").concat();
    }
    // That it was asked is told whatever came of it: nobody is to think that children were not asked.
    let nothing = below.is_empty();
    let heading = format!("{id}-h");
    let card = html! {
        article.finding id=(id) aria-labelledby=(heading) {
            p.kind { span { "Own words · not counted" } }
            h2 #(heading) { "What children said in their own words" }
            p.asked { span { "We asked:" } " “" (asked) "”" }
            @if nothing { p { "Nothing of it is shown, or not yet. What children write is read by two people from elsewhere. Quotes are shown once they have approved five or more, of an event at which twenty or more took part." } }
            (card::own())
        }
    };
    put(&card.into_string(), &[below], "").concat()
}

/// How themes were counted: base, policy and day.
fn how_counted(report: &Protected<Report>) -> Markup {
    html! {
        p.note.counted {
            "The themes were fixed before anybody wrote. A reader marked which of them are in each text; who wrote nothing is counted as having skipped it. "
            (words::children(report.took_part)) " took part. "
            @for policy in report.policies() { (policy.name()) ": " (pages::how(policy)) " " }
            "Fixed on " (words::day(report.fixed_on)) "."
        }
    }
}

/// What stands below a question: quotes, and what the group agreed.
fn below(words: &OwnWords, code: &Code) -> Markup {
    let quotes: Vec<&Published> = words.quotes_of(code).collect();
    html! {
        (voices(words, &quotes))
        @for agreed in words.agreed_on(Some(code)) { (agreed_text(words, agreed, html! { "What the group agreed" })) }
    }
}

fn voices(words: &OwnWords, quotes: &[&Published]) -> Markup {
    html! {
        @if let Some(first) = quotes.first() {
            div.voices {
                h3 { "In their own words" }
                @for quote in quotes { blockquote { p { "“" (quote.text()) "”" } } }
                p.note { (first.credit()) ". Each checked by two people. What stands in [brackets] was put in, and […] left out, so that nobody is recognised. Chosen to illustrate, not counted." @if words.demonstration { " Made up for this demonstration." } }
            }
        }
    }
}

fn agreed_text(words: &OwnWords, agreed: &Agreed, heading: Markup) -> Markup {
    html! {
        div.agreed {
            h3 { (heading) }
            p { "“" (agreed.text) "”" }
            p.note {
                "Typed by a children’s rights officer; read back in the room and confirmed, " (words::day(agreed.confirmed_on)) ". A group’s words, not a count."
                @if words.demonstration { " Made up for this demonstration." }
            }
        }
    }
}

/// What was agreed about the whole, and the file of all own words.
fn at_the_end(words: &OwnWords, event: &Event) -> Markup {
    html! {
        @if words.agreed_on(None).next().is_some() {
            section.finding aria-labelledby="agreed" {
                h2 #agreed { "What the group agreed" }
                @for agreed in words.agreed_on(None) { (agreed_text(words, agreed, html! { "About everything that was asked" })) }
            }
        }
        (file(words, event))
    }
}

/// Own words are a file of their own: in a table of figures a row of them could be taken for one.
fn link(words: &OwnWords, event: &Event) -> Markup {
    html! { @if !words.is_empty() { a href={ "/summaries/" (event.stored.code) "/words/all.csv" } download { "Own words (CSV)" } " " } }
}

fn file(words: &OwnWords, event: &Event) -> Markup {
    html! {
        @if !words.is_empty() { p.get { span { "Download all own words" } " " a href={ "/summaries/" (event.stored.code) "/words/all.csv" } download { "CSV" } } }
    }
}

/// What the group agreed, where there are no figures; and for who may, the way to type it.
pub(super) async fn alone(state: &State, signed: &Signed, event: &Event) -> Result<Markup, StaffError> {
    let (words, _) = state.flow.own_words(event).await?;
    Ok(html! {
        @if !words.agreed.is_empty() {
            section.finding aria-labelledby="agreed" {
                h2 #agreed { "What the group agreed" }
                @for agreed in words.agreed_on(None) { (agreed_text(&words, agreed, html! { "About everything that was asked" })) }
                @for (code, asked) in &words.asked {
                    @for agreed in words.agreed_on(Some(code)) { (agreed_text(&words, agreed, html! { "When asked “" (asked) "”" })) }
                }
            }
        }
        (file(&words, event))
        @if signed.staff.may_run().is_some() && event.stored.kind.is_answered() {
            p.note.print-not { a href={ "/events/" (event.stored.code) "/agreed" } { "Write down what the group agreed" } }
        }
    })
}
