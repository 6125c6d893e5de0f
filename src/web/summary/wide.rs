//! Wide tables: one question by a sensitive one, over a region or the nation.

use super::tagged;
use crate::domain::code::Code;
use crate::domain::disclosure::Protected;
use crate::domain::disclosure::wide::{MOST_TABLES, SMALLEST, can_be_split, can_split};
use crate::domain::event::Kind;
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::report::{Figure, WideReport};
use crate::domain::words;
use crate::export;
use crate::flow::{Subject, WideError};
use crate::store::Event;
use crate::web::State;
use crate::web::account::see;
use crate::web::error::{StaffError, page};
use crate::web::part::form::{Problems, csrf, select};
use crate::web::part::shell::{Page, Place};
use crate::web::session::{Fields, Form, Runner, Signed};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};

/// What stands below a summary: of a service its wide tables, and for who may, how to make one; of an
/// event the way to it.
pub(super) async fn below(state: &State, signed: &Signed, subject: &Subject, took_part: u32) -> Result<Markup, StaffError> {
    let (service, questionnaire) = match subject {
        Subject::Service { service, questionnaire } => (service, questionnaire),
        Subject::Event(code) if signed.staff.may_run().is_some() => {
            return Ok(
                html! { p.note.print-not { a href={ "/events/" (code) } { "To the event, its papers, and withdrawing these figures" } " · " a href={ "/events/" (code) "/agreed" } { "What the group agreed, and quotes" } } },
            );
        }
        Subject::Event(_) => return Ok(html! {}),
    };
    let events = state.flow.store.events().await?;
    let there: Vec<Event> = events
        .into_iter()
        .filter(|e| e.stored.kind == Kind::Wide && e.stored.service == *service && e.stored.questionnaire == *questionnaire)
        .collect();
    let may = signed.staff.may_run().is_some() && usize::try_from(took_part).is_ok_and(|n| n >= SMALLEST);
    let asked = match state.flow.store.questionnaire(*questionnaire).await? {
        Some(published) if may => Some(published.questionnaire()?).filter(|q| q.questions.iter().any(can_split)),
        _ => None,
    };
    Ok(shown(signed, subject, &there, asked.as_ref(), &Fields::default(), &Problems::default()))
}

fn options(questionnaire: &Questionnaire, fits: fn(&Question) -> bool) -> Vec<(String, String)> {
    questionnaire.questions.iter().filter(|q| fits(q)).map(|q| (q.code.to_string(), q.short.clone())).collect()
}

fn shown(
    signed: &Signed,
    subject: &Subject,
    there: &[Event],
    asked: Option<&Questionnaire>,
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    html! {
        @if !there.is_empty() || asked.is_some() {
            section.made #wide {
                h2 { "Wide tables" }
                p { "One question by a sensitive one, such as disability. Only over " (words::grouped(u32::try_from(SMALLEST).unwrap_or(0))) " children or more, with larger random changes; an answer is in " (MOST_TABLES) " of them at most." }
                @if !there.is_empty() { ul { @for event in there { li { a href={ "/summaries/" (event.stored.code) } { (event.stored.name) } ", fixed on " (event.stored.closed_on.map(words::day).unwrap_or_default()) } } } }
                @if let Some(questionnaire) = asked {
                    (problems.beside("question"))
                    form method="post" action={ "/summaries/" (subject.address()) "/wide" } {
                        (csrf(signed))
                        div.pair {
                            (select("question", "Question", &options(questionnaire, can_be_split), fields, problems))
                            (select("by", "By", &options(questionnaire, can_split), fields, problems))
                        }
                        p.actions { button.second { "Make the wide table" } }
                    }
                }
            }
        }
    }
}

