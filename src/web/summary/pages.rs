//! The list of summaries, and one summary: after boards 01 to 04.

use super::card;
use crate::domain::disclosure::Protected;
use crate::domain::event::State;
use crate::domain::report::{Form, Report};
use crate::domain::words;
use crate::store::Event;
use crate::web::part::shell::{Page, Place};
use crate::web::session::Signed;
use maud::{Markup, PreEscaped, html};
use time::Duration;

/// What is said on the strip of a demonstration.
const DEMONSTRATION: &str = "Made-up answers. Published in 2011 were the first two questions, an event for 150 children, and 18% ‘always’ and 15% ‘never’ of 123 answers to the first \
(Messages for Munro, Children’s Rights Director, Ofsted; Young Persons’ Guide to the Munro Review). ‘Children’s rights day’ follows these two; all else is made up.";

fn trail() -> [(String, String); 1] {
    [("/summaries".to_owned(), "Summaries".to_owned())]
}

pub(super) fn list(signed: &Signed, events: &[Event], took_part: &[(i32, u32)]) -> Markup {
    Page::new("Summaries", Place::Summaries, signed).show(html! {
        header.title { h1 { "Summaries" } p.lead { "What children said, in figures that are fixed." } }
        @if events.is_empty() { p { "Nothing has been given to you yet. Ask the rights officer for the services whose figures you need." } } @else {
            table.rows {
                thead { tr { th scope="col" { "Event and questionnaire" } th scope="col" { "Service" } th scope="col" { "Held" } th.n scope="col" { "Took part" } td {} } }
                tbody {
                    @for event in events {
                        tr {
                            th scope="row" { a href={ "/summaries/" (event.stored.code) } { (event.stored.name) } " " span.note { (event.title) } }
                            td { (event.service_name) }
                            td { (words::day(event.stored.closes_on)) }
                            td.n data-label="Took part:" {
                                @match event.stored.state {
                                    State::Fixed => @if let Some((_, n)) = took_part.iter().find(|(id, _)| *id == event.stored.id) { (words::grouped(*n)) },
                                    State::TooFew => "fewer than 10",
                                    State::Open => "open",
                                }
                            }
                            td { @if event.stored.state == State::Fixed { a href={ "/summaries/" (event.stored.code) "/all.csv" } download { "CSV" } } }
                        }
                    }
                }
            }
        }
    })
}

pub(super) fn nothing_yet(signed: &Signed, event: &Event) -> Markup {
    let trail = trail();
    let page = Page {
        trail: &trail,
        demonstration: event.stored.demonstration.then_some(DEMONSTRATION),
        ..Page::new(&event.stored.name, Place::Summaries, signed)
    };
    page.show(html! {
        header.title { h1 { (event.title) } p.lead { (event.stored.name) ", " (event.service_name) } }
        section.notice {
            @if event.stored.state == State::Open {
                h2 { "Not closed yet" }
                p { "Nothing is shown while children are answering. " a href={ "/events/" (event.stored.code) } { "Go to the event" } "." }
            } @else {
                h2 { "Too few answered to show" }
                p { "Not zero, and not “no”: fewer than 10 took part or came, so the answers stay sealed. Nothing is shown that might point at a child." }
            }
        }
    })
}

/// A summary in its frame; the body comes from [`body`].
pub(super) fn show(signed: &Signed, event: &Event, report: &Protected<Report>, body: &str) -> Markup {
    let trail = trail();
    let demonstration = report.about.demonstration.then_some(DEMONSTRATION);
    let page = Page { trail: &trail, demonstration, ..Page::new(&event.stored.name, Place::Summaries, signed) };
    page.show(PreEscaped(body.to_owned()))
}

/// All of a summary but its frame: the same for all who may see it.
pub(super) fn body(event: &Event, report: &Protected<Report>) -> Markup {
    let base = format!("/summaries/{}", event.stored.code);
    html! {
        header.title {
            h1 { (report.title) }
            p.lead { (report.about.event) ", " (report.about.service) ", " (report.about.held) }
            p.get {
                span { "Download everything" } " "
                a href={ (base) "/all.xlsx" } download { "Excel" } " "
                a href={ (base) "/all.csv" } download { "CSV" } " "
                button.print.link type="button" hidden { "Print" }
            }
        }
        (fixed(report))
        (bases(report))
        (in_short(report))
        @for f in &report.findings { (card::finding(report, f, &base)) }
        (how_made(report))
    }
}

