//! Events: list, open, show, close.

pub(super) mod fewer;
mod pages;
mod papers;
mod policy;
mod readers;

pub(super) use readers::name_readers;

pub(super) use pages::{at_least, days, qr, state_mark};

use super::State as Shared;
use super::account::see;
use super::error::{StaffError, page};
use super::part::form::{self, Problems};
use super::session::{Fields, Form, Runner};
use super::unread_languages;
use crate::domain::event::{EventCode, Kind, LONGEST_SHOWN_AT, NewEvent, State};
use crate::domain::service::tree;
use crate::domain::words::capital;
use crate::flow::{CloseError, EARLY, OpenError, WithdrawError};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// All events.
pub(super) async fn list(state: web::Data<Shared>, runner: Runner) -> Result<HttpResponse, StaffError> {
    let mut events = state.flow.store.events().await?;
    // Pools are figures, and nothing that an officer runs.
    events.retain(|e| e.stored.kind == Kind::Event);
    let took_part = state.flow.store.standing().await?;
    let (mut waiting, mut unread) = (Vec::new(), Vec::new());
    for event in events.iter().filter(|e| e.stored.safeguarding.is_some()) {
        unread.push((event.stored.id, state.flow.unread_told(event, Shared::now()).await?.unread));
    }
    for event in events.iter().filter(|e| e.stored.state == State::Open) {
        waiting.push((event.stored.id, state.flow.store.waiting(event.stored.id).await?));
    }
    Ok(page(
        StatusCode::OK,
        pages::list(
            &runner.signed,
            &pages::Listed { events: &events, took_part: &took_part, waiting: &waiting, unread: &unread, today: Shared::today() },
        ),
    ))
}

async fn options(state: &Shared) -> Result<pages::Options, StaffError> {
    let services = state.flow.store.services().await?;
    let services =
        tree(&services).into_iter().map(|(depth, s)| (s.id.to_string(), format!("{}{}", "\u{2003}".repeat(depth), s.name))).collect();
    let questionnaires = state.flow.store.questionnaires().await?;
    let questionnaires =
        questionnaires.into_iter().map(|q| (q.id.to_string(), format!("{}, version {}", q.title, q.version.number))).collect();
    Ok(pages::Options { services, questionnaires, reading: readers::Reading::of(state).await? })
}

/// The form by which an event is opened.
pub(super) async fn ask(state: web::Data<Shared>, runner: Runner) -> Result<HttpResponse, StaffError> {
    let today = Shared::today().to_string();
    let fields = Fields(vec![("expected".into(), "30".into()), ("opens".into(), today.clone()), ("closes".into(), today)]);
    Ok(page(StatusCode::OK, pages::ask(&runner.signed, &options(&state).await?, &fields, &Problems::default())))
}

/// The row of examples under each policy, for a page that asks for it while a number is typed.
pub(super) async fn example(_: Runner, query: web::Query<Vec<(String, String)>>) -> Result<HttpResponse, StaffError> {
    let expected = Fields(query.into_inner()).get("expected").parse().map_err(|_| StaffError::NotFound)?;
    Ok(page(StatusCode::OK, policy::examples(expected)))
}

