//! The list of summaries, and one summary: after boards 01 to 04.

use super::card;
use crate::domain::disclosure::Protected;
use crate::domain::event::{Kind, State};
use crate::domain::policy::Policy;
use crate::domain::report::{Certainty, Form, Report};
use crate::domain::words;
use crate::flow::{Subject, Summary};
use crate::store::{Event, Withdrawn};
use crate::web::part::shell::{Page, Place};
use crate::web::session::Signed;
use maud::{Markup, PreEscaped, html};
use time::Duration;

/// What is said on the strip of a demonstration.
const DEMONSTRATION: &str = "All answers and words in it are made up.";
/// Of what a part of the made-up answers follows, where the questionnaire is that of 2011.
const FOLLOWS: &str = "Made-up answers. Published in 2011 were the first two questions, an event for 150 children, and 18% ‘always’ and 15% ‘never’ of 123 answers to the first \
(Messages for Munro, Children’s Rights Director, Ofsted; Young Persons’ Guide to the Munro Review). ‘Children’s rights day’ follows these two; all else is made up.";

fn strip(demonstration: bool, title: &str) -> Option<&'static str> {
    demonstration.then_some(if title == "Messages for Munro" { FOLLOWS } else { DEMONSTRATION })
}

fn trail() -> [(String, String); 1] {
    [("/summaries".to_owned(), "Summaries".to_owned())]
}

/// What a service and those below it released for a questionnaire, put together.
pub(super) struct Together {
    pub(super) subject: Subject,
    pub(super) service: String,
    pub(super) title: String,
    pub(super) events: usize,
    pub(super) took_part: u32,
}

pub(super) fn list(signed: &Signed, events: &[&Event], standing: &[(i32, i32, u32)], together: &[Together]) -> Markup {
    let took_part = |event: &Event| standing.iter().filter(|(of, ..)| *of == event.stored.id).map(|(.., n)| n).sum::<u32>();
    Page::new("Summaries", Place::Summaries, signed).show(html! {
        header.title { h1 { "Summaries" } p.lead { "What children said, in figures that are fixed." } }
        @if events.is_empty() { p { "Nothing has been given to you yet. Ask the rights officer for the services whose figures you need." } } @else {
            table.rows {
                thead { tr { th scope="col" { "Event and questionnaire" } th scope="col" { "Service" } th scope="col" { "Held" } th scope="col" { "Protection" } th.n scope="col" { "Took part" } td {} } }
                tbody {
                    @for event in events {
                        @let n = took_part(event);
                        tr {
                            th scope="row" { a href={ "/summaries/" (event.stored.code) } { (event.stored.name) } " " span.note { (event.title) } }
                            td { (event.service_name) }
                            td { (words::day(event.stored.closes_on)) }
                            td { (event.stored.policy.name()) }
                            td.n data-label="Took part:" {
                                @match (event.stored.state, n) {
                                    (State::Open, 0) => "open",
                                    (State::TooFew, _) => "fewer than 10",
                                    (State::Fixed, 0) => "withdrawn",
                                    (_, n) => (words::grouped(n)),
                                }
                            }
                            td { @if n > 0 { a href={ "/summaries/" (event.stored.code) "/all.csv" } download { "CSV" } } }
                        }
                    }
                }
            }
        }
        @if !together.is_empty() {
            h2 { "Put together" }
            p { "What a service and all below it released for one questionnaire, each release counted once." }
            table.rows {
                thead { tr { th scope="col" { "Service" } th scope="col" { "Questionnaire" } th.n scope="col" { "Events" } th.n scope="col" { "Took part" } td {} } }
                tbody {
                    @for one in together {
                        tr {
                            th scope="row" { a href={ "/summaries/" (one.subject.address()) } { (one.service) } }
                            td { (one.title) }
                            td.n data-label="Events:" { (one.events) }
                            td.n data-label="Took part:" { (words::grouped(one.took_part)) }
                            td { a href={ "/summaries/" (one.subject.address()) "/all.csv" } download { "CSV" } }
                        }
                    }
                }
            }
        }
    })
}

fn withdrawn_notice(withdrawn: &[Withdrawn]) -> Markup {
    html! {
        @for one in withdrawn {
            section.notice { h2 { "Withdrawn on " (words::day(one.on)) } p { "Figures that stood here were a mistake and are shown no more: " (one.reason) } }
        }
    }
}

