//! One finding: headline, chart, table, sentence to quote, downloads.

use crate::chart;
use crate::domain::disclosure::Protected;
use crate::domain::questionnaire::{Draw, Kind};
use crate::domain::report::{Certainty, Figure, Finding, Form, Panel, Part, Report, Shown};
use crate::domain::words;
use maud::{Markup, PreEscaped, html};

/// Ranges in brackets do not break.
fn unbroken(text: &str) -> String {
    text.replace("give or take ", "give\u{a0}or\u{a0}take\u{a0}").replace(" to ", "\u{a0}to\u{a0}")
}

pub(in crate::web) fn headline(parts: &[Part]) -> Markup {
    html! {
        @for part in parts {
            @match part {
                Part::Strong(text) => (text),
                // A range stands off its figure; a full stop does not.
                Part::Plain(text) => { @if text.starts_with(' ') { " " } span { (unbroken(text.trim())) } " " }
            }
        }
    }
}

/// A chart made by [`chart`] from protected figures.
pub(in crate::web) fn drawing(picture: Option<chart::Picture>) -> Markup {
    html! { @if let Some(picture) = picture { (PreEscaped(picture.svg)) } }
}

/// Where own words are put into a card, and between cards: [`super::own`] fills these places.
pub(super) const OWN: &str = "<!--own-->";

/// Such a place.
pub(super) fn own() -> Markup {
    PreEscaped(OWN.to_owned())
}

/// A finding of a report as a card. `id` begins its ids; `named` says what it is of.
pub(super) fn finding(report: &Protected<Report>, f: &Finding, base: &str, id: &str, named: &str) -> Markup {
    let heading = format!("{id}-h");
    let code = f.code.as_str();
    let files = format!("{base}/{code}");
    html! {
        article.finding id=(id) aria-labelledby=(heading) {
            p.kind {
                span { (named) }
                " "
                span { (f.tags.join(" · ")) }
            }
            h2 #(heading) { (headline(&f.headline)) }
            @for line in &f.second { p.second-sentence { (unbroken(line)) } }
            p.asked { span { "We asked:" } " “" (f.asked) "”" @if let Some(of) = &f.asked_of { " " (of) "." } }
            div.evidence {
                @if f.all.form == Form::Words { (why_no_chart(f)) }
                @else {
                    figure {
                        (drawing(chart::wide(report, code)))
                        (drawing(chart::narrow(report, code)))
                    }
                }
                div.table { (table(report, f)) }
                (quote(f, id))
                p.get {
                    span { "Download this finding" } " "
                    @if f.all.form != Form::Words {
                        a href={ (files) ".png" } download { "PNG for a slide" } " "
                        a href={ (files) ".svg" } download { "SVG" } " "
                    }
                    a href={ (files) ".csv" } download { @if f.all.form == Form::Words { "CSV (words)" } @else { "CSV" } }
                }
            }
            (key(f))
            @if !f.groups.is_empty() { (groups(report, f, id)) }
            @if let Some(why) = &f.withheld { p.note { (why) } }
            (own())
        }
    }
}

fn why_no_chart(f: &Finding) -> Markup {
    let few = if f.all.of < f.all.took_part { "texts" } else { "children" };
    html! {
        p.wash { b { "Why there is no chart." } " With fewer than 20 " (few) ", a number would say more than we know, and might point at a child. We use five words: few, some, about half, most, nearly all. Never “all”, never “none”." }
    }
}

/// The rows in the order of the chart.
fn order(f: &Finding, panel: &Panel) -> Vec<usize> {
    if f.kind.ordered() { (0..panel.rows.len()).collect() } else { panel.most_first() }
}

fn table(report: &Protected<Report>, f: &Finding) -> Markup {
    let panel = &f.all;
    let rows: Vec<&Shown> = order(f, panel).into_iter().filter_map(|i| panel.rows.get(i)).collect();
    if panel.form == Form::Words {
        return html! {
            table {
                caption { "In words, for " (panel.whom()) }
                thead { tr { th scope="col" { (head_of_answers(f)) } th scope="col" { @if f.kind == Kind::Themes { "Mentioned by" } @else { "Said by" } } } }
                tbody { @for row in rows { tr { th scope="row" { (row.label) } td { (row.figure.short()) } } } }
            }
            @if f.kind == Kind::Themes { (below_table(f, panel)) }
        };
    }
    let exact = panel.certainty == Certainty::Exact;
    let (caption, head) = match panel.form {
        Form::Counts if exact => (format!("How many of {}", panel.whom()), "Children"),
        Form::Counts => (format!("About how many of {}", panel.whom()), "About"),
        _ => {
            let of = match f.kind {
                Kind::Themes => panel.whose(),
                _ if panel.of_all => "took part",
                _ => "answered",
            };
            let ticks = match f.kind {
                Kind::Themes => "; a text may have several themes",
                kind if kind.ticks() => "; several ticks each",
                _ => "",
            };
            (format!("Share of those who {of}{ticks}"), "Share")
        }
    };
    // Words of different lengths are hard to compare: beside a cloud the table has bars.
    let bars = f.draw == Draw::Cloud;
    html! {
        table.figures {
            caption { (caption) }
            thead { tr { th scope="col" { (head_of_answers(f)) } @if bars { td.bar {} } th scope="col" { (head) } @if let Some(column) = panel.certainty.column() { th scope="col" { (column) } } } }
            tbody { @for row in rows { tr { th scope="row" { (row.label) } @if bars { td.bar { span aria-hidden="true" { (drawing(chart::bar(report, f.code.as_str(), &row.code))) } } } (figure_cells(&row.figure, panel.certainty)) } } }
        }
        (below_table(f, panel))
    }
}

