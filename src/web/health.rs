//! Whether the server lives, and whether it can take answers.

use super::State;
use actix_web::{HttpResponse, web};

/// The process answers.
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("alive\n")
}

/// The database answers too.
pub(super) async fn ready(state: web::Data<State>) -> HttpResponse {
    match state.flow.store.ping().await {
        Ok(()) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database does not answer\n")
        }
    }
}
