//! Pages about quotes: after board 07b.

use super::Room;
use super::change::changed;
use super::pages::{beginning, demonstration, style, trail, ways};
use super::quotes::worth_a_look;
use super::text::Marked;
use crate::domain::quote::{Credit, FEWEST, FEWEST_CHILDREN, Quote, QuoteText, State as Quoted};
use crate::domain::reading::Remark;
use crate::domain::words;
use crate::flow::WaitingQuote;
use crate::web::part::form::{Choices, Field, Problems, csrf};
use crate::web::part::shell::{Page, Place};
use crate::web::session::Fields;
use maud::{Markup, html};

/// Why nothing is published at an open event.
pub(super) const STILL_OPEN: &str = "The event is not closed yet: quotes are published after it, when nobody writes any more";

fn page<'a>(room: &'a Room, title: &'a str, trail: &'a [(String, String)], problems: &Problems) -> Page<'a> {
    let problem = !problems.is_empty();
    Page { trail, demonstration: demonstration(room), problem, ..Page::new(title, Place::Reading, &room.signed) }
}

fn question<'a>(room: &'a Room, quote: &Quote) -> &'a str {
    room.live.questionnaire.question(quote.question.as_str()).map_or("", |q| q.report.as_str())
}

fn text(quote: &Quote) -> &str {
    quote.text.as_ref().map_or("", QuoteText::as_str)
}

/// To whom the event's quotes are credited.
fn credit(room: &Room) -> Credit {
    let event = &room.live.event;
    let stored = &event.stored;
    Credit::new(&event.service_name, stored.closed_on.map_or(stored.closes_on, |on| on.min(stored.closes_on)))
}

pub(super) fn list(room: &Room, quotes: &[WaitingQuote], offered: &[Remark], problems: &Problems) -> Markup {
    let of = |state| quotes.iter().map(|q| &q.quote).filter(move |q| q.state == state);
    let approved = of(Quoted::Approved).count();
    let me = room.may.staff();
    let trail = trail(room);
    let row = |quote: &Quote, note: Markup, to: String, does: &str| {
        html! { li { span { bdi { "“" (beginning(text(quote))) "”" } " " span.note { (note) } } a href=(to) { (does) } } }
    };
    let at = |quote: &Quote| format!("{}/quotes/{}", room.at(), quote.id);
    let again = |quote: &Quote| quote.remark.map_or_else(|| at(quote), |id| format!("{}/remark/{id}/quote", room.at()));
    page(room, "Quotes", &trail, problems).show(html! {
        (style())
        (problems.summary())
        header.title {
            h1 { "Quotes" }
            p.lead { "One person takes out what could tell who wrote it. A second approves, with the original beside it." }
            (ways(room))
        }
        h2 { "Waiting for a second person" }
        ul.todo {
            @for quote in of(Quoted::Proposed) {
                @if quote.proposed.0 == me { (row(quote, html! { "You wrote it on " (words::day(quote.proposed.1)) "; somebody else must approve it." }, at(quote), "Show")) }
                @else { (row(quote, html! { (room.name(Some(quote.proposed.0))) ", " (words::day(quote.proposed.1)) }, at(quote), "May we show this?")) }
            }
            @if of(Quoted::Proposed).next().is_none() { li { "None." } }
        }
        h2 { "To be redacted" }
        ul.todo {
            @for quote in of(Quoted::SentBack) { (row(quote, html! { "Sent back. " @if let Some(why) = &quote.note { bdi { (why) } } }, again(quote), "Change it")) }
            @for remark in offered {
                li { span { bdi { "“" (remark.words.as_deref().map(beginning).unwrap_or_default()) "”" } " " span.note { "Offered by " (room.name(remark.reading.by)) } } a href={ (room.at()) "/remark/" (remark.id) "/quote" } { "Redact" } }
            }
            @if offered.is_empty() && of(Quoted::SentBack).next().is_none() { li { "None." } }
        }
        h2 #publish { "Approved, not shown yet" }
        ul.todo {
            @for quote in of(Quoted::Approved) { (row(quote, html! { "Approved by " (room.name(quote.approved.map(|(by, _)| by))) }, at(quote), "Show")) }
            @if approved == 0 { li { "None." } }
        }
        (problems.beside("publish"))
        p { "Shown together and in no order: " (FEWEST) " or more at once, of a closed event at which " (FEWEST_CHILDREN) " or more took part." }
        @if room.live.is_open() { p { b { "Not yet." } " " (STILL_OPEN) "." } }
        @else if approved < FEWEST { p { b { "Not yet." } " " (approved) " of " (FEWEST) " are approved." } }
        @else {
            form.boxed method="post" action={ (room.at()) "/quotes" } {
                (csrf(&room.signed))
                p { "They stand on the summary from then on, for everybody who may see it:" }
                @for quote in of(Quoted::Approved) { blockquote dir="auto" { "“" (text(quote)) "”" } }
                (tick("sure", "I have read them beside each other: no two together show who wrote them", problems))
                p.actions { button { "Publish these " (approved) } }
            }
        }
        h2 { "Published" }
        ul.todo {
            @for quote in of(Quoted::Published) { (row(quote, html! { (credit(room)) @if let Some(on) = quote.published_on { ". Published on " (words::day(on)) } }, at(quote), "Show, or withdraw")) }
            @if of(Quoted::Published).next().is_none() { li { "None." } }
        }
        @match of(Quoted::Withdrawn).count() {
            0 => {}
            n => p.note { (n) " withdrawn; their texts are gone." },
        }
    })
}

