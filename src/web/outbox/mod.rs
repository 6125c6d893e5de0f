//! A tablet's sealed outbox, handed in as a file.

use super::State as Shared;
use super::asset::address;
use super::board::event;
use super::error::{StaffError, page};
use super::part::multipart::{boundary, parts};
use super::part::shell::{Page, Place, made_up};
use super::session::{Runner, Signed};
use crate::domain::outbox::{self, NotAnOutbox};
use crate::flow::{FlowError, InboxError, Report};
use crate::store::Event;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use maud::{Markup, html};

/// The largest file: a tablet with 1,000 envelopes has 5.6 MB.
const LARGEST: usize = 16 * 1024 * 1024;

/// What is wrong with what was handed in.
enum Refused {
    NoFile,
    TooLarge,
    Not(NotAnOutbox),
    OtherEvent,
    Over,
}

impl Refused {
    fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Over => StatusCode::GONE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::NoFile => "Choose a file first.".to_owned(),
            Self::TooLarge => {
                "The file is larger than 16 MB. Whoever runs the server can take it in with “sayso envelope import”.".to_owned()
            }
            Self::Not(why) => crate::domain::words::capital(&why.to_string()) + ".",
            Self::OtherEvent => "These answers belong to another event. Take the file in on that event’s page.".to_owned(),
            Self::Over => "This event takes nothing in any more.".to_owned(),
        }
    }
}

/// Takes a file in; says what became of it.
pub(super) async fn take(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    mut payload: web::Payload,
) -> Result<HttpResponse, StaffError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let boundary = boundary(kind).ok_or(StaffError::StaleForm)?;
    let (mut body, mut too_large) = (Vec::new(), false);
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_| StaffError::BadForm(StatusCode::BAD_REQUEST))?;
        // Read to its end all the same: a browser shows no answer while it is still sending.
        too_large |= body.len() + piece.len() > LARGEST;
        if !too_large {
            body.extend_from_slice(&piece);
        }
    }
    let parts = parts(&body, &boundary);
    let field = |name: &str| parts.iter().find(|p| p.name == name).map(|p| p.bytes);
    if field("csrf") != Some(runner.signed.csrf.as_bytes()) {
        return Err(StaffError::StaleForm);
    }
    let event = event(&state, &path).await?;
    let taken = match field("file") {
        _ if too_large => Err(Refused::TooLarge),
        None | Some([]) => Err(Refused::NoFile),
        Some(file) => read(&state, &event, file).await?,
    };
    let status = taken.as_ref().map_or_else(Refused::status, |_| StatusCode::OK);
    Ok(page(status, told(&runner.signed, &event, &taken)))
}

async fn read(state: &Shared, event: &Event, file: &[u8]) -> Result<Result<Report, Refused>, StaffError> {
    let outbox = match outbox::read(file) {
        Ok(outbox) => outbox,
        Err(why) => return Ok(Err(Refused::Not(why))),
    };
    if outbox.event != event.stored.code {
        return Ok(Err(Refused::OtherEvent));
    }
    let live = state.flow.live(&event.stored.code).await?.ok_or(StaffError::NotFound)?;
    match state.flow.take_outbox(&live, outbox).await {
        Ok(report) => Ok(Ok(report)),
        Err(InboxError::Over) => Ok(Err(Refused::Over)),
        Err(InboxError::Flow(error)) => Err(error.into()),
        Err(_) => Err(FlowError::Broken("a file could not be taken in whole; take it in again").into()),
    }
}

fn told(signed: &Signed, event: &Event, taken: &Result<Report, Refused>) -> Markup {
    let code = &event.stored.code;
    let trail = [
        ("/events".to_owned(), "Events".to_owned()),
        (format!("/events/{code}"), event.stored.name.clone()),
        (format!("/events/{code}/board"), "The board".to_owned()),
    ];
    let title = match taken {
        Ok(report) if report.unreadable.is_empty() => "The file was taken in",
        Ok(_) => "The file was taken in, but not all of it",
        Err(_) => "The file was not taken in",
    };
    let demonstration = made_up(event.stored.demonstration);
    let page = Page { trail: &trail, demonstration, problem: taken.is_err(), ..Page::new(title, Place::Events, signed) };
    page.show(html! {
        link rel="stylesheet" href=(address("board.css"));
        header.title { h1 { (title) } }
        @match taken {
            Err(why) => p { (why.words()) },
            Ok(report) => {
                ul.report { @for line in report.lines() { li { (line) } } }
                p { "What the file held is on the server now. Taking the same file in again changes nothing. When no line is left over, clear the tablet: its browser’s data, not before." }
            }
        }
        p.actions { a.button.second href={ "/events/" (code) "/board" } { "Back to the board" } " " a href={ "/events/" (code) "/tablets#outbox" } { "Take another file in" } }
    })
}
