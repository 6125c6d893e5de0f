//! An event's papers as a page to print: the impact assessment, notices, and a slip to opt out.

use crate::domain::papers::{Block, Paper};
use crate::web::part::shell::{Page, Place};
use crate::web::session::Signed;
use maud::{Markup, html};

pub(super) fn show(signed: &Signed, code: &str, name: &str, papers: &[Paper]) -> Markup {
    let trail = [("/events".to_owned(), "Events".to_owned()), (format!("/events/{code}"), name.to_owned())];
    let page = Page { trail: &trail, ..Page::new("Papers", Place::Events, signed) };
    page.show(html! {
        header.title {
            h1 { "Papers" }
            p.lead { "For " (name) ": filled in where Sayso knows, with lines for what only you know. Each prints on pages of its own." }
            p.get { button.print.link type="button" hidden { "Print" } }
        }
        nav aria-label="Papers" { ol { @for (i, paper) in papers.iter().enumerate() { li { a href={ "#paper-" (i) } { (paper.title) } } } } }
        @for (i, paper) in papers.iter().enumerate() {
            article.paper #{ "paper-" (i) } {
                h2 { (paper.title) }
                p.note { (paper.for_whom) }
                @for block in &paper.blocks { (part(block)) }
            }
        }
    })
}

fn part(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading(text) => h3 { (text) },
            Block::Text(text) => p { (text) },
            Block::List(items) => ul { @for item in items { li { (item) } } },
            Block::Blank(text) => p.blank { (text) ": " span {} },
            Block::Table { head, rows } => div.table.scroll role="region" aria-label=(head.join(", ")) tabindex="0" {
                table {
                    thead { tr { @for cell in head { th scope="col" { (cell) } } } }
                    tbody { @for row in rows { tr { @for (i, cell) in row.iter().enumerate() { @if i == 0 { th scope="row" { (cell) } } @else { td { (cell) } } } } } }
                }
            },
        }
    }
}
