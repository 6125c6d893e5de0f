//! Everything that is seen: routes, handlers, pages.
//!
//! [`router`] is the one route table. A handler extracts, holds its authority, asks the flow and
//! gives a page; pages are plain functions from values to markup.

mod account;
mod agreed;
mod asset;
mod child;
mod clip;
mod error;
mod event;
mod health;
mod middleware;
mod part;
mod questionnaire;
mod reading;
mod router;
mod service;
mod session;
mod staff;
mod summary;

pub use clip::texts_without_voice;
pub use part::say::languages as interface_languages;
pub use router::{Access, RouteRow, route_table};

use crate::domain::remark::Organisation;
use crate::domain::wording::{Band, Language};
use crate::flow::Flow;
use actix_web::dev::Server;
use actix_web::{App, HttpServer, web};
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, RwLock};
use time::{Date, OffsetDateTime};

/// The largest form or envelope of a child's page, in bytes. An honest form has a few kilobytes,
/// an honest envelope 4,177 bytes.
pub const LARGEST_FORM: usize = 16 * 1024;
/// The largest questionnaire file that is read, in bytes, as it comes in a form.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// How pages are served.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The address at which people reach the server, without a slash at the end; none: the one
    /// that the browser names.
    pub address: Option<String>,
    /// Whether people reach it over TLS: cookies are `Secure` and `__Host-` then.
    pub tls: bool,
    /// Whether the gallery of the child's page is there: for whoever draws or checks the pages.
    pub gallery: bool,
    /// Whom a reader calls when a child may be in danger, one a line.
    pub call: Vec<String>,
    /// The organisation's lists.
    pub lists: Arc<Organisation>,
}

/// The languages in which no native speaker has read Sayso's own words yet.
#[must_use]
pub fn unread_languages() -> Vec<Language> {
    let read = |language: &Language| part::say::Say::new(language.clone(), Band::From8).has_been_read();
    interface_languages().into_iter().filter(|language| !read(language)).collect()
}

/// What every handler can reach.
pub(crate) struct State {
    flow: Flow,
    settings: Settings,
    /// Rendered children's pages: they are the same for every child.
    pages: RwLock<HashMap<String, Arc<child::Rendered>>>,
    /// Bodies of summaries, with their charts: a released table does not change.
    summaries: RwLock<HashMap<String, Arc<summary::Body>>>,
    /// Clips that were asked for lately.
    clips: clip::Held,
    /// The names that could tell who a child is, made ready for finding.
    names: reading::Known,
}

impl State {
    fn today() -> Date {
        OffsetDateTime::now_utc().date()
    }

    fn now() -> i64 {
        OffsetDateTime::now_utc().unix_timestamp()
    }
}

/// Makes the server over a listener that is already bound.
///
/// # Errors
/// Whatever the system says about the listener.
pub fn server(listener: TcpListener, flow: Flow, settings: Settings, workers: usize) -> std::io::Result<Server> {
    let state = web::Data::new(State {
        flow,
        settings,
        pages: RwLock::default(),
        summaries: RwLock::default(),
        clips: clip::Held::default(),
        names: reading::Known::default(),
    });
    asset::warm();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .configure(router::configure)
            .wrap(actix_web::middleware::from_fn(middleware::catch_panics))
            .wrap(actix_web::middleware::Compress::default())
            .wrap(actix_web::middleware::from_fn(middleware::headers))
            .wrap(actix_web::middleware::from_fn(middleware::log_staff))
    })
    .workers(workers)
    .shutdown_timeout(20)
    // Signals are handled by the program, so that SIGINT is as graceful as SIGTERM.
    .disable_signals()
    .listen(listener)?;
    Ok(server.run())
}
