//! The page on which an officer writes down what a group agreed, and sees what is shown in own words.

use super::WHOLE;
use crate::domain::agreed::LONGEST;
use crate::domain::own_words::OwnWords;
use crate::domain::words;
use crate::store::Event;
use crate::web::part::form::{Field, Problems, csrf, select};
use crate::web::part::shell::{Page, Place};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

pub(super) fn show(signed: &Signed, event: &Event, own: &OwnWords, fields: &Fields, problems: &Problems) -> Markup {
    let here = format!("/events/{}", event.stored.code);
    let trail = [("/events".to_owned(), "Events".to_owned()), (here.clone(), event.stored.name.clone())];
    let demonstration = event.stored.demonstration.then_some("A made-up event. What stands here is made up.");
    let page =
        Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new("What the group agreed", Place::Events, signed) };
    let mut questions = vec![(WHOLE.to_owned(), "Everything that was asked".to_owned())];
    questions.extend(own.asked.iter().map(|(code, asked)| (code.to_string(), asked.clone())));
    page.show(html! {
        (problems.summary())
        @if fields.get("taken") == "back" { section.notice role="status" { h2 { "The quote is taken back" } p { "It is on no page and in no file any more, and its text is destroyed." } } }
        header.title {
            h1 { "What the group agreed" }
            p.lead { (event.stored.name) ", " (event.service_name) }
            a.button.second href={ "/summaries/" (event.stored.code) } { "See the summary" }
        }
        div.work {
            div {
                @if !own.agreed.is_empty() { section {
                    h2 { "On the summary now" }
                    ul.todo.beside {
                        @for (n, agreed) in (1..).zip(&own.agreed) {
                            li {
                                div {
                                    p { "“" span id={ "agreed-" (n) } { (agreed.text) } "”" }
                                    p.note { @match agreed.question.as_ref().and_then(|code| own.asked(code)) { Some(asked) => { "When asked “" (asked) "”. " } None => "About everything that was asked. " } "Confirmed on " (words::day(agreed.confirmed_on)) "." }
                                }
                                form method="post" action={ (here) "/agreed/remove" } {
                                    (csrf(signed))
                                    input type="hidden" name="id" value=(agreed.id);
                                    button.second aria-describedby={ "agreed-" (n) } { "Remove" }
                                }
                            }
                        }
                    }
                } }
                form.agree method="post" action={ (here) "/agreed" } {
                    (csrf(signed))
                    (select("question", "What is it about?", &questions, fields, problems))
                    (Field::text("text", "What did the group agree?").kind("area").hint(&format!("In their words, up to {LONGEST} letters. No names, and nothing that only one of them could have said.")).show(fields, problems))
                    div.field #read-back {
                        (problems.beside("read-back"))
                        label.choice { input type="checkbox" name="read-back" value="yes" checked[fields.get("read-back") == "yes"]; "I read it back in the room, and the group confirmed it." }
                    }
                    p.actions { button { "Show it on the summary" } " " a href=(here) { "Back to the event" } }
                }
            }
            aside {
                section {
                    h2 { "When to use it" }
                    p { "After a discussion, or where fewer than 10 took part and no figures can be shown. It stands on the summary as what it is, a group’s words: it is never counted, and never joined to an answer." }
                }
                @if !own.quotes.is_empty() { section {
                    h2 { "Published quotes" }
                    p { "Take a quote back if a child points at it, or if somebody might be recognised. It goes from every page and file at once, and its text is destroyed." }
                    ul.todo {
                        @for (n, quote) in (1..).zip(&own.quotes) {
                            li {
                                p { "“" span id={ "quote-" (n) } { (quote.text()) } "”" }
                                details {
                                    summary aria-describedby={ "quote-" (n) } { "Take it back" }
                                    form method="post" action={ (here) "/agreed/withdraw-quote" } {
                                        (csrf(signed))
                                        input type="hidden" name="id" value=(quote.id());
                                        p { "This cannot be undone." }
                                        button.second { "Take it back for good" }
                                    }
                                }
                            }
                        }
                    }
                } }
            }
        }
    })
}
