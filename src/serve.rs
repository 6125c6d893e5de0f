//! Serving: opens what is needed, listens, stops gracefully on SIGTERM and SIGINT.

use crate::cli::{Outcome, one};
use crate::config::Config;
use crate::lists;
use crate::tls::Tls;
use actix_web::dev::ServerHandle;
use sayso::flow::Flow;
use sayso::seal::Keyring;
use sayso::store::{Location, ReleaseFiles, Store};
use sayso::web::{Settings, server};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Starts the log on standard error: no address, user agent, envelope id or answer is ever given to it.
pub(crate) fn start_log(config: &Config, usual: &str) {
    let level = std::env::var("SAYSO_LOG_LEVEL").ok().filter(|level| level.parse::<LevelFilter>().is_ok());
    // Other people's code may say what it likes of requests: it is heard only when something is wrong.
    let filter = EnvFilter::new(format!("warn,sayso={}", level.as_deref().unwrap_or(usual)));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    // A second start in one process (tests) keeps the first log.
    let _started = if config.json_log { log.json().try_init() } else { log.try_init() };
    // A panic's message may hold what was being worked on: only its place is logged.
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
        tracing::error!(at, "a panic");
    }));
}

/// Opens the database, making its folder first.
pub(crate) async fn open_store(config: &Config) -> Result<Store, Vec<String>> {
    if let Location::File(file) = &config.location
        && let Some(folder) = file.parent()
    {
        std::fs::create_dir_all(folder).map_err(|e| one(format!("the data folder {}: {e}", config.data.display())))?;
    }
    Store::open(&config.location).await.map_err(one)
}

/// Opens everything that the way of an answer needs, as it is: for what may run beside a server, which
/// could be writing a release at this moment.
pub(crate) async fn open_beside(config: &Config) -> Result<Flow, Vec<String>> {
    let store = open_store(config).await?;
    let keys = Keyring::open(&config.keys, config.master_key.as_deref()).map_err(one)?;
    Ok(Flow::start(store, keys, ReleaseFiles::open(&config.releases).map_err(one)?))
}

/// The same, and takes releases from their files that the database does not have.
pub(crate) async fn open_flow(config: &Config) -> Result<Flow, Vec<String>> {
    let flow = open_beside(config).await?;
    let (taken, strange) = flow.restore().await.map_err(one)?;
    if taken > 0 {
        tracing::warn!(taken, "releases were taken from their files, since the database did not have them");
    }
    if !strange.is_empty() {
        tracing::warn!(files = strange.len(), "there are release files of events that this database does not know");
    }
    Ok(flow)
}

/// Binds the listener, with plain words when the port is taken.
pub(crate) fn bind(config: &Config) -> Result<TcpListener, Vec<String>> {
    TcpListener::bind(config.listen).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => one(format!(
            "port {} is in use: another program, perhaps another Sayso, listens on it. Choose another with --listen",
            config.listen.port()
        )),
        std::io::ErrorKind::PermissionDenied => {
            one(format!("port {} may not be used by this user. Choose one from 1024 on with --listen", config.listen.port()))
        }
        _ => one(format!("cannot listen there ({error}). Choose another address with --listen")),
    })
}

/// A running server.
pub(crate) struct Running {
    pub(crate) flow: Flow,
    handle: ServerHandle,
    done: tokio::task::JoinHandle<std::io::Result<()>>,
    /// Told to what is open for long, such as a board, before the server stops.
    stopping: Arc<AtomicBool>,
    contacts: tokio::task::JoinHandle<()>,
    tls: Option<tokio::task::JoinHandle<()>>,
}

/// Starts serving.
pub(crate) async fn start(config: &Config, listener: TcpListener) -> Result<Running, Vec<String>> {
    let flow = open_flow(config).await?;
    let lists = lists::read(config.lists.as_deref());
    for fault in lists.faults() {
        // Where, and not what: a line may be somebody's name.
        tracing::warn!(
            file = fault.file,
            line = fault.line,
            "the organisation's lists have something that cannot be used; `sayso lists` tells what"
        );
    }
    let stopping = Arc::<AtomicBool>::default();
    let mut tls = None;
    let certificate = match &config.certificate {
        None => None,
        Some(files) => {
            let opened = Tls::open(files.clone()).map_err(one)?;
            let certificate = opened.config().map_err(one)?;
            tls = Some(tokio::spawn(opened.keep()));
            Some(certificate)
        }
    };
    if !config.tls() && !config.listen.ip().is_loopback() {
        tracing::warn!(
            "without TLS no tablet works offline and no browser seals answers: set a certificate, or a proxy and --address https://"
        );
    }
    let settings = Settings {
        address: config.address.clone(),
        tls: config.tls(),
        gallery: config.gallery,
        call: config.call.clone(),
        lists: Arc::new(lists),
        stopping: Arc::clone(&stopping),
        certificate,
    };
    let server = server(listener, flow.clone(), settings, config.workers).map_err(one)?;
    let handle = server.handle();
    let keeping = flow.clone();
    let contacts = tokio::spawn(async move { keeping.keep_contacts().await });
    Ok(Running { flow, handle, done: tokio::spawn(server), stopping, contacts, tls })
}