pub(super) fn nothing_yet(signed: &Signed, event: &Event, withdrawn: &[Withdrawn], words: &Markup) -> Markup {
    let trail = trail();
    let page = Page {
        trail: &trail,
        demonstration: strip(event.stored.demonstration, &event.title),
        ..Page::new(&event.stored.name, Place::Summaries, signed)
    };
    page.show(html! {
        header.title { h1 { (event.title) } p.lead { (event.stored.name) ", " (event.service_name) } }
        (withdrawn_notice(withdrawn))
        @if withdrawn.is_empty() { section.notice {
            @if event.stored.state == State::Open {
                h2 { "Not closed yet" }
                p { "Nothing is shown while children are answering. " a href={ "/events/" (event.stored.code) } { "Go to the event" } "." }
            } @else {
                h2 { "Too few answered to show" }
                p { "Not zero, and not “no”: fewer than 10 took part or came, so the answers stay sealed. They will be counted in the quarterly figures of the lowest service that reaches 10, which name no event. Nothing is shown that might point at a child." }
            }
        } }
        (words)
    })
}

/// A summary in its frame; the first of its parts comes from [`body`]. The parts may be long, so they
/// are put into the rendered frame once, and not carried through rendering.
pub(super) fn show(signed: &Signed, subject: &Subject, summary: &Summary, report: &Protected<Report>, parts: &[&str]) -> String {
    const HERE: &str = "<!--figures-->";
    let trail = trail();
    let demonstration = strip(report.about.demonstration, &report.title);
    let title = match (subject, summary.events.first()) {
        (Subject::Event(_), Some(event)) => event.stored.name.clone(),
        _ => format!("{}: {}", report.about.service, report.title),
    };
    let page = Page { trail: &trail, demonstration, ..Page::new(&title, Place::Summaries, signed) };
    let frame = page.show(PreEscaped(HERE.to_owned())).into_string();
    let (before, after) = frame.split_once(HERE).unwrap_or((&frame, ""));
    [before, &parts.concat(), after].concat()
}

/// All of a summary but its frame: the same for all who may see it.
pub(super) fn body(subject: &Subject, summary: &Summary, report: &Protected<Report>) -> Markup {
    let base = format!("/summaries/{}", subject.address());
    html! {
        header.title {
            h1 { (report.title) }
            p.lead { (report.about.event) ", " (report.about.service) ", " (report.about.held) }
            @if let Some(planned) = closed_early(summary, report) {
                p.note { "Closed early, on " (words::day(report.fixed_on)) ". Children had been told that they can see what was said after " (words::day(planned)) "." }
            }
            p.get {
                span { "Download everything" } " "
                a href={ (base) "/all.xlsx" } download { "Excel" } " "
                a href={ (base) "/all.csv" } download { "CSV" } " "
                (card::own())
                button.print.link type="button" hidden { "Print" }
            }
        }
        (withdrawn_notice(&summary.withdrawn))
        (fixed(report))
        (bases(report))
        (in_short(report))
        (card::own())
        @for f in &report.findings {
            (card::finding(report, f, &base, &format!("q{}", f.number), &format!("Question {} of {} · {}", f.number, report.findings.len(), f.kind.told())))
            (card::own())
        }
        (card::own())
        (how_made(report, summary.left_out))
    }
}

/// The last day that was planned, of which children were told, if the event was closed before it.
fn closed_early(summary: &Summary, report: &Report) -> Option<time::Date> {
    match summary.events.as_slice() {
        [event] if event.stored.kind == Kind::Event && event.stored.state != State::Open => {
            Some(event.stored.closes_on).filter(|planned| *planned > report.fixed_on)
        }
        _ => None,
    }
}

/// What was done to the figures, for readers: one sentence a policy, and how far they may be off.
fn protection(report: &Report) -> Markup {
    let one_draw = report.releases.len() == 1 && report.policy == Policy::Protected;
    html! {
        @for policy in report.policies() { (policy.told().trim_end_matches('.')) @if one_draw { ": 7 in 10 are within 1 of the true count, 93 in 100 within 3" } ". " }
        @for reason in &report.about.reasons { "The administrator’s reason: “" (reason) "” " }
        "This says nothing about children we did not hear from."
    }
}

fn fixed(report: &Report) -> Markup {
    let certainty = report.findings.first().map_or(Certainty::Likely, |f| f.all.certainty);
    let explains = report.form != Form::Words && certainty != Certainty::Exact;
    html! {
        section.notice.split[explains] {
            h2 { "Fixed on " (words::day(report.fixed_on)) ". Nobody can edit these figures." }
            p { (protection(report)) }
            @if explains { aside {
                h3 { "How to read a chart" }
                svg.chart viewBox="0 0 214 34" role="img" aria-label="A bar with a black line over its end" {
                    rect x="0" y="6" width="130" height="22" fill="#12436D" {}
                    path d="M116 17H144M116 11V23M144 11V23" stroke="#fff" stroke-width="6" fill="none" {}
                    path d="M116 17H144M116 11V23M144 11V23" stroke="#0b0c0c" stroke-width="2" fill="none" {}
                    text x="154" y="22" font-size="16" font-weight="700" { "18%" }
                }
                p.note { "The bar ends at our figure. The black line " @if certainty == Certainty::Likely { "is its likely range: 9 times in 10, the true figure is inside." } @else { "is the range that the true figure is in." } }
            } }
        }
    }
}