/// Opens an event.
pub(super) async fn open(state: web::Data<Shared>, runner: Runner, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let options = options(&state).await?;
    let mut problems = Problems::default();
    if fields.get("do") == "example" {
        return Ok(page(StatusCode::OK, pages::ask(&runner.signed, &options, &fields, &problems)));
    }
    let name = fields.get("name").to_owned();
    if name.is_empty() || name.chars().count() > 120 {
        problems.add("name", "Write what the event is called, in up to 120 letters");
    }
    let one_of = |list: &[(String, String)], field: &str| {
        list.iter().find(|(id, _)| id == fields.get(field)).and_then(|(id, _)| id.parse::<i32>().ok())
    };
    let questionnaire = one_of(&options.questionnaires, "questionnaire");
    if questionnaire.is_none() {
        problems.add("questionnaire", "Choose a questionnaire; if there is none, publish one first");
    }
    let service = one_of(&options.services, "service");
    if service.is_none() {
        problems.add("service", "Choose the service that the event is about");
    }
    let expected = form::number(&fields, "expected", 1..=100_000, &mut problems);
    let opens_on = form::day(&fields, "opens", &mut problems);
    let closes_on = form::day(&fields, "closes", &mut problems);
    if let (Some(first), Some(last)) = (opens_on, closes_on)
        && last < first
    {
        problems.add("closes", "The last day is before the first day");
    }
    let shown_at = shown_at(&fields, &mut problems);
    let promise = policy::read(&fields, &runner.signed.staff, &mut problems);
    let has_texts = options.reading.has_texts(questionnaire);
    let safeguarding = if has_texts { options.reading.read(&fields, service, &mut problems) } else { None };
    let (Some(questionnaire), Some(service), Some(expected), Some(opens_on), Some(closes_on), Some(promise), true) =
        (questionnaire, service, expected, opens_on, closes_on, promise, problems.is_empty())
    else {
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::ask(&runner.signed, &options, &fields, &problems)));
    };
    let asks_alone = fields.get("alone") == "yes";
    let tablets_only = fields.get("only") == "yes";
    let new = NewEvent {
        name,
        service,
        questionnaire,
        promise,
        expected,
        opens_on,
        closes_on,
        demonstration: false,
        asks_alone,
        tablets_only,
        shown_at,
        safeguarding,
    };
    let code = match state.flow.open_event(&new).await {
        Ok(code) => code,
        Err(OpenError::Readers(fault)) => {
            problems.add("reader", capital(&fault.to_string()));
            return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::ask(&runner.signed, &options, &fields, &problems)));
        }
        Err(other) => return Err(other.into()),
    };
    Ok(see(&format!("/events/{code}")))
}

/// Where children will see what was said, as it stands under “you can see what children said”.
fn shown_at(fields: &Fields, problems: &mut Problems) -> Option<String> {
    let typed = fields.get("shown").split_whitespace().collect::<Vec<_>>().join(" ");
    let place = typed.trim_end_matches(['.', ',', ' ']);
    if place.chars().count() > LONGEST_SHOWN_AT {
        problems.add("shown", format!("Write it shorter, in up to {LONGEST_SHOWN_AT} letters"));
    }
    (!place.is_empty()).then(|| place.to_owned())
}

/// One event.
pub(super) async fn show(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    shown(&request, &state, &runner, &path, &Fields::default(), &Problems::default()).await
}

