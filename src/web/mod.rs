//! Everything that is seen: routes, handlers, pages.
//!
//! [`router`] is the one route table. A handler extracts, holds its authority, asks the flow and
//! gives a page; pages are plain functions from values to markup.

mod account;
mod adult;
mod agreed;
mod asset;
mod board;
mod child;
mod clip;
mod error;
mod event;
mod hand;
mod health;
mod middleware;
mod outbox;
mod part;
mod questionnaire;
mod reading;
mod router;
mod service;
mod session;
mod staff;
mod summary;
mod tablet;
mod vote;

pub use clip::texts_without_voice;
pub use part::say::languages as interface_languages;
pub use router::{Access, RouteRow, route_table};

use crate::domain::remark::Organisation;
use crate::domain::wording::{Band, Language};
use crate::flow::Flow;
use actix_web::dev::Server;
use actix_web::http::header;
use actix_web::middleware::{Condition, DefaultHeaders};
use actix_web::{App, HttpRequest, HttpServer, web};
use rustls::ServerConfig;
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::atomic::AtomicBool;
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
    /// Set when the server is about to stop: what is open for long ends by itself then.
    pub stopping: Arc<AtomicBool>,
    /// How connections are made over TLS; none: they are not.
    pub certificate: Option<Arc<ServerConfig>>,
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
    /// What tablets keep of events.
    lists: RwLock<HashMap<String, tablet::Kept>>,
}

impl State {
    fn today() -> Date {
        OffsetDateTime::now_utc().date()
    }

    fn now() -> i64 {
        OffsetDateTime::now_utc().unix_timestamp()
    }

    /// The address at which people reach the server: the one that was set, else the one that the browser names.
    fn address(&self, request: &HttpRequest) -> String {
        self.settings.address.clone().unwrap_or_else(|| {
            let scheme = if self.settings.tls { "https" } else { "http" };
            format!("{scheme}://{}", request.connection_info().host())
        })
    }
}

/// Makes the server over a listener that is already bound.
///
/// # Errors
/// Whatever the system says about the listener.
pub fn server(listener: TcpListener, flow: Flow, settings: Settings, workers: usize) -> std::io::Result<Server> {
    let certificate = settings.certificate.clone();
    let own_tls = certificate.is_some();
    let state = web::Data::new(State {
        flow,
        settings,
        pages: RwLock::default(),
        summaries: RwLock::default(),
        clips: clip::Held::default(),
        names: reading::Known::default(),
        lists: RwLock::default(),
    });
    asset::warm();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .configure(router::configure)
            .wrap(actix_web::middleware::from_fn(middleware::catch_panics))
            .wrap(actix_web::middleware::Compress::default())
            .wrap(Condition::new(own_tls, DefaultHeaders::new().add((header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"))))
            .wrap(actix_web::middleware::from_fn(middleware::headers))
            .wrap(actix_web::middleware::from_fn(middleware::log_staff))
    })
    .workers(workers)
    .shutdown_timeout(20)
    // Signals are handled by the program, so that SIGINT is as graceful as SIGTERM.
    .disable_signals();
    let server = match certificate {
        Some(certificate) => server.listen_rustls_0_23(listener, ServerConfig::clone(&certificate))?,
        None => server.listen(listener)?,
    };
    Ok(server.run())
}
