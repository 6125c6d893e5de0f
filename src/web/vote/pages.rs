//! The officer's pages about votes: which question, what happens then, closing.

use super::{Standing, words};
use crate::domain::disclosure::SMALLEST;
use crate::domain::event::State;
use crate::domain::policy::Policy;
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::tablet::named;
use crate::domain::wording::Band;
use crate::flow::Votable;
use crate::store::Event;
use crate::web::asset::address;
use crate::web::event::{fewer, state_mark};
use crate::web::part::form::{Choices, Field, Problems, csrf};
use crate::web::part::shell::{Page, Place, made_up};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

/// An event with its votes and what can be asked.
pub(super) struct Room {
    pub(super) room: Event,
    pub(super) votes: Vec<Event>,
    pub(super) votable: Vec<Votable>,
    /// How many tablets are set up.
    pub(super) tablets: usize,
}

fn trail(room: &Event, votes: bool) -> Vec<(String, String)> {
    let at = format!("/events/{}", room.stored.code);
    let mut trail = vec![
        ("/events".to_owned(), "Events".to_owned()),
        (at.clone(), room.stored.name.clone()),
        (format!("{at}/board"), "The board".to_owned()),
    ];
    if votes {
        trail.push((format!("{at}/votes"), "Questions for everybody".to_owned()));
    }
    trail
}

/// Votes so far, and the questions that can be asked.
pub(super) fn list(signed: &Signed, of: &Room, problems: &Problems) -> Markup {
    let at = format!("/events/{}/votes", of.room.stored.code);
    let trail = trail(&of.room, false);
    let demonstration = made_up(of.room.stored.demonstration);
    let page = Page {
        trail: &trail,
        demonstration,
        problem: !problems.is_empty(),
        ..Page::new("A question for everybody", Place::Events, signed)
    };
    let open = of.votes.iter().find(|v| v.stored.state == State::Open);
    page.show(html! {
        link rel="stylesheet" href=(address("screen.css"));
        (problems.summary())
        header.title {
            h1 { "A question for everybody" }
            p.lead { "One question on the big screen. The tablets of this event go to it, everyone answers at once, and what the room said appears when you close it." }
        }
        div.work {
            div {
                @match open {
                    Some(vote) => section.notice #ask {
                        h2 { "A vote is open: “" (vote.title) "”" }
                        p.actions { a.button href={ (at) "/" (vote.stored.code) } { "Go to the vote" } }
                    },
                    None if of.room.stored.state != State::Open => section.notice #ask { h2 { "The event is closed" } p { "A vote is held while it is open." } },
                    None => (choose(&at, &of.votable, problems)),
                }
            }
            aside {
                section {
                    h2 { "Asked here so far" }
                    @if of.votes.is_empty() { p { "Nothing yet." } } @else {
                        ul.list { @for vote in &of.votes { li { a href={ (at) "/" (vote.stored.code) } { (vote.title) } " " (state_mark(vote.stored.state)) } } }
                    }
                }
                section {
                    h2 { "Tablets" }
                    @if of.tablets == 0 { p { "No tablet is set up. A vote comes to tablets that are. " a href={ "/events/" (of.room.stored.code) "/tablets" } { "Add a tablet" } "." } }
                    @else { p { (of.tablets) " set up. Each learns of the vote within a few seconds while it has a network. A child who is in the middle of her answers is not disturbed: she is told at the end." } }
                }
                section {
                    h2 { "Once only" }
                    p { "A question is asked of the same children once. Two figures about the same children would tell who changed. So this list leaves out what the event itself asks, and what was voted on here, whatever came of it." }
                    p { "What is asked in other words, or at another event with the same children, only you can know: leave it out too." }
                }
            }
        }
    })
}