fn bases(report: &Report) -> Markup {
    let exact = report.findings.iter().all(|f| f.all.certainty == Certainty::Exact);
    html! {
        dl.bases {
            div { dt { "children came (staff count)" } dd { (words::grouped(report.attended)) } }
            div { dt { "took part (gave answers)" } dd { (words::grouped(report.took_part)) } }
            @if let Some((fewest, most)) = report.answered {
                div { dt { @if exact { "this many" } @else { "about this many" } " answered each question; the others skipped it" } dd { @if fewest == most { (words::grouped(most)) } @else { (words::grouped(fewest)) " to " (words::grouped(most)) } } }
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

fn how_made(report: &Report, left_out: usize) -> Markup {
    let until = report.fixed_on.checked_add(Duration::days(i64::from(report.retention_days)));
    html! {
        section.made {
            h2 { "How these figures were made" }
            dl.facts {
                @for policy in report.policies() { div { dt { "Protection" } dd { (policy.name()) ": " (how(policy)) " The same figures are in every page, chart and file." } } }
                @for reason in &report.about.reasons { div { dt { "Why plain counts" } dd { (reason) } } }
                @match report.releases.as_slice() {
                    [one] => div { dt { "Release" } dd { "One, fixed on " (words::day(one.fixed_on)) "." } },
                    several => div { dt { "Releases" } dd { (several.len()) " put together, each counted once: " @for (i, one) in several.iter().enumerate() { @if i > 0 { "; " } (words::day(one.fixed_on)) " (" (words::grouped(one.took_part)) ", " (words::small(one.policy.name())) ")" } ". Where the releases’ groups differ, they are joined until they agree." } },
                }
                @if left_out > 0 { div { dt { "Left out" } dd { (left_out) @if left_out == 1 { " event" } @else { " events" } " of fewer than 20 children, told in words only: from a sum the counts could be worked out." } } }
                div { dt { "Files" } dd {
                    "Excel has all figures, of themes too, and all own words. CSV has all figures, of themes too; own words are a file of their own. “Ledger” is a count as it was fixed"
                    @if report.policies().contains(&Policy::Protected) { ", after it was changed at random: it may be below zero, which means very few" }
                    "."
                } }
                div { dt { "Questionnaire" } dd { (report.title) ", version " (report.about.version) "." } }
                div { dt { "Rounding" } dd { "Shares may not add to 100 because of rounding." @if report.form == Form::Words { " With fewer than 20 children, figures are told in words only." } } }
                @if let Some(day) = until { div { dt { "Answers kept until" } dd { (words::day(day)) ", then destroyed. These figures stay." } } }
            }
        }
    }
}

/// How a policy works, for readers.
pub(super) fn how(policy: Policy) -> &'static str {
    match policy {
        Policy::Protected => "every count was changed once, at random, before anyone saw it.",
        Policy::Rounded => {
            "every count was rounded to the nearest 5. Held back are counts below 10, whatever would give one of them away, and how many more than nearly all."
        }
        Policy::PlainCounts => "counts are as they are. Someone who knows the other answers could work out one child’s.",
    }
}

pub(super) fn about(signed: &Signed) -> Markup {
    Page::new("About the figures", Place::Figures, signed).show(html! {
        header.title { h1 { "About the figures" } p.lead { "What you can rely on, and what you cannot." } }
        div.prose {
            h2 { "Why counts are changed" }
            p { "Children were told that we will not try to find out who they are. In a small group, an exact count can tell who said what. So nobody sees exact counts, unless an administrator has written down why. Nobody can edit the figures afterwards, and the answers themselves are destroyed when their time is over." }
            h2 { "How small numbers are protected" }
            p { "Each summary says which of three ways was promised to the children." }
            ul {
                li { b { "Protected. " } "Every count may be changed a little, once, at random, before anyone sees it. 7 counts in 10 are within 1 of the true count, 93 in 100 within 3. The likely range beside each figure is right 9 times in 10." }
                li { b { "Rounded. " } "Counts are rounded to the nearest 5. Below 10 they are held back, and so is whatever would give one of them away, or show that nearly everyone agreed." }
                li { b { "Plain counts. " } "Counts as they are, with an administrator’s reason." }
            }
            h2 { "What is shown" }
            ul {
                li { "Fewer than 10 took part or came: nothing. They are counted in quarterly figures that name no event. Hidden never means zero." }
                li { "10 to 19: words only." }
                li { "20 to 59: about how many, with a likely range." }
                li { "60 and over: shares, with “give or take”." }
                li { "Groups are compared from 30 children in each, and only where the difference is beyond the ranges." }
            }
            h2 { "What they do not say" }
            p { "They say nothing about children we did not hear from. They are no league table: services differ in whom they look after." }
        }
    })
}
