//! Errors as people see them: kind words for a child, plain words for staff, never a cause.

use super::part::say::Say;
use super::{child, part};
use crate::flow::{CloseError, FlowError, InboxError, OpenError};
use crate::store::StoreError;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, ResponseError};
use maud::{Markup, html};
use std::fmt;

/// A page with a status. Valid HTML, UTF-8.
pub(super) fn page(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type(ContentType::html()).body(markup.into_string())
}

/// What a member of staff is told.
#[derive(Debug)]
pub(super) enum StaffError {
    /// Nobody is signed in.
    SignIn,
    /// Signed in, but not for this.
    NotAllowed,
    /// There is no such thing, or it is not for this person.
    NotFound,
    /// The form is too old or came from elsewhere.
    StaleForm,
    /// What came in is no form, or too large.
    BadForm(StatusCode),
    /// Something failed; the cause is in the log.
    Failed(FlowError),
}

impl From<FlowError> for StaffError {
    fn from(error: FlowError) -> Self {
        Self::Failed(error)
    }
}

impl From<StoreError> for StaffError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<OpenError> for StaffError {
    fn from(error: OpenError) -> Self {
        match error {
            // A form that names readers tells what is wrong with them itself.
            OpenError::Nothing | OpenError::Readers(_) => Self::NotFound,
            OpenError::Flow(error) => Self::Failed(error),
        }
    }
}

impl From<CloseError> for StaffError {
    fn from(error: CloseError) -> Self {
        match error {
            CloseError::ClosedBefore | CloseError::NoEarlyLook | CloseError::OverBudget(_) => Self::StaleForm,
            CloseError::Flow(error) => Self::Failed(error),
        }
    }
}

impl fmt::Display for StaffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl StaffError {
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::SignIn => ("Please sign in", "You need to sign in to see this page."),
            Self::NotAllowed => ("This page is not for your role", "Ask an administrator if you think that it should be."),
            Self::NotFound => {
                ("There is nothing here", "The page may have moved, or the figures have not been given to you. Ask the rights officer.")
            }
            Self::StaleForm => (
                "Please try again",
                "The page that you sent was out of date. Nothing has changed. Go back, reload the page and send it again.",
            ),
            Self::BadForm(StatusCode::PAYLOAD_TOO_LARGE) => {
                ("That is too large", "A questionnaire file may have up to 1 MB. Nothing has changed.")
            }
            Self::BadForm(_) => ("We could not read that", "What was sent is not a form of ours. Nothing has changed."),
            Self::Failed(FlowError::Store(StoreError::Full(_))) => (
                "The disk is full, or fails",
                "Nothing that was accepted is lost. Ask whoever runs the server to make room, then try again.",
            ),
            Self::Failed(_) => (
                "Something went wrong",
                "It is not your fault, and nothing was half done. Try again; if it happens again, tell whoever runs the server.",
            ),
        }
    }
}

impl ResponseError for StaffError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::StaleForm => StatusCode::CONFLICT,
            Self::BadForm(status) => *status,
            Self::Failed(FlowError::Store(StoreError::Full(_))) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Failed(cause) = self {
            tracing::error!(%cause, "a staff page failed");
        }
        let (title, text) = self.words();
        let way_on = if matches!(self, Self::SignIn) { ("/sign-in", "Sign in") } else { ("/", "Go to the first page") };
        page(self.status_code(), part::shell::message(title, html! { p { (text) } p { a href=(way_on.0) { (way_on.1) } } }))
    }
}

/// What a child is told. Never a code.
#[derive(Debug)]
pub(super) enum ChildError {
    /// No such event.
    Unknown,
    /// The event is over; told in the child's language.
    Closed(Say),
    /// The event has not begun; told in the child's language.
    NotYet(Say),
    /// The event is answered on the tablets in the room; told in the child's language.
    OnTablets(Say),
    /// Other answers were sent from this page before.
    SentBefore,
    /// Too long.
    TooLong,
    /// No form of ours.
    NotUnderstood,
    /// Something failed; the cause is in the log.
    Failed(InboxError),
}

impl From<FlowError> for ChildError {
    fn from(error: FlowError) -> Self {
        Self::Failed(InboxError::Flow(error))
    }
}

impl From<InboxError> for ChildError {
    fn from(error: InboxError) -> Self {
        match error {
            InboxError::OtherBytes => Self::SentBefore,
            InboxError::Over => Self::Closed(Say::english()),
            InboxError::NotValid(_) => Self::NotUnderstood,
            InboxError::TooLong => Self::TooLong,
            other => Self::Failed(other),
        }
    }
}

impl fmt::Display for ChildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl ChildError {
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unknown => ("event-unknown-title", "event-unknown-text"),
            Self::Closed(_) => ("event-closed-title", "event-closed-text"),
            Self::NotYet(_) => ("event-not-yet-title", "event-not-yet-text-no-date"),
            Self::OnTablets(_) => ("event-on-tablets-title", "event-on-tablets-text"),
            Self::SentBefore => ("thanks-title", "sent-differently"),
            Self::TooLong => ("something-wrong-title", "too-big"),
            Self::NotUnderstood => ("something-wrong-title", "not-understood"),
            Self::Failed(_) => ("something-wrong-title", "something-wrong-text"),
        }
    }
}

impl ResponseError for ChildError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Closed(_) => StatusCode::GONE,
            Self::NotYet(_) => StatusCode::FORBIDDEN,
            // A tablet's service worker goes on with the page that it keeps.
            Self::OnTablets(_) => StatusCode::UNAUTHORIZED,
            Self::SentBefore => StatusCode::CONFLICT,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotUnderstood => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed(InboxError::NotWritten) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Failed(cause) = self {
            tracing::error!(%cause, "a child's page failed");
        }
        let (title, text) = self.words();
        let say = match self {
            Self::Closed(say) | Self::NotYet(say) | Self::OnTablets(say) => say.clone(),
            _ => Say::english(),
        };
        // Without an event nobody knows which language the child reads.
        let markup = match self {
            Self::Unknown => child::kind_in_all(title, text),
            _ => child::kind(&say, &say.text(title), &say.text(text)),
        };
        page(self.status_code(), markup)
    }
}

/// The page for an address that nothing is at.
pub(super) fn nothing_here(path: &str) -> HttpResponse {
    if child::is_childs(path) { ChildError::Unknown.error_response() } else { StaffError::NotFound.error_response() }
}

/// The page after a panic.
pub(super) fn broken(path: &str) -> HttpResponse {
    let failed = || FlowError::Broken("a handler panicked");
    if child::is_childs(path) { ChildError::from(failed()).error_response() } else { StaffError::from(failed()).error_response() }
}
