//! Quotes: one person redacts, a second approves with the original beside it, five or more are published together.

use super::change::not_hers;
use super::quote_pages as pages;
use super::text::Marked;
use super::{Room, today};
use crate::domain::envelope::RemarkId;
use crate::domain::event::State as Held;
use crate::domain::quote::{QuoteId, QuoteText, Recognisable, State as Quoted};
use crate::domain::reading::State as Read;
use crate::domain::typed::{NotTyped, line};
use crate::domain::words;
use crate::flow::{QuoteError, ReadError, WaitingQuote};
use crate::web::State;
use crate::web::account::see;
use crate::web::error::{StaffError, page};
use crate::web::part::form::Problems;
use crate::web::session::{Fields, Form, Reader};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// The longest reason for sending a quote back or withdrawing it.
const LONGEST_REASON: usize = 300;

impl From<QuoteError> for StaffError {
    fn from(error: QuoteError) -> Self {
        match error {
            QuoteError::Read(error) => error.into(),
            QuoteError::Gone => Self::NotFound,
            QuoteError::NotApproved(_) | QuoteError::NotYet(_) => Self::StaleForm,
        }
    }
}

fn status(problems: &Problems) -> StatusCode {
    if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// All quotes of an event, and the remarks that wait to be made one.
pub(in crate::web) async fn quotes(state: web::Data<State>, reader: Reader, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path).await?;
    listed(&state, &room, &Problems::default()).await
}

async fn listed(state: &State, room: &Room, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let quotes = state.flow.quotes(&room.may, &room.live).await?;
    let mut offered = room.queue(state).await?;
    offered.retain(|r| r.reading.state == Read::Offered && !quotes.iter().any(|q| q.quote.remark == Some(r.id)));
    Ok(page(status(problems), pages::list(room, &quotes, &offered, problems)))
}

/// Publishes what was approved, together.
pub(in crate::web) async fn publish(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &reader.signed)?;
    let room = Room::enter(&state, reader, &path).await?;
    if fields.get("sure") != "yes" && room.live.event.stored.state != Held::Open {
        let mut problems = Problems::default();
        problems.add("sure", "Read them beside each other first, and tick the box");
        return listed(&state, &room, &problems).await;
    }
    match state.flow.publish_quotes(&room.may, &room.live, today()).await {
        Ok(_) => Ok(see(&format!("{}/quotes", room.at()))),
        Err(QuoteError::NotYet(why)) => {
            let mut problems = Problems::default();
            let open = room.live.is_open();
            problems.add("publish", if open { pages::STILL_OPEN.to_owned() } else { words::capital(&why.to_string()) });
            listed(&state, &room, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form in which a remark is redacted.
pub(in crate::web) async fn redact(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path.0).await?;
    let id = RemarkId::parse(&path.1).ok_or(StaffError::NotFound)?;
    redacting(&state, &room, id, Fields::default(), &Problems::default()).await
}

async fn redacting(state: &State, room: &Room, id: RemarkId, mut fields: Fields, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let remark = state.flow.remark(&room.may, &room.live, id).await?;
    let words = remark.words.as_deref().filter(|_| remark.reading.state == Read::Offered).ok_or(StaffError::NotFound)?;
    let before = state.flow.store.quotes(room.live.event.stored.id).await?.into_iter().find(|q| q.remark == Some(id));
    if before.as_ref().is_some_and(|q| !matches!(q.state, Quoted::Proposed | Quoted::SentBack)) {
        return Err(StaffError::NotFound);
    }
    if fields.get("do") == "take-out" {
        let bare = Marked::details(words, &room.names).without_details();
        fields = Fields(vec![("text".to_owned(), bare)]);
    } else if !fields.0.iter().any(|(name, _)| name == "text") {
        let text = before.as_ref().and_then(|q| q.text.as_ref()).map_or(words, QuoteText::as_str);
        fields = Fields(vec![("text".to_owned(), text.to_owned())]);
    }
    Ok(page(status(problems), pages::redact(room, &remark, words, before.as_ref(), &fields, problems)))
}

/// Proposes a quote, or shows it with marks once more.
pub(in crate::web) async fn propose(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &reader.signed)?;
    let room = Room::enter(&state, reader, &path.0).await?;
    let id = RemarkId::parse(&path.1).ok_or(StaffError::NotFound)?;
    let mut problems = Problems::default();
    if matches!(fields.get("do"), "look" | "take-out") {
        return redacting(&state, &room, id, fields, &problems).await;
    }
    let text = match QuoteText::parse(fields.get("text")) {
        Ok(text) => text,
        Err(why) => {
            let why = if why == NotTyped::Empty { "Write what would be shown".to_owned() } else { words::capital(&why.to_string()) };
            problems.add("text", why);
            return redacting(&state, &room, id, fields, &problems).await;
        }
    };
    let remark = state.flow.remark(&room.may, &room.live, id).await?;
    if let Some(why) =
        remark.words.as_deref().and_then(|words| worth_a_look(&room, words, text.as_str())).filter(|_| fields.get("sure") != "yes")
    {
        problems.add("sure", format!("{why}. Change it, or tick the box"));
        return redacting(&state, &room, id, fields, &problems).await;
    }
    match state.flow.propose(&room.may, &room.live, id, &text, today()).await {
        Ok(_) => Ok(see(&format!("{}/quotes", room.at()))),
        Err(QuoteError::Read(ReadError::NotNow(_))) => Err(StaffError::StaleForm),
        Err(other) => Err(other.into()),
    }
}

/// What somebody should look at once more before a second person does: marks that were left, and words that a child
/// did not write and that stand outside brackets, as if she had.
pub(super) fn worth_a_look(room: &Room, words: &str, text: &str) -> Option<String> {
    let quoted = |words: Vec<&str>| words.into_iter().take(8).map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
    let left = Marked::details(text, &room.names).found();
    let put_in = not_hers(words, text);
    let left = (!left.is_empty()).then(|| format!("{} might show who wrote it", quoted(left)));
    let put_in = (!put_in.is_empty()).then(|| format!("{}: not the child’s words, and not in brackets", quoted(put_in)));
    let why: Vec<String> = left.into_iter().chain(put_in).collect();
    (!why.is_empty()).then(|| why.join(". "))
}

async fn find(state: &State, room: &Room, id: QuoteId) -> Result<(usize, usize, WaitingQuote), StaffError> {
    let quotes = state.flow.quotes(&room.may, &room.live).await?;
    let me = room.may.staff();
    let waiting: Vec<QuoteId> =
        quotes.iter().filter(|q| q.quote.state == Quoted::Proposed && q.quote.proposed.0 != me).map(|q| q.quote.id).collect();
    let number = waiting.iter().position(|of| *of == id).map_or(0, |at| at + 1);
    let quote = quotes.into_iter().find(|q| q.quote.id == id).ok_or(StaffError::NotFound)?;
    Ok((number, waiting.len(), quote))
}

/// One quote, with the original beside it.
pub(in crate::web) async fn look(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path.0).await?;
    let id = QuoteId::parse(&path.1).ok_or(StaffError::NotFound)?;
    let (number, of, quote) = find(&state, &room, id).await?;
    Ok(page(StatusCode::OK, pages::look(&room, &quote, (number, of), &Fields::default(), &Problems::default())))
}