async fn shown(
    request: &HttpRequest,
    state: &Shared,
    runner: &Runner,
    code: &str,
    fields: &Fields,
    problems: &Problems,
) -> Result<HttpResponse, StaffError> {
    let code = EventCode::parse(code).ok_or(StaffError::NotFound)?;
    let event = state.flow.store.event(&code).await?.ok_or(StaffError::NotFound)?;
    if let (State::Open, Some(tie)) = (event.stored.state, state.flow.store.tie(event.stored.id).await?) {
        return Ok(see(&format!("/events/{}/votes/{code}", tie.room)));
    }
    let summary = state.flow.summary(&event).await?;
    let base = state.address(request);
    let staff = state.flow.store.all_staff().await?;
    let remarks = match event.stored.safeguarding {
        Some(_) => Some(readers::Remarks {
            unread: state.flow.unread_told(&event, Shared::now()).await?,
            reading: readers::Reading::of(state).await?,
        }),
        None => None,
    };
    let told = pages::Told {
        remarks,
        link: format!("{base}/e/{code}"),
        waiting: state.flow.store.waiting(event.stored.id).await?,
        aside: state.flow.store.aside(event.stored.id).await?,
        released: summary.report.as_ref().map(|r| r.took_part),
        looked: event.stored.state == State::Open && (summary.report.is_some() || !summary.withdrawn.is_empty()),
        withdrawn: &summary.withdrawn,
        tablets: if event.stored.state == State::Open { state.flow.tablets(&event).await? } else { Vec::new() },
        hands: state.flow.store.hands(event.stored.id).await?,
        vote: state.flow.vote_in(&event).await?.map(|live| live.event.clone()),
        viewers: staff.iter().filter(|s| s.services.contains(&event.stored.service)).collect(),
        event: &event,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    // The officer's own count of the day is filled in where it was not typed anew.
    let mut fields = fields.clone();
    if let (Some(here), true) = (event.stored.here, problems.is_empty()) {
        fields.0.extend(["attended", "here"].map(|name| (name.to_owned(), here.to_string())));
    }
    Ok(page(status, pages::show(&runner.signed, &told, &fields, problems)))
}

/// An event's papers, to print.
pub(super) async fn papers(state: web::Data<Shared>, runner: Runner, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    let code = EventCode::parse(&path).ok_or(StaffError::NotFound)?;
    let event = state.flow.store.event(&code).await?.ok_or(StaffError::NotFound)?;
    let papers = state.flow.papers(&code, &unread_languages()).await?.ok_or(StaffError::NotFound)?;
    Ok(page(StatusCode::OK, papers::show(&runner.signed, code.as_str(), &event.stored.name, &papers)))
}

/// Closes an event: its figures are fixed.
pub(super) async fn close(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let mut problems = Problems::default();
    let attended = form::number(&fields, "attended", 0..=100_000, &mut problems);
    if fields.get("sure") != "yes" {
        problems.add("sure", "Tick the box when all tablets are back");
    }
    let code = EventCode::parse(&path).ok_or(StaffError::NotFound)?;
    let live = state.flow.live(&code).await?.filter(|live| live.event.stored.kind == Kind::Event).ok_or(StaffError::NotFound)?;
    if state.flow.vote_in(&live.event).await?.is_some() {
        problems.add("sure", "A vote is open in the room. Close it first, on the board");
    }
    fewer::asked(attended, state.flow.store.waiting(live.event.stored.id).await?, &fields, &mut problems);
    // Asked once more, last of all: whoever asks in order to see whether something came closes the event by it.
    if problems.is_empty() && fields.get("unread") != "yes" && state.flow.unread(&live.event).await?.unread > 0 {
        problems.add("unread", "Not everything that children wrote is read. Tick the box to close all the same");
    }
    let (Some(attended), true) = (attended, problems.is_empty()) else {
        return shown(&request, &state, &runner, &path, &fields, &problems).await;
    };
    match state.flow.close_event(&live, attended, Shared::today()).await {
        Ok(_) => Ok(see(&format!("/summaries/{code}"))),
        Err(CloseError::OverBudget(over)) => {
            problems.add("attended", over.to_string());
            shown(&request, &state, &runner, &path, &fields, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the one early look.
pub(super) async fn early_look(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let mut problems = Problems::default();
    let code = EventCode::parse(&path).ok_or(StaffError::NotFound)?;
    // A vote has its result at the close, and once.
    let live = state.flow.live(&code).await?.filter(|live| live.event.stored.kind == Kind::Event).ok_or(StaffError::NotFound)?;
    if let Some(here) = form::number(&fields, "here", 0..=100_000, &mut problems) {
        match state.flow.early_look(&live, here, Shared::today()).await {
            Ok(()) => return Ok(see(&format!("/summaries/{code}"))),
            Err(CloseError::NoEarlyLook) => {
                problems.add("early", format!("An early look is taken once, with {EARLY} answers or more of {EARLY} children or more"));
            }
            Err(CloseError::OverBudget(over)) => problems.add("early", over.to_string()),
            Err(other) => return Err(other.into()),
        }
    }
    shown(&request, &state, &runner, &path, &fields, &problems).await
}

/// Withdraws an event's figures.
pub(super) async fn withdraw(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let mut problems = Problems::default();
    let code = EventCode::parse(&path).ok_or(StaffError::NotFound)?;
    let event = state.flow.store.event(&code).await?.ok_or(StaffError::NotFound)?;
    let reason = fields.get("why").split_whitespace().collect::<Vec<_>>().join(" ");
    if !(10..=500).contains(&reason.chars().count()) {
        problems.add("why", "Write why, in 10 to 500 letters");
        return shown(&request, &state, &runner, &path, &fields, &problems).await;
    }
    match state.flow.withdraw(&event, &reason, Shared::today()).await {
        Ok(()) => Ok(see(&format!("/summaries/{code}"))),
        Err(WithdrawError::Nothing) => Err(StaffError::StaleForm),
        Err(WithdrawError::Flow(error)) => Err(error.into()),
    }
}