fn choose(at: &str, votable: &[Votable], problems: &Problems) -> Markup {
    let can = |v: &Votable| v.against.iter().any(Option::is_none);
    html! {
        form method="get" action={ (at) "/new" } {
            fieldset.field #ask {
                legend { h2 { "Which question?" } }
                (problems.beside("ask"))
                @if votable.is_empty() { p { "No published questionnaire has a question that can be voted on here. " a href="/questionnaires/new" { "Publish one" } "." } }
                @else if !votable.iter().any(can) { p { "Nothing here can be voted on any more: see below why. " a href="/questionnaires/new" { "Publish another questionnaire" } "." } }
                @for (i, of) in votable.iter().enumerate() {
                    details.pick open[can(of) && !votable.iter().take(i).any(can)] {
                        summary { (of.published.title) ", version " (of.published.version.number) @if of.own { " " span.note { "(the questionnaire of this event)" } } }
                        @for (question, _) in of.questions().filter(|(_, against)| against.is_none()) {
                            label.choice {
                                input type="radio" name="ask" value={ (of.published.id) "." (question.code) };
                                span { (question.report) " " span.note { (question.kind.told()) } }
                            }
                        }
                        (not_here(of))
                    }
                }
            }
            @if votable.iter().any(can) { p.actions { button { "Look at it" } " " span.note { "Nothing is asked yet." } } }
        }
    }
}

/// What of a questionnaire cannot be asked here, and why.
fn not_here(of: &Votable) -> Markup {
    let refused: Vec<_> = of.questions().filter_map(|(question, against)| Some((question, against?))).collect();
    html! {
        @if !refused.is_empty() {
            details.why {
                summary { "Not for a vote here (" (refused.len()) ")" }
                dl { @for (question, why) in refused { dt { (question.report) } dd { (why) } } }
            }
        }
    }
}

/// How a wording is called.
fn band(band: Band) -> String {
    match band {
        Band::From4 => "With pictures, for 4 to 7".to_owned(),
        Band::From8 => "For 8 to 11".to_owned(),
        Band::From12 => "For 12 to 15".to_owned(),
        Band::From16 => "For 16 and over".to_owned(),
    }
}

/// The question that was chosen, and what is fixed when the vote starts.
pub(super) fn ask(
    signed: &Signed,
    room: &Event,
    (whole, question): (&Questionnaire, &Question),
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let at = format!("/events/{}/votes", room.stored.code);
    let trail = trail(room, true);
    let demonstration = made_up(room.stored.demonstration);
    let page =
        Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new("Ask this question?", Place::Events, signed) };
    let text = |b: Band| words(whole, b, &question.wording).unwrap_or(&question.report);
    let differ = whole.wordings.iter().any(|b| text(*b) != question.report);
    let options: Vec<(String, String)> = whole
        .wordings
        .iter()
        .map(|b| (b.as_str().to_owned(), if differ { format!("{}: “{}”", band(*b), text(*b)) } else { band(*b) }))
        .collect();
    let shared = [
        ("no".to_owned(), "No: each child has one. A tablet votes once.".to_owned()),
        ("yes".to_owned(), "Yes: after each vote a tablet offers the next child to vote.".to_owned()),
    ];
    let mut fields = fields.clone();
    if fields.get("words").is_empty() && problems.is_empty() {
        fields.0.push(("words".to_owned(), whole.offered(Band::From8).as_str().to_owned()));
    }
    page.show(html! {
        link rel="stylesheet" href=(address("screen.css"));
        (problems.summary())
        header.title { h1 { "Ask this question?" } p.lead { "“" (question.report) "”" } }
        div.work {
            form method="post" action={ (at) "/new" } {
                (csrf(signed))
                input #ask type="hidden" name="ask" value=(fields.get("ask"));
                (problems.beside("ask"))
                (Choices { name: "words", legend: "Words on the big screen", boxes: false, options: &options }.show(&fields, problems))
                (Choices { name: "shared", legend: "Do children share tablets?", boxes: false, options: &shared }.show(&fields, problems))
                p.actions { button { "Ask everybody now" } " " a href=(at) { "Choose another question" } }
            }
            aside {
                section {
                    h2 { "On the tablets" }
                    p { "They begin with the words of the screen. A child can choose others, another language and other colours." }
                }
                section {
                    h2 { "Answers" }
                    ul.list { @for choice in &question.choices { li { (choice.report) } } }
                }
                section {
                    h2 { "Protection" }
                    p { b { (Policy::Protected.name()) "." } " " (Policy::Protected.told()) " A vote is always protected, whatever the event promises. It is fixed when the vote starts." }
                    p { "Below " (SMALLEST) " who vote, or " (SMALLEST) " who are here, nothing is shown. While it is open the screen shows how many have voted, in steps of five, and never an answer." }
                }
                section { h2 { "Once only" } p { "It cannot be asked again of these children, whatever comes of it." } }
                section { h2 { "One child, one vote" } p { "A tablet votes once, or offers the next child. The server cannot know who votes: whoever is told the vote’s address can vote with it too. It stands on no page." } }
            }
        }
    })
}