/// The key to a cloud: its words are short forms of what children read.
fn key(f: &Finding) -> Markup {
    let rows: Vec<&Shown> = order(f, &f.all).into_iter().filter_map(|i| f.all.rows.get(i)).filter(|row| !row.as_read.is_empty()).collect();
    html! {
        @if !rows.is_empty() {
            div.key {
                table {
                    caption { "What children read: the words above are short forms" }
                    thead { tr { th scope="col" { "Word" } th scope="col" { "What children read" } } }
                    tbody { @for row in rows { tr { th scope="row" { (row.label) } td { (row.as_read.join(", ")) } } } }
                }
            }
        }
    }
}

fn head_of_answers(f: &Finding) -> &'static str {
    if f.kind == Kind::Themes { "Theme" } else { "Answer" }
}

/// Bases, and what "held back" means.
fn below_table(f: &Finding, panel: &Panel) -> Markup {
    let exact = panel.certainty == Certainty::Exact;
    let held_back = panel.rows.iter().any(|row| row.figure == Figure::HeldBack);
    html! {
        p.note {
            (words::children(panel.took_part)) " took part."
            @if let Some(answered) = panel.answered { " " @if !exact { "About " } (words::grouped(answered)) @if f.kind == Kind::Themes { " wrote" } @else { " answered" } @if panel.skipped.is_none() { "." } @else { ";" } }
            @if let Some(skipped) = panel.skipped {
                @let figure = Figure::Count(skipped);
                @match figure.range() {
                    Some(range) => { " about " (figure.short()) " skipped it (" (unbroken(&figure.beside(&range))) ")." }
                    None => { " " (figure.short()) " skipped it." }
                }
            }
            @if held_back { " “Held back” is not zero: the number is small, or would give a small one away." }
        }
    }
}

/// The figure and its range; words span both columns. Without ranges there is one column.
fn figure_cells(figure: &Figure, certainty: Certainty) -> Markup {
    html! {
        @match figure.range() {
            Some(range) => { td { b { (figure.short()) } } td { (unbroken(&range)) } }
            None if certainty == Certainty::Exact => td { b { (figure.short()) } },
            None => td colspan="2" { (figure.short()) }
        }
    }
}

fn quote(f: &Finding, id: &str) -> Markup {
    let quote = format!("{id}-quote");
    html! {
        div.quote {
            h3 { "Sentence to quote" }
            p #(quote) { (unbroken(&f.sentence)) }
            button.copy.second type="button" data-copy={ "#" (quote) } aria-describedby=(quote) hidden { "Copy sentence" }
        }
    }
}

fn groups(report: &Protected<Report>, f: &Finding, id: &str) -> Markup {
    let code = f.code.as_str();
    let caption = format!("{id}-groups");
    let words_only = f.groups_form == Form::Words;
    let panels: Vec<&Panel> = std::iter::once(&f.all_beside).chain(&f.groups).collect();
    html! {
        div.evidence.full {
            @if !words_only {
                figure {
                    (drawing(chart::wide_groups(report, code)))
                    (drawing(chart::narrow_groups(report, code)))
                }
            }
            div.table.scroll role="region" aria-labelledby=(caption) tabindex="0" {
                table.figures {
                    caption #(caption) { "By group" @if words_only { ", in words: one of the groups has fewer than 20" } @else { ". “Likely” is right 9 times in 10" } }
                    thead {
                        tr {
                            th scope="col" { "Answer" }
                            @for panel in &panels { th scope="col" colspan=(if words_only { "1" } else { "2" }) { (panel.title) } }
                            @if let Some(c) = &f.comparison { th.words scope="col" { (c.titles.0) " and " (words::small(&c.titles.1)) } }
                        }
                    }
                    tbody {
                        @for i in 0..f.all.rows.len() {
                            tr {
                                th scope="row" { @if let Some(row) = f.all.rows.get(i) { (row.label) } }
                                @for panel in &panels {
                                    @if let Some(row) = panel.rows.get(i) {
                                        @if words_only { td { (row.figure.short()) } } @else { (figure_cells(&row.figure, panel.certainty)) }
                                    }
                                }
                                @if let Some(c) = &f.comparison { td.words { (c.told(i)) } }
                            }
                        }
                    }
                    tfoot {
                        tr {
                            th scope="row" { "Took part" }
                            @for panel in &panels { td colspan=(if words_only { "1" } else { "2" }) { (words::grouped(panel.took_part)) } }
                            @if f.comparison.is_some() { td.words { "Compared from 30 children in each" } }
                        }
                    }
                }
            }
        }
    }
}