fn fixed(report: &Report) -> Markup {
    html! {
        section.notice.split {
            h2 { "Fixed on " (words::day(report.fixed_on)) ". Nobody can edit these figures." }
            p { "Counts may have been changed a little, at random, to protect who said what: 7 in 10 are within 1 of the true count, 93 in 100 within 3. This says nothing about children we did not hear from." }
            @if report.form != Form::Words { aside {
                h3 { "How to read a chart" }
                svg.chart viewBox="0 0 214 34" role="img" aria-label="A bar with a black line over its end" {
                    rect x="0" y="6" width="130" height="22" fill="#12436D" {}
                    path d="M116 17H144M116 11V23M144 11V23" stroke="#fff" stroke-width="6" fill="none" {}
                    path d="M116 17H144M116 11V23M144 11V23" stroke="#0b0c0c" stroke-width="2" fill="none" {}
                    text x="154" y="22" font-size="16" font-weight="700" { "18%" }
                }
                p.note { "The bar ends at our figure. The black line is its likely range: 9 times in 10, the true figure is inside." }
            } }
        }
    }
}

fn bases(report: &Report) -> Markup {
    html! {
        dl.bases {
            div { dt { "children came (staff count)" } dd { (words::grouped(report.attended)) } }
            div { dt { "took part (gave answers)" } dd { (words::grouped(report.took_part)) } }
            @if let Some((fewest, most)) = report.answered {
                div { dt { "about this many answered each question; the others skipped it" } dd { @if fewest == most { (words::grouped(most)) } @else { (words::grouped(fewest)) " to " (words::grouped(most)) } } }
            }
            @if !report.groups.is_empty() {
                div.words {
                    dt { "Who took part" }
                    dd { @for (by, heads) in &report.groups { (by) ": " @for (i, (group, n)) in heads.iter().enumerate() { @if i > 0 { ", " } (words::small(group)) " " (words::grouped(*n)) } ". " } }
                }
            }
        }
    }
}

fn in_short(report: &Report) -> Markup {
    html! {
        section.short aria-labelledby="short" {
            h2 #short { "In short" }
            ol role="list" {
                @for f in &report.findings { li { span { (f.short) ": " (card::headline(&f.headline)) } " " a href={ "#q" (f.number) } { "Question " (f.number) } } }
            }
        }
    }
}

fn how_made(report: &Report) -> Markup {
    let until = report.fixed_on.checked_add(Duration::days(i64::from(report.retention_days)));
    html! {
        section.made {
            h2 { "How these figures were made" }
            dl.facts {
                div { dt { "Protection" } dd { "Protected: every count was changed once, at random, before anyone saw it. The same changed counts are in every page, chart and file." } }
                div { dt { "Release" } dd { (report.number) ", fixed on " (words::day(report.fixed_on)) "." } }
                div { dt { "Questionnaire" } dd { (report.title) ", version " (report.about.version) "." } }
                div { dt { "Rounding" } dd { "Shares may not add to 100 because of rounding." @if report.form == Form::Words { " With fewer than 20 children, figures are told in words only." } } }
                @if let Some(day) = until { div { dt { "Answers kept until" } dd { (words::day(day)) ", then destroyed. These figures stay." } } }
            }
        }
    }
}

pub(super) fn about(signed: &Signed) -> Markup {
    Page::new("About the figures", Place::Figures, signed).show(html! {
        header.title { h1 { "About the figures" } p.lead { "What you can rely on, and what you cannot." } }
        h2 { "Why counts are changed" }
        p { "Children were told that nobody will find out who said what. In a small group, an exact count can tell exactly that. So every count is changed a little, once, at random, before anyone sees it. Nobody can edit the figures afterwards, and the answers themselves are destroyed when their time is over." }
        h2 { "How far a figure may be off" }
        p { "7 counts in 10 are within 1 of the true count, 93 in 100 within 3. The likely range beside each figure is right 9 times in 10." }
        h2 { "What is shown" }
        ul {
            li { "Fewer than 10 took part or came: nothing. Hidden never means zero." }
            li { "10 to 19: words only." }
            li { "20 to 59: about how many, with a likely range." }
            li { "60 and over: shares, with “give or take”." }
            li { "Groups are compared from 30 children in each, and only where the difference is beyond the ranges." }
        }
        h2 { "What they do not say" }
        p { "They say nothing about children we did not hear from. They are no league table: services differ in whom they look after." }
    })
}
