//! Pages about questionnaires.

use crate::domain::advice;
use crate::domain::disclosure::budget;
use crate::domain::framework;
use crate::domain::questionnaire::{Fault, Kind, Profile, Question, Questionnaire, TOLD};
use crate::domain::wording::{Band, Language};
use crate::domain::words;
use crate::store::Published;
use crate::web::clip;
use crate::web::part::form::{Field, Problems, csrf};
use crate::web::part::say::Say;
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

/// What the check of a file found.
pub(super) enum Checked<'a> {
    /// No file was sent.
    Not,
    /// Faults in the file.
    Faults(&'a [Fault]),
    /// Languages in which Sayso's own words are not written.
    Languages(&'a [Language]),
    /// No fault. It can be published, unless texts lack a voice that the file asks for.
    Read { questionnaire: &'a Questionnaire, silent: &'a [clip::Row<'a>] },
}

/// The words that no native speaker has read yet: a warning for whoever publishes them.
fn awaiting(q: &Questionnaire) -> Markup {
    html! {
        @for language in q.languages.iter().filter(|l| q.awaiting_reader.contains(l) || !Say::new((*l).clone(), Band::From8).has_been_read()) {
            section.notice {
                h2 { "The " (language.name()) " words are waiting for a reader" }
                p { "The " (language.name()) " words have not been read by a native speaker who works with children. Let one read them before a child does: a wrong word can change what is asked. Then take “" (language.as_str()) "” out of “awaiting_reader” in the file, and publish it again." }
            }
        }
    }
}

/// What the word check advises, each with its reason. Advice: nothing of it holds up publishing.
fn advised(q: &Questionnaire) -> Markup {
    let advice = advice::advise(q);
    html! {
        @if !advice.is_empty() {
            details.advice {
                summary { "The word check advises " @if advice.len() == 1 { "one thing" } @else { (advice.len()) " things" } }
                p { "It goes by lists and rules, so it can be wrong. Ask children of that age to read the questions to you: that finds more." }
                ul { @for one in &advice { li { (one.to_string()) } } }
            }
        }
    }
}

/// Texts without the voice that the file asks for, each with its recorder.
fn without_voice(q: &Questionnaire, silent: &[clip::Row<'_>]) -> Markup {
    let spoken: Vec<&str> = q.spoken.iter().map(|l| l.name()).collect();
    html! {
        div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
            h2 #errors { @if silent.len() == 1 { "1 text has no voice yet" } @else { (silent.len()) " texts have no voice yet" } }
            p { "The file has no fault, but it says that every " (spoken.join(" and ")) " text is spoken. Record each of these, or take the language out of “spoken” in the file. Then publish. What you record is kept, also if you leave this page." }
            p { a href="#file" { "Go to the file, and to Publish" } }
        }
        (clip::recorder())
        section.clip-part #silent { h2 { "Texts without a voice" } (clip::list(silent, false)) }
    }
}

/// The form; with what the check found, if a file was sent.
pub(super) fn ask(signed: &Signed, fields: &Fields, checked: &Checked<'_>) -> Markup {
    let trail = trail();
    let (faults, silent) = match checked {
        Checked::Not => (&[] as &[Fault], &[] as &[clip::Row<'_>]),
        Checked::Faults(faults) => (*faults, &[] as &[clip::Row<'_>]),
        Checked::Languages(_) => (&[] as &[Fault], &[] as &[clip::Row<'_>]),
        Checked::Read { silent, .. } => (&[] as &[Fault], *silent),
    };
    let problem = !faults.is_empty() || !silent.is_empty() || matches!(checked, Checked::Languages(_));
    let page = Page { trail: &trail, problem, ..Page::new("Publish a questionnaire", Place::Questionnaires, signed) };
    page.show(html! {
        @if !faults.is_empty() {
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                h2 #errors { @if faults.len() == 1 { "There is 1 fault in the file" } @else { "There are " (faults.len()) " faults in the file" } }
                table.rows {
                    thead { tr { th.n scope="col" { "Line" } th.n scope="col" { "Column" } th scope="col" { "What is wrong, and how to mend it" } } }
                    tbody { @for f in faults.iter().take(TOLD) { tr { td.n data-label="Line" { (f.line) } td.n data-label="Column" { (f.column) } td { b { (words::capital(&f.what)) "." } " " (f.mend) "." } } } }
                }
                @if faults.len() > TOLD { p { "These are the first " (TOLD) ". Mend them first: " (faults.len() - TOLD) " more stand further down in the file." } }
            }
        }
        header.title { h1 { "Publish a questionnaire" } p.lead { "Choose a questionnaire file, or paste its text. All faults are told at once; nothing is published while there is one." } }
        @if let Checked::Read { questionnaire, silent } = checked {
            @if silent.is_empty() { section.notice role="status" { h2 { "The file has no fault" } p { "You can publish it." } } }
            @else { (without_voice(questionnaire, silent)) }
            (awaiting(questionnaire))
            (advised(questionnaire))
            details.advice {
                summary { "How Sayso reads it: " (words::counted(questionnaire.questions.len(), "question")) ", " (words::counted(questionnaire.wordings.len(), "wording")) }
                ol.list.numbered { @for question in &questionnaire.questions { li { (one(questionnaire, question)) } } }
            }
        }
        @if let Checked::Languages(languages) = checked {
            div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
                h2 #errors { "There is a problem" }
                @for language in *languages {
                    p { "Sayso's own words, such as Next and Skip, are not written in " (language.name()) ". Take “" (language.as_str()) "” out of “languages”, or have the file of words “" (language.as_str()) ".ftl” added to Sayso." }
                }
            }
        }
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
            p.get { a href={ "/questionnaires/" (published.id) "/voice" } { "Voice and signing" } " " a href={ "/questionnaires/" (published.id) "/file" } download { "Download the file" } }
        }
        (awaiting(q))
        (advised(q))
        dl.facts {
            div { dt { "Source" } dd { (q.source) } }
            div { dt { "Wordings" } dd { @for (i, band) in q.wordings.iter().enumerate() { @if i > 0 { ", " } (band) } " years" } }
            div { dt { "Languages" } dd { @for (i, language) in q.languages.iter().enumerate() { @if i > 0 { ", " } (language.name()) @if q.spoken.contains(language) { " (spoken)" } } } }
            div { dt { "Kept" } dd { "Answers are destroyed " (words::counted(usize::from(q.retention_days), "day")) " after their release; the figures stay." } }
            div { dt { "Content hash" } dd.code { (published.hash) } }
        }
        ol.list.numbered {
            @for question in &q.questions { li { (one(q, question)) } }
        }
    })
}

/// What is offered, once for all wordings that are offered the same.
fn choices<'q>(q: &Questionnaire, question: &'q Question) -> Vec<(Vec<Band>, Vec<&'q str>)> {
    let mut all: Vec<(Vec<Band>, Vec<&str>)> = Vec::new();
    for band in &q.wordings {
        let offered: Vec<&str> = question.choices_for(*band).map(|choice| choice.report.as_str()).collect();
        match all.iter_mut().find(|(_, choices)| *choices == offered) {
            Some((bands, _)) => bands.push(*band),
            None => all.push((vec![*band], offered)),
        }
    }
    all
}

/// “12-15 and 16+ years”.
fn ages(bands: &[Band]) -> String {
    words::and(&bands.iter().map(ToString::to_string).collect::<Vec<_>>()) + " years"
}

/// What is counted, where it is not each choice.
fn counted(question: &Question) -> Option<String> {
    match question.kind {
        Kind::Rank => Some("What each child puts first. The places after it never leave the tablet and are not counted.".to_owned()),
        Kind::Number => Some("The range that each number falls in. The number itself is not kept.".to_owned()),
        _ if !question.same_in_all_wordings() => {
            let groups = question.rows().into_iter().map(|row| row.report).collect::<Vec<_>>().join(" · ");
            Some(format!("In groups, since ages are offered different choices: {groups}"))
        }
        _ => None,
    }
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
                @for (bands, choices) in choices(q, question).into_iter().filter(|(_, choices)| !choices.is_empty()) {
                    div {
                        dt { @if question.kind == Kind::Rank { "To put in order" } @else { "Choices" } @if bands.len() < q.wordings.len() { ", " (ages(&bands)) } }
                        dd { (choices.join(" · ")) }
                    }
                }
                @if let Some(counted) = counted(question) { div { dt { "Counted" } dd { (counted) } } }
                div { dt { "Tables" } dd { (tables) } }
            }
        }
    }
}
