//! Serving: opens what is needed, listens, stops gracefully on SIGTERM and SIGINT.

use crate::cli::{Outcome, one};
use crate::config::Config;
use actix_web::dev::ServerHandle;
use sayso::flow::Flow;
use sayso::seal::Keyring;
use sayso::store::{Location, Store};
use sayso::web::{Settings, server};
use std::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Starts the log on standard error: no address, user agent, envelope id or answer is ever given to it.
pub(crate) fn start_log(config: &Config, usual: &str) {
    let filter = EnvFilter::try_from_env("SAYSO_LOG_LEVEL").unwrap_or_else(|_| EnvFilter::new(usual));
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
}

/// Starts serving.
pub(crate) async fn start(config: &Config, listener: TcpListener) -> Result<Running, Vec<String>> {
    let store = open_store(config).await?;
    let keys = Keyring::open(&config.keys, config.master_key.as_deref()).map_err(one)?;
    let flow = Flow::start(store, keys);
    let settings = Settings { address: config.address.clone(), tls: config.tls() };
    let server = server(listener, flow.clone(), settings, config.workers).map_err(one)?;
    let handle = server.handle();
    Ok(Running { flow, handle, done: tokio::spawn(server) })
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
        self.handle.stop(true).await;
        let stopped = self.done.await.map_err(one)?;
        self.flow.store.close().await;
        stopped.map_err(one)
    }
}

/// Destroys what is due, at the start and every day.
async fn purge_daily(flow: Flow) {
    let mut day = tokio::time::interval(std::time::Duration::from_secs(24 * 60 * 60));
    loop {
        day.tick().await;
        match flow.purge(time::OffsetDateTime::now_utc().date()).await {
            Ok(purged) => {
                tracing::info!(events = purged.events.len(), "destroyed what was due");
                for error in purged.failures {
                    tracing::error!(%error, "an event that is due could not be destroyed; tried again in a day");
                }
            }
            Err(error) => tracing::error!(%error, "what is due could not be destroyed; tried again in a day"),
        }
    }
}

/// `sayso purge`: destroys what is due, once.
pub(crate) async fn purge(config: &Config) -> Outcome {
    let store = open_store(config).await?;
    let flow = Flow::start(store, Keyring::open(&config.keys, config.master_key.as_deref()).map_err(one)?);
    let purged = flow.purge(time::OffsetDateTime::now_utc().date()).await.map_err(one)?;
    crate::cli::say(&format!("{} events were due; their keys and answers are destroyed.", purged.events.len()));
    if purged.failures.is_empty() { Ok(()) } else { Err(purged.failures.iter().map(ToString::to_string).collect()) }
}

pub(crate) async fn run(config: &Config) -> Outcome {
    start_log(config, "info");
    let listener = bind(config)?;
    let at = listener.local_addr().map_err(one)?;
    let running = start(config, listener).await?;
    tracing::info!(port = at.port(), "ready");
    let daily = tokio::spawn(purge_daily(running.flow.clone()));
    let stopped = running.until_stopped().await;
    daily.abort();
    stopped
}
