//! The board as it changes.

use super::{Standing, event, parts};
use crate::web::State as Shared;
use crate::web::error::StaffError;
use crate::web::part::live::follow;
use crate::web::session::Runner;
use actix_web::{HttpRequest, HttpResponse, web};
use std::rc::Rc;

/// `GET /events/{event}/board/live`
pub(in crate::web) async fn live(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    event(&state, &path).await?;
    let of = Rc::new((state.clone(), runner, path.into_inner()));
    Ok(follow(&request, state, move || {
        let of = Rc::clone(&of);
        async move {
            let (state, runner, code) = &*of;
            let standing = Standing::read(state, event(state, code).await?).await?;
            Ok(parts::all(&runner.signed, &standing))
        }
    }))
}