/// A box to be ticked before something is done.
fn tick(name: &str, label: &str, problems: &Problems) -> Markup {
    html! {
        div.field id=(name) {
            (problems.beside(name))
            label.choice { input type="checkbox" name=(name) value="yes"; (label) }
        }
    }
}

/// Withdrawing, one press further away than looking.
fn withdraw(room: &Room, at: &str, problems: &Problems) -> Markup {
    html! {
        details {
            summary { "Withdraw it" }
            form method="post" action=(at) {
                (csrf(&room.signed))
                p { "It is shown nowhere any more, at once, and its text is destroyed. This cannot be undone." }
                (Field::text("reason", "Why?").show(&Fields::default(), problems))
                p.actions { button.second name="do" value="withdraw" { "Withdraw it for good" } }
            }
        }
    }
}

/// What the child wrote beside what would be shown.
fn beside(room: &Room, original: Option<&str>, shown: Markup) -> Markup {
    html! {
        div.beside {
            section {
                h2 { "What the child wrote" }
                p.note { "Seen by nobody but the two who read at this event. Destroyed 30 days after the decision." }
                @match original {
                    Some(words) => { @let marked = Marked::details(words, &room.names); (marked.show()) (marked.legend()) }
                    None => p { "What the child wrote is not there any more." },
                }
            }
            section { (shown) }
        }
    }
}

/// A quote as it will stand on the summary.
fn as_shown(room: &Room, question: &str, text: &str) -> Markup {
    html! {
        section.wash.as-shown {
            h2 { "As it will stand on the summary, under “" (question) "”" }
            blockquote dir="auto" { "“" (text) "”" }
            p { (credit(room)) ". Never with an age or a kind of home. Published in a shuffled group: " (FEWEST) " or more, from an event where " (FEWEST_CHILDREN) " or more took part." }
        }
    }
}

pub(super) fn redact(room: &Room, remark: &Remark, words: &str, before: Option<&Quote>, fields: &Fields, problems: &Problems) -> Markup {
    let trail = trail(room);
    let typed = fields.get("text");
    let asked = room.live.questionnaire.question(remark.question.as_str()).map_or("", |q| q.report.as_str());
    let left = Marked::details(typed, &room.names);
    page(room, "Redact it", &trail, problems).show(html! {
        (style())
        (problems.summary())
        header.title { h1 { "Redact it" } p.lead { "Take out, or put in other words, what could tell who wrote it. Somebody who knows the child well will read this." } }
        @if let Some(why) = before.filter(|q| q.state == Quoted::SentBack).and_then(|q| q.note.as_ref()) { section.notice { h2 { "Sent back" } p { bdi { (why) } } } }
        (beside(room, Some(words), html! {
            h2 { "What would be shown" }
            form method="post" action={ (room.at()) "/remark/" (remark.id) "/quote" } {
                (csrf(&room.signed))
                div.field {
                    label for="text" { "The quote" }
                    p.hint #text-hint { "Write […] for what you take out, and [somewhere to eat] for words that are not the child’s own." }
                    (problems.beside("text"))
                    textarea #text name="text" rows="8" dir="auto" spellcheck="false" autocomplete="off" aria-describedby="text-hint" { (typed) }
                }
                @if !problems.beside("sure").0.is_empty() { (tick("sure", "I have looked once more. Hand it on as it is", problems)) }
                p.actions {
                    button { "Give it to the second person" }
                    button.second name="do" value="look" { "Mark it again" }
                    button.second name="do" value="take-out" { "Begin with all marks taken out" }
                    a href={ (room.at()) "/quotes" } { "Back" }
                }
            }
            @if typed != words && !typed.is_empty() {
                h3 { "Looked through once more" }
                (left.show())
                (left.legend())
            }
        }))
        (as_shown(room, asked, typed))
    })
}

