//! Pages about questionnaires.

use crate::domain::disclosure::budget;
use crate::domain::framework;
use crate::domain::questionnaire::{Fault, Profile, Question, Questionnaire};
use crate::domain::words;
use crate::store::Published;
use crate::web::part::form::{Field, Problems, csrf};
use crate::web::part::shell::{Page, Place};
use crate::web::session::{Fields, Signed};
use maud::{Markup, html};

fn trail() -> [(String, String); 1] {
    [("/questionnaires".to_owned(), "Questionnaires".to_owned())]
}

pub(super) fn list(signed: &Signed, all: &[Published]) -> Markup {
    Page::new("Questionnaires", Place::Questionnaires, signed).show(html! {
        header.title {
            h1 { "Questionnaires" }
            p.lead { "A published version never changes. To change a question, publish the file again: it becomes the next version." }
            a.button href="/questionnaires/new" { "Publish a questionnaire" }
        }
        @if all.is_empty() { p { "None has been published yet." } } @else {
            table.rows {
                thead { tr { th scope="col" { "Questionnaire" } th.n scope="col" { "Version" } th scope="col" { "Published" } td {} } }
                tbody {
                    @for q in all {
                        tr {
                            th scope="row" { a href={ "/questionnaires/" (q.id) } { (q.title) } " " span.note { (q.version.code) } }
                            td.n data-label="Version:" { (q.version.number) }
                            td { (words::day(q.published_on)) }
                            td { a href={ "/questionnaires/" (q.id) "/file" } download { "File" } }
                        }
                    }
                }
            }
        }
    })
}

/// The form; with what the check found, if a file was sent: no faults means that it can be published.
pub(super) fn ask(signed: &Signed, fields: &Fields, checked: Option<&[Fault]>) -> Markup {
    let trail = trail();
    let faults = checked.unwrap_or_default();
    let page = Page { trail: &trail, problem: !faults.is_empty(), ..Page::new("Publish a questionnaire", Place::Questionnaires, signed) };
    page.show(html! {
        @if !faults.is_empty() {
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                h2 #errors { @if faults.len() == 1 { "There is 1 fault in the file" } @else { "There are " (faults.len()) " faults in the file" } }
                table.rows {
                    thead { tr { th.n scope="col" { "Line" } th.n scope="col" { "Column" } th scope="col" { "What is wrong, and how to mend it" } } }
                    tbody { @for f in faults { tr { td.n data-label="Line" { (f.line) } td.n data-label="Column" { (f.column) } td { b { (words::capital(&f.what)) "." } " " (f.mend) "." } } } }
                }
            }
        }
        header.title { h1 { "Publish a questionnaire" } p.lead { "Choose a questionnaire file, or paste its text. All faults are told at once; nothing is published while there is one." } }
        @if checked.is_some() && faults.is_empty() { section.notice role="status" { h2 { "The file has no fault" } p { "You can publish it." } } }
        form method="post" action="/questionnaires/new" {
            (csrf(signed))
            div.field hidden { label for="choose" { "Choose a file" } input #choose type="file" accept=".toml,text/plain" data-into="#file"; }
            (Field::text("file", "Text of the file").kind("area").hint("How it is written is told in the guide that comes with Sayso: docs/QUESTIONNAIRES.md.").show(fields, &Problems::default()))
            p.actions { button name="do" value="publish" { "Publish" } " " button.second name="do" value="check" { "Check only" } " " a href="/questionnaires" { "Back" } }
        }
    })
}

pub(super) fn show(signed: &Signed, published: &Published, q: &Questionnaire) -> Markup {
    let trail = trail();
    let title = format!("{}, version {}", published.title, published.version.number);
    let page = Page { trail: &trail, ..Page::new(&title, Place::Questionnaires, signed) };
    page.show(html! {
        header.title {
            h1 { (published.title) }
            p.lead { "Version " (published.version.number) ", published on " (words::day(published.published_on)) "." }
            p.get { a href={ "/questionnaires/" (published.id) "/file" } download { "Download the file" } }
        }
        dl.facts {
            div { dt { "Source" } dd { (q.source) } }
            div { dt { "Wordings" } dd { @for (i, band) in q.wordings.iter().enumerate() { @if i > 0 { ", " } (band) } " years" } }
            div { dt { "Kept" } dd { "Answers are destroyed " (q.retention_days) " days after their release; the figures stay." } }
            div { dt { "Content hash" } dd.code { (published.hash) } }
        }
        ol.list.numbered {
            @for question in &q.questions { li { (one(q, question)) } }
        }
    })
}

fn one(q: &Questionnaire, question: &Question) -> Markup {
    let tables = match (question.profile, &question.breakdown) {
        (Some(Profile::Known), _) => "Head counts only: staff know the answer anyway.".to_owned(),
        (_, Some(by)) => format!(
            "All children, and by {}. Costs {:.2} of {:.2}.",
            q.question(by.as_str()).map_or("", |b| b.short.as_str()).to_lowercase(),
            budget::cost(q, question),
            q.budget
        ),
        (Some(Profile::Sensitive), None) => {
            format!("All children; never used to split a table. Costs {:.2} of {:.2}.", budget::cost(q, question), q.budget)
        }
        (None, None) => format!("All children. Costs {:.2} of {:.2}.", budget::cost(q, question), q.budget),
    };
    html! {
        div.question {
            h2 { (question.report) }
            p.note { (question.kind.told()) @for tag in &question.tags { @if let Some(told) = framework::told(tag) { " · " (told) } } }
            dl.facts {
                @for band in &q.wordings {
                    @if let Some(text) = question.wording.find(*band, &q.first_language(), &q.first_language()) { div { dt { (band) " years" } dd { (text) } } }
                }
                div { dt { "Choices" } dd { @for (i, c) in question.choices.iter().enumerate() { @if i > 0 { ", " } (c.report) } } }
                div { dt { "Tables" } dd { (tables) } }
            }
        }
    }
}