impl Running {
    /// Waits for SIGTERM or SIGINT, lets what is under way finish, closes the database.
    pub(crate) async fn until_stopped(self) -> Outcome {
        let mut terminate = signal(SignalKind::terminate()).map_err(one)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(one)?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: what is under way is finished first");
        self.stopping.store(true, Ordering::Relaxed);
        self.handle.stop(true).await;
        let stopped = self.done.await.map_err(one)?;
        self.contacts.abort();
        if let Some(tls) = self.tls {
            tls.abort();
        }
        if let Err(error) = self.flow.note_contacts().await {
            tracing::error!(%error, "what tablets said could not be written down");
        }
        self.flow.store.close().await;
        stopped.map_err(one)
    }
}

/// Makes pools that are due and destroys what is due, at the start and every day.
pub(crate) async fn daily(flow: Flow) {
    let mut day = tokio::time::interval(std::time::Duration::from_secs(24 * 60 * 60));
    loop {
        day.tick().await;
        let today = time::OffsetDateTime::now_utc().date();
        // Pools first: what waits must have had its chance before it is destroyed.
        match flow.pool(today).await {
            Ok(pooled) => {
                tracing::info!(pools = pooled.pools.len(), "made the quarterly figures that were due");
                for error in pooled.failures {
                    tracing::error!(%error, "quarterly figures that are due could not be made; tried again in a day");
                }
            }
            Err(error) => tracing::error!(%error, "quarterly figures could not be made; tried again in a day"),
        }
        match flow.purge(today).await {
            Ok(purged) => {
                tracing::info!(
                    events = purged.events.len(),
                    ended = purged.ended.len(),
                    remarks = purged.texts,
                    hands = purged.hands,
                    "destroyed what was due"
                );
                for error in purged.failures {
                    tracing::error!(%error, "an event that is due could not be destroyed; tried again in a day");
                }
            }
            Err(error) => tracing::error!(%error, "what is due could not be destroyed; tried again in a day"),
        }
        if let Err(error) = flow.tidy().await {
            tracing::error!(%error, "the database could not be tidied; tried again in a day");
        }
    }
}

/// `sayso purge`: makes pools that are due and destroys what is due, once.
pub(crate) async fn purge(config: &Config) -> Outcome {
    let flow = open_flow(config).await?;
    let today = time::OffsetDateTime::now_utc().date();
    let pooled = flow.pool(today).await.map_err(one)?;
    let purged = flow.purge(today).await.map_err(one)?;
    crate::cli::say(&format!("{} quarterly figures were due and are made.", pooled.pools.len()));
    crate::cli::say(&format!("{} events take nothing in any more; their receipts are gone.", purged.ended.len()));
    crate::cli::say(&format!("{} events were due; their keys and answers are destroyed.", purged.events.len()));
    crate::cli::say(&format!("{} remarks were due; what children wrote there is destroyed.", purged.texts));
    crate::cli::say(&format!("{} hands were due; what came of them is destroyed.", purged.hands));
    let failures: Vec<String> =
        pooled.failures.iter().map(ToString::to_string).chain(purged.failures.iter().map(ToString::to_string)).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

pub(crate) async fn run(config: &Config) -> Outcome {
    start_log(config, "info");
    let listener = bind(config)?;
    let at = listener.local_addr().map_err(one)?;
    let running = start(config, listener).await?;
    tracing::info!(port = at.port(), "ready");
    let daily = tokio::spawn(daily(running.flow.clone()));
    let flow = running.flow.clone();
    let tidying = tokio::spawn(async move { flow.keep_tidy().await });
    let stopped = running.until_stopped().await;
    daily.abort();
    tidying.abort();
    stopped
}