/// One vote: open, with the way to close it, or closed.
pub(super) fn show(signed: &Signed, standing: &Standing, fields: &Fields, problems: &Problems) -> Markup {
    let (vote, room) = (&standing.vote, &standing.room);
    let trail = trail(room, true);
    let demonstration = made_up(vote.stored.demonstration);
    let page = Page { trail: &trail, demonstration, problem: !problems.is_empty(), ..Page::new(&vote.title, Place::Events, signed) };
    let code = &vote.stored.code;
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        (problems.summary())
        header.title { h1 { (vote.title) " " (state_mark(vote.stored.state)) } p.lead { "A vote at " (room.stored.name) ". " @if standing.tie.shared { "Children share tablets." } @else { "A tablet votes once." } } }
        div.work {
            div {
                section {
                    h2 { "The big screen" }
                    p { a.button href={ (standing.address()) "/screen" } { @if standing.is_open() { "Open the big screen" } @else if vote.stored.state == State::Fixed { "Show what the room said" } @else { "Show the big screen" } } }
                    @if standing.is_open() { p.note { "The question and its answers in large words. Show it on the projector: it turns to the result by itself when you close the vote, here or on another machine." } }
                }
                @match vote.stored.state {
                    State::Open => section data-events={ (standing.address()) "/live" } {
                        h2 { "Votes in" }
                        section #voted { (super::screen::voted(standing)) }
                        p.note { "In steps of five, so that nobody can watch one child’s vote arrive." }
                        p.note #live-state role="status" data-live="Live" data-cut="Not live: trying again." { "As it was when this page was loaded." }
                        script type="module" src=(address("board.js")) {}
                    },
                    State::Fixed => section {
                        h2 { "Result" }
                        p { "It is fixed, and stands with the figures of " (vote.service_name) ": " a href={ "/summaries/" (code) } { "see the summary" } "." }
                        p { a href={ "/events/" (code) } { "Withdraw it, if it was a mistake" } "." }
                    },
                    State::TooFew => section.notice {
                        h2 { "Too few to show" }
                        p { "Fewer than " (SMALLEST) " voted or were here. The votes stay sealed. They are counted in quarterly figures if " (SMALLEST) " or more are reached together with other votes on this question, at the lowest service where that is so; if not, nobody ever sees them." }
                        p { "Talk about it instead. " a href={ "/events/" (code) "/agreed" } { "Write down what the group agreed" } "." }
                    },
                }
            }
            aside {
                @if standing.is_open() { (close(signed, standing, fields, problems)) }
                @else { section { h2 { "Another question" } p { a href={ "/events/" (room.stored.code) "/votes" } { "Ask another question" } } } }
            }
        }
    })
}

fn close(signed: &Signed, standing: &Standing, fields: &Fields, problems: &Problems) -> Markup {
    let holding: Vec<&str> = standing.tablets.iter().filter(|t| t.holds == Some(true)).map(|t| t.name.as_str()).collect();
    html! {
        form.boxed #closing method="post" action=(standing.address()) {
            (csrf(signed))
            h2 { "Close the vote" }
            @if !holding.is_empty() {
                div { ul { li.warns { b { (named(&holding)) " still " (if holding.len() == 1 { "holds" } else { "hold" }) " answers." } " They may be votes. What comes later is not lost: it waits for quarterly figures." } } }
            }
            p { "The result is fixed then, for good, and stands on the big screen at once." }
            (Field::text("attended", "How many children are here?").kind("number").hint("As you counted them. If fewer than 10 are here, nothing is shown.").show(fields, problems))
            (fewer::tick(fields, problems))
            div.field #sure {
                (problems.beside("sure"))
                label.choice { input type="checkbox" name="sure" value="yes"; "Everybody who wants to vote has voted" }
            }
            p.actions { button.close { "Close the vote and show the result" } }
        }
    }
}