/// What the second person says; and withdrawing.
pub(in crate::web) async fn second(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &reader.signed)?;
    let room = Room::enter(&state, reader, &path.0).await?;
    let id = QuoteId::parse(&path.1).ok_or(StaffError::NotFound)?;
    let mut problems = Problems::default();
    let asked = if fields.get("do") == "withdraw" { "reason" } else { "why" };
    let why = match line(fields.get(asked), LONGEST_REASON) {
        Ok(why) => Some(why),
        Err(NotTyped::Empty) => None,
        Err(other) => {
            problems.add(asked, words::capital(&other.to_string()));
            None
        }
    };
    let recognisable = match fields.get("recognisable") {
        "no" => Some(Recognisable::No),
        "perhaps" => Some(Recognisable::Perhaps),
        _ => None,
    };
    let (flow, may, live) = (&state.flow, &room.may, &room.live);
    let outcome = match fields.get("do") {
        _ if !problems.is_empty() => None,
        "approve" => match (recognisable, QuoteText::parse(fields.get("seen"))) {
            (None, _) => {
                problems.add("recognisable", "Say whether a carer or a teacher could recognise this child");
                None
            }
            (Some(recognisable), Ok(seen)) => Some(flow.approve_quote(may, live, id, &seen, recognisable, today()).await),
            (Some(_), Err(_)) => return Err(StaffError::StaleForm),
        },
        "send-back" if why.is_none() => {
            problems.add("why", "Write what should be changed");
            None
        }
        "send-back" => Some(flow.send_back_quote(may, live, id, why.as_deref()).await),
        "withdraw" => Some(flow.take_quote_back(may, live, id, why.as_deref(), today()).await),
        _ => return Err(StaffError::StaleForm),
    };
    match outcome {
        Some(Ok(())) => return Ok(see(&format!("{}/quotes", room.at()))),
        Some(Err(QuoteError::NotApproved(why))) => problems.add("recognisable", words::capital(&why.to_string())),
        Some(Err(other)) => return Err(other.into()),
        None => {}
    }
    let (number, of, quote) = find(&state, &room, id).await?;
    Ok(page(status(&problems), pages::look(&room, &quote, (number, of), &fields, &problems)))
}
