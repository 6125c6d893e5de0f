//! Who reads what children write at an event, and by when: named when it opens, changed later, told in numbers.

use super::super::State as Shared;
use super::super::account::see;
use super::super::board::{WATCHED, to_read};
use super::super::error::StaffError;
use super::super::reading::{now, overdue};
use super::super::session::{Fields, Form, Runner, Signed};
use super::at_least;
use crate::domain::event::{EventCode, State};
use crate::domain::safeguarding::{ReaderFault, Safeguarding};
use crate::domain::service::Service;
use crate::domain::staff::Staff;
use crate::domain::words::{and, capital};
use crate::store::{Event, Unread};
use crate::web::part::form::{Field, Problems, csrf, select};
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};

/// What the fields for readers need.
#[derive(Default)]
pub(super) struct Reading {
    /// Questionnaires with a question for children's own words: row and title.
    pub(super) texts: Vec<(i32, String)>,
    pub(super) staff: Vec<Staff>,
    pub(super) services: Vec<Service>,
}

impl Reading {
    pub(super) async fn of(state: &Shared) -> Result<Self, StaffError> {
        let mut texts = Vec::new();
        for published in state.flow.store.questionnaires().await? {
            if published.questionnaire()?.texts().next().is_some() {
                texts.push((published.id, format!("{}, version {}", published.title, published.version.number)));
            }
        }
        Ok(Self { texts, staff: state.flow.store.all_staff().await?, services: state.flow.store.services().await? })
    }

    /// Whether children write at an event of this questionnaire.
    pub(super) fn has_texts(&self, questionnaire: Option<i32>) -> bool {
        questionnaire.is_some_and(|id| self.texts.iter().any(|(row, _)| *row == id))
    }

    fn readers(&self) -> Vec<(String, String)> {
        let readers = self.staff.iter().filter(|s| s.is_reader()).map(|s| (s.id.to_string(), s.name.clone()));
        std::iter::once((String::new(), "Choose …".to_owned())).chain(readers).collect()
    }

    /// Reader, deputy and time as they were chosen, if they may read at an event of this service.
    pub(super) fn read(&self, fields: &Fields, service: Option<i32>, problems: &mut Problems) -> Option<Safeguarding> {
        let person = |name| fields.get(name).parse::<i32>().ok();
        let read_by = match fields.get("read-by") {
            "" => Some(Safeguarding::END_OF_DAY),
            typed => Safeguarding::parse_time(typed),
        };
        if read_by.is_none() {
            problems.add("read-by", "Write a time of day, like 18:00");
        }
        match (person("reader"), person("deputy")) {
            (Some(reader), Some(deputy)) => {
                let named = Safeguarding { reader, deputy, read_by: read_by.unwrap_or(Safeguarding::END_OF_DAY) };
                let fault = service.and_then(|service| named.check(&self.staff, service, &self.services).err());
                match &fault {
                    Some(fault) => problems.add(field(fault, &self.staff, deputy), capital(&fault.to_string())),
                    None => return read_by.map(|_| named),
                }
            }
            (None, None) => problems.add("reader", capital(&ReaderFault::Nobody.to_string())),
            (None, Some(_)) => problems.add("reader", "Choose who reads"),
            (Some(_), None) => problems.add("deputy", "Choose who reads when the reader cannot"),
        }
        None
    }

    /// The fields, in a form that opens an event.
    pub(super) fn ask(&self, fields: &Fields, problems: &Problems) -> Markup {
        let titles: Vec<String> = self.texts.iter().map(|(_, title)| format!("“{title}”")).collect();
        html! {
            @if !self.texts.is_empty() {
                fieldset.field #readers {
                    legend { h2 { "Who reads what children write" } }
                    p.hint { "Needed for " (and(&titles)) ", where children are asked for their own words. Without a reader and a deputy no text box is shown." }
                    (self.fields(fields, problems))
                }
            }
        }
    }

    fn fields(&self, fields: &Fields, problems: &Problems) -> Markup {
        let readers = self.readers();
        html! {
            @if readers.len() < 3 { p.hint { b { "There are fewer than two people with the role of a reader." } " An administrator adds them under " a href="/people" { "People" } "." } }
            (select("reader", "Reader", &readers, fields, problems))
            (select("deputy", "Deputy: reads when the reader cannot, and sees each quote", &readers, fields, problems))
            (Field::text("read-by", "Read by").kind("time").hint("Of the same day. Left empty: the end of the day. Neither may be from the service that the event is about.").show(fields, problems))
        }
    }
}