pub(super) fn look(room: &Room, of: &WaitingQuote, (number, waiting): (usize, usize), fields: &Fields, problems: &Problems) -> Markup {
    let quote = &of.quote;
    let trail = [trail(room), vec![(format!("{}/quotes", room.at()), "Quotes".to_owned())]].concat();
    let own = quote.proposed.0 == room.may.staff();
    let asks = quote.state == Quoted::Proposed && !own;
    let title = match quote.state {
        Quoted::Proposed if !own => "May we show this?",
        Quoted::Proposed => "Waits for a second person",
        Quoted::SentBack => "Sent back",
        Quoted::Approved => "Approved",
        Quoted::Published => "Published",
        Quoted::Withdrawn => "Withdrawn",
    };
    let at = format!("{}/quotes/{}", room.at(), quote.id);
    let original = matches!(quote.state, Quoted::Proposed | Quoted::SentBack | Quoted::Approved);
    let choices = [("perhaps".to_owned(), "Yes, or I am not sure".to_owned()), ("no".to_owned(), "No".to_owned())];
    page(room, title, &trail, problems).show(html! {
        (style())
        (problems.summary())
        header.title {
            @if asks && number > 0 { p.lead { "Quote " (number) " of " (waiting) " waiting for a second person" } }
            h1 { (title) }
            p.lead {
                (room.name(Some(quote.proposed.0))) " put it into this form on " (words::day(quote.proposed.1)) ". "
                @if asks { "You did not redact it, so you may approve it." }
                @else if quote.state == Quoted::Proposed { "You wrote it, so somebody else must approve it." }
                @else if let Some((by, on)) = quote.approved { (room.name(Some(by))) " approved it on " (words::day(on)) "." }
            }
        }
        @if original {
            (beside(room, of.original.as_deref(), html! {
                h2 { "What would be shown" }
                p.note { "Struck through: taken out. Underlined: put in." }
                (changed(of.original.as_deref(), text(quote)))
                @let left = Marked::details(text(quote), &room.names);
                (left.legend())
                @if let Some(why) = of.original.as_deref().and_then(|original| worth_a_look(room, original, text(quote))).filter(|_| asks) {
                    p.state-note { b { "Look twice. " } (why) "." }
                }
            }))
        }
        @if quote.text.is_some() { (as_shown(room, question(room, quote), text(quote))) }
        @if asks && of.original.is_some() {
            form.boxed.judge method="post" action=(at) {
                (csrf(&room.signed))
                input type="hidden" name="seen" value=(text(quote));
                (Choices { name: "recognisable", legend: "Could a carer or a teacher recognise this child?", boxes: false, options: &choices }.show(fields, problems))
                p.hint { "Think of someone who knows the child well, not of a stranger." }
                (Field::text("why", "If you send it back: what should be changed?").show(fields, problems))
                p.actions { button name="do" value="approve" { "Approve the quote" } button.second name="do" value="send-back" { "Send back" } }
            }
        } @else if asks || quote.state == Quoted::Approved {
            form.boxed.judge method="post" action=(at) {
                (csrf(&room.signed))
                (Field::text("why", "What should be changed?").show(fields, problems))
                p.actions { button.second name="do" value="send-back" { "Send back" } }
            }
        }
        @if quote.state == Quoted::Withdrawn { p { "Its text is gone." } } @else { (withdraw(room, &at, problems)) }
        p.note { "Dotted lines show what Sayso thought might identify a child: a help, not a verdict." }
    })
}