/// Makes a wide table.
pub(in crate::web) async fn make(
    state: web::Data<State>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let Some(Subject::Service { service, questionnaire }) = Subject::parse(&path) else { return Err(StaffError::NotFound) };
    let subject = Subject::Service { service, questionnaire };
    let codes = Code::parse(fields.get("question")).ok().zip(Code::parse(fields.get("by")).ok());
    let mut problems = Problems::default();
    let made = match &codes {
        Some((question, by)) => state.flow.make_wide((service, questionnaire), question, by, State::today()).await,
        None => Err(crate::domain::disclosure::wide::NoWideTable::NotForThese.into()),
    };
    match made {
        Ok(code) => return Ok(see(&format!("/summaries/{code}"))),
        Err(WideError::No(no)) => problems.add("question", words::capital(&no.to_string())),
        Err(WideError::Nothing) => return Err(StaffError::NotFound),
        Err(WideError::Flow(error)) => return Err(error.into()),
    }
    let published = state.flow.store.questionnaire(questionnaire).await?.ok_or(StaffError::NotFound)?.questionnaire()?;
    let trail = [("/summaries".to_owned(), "Summaries".to_owned()), (format!("/summaries/{}", subject.address()), published.title.clone())];
    let sent_back = Page { trail: &trail, problem: true, ..Page::new("Wide tables", Place::Summaries, &runner.signed) };
    let body = html! { (problems.summary()) (shown(&runner.signed, &subject, &[], Some(&published), &fields, &problems)) };
    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, sent_back.show(body)))
}

/// The page of a wide table.
pub(super) async fn show(request: &HttpRequest, state: &State, signed: &Signed, event: &Event) -> Result<HttpResponse, StaffError> {
    let report = state.flow.wide_report(event).await?.ok_or(StaffError::NotFound)?;
    let trail = [
        ("/summaries".to_owned(), "Summaries".to_owned()),
        (format!("/summaries/all-{}-{}", event.stored.service, event.stored.questionnaire), event.service_name.clone()),
    ];
    let demonstration = report.about.demonstration.then_some("A made-up table. Its figures are made up.");
    let page = Page { trail: &trail, demonstration, ..Page::new(&event.stored.name, Place::Summaries, signed) };
    let markup = page.show(body(event, &report));
    Ok(tagged(request, "text/html; charset=utf-8", None, markup.into_string().into_bytes()))
}

fn body(event: &Event, report: &Protected<WideReport>) -> Markup {
    html! {
        header.title {
            h1 { (report.short) ", by " (words::small(&report.by)) }
            p.lead { (report.about.service) ", " (report.about.held) ". " (words::children(report.took_part)) " took part." }
            p.get { span { "Download" } " " a href={ "/summaries/" (event.stored.code) "/all.csv" } download { "CSV" } " " button.print.link type="button" hidden { "Print" } }
        }
        section.notice {
            h2 { "Fixed on " (words::day(report.fixed_on)) ". Nobody can edit these figures." }
            p { "Every count was changed at random, by more than in other tables: 9 in 10 are within 46 of the true count. That hides any child, and still lets large groups be compared. This says nothing about children we did not hear from." }
        }
        article.finding {
            h2 { @for line in &report.differences { (line) " " } }
            p.asked { span { "We asked:" } " “" (report.asked) "”" }
            div.table.scroll role="region" aria-label="Wide table" tabindex="0" {
                table.figures {
                    caption { "Share of those who answered. “Likely” is right 9 times in 10" }
                    thead { tr { th scope="col" { "Answer" } @for group in &report.groups { th scope="col" colspan="2" { (group.title) } } } }
                    tbody {
                        @for i in 0..report.groups.first().map_or(0, |g| g.rows.len()) {
                            tr {
                                th scope="row" { @if let Some(row) = report.groups.first().and_then(|g| g.rows.get(i)) { (row.label) } }
                                @for group in &report.groups { @if let Some(row) = group.rows.get(i) { @if group.tells { (cell(&row.figure)) } @else { td colspan="2" { "too few to tell" } } } }
                            }
                        }
                    }
                    tfoot { tr { th scope="row" { "Answered, about" } @for group in &report.groups { @if group.tells { (cell(&Figure::Count(group.answered))) } @else { td colspan="2" { (group.answered.high) " or fewer" } } } } }
                }
            }
        }
    }
}

fn cell(figure: &Figure) -> Markup {
    html! {
        @match figure.range() {
            Some(range) => { td { b { (figure.short()) } } td { (range) } }
            None => td colspan="2" { (figure.short()) }
        }
    }
}

/// A wide table as CSV.
pub(super) async fn csv(request: &HttpRequest, state: &State, event: &Event) -> Result<HttpResponse, StaffError> {
    let report = state.flow.wide_report(event).await?.ok_or(StaffError::NotFound)?;
    let bytes = export::wide_csv(&report).map_err(|_| super::failed("a CSV could not be written"))?;
    let name = format!("{}-{}-all.csv", event.version.code, event.stored.code);
    Ok(tagged(request, "text/csv; charset=utf-8", Some(name), bytes))
}