/// Beside which field a fault stands.
fn field(fault: &ReaderFault, staff: &[Staff], deputy: i32) -> &'static str {
    let of_deputy = |name: &String| staff.iter().any(|s| s.id == deputy && s.name == *name);
    match fault {
        ReaderFault::SamePerson => "deputy",
        ReaderFault::NotAReader(name) | ReaderFault::OfTheService(name) if of_deputy(name) => "deputy",
        _ => "reader",
    }
}

/// Names who reads from now on.
pub(in crate::web) async fn name_readers(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let code = EventCode::parse(&path).ok_or(StaffError::NotFound)?;
    let event = state.flow.store.event(&code).await?.filter(|e| e.stored.safeguarding.is_some()).ok_or(StaffError::NotFound)?;
    let mut problems = Problems::default();
    let named = Reading::of(&state).await?.read(&fields, Some(event.stored.service), &mut problems);
    if let Some(named) = named.filter(|_| problems.is_empty()) {
        match state.flow.name_readers(&runner.may, &event, named).await? {
            Ok(()) => return Ok(see(&format!("/events/{code}"))),
            Err(fault) => problems.add("reader", capital(&fault.to_string())),
        }
    }
    super::shown(&request, &state, &runner, &path, &fields, &problems).await
}

/// An event's remarks, in numbers that are told: never a word of them.
pub(super) struct Remarks {
    pub(super) unread: Unread,
    pub(super) reading: Reading,
}

/// What is still to be read at an event, and who reads it.
pub(super) fn section(signed: &Signed, event: &Event, remarks: Option<&Remarks>, fields: &Fields, problems: &Problems) -> Markup {
    let (Some(named), Some(Remarks { unread, reading })) = (event.stored.safeguarding, remarks) else { return html! {} };
    let name = |id| reading.staff.iter().find(|s| s.id == id).map_or("somebody who is gone", |s| s.name.as_str());
    let by = if named.read_by == Safeguarding::END_OF_DAY { "the end of the day".to_owned() } else { named.read_by_text() };
    let typed = fields.0.iter().any(|(name, _)| name == "reader");
    let there = [
        ("reader".to_owned(), named.reader.to_string()),
        ("deputy".to_owned(), named.deputy.to_string()),
        ("read-by".to_owned(), named.read_by_text()),
    ];
    let there = Fields(there.to_vec());
    html! {
        section #remarks {
            h2 { "Remarks to read" }
            p { (to_read(unread.unread)) " " @if overdue(event, unread.unread, now()) { strong.state { "Overdue" } } }
            p { "Texts that have come: " (at_least(unread.there)) "." }
            p.note { (WATCHED) }
            @if unread.interpreter > 0 { p { "Something needs an interpreter. Find one whom the reader trusts." } }
            @if unread.without_reference > 0 { p { "Something was passed on and is without the referral’s reference." } }
            p { (name(named.reader)) " reads, " (name(named.deputy)) " stands in. To be done by " (by) ". Until then the event stays on the board." }
            details open[typed && !problems.is_empty()] {
                summary { "Change who reads" }
                form method="post" action={ "/events/" (event.stored.code) "/readers" } {
                    (csrf(signed))
                    (reading.fields(if typed { fields } else { &there }, problems))
                    p.actions { button.second { "Save" } }
                }
            }
        }
    }
}

/// An event that is closed and still has something to be read stays on the board.
pub(super) fn waits(event: &Event, unread: u64) -> Markup {
    html! {
        @if unread > 0 {
            p {
                b { "Not everything that children wrote is read:" } " " (at_least(unread)) ". "
                @if overdue(event, unread, now()) { strong.state { "Overdue" } } @else if event.stored.state != State::Open { "The event stays here until it is." }
            }
        }
    }
}

/// Asked before an event is closed while something is unread: what becomes of it, and a tick.
pub(super) fn before_closing(remarks: Option<&Remarks>, fields: &Fields, problems: &Problems) -> Markup {
    let told = remarks.is_some_and(|remarks| remarks.unread.unread > 0);
    html! {
        @if told || problems.has("unread") || fields.get("unread") == "yes" {
            div.field #unread {
                p { @if !problems.has("unread") { b { "Not everything that children wrote is read." } " " } "What is not read is not lost: it stays sealed, the reader goes on reading, and the event stays on your list until all is read. Themes are counted only then." }
                (problems.beside("unread"))
                label.choice { input type="checkbox" name="unread" value="yes" checked[fields.get("unread") == "yes"]; "Close all the same: the reader knows, and goes on reading." }
            }
        }
    }
}
