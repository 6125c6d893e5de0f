//! The big screen: what is asked, how many have voted in steps of five, and at the close what came of it. To be read
//! from the back of a hall; nothing on it is for the officer but a way back at its foot.

use super::{Standing, words};
use crate::chart;
use crate::domain::disclosure::{Protected, SMALLEST};
use crate::domain::policy::Policy;
use crate::domain::questionnaire::{Choice, Question};
use crate::domain::report::{Finding, Report, Shown};
use crate::domain::words as say;
use crate::web::asset::{address, drawing};
use crate::web::event::at_least;
use crate::web::part::live::Parts;
use crate::web::summary::{headline, picture};
use maud::{DOCTYPE, Markup, html};

/// The page.
pub(super) fn show(standing: &Standing) -> Markup {
    let asked = standing.question().map(|q| q.report.as_str()).unwrap_or_default();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (asked) " – Sayso" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(address("staff.css"));
                link rel="stylesheet" href=(address("screen.css"));
                script type="module" src=(address("board.js")) {}
            }
            body.screen {
                main #main data-events={ (standing.address()) "/live" } {
                    section #screen { (content(standing)) }
                    section #voted role="status" hidden[!standing.is_open()] { (voted(standing)) }
                }
                footer {
                    @if standing.vote.stored.demonstration { p { b { "Demonstration." } " The answers are made up." } }
                    p #live-state role="status" data-live="Live" data-cut="Not live: trying again." { "As it was when this page was loaded." }
                    p { a href=(standing.address()) { "For the officer" } noscript { " · " a href="" { "Show it as it is now" } } }
                }
            }
        }
    }
}

/// The parts that change, by the ids of their places.
pub(super) fn parts(standing: &Standing) -> Parts {
    Parts::from([("screen", content(standing).into_string()), ("voted", voted(standing).into_string())])
}

pub(super) fn voted(standing: &Standing) -> Markup {
    if !standing.is_open() {
        return html! {};
    }
    html! {
        p.count { b { (say::capital(&at_least(standing.waiting))) } " have voted" }
        p { "Answer on your tablet. Nobody sees what you choose." }
    }
}

fn content(standing: &Standing) -> Markup {
    let Some(question) = standing.question() else { return html! {} };
    if standing.is_open() {
        return asked(standing, question);
    }
    let text = words(&standing.questionnaire, standing.tie.words, &question.wording).unwrap_or(&question.report);
    match standing.said.as_ref().and_then(|report| Some((report, report.finding(question.code.as_str())?))) {
        Some((report, finding)) => result(report, finding, text),
        None => html! {
            @if let Some(withdrawn) = standing.summary.withdrawn.first() {
                h1 { "This result was taken back" }
                p.asked { "“" (text) "”" }
                p.large { (withdrawn.reason) }
            } @else {
                h1 { "Thank you for voting. Let’s talk about it" }
                p.asked { "“" (text) "”" }
                p.large { "We show what a room said only when at least " (SMALLEST) " of us are here and vote. Then nobody can work out who said what." }
                p.large { "What you chose stays locked. It may be counted later, together with the votes of other children." }
            }
        },
    }
}

/// A hyphen inside a word stays on its line.
fn unbroken(text: &str) -> String {
    text.replace("grown-up", "grown\u{2011}up")
}

/// An answer in the words of the screen.
fn said<'a>(standing: &'a Standing, choice: &'a Choice) -> &'a str {
    words(&standing.questionnaire, standing.tie.words, &choice.wording).unwrap_or(&choice.report)
}

/// The question and its answers, with pictures.
fn asked(standing: &Standing, question: &Question) -> Markup {
    let band = standing.tie.words;
    let language = standing.questionnaire.first_language();
    let (apart, on): (Vec<&Choice>, Vec<&Choice>) = question.choices_for(band).partition(|c| c.apart);
    let answer = |choice: &Choice| {
        html! {
            li { @if let Some(name) = &choice.picture { (drawing(name)) } span { (said(standing, choice)) } }
        }
    };
    html! {
        p.kicker { "A question for everybody" }
        div lang=(language.as_str()) dir=(language.direction()) {
            h1 { (unbroken(words(&standing.questionnaire, band, &question.wording).unwrap_or(&question.report))) }
            @if let Some(hint) = words(&standing.questionnaire, band, &question.hint) { p.asked { (hint) } }
            ul.answers.alone[on.iter().all(|choice| choice.picture.is_none())] data-n=(on.len()) { @for choice in on { (answer(choice)) } }
            @if !apart.is_empty() { ul.answers.apart { @for choice in apart { li { span { (said(standing, choice)) } } } } }
        }
    }
}

/// The rows told in words: a scale as it was asked, else most first. A vote is always protected, so a word is all that
/// its row goes by: what has the same word stands as it was asked, and the order tells no more than the words.
fn told(finding: &Finding) -> Vec<&Shown> {
    if finding.kind.ordered() {
        return finding.all.rows.iter().collect();
    }
    finding.all.most_first().into_iter().filter_map(|i| finding.all.rows.get(i)).collect()
}

/// What the room said: in words first, then in broad bars where there are enough for them.
fn result(report: &Protected<Report>, finding: &Finding, text: &str) -> Markup {
    html! {
        div.found {
        p.kicker { "What this room said" }
        h1 { (headline(&finding.headline)) }
        p.asked { "“" (text) "”" }
        @match chart::wall(report, finding.code.as_str()) {
            Some(drawn) => figure { (picture(Some(drawn))) (picture(chart::narrow(report, finding.code.as_str()))) },
            None => dl.words { @for row in told(finding) { div { dt { (row.label) } dd { (row.figure.short()) } } } },
        }
        p.base {
            @if report.attended > report.took_part { (say::grouped(report.took_part)) " of " (say::children(report.attended)) } @else { (say::children(report.took_part)) }
            " took part. "
            @for policy in report.policies() { (Policy::told(policy)) " " }
        }
        }
    }
}
