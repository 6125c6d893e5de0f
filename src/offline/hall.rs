//! The hall of a made-up day: a folder, a server process of its own, an event, and the officer.

use crate::cli::one;
use sayso::domain::event::{EventCode, NewEvent};
use sayso::domain::policy::Promise;
use sayso::domain::questionnaire::{Questionnaire, parse};
use sayso::domain::release::Release;
use sayso::domain::response::Letter;
use sayso::domain::staff::Role;
use sayso::flow::Flow;
use sayso::seal::{Keyring, Token, digest, hex, random_bytes};
use sayso::simulate::Staff;
use sayso::store::{Location, ReleaseFiles, Store};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use time::OffsetDateTime;

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/messages-for-munro.toml");
const REASON: &str = "Made-up answers, so that every one of them can be counted.";

/// What became of what children answered.
pub(super) struct Counted {
    pub(super) questionnaire: Arc<Questionnaire>,
    pub(super) release: Release,
    /// Answers that the server has never seen.
    pub(super) unknown: usize,
    /// Envelopes that were kept aside.
    pub(super) aside: usize,
}

/// A server process, if there is one.
pub(super) type Server = Arc<Mutex<Option<Child>>>;

/// The hall. Dropped, its server is killed and its folder is gone.
pub(super) struct Hall {
    folder: PathBuf,
    /// Killed while tablets send, so it is held by several.
    pub(super) server: Server,
    port: u16,
    /// `http://127.0.0.1:PORT`
    pub(super) base: String,
    /// The code that enrols tablets.
    pub(super) spoken: String,
    event: EventCode,
    /// Signs the officer in once.
    link: Token,
}

impl Hall {
    /// Makes the folder and the event. Nothing is served yet.
    pub(super) async fn open() -> Result<Self, Vec<String>> {
        let port = port()?;
        let folder = std::env::temp_dir().join(format!("sayso-{}", hex(&random_bytes::<8>().map_err(one)?)));
        std::fs::create_dir(&folder).map_err(|e| one(format!("{}: {e}", folder.display())))?;
        let mut hall = Self {
            server: Arc::default(),
            port,
            base: format!("http://127.0.0.1:{port}"),
            spoken: String::new(),
            event: EventCode::from_random([0; 16]),
            link: Token::fresh().map_err(one)?,
            folder,
        };
        let flow = hall.beside().await?;
        hall.seed(&flow).await?;
        flow.store.close().await;
        Ok(hall)
    }

    /// The same folder, beside the server.
    async fn beside(&self) -> Result<Flow, Vec<String>> {
        let store = Store::open(&Location::in_folder(&self.folder)).await.map_err(one)?;
        let keys = Keyring::open(&self.folder.join("keys"), None).map_err(one)?;
        Ok(Flow::start(store, keys, ReleaseFiles::open(&self.folder.join("releases")).map_err(one)?))
    }

    async fn seed(&mut self, flow: &Flow) -> Result<(), Vec<String>> {
        let now = OffsetDateTime::now_utc();
        let questionnaire = parse(QUESTIONNAIRE).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let write = flow.store.write().await.map_err(one)?;
        let service = write.add_service("A hall that does not exist", None).await.map_err(one)?;
        let by = write.add_staff("hall@demo.example", "Officer (made up)", Role::Administrator).await.map_err(one)?;
        let by = by.ok_or_else(|| one("the folder is not empty"))?;
        let hash = hex(&digest(QUESTIONNAIRE.as_bytes()));
        let version = write.publish(&questionnaire, QUESTIONNAIRE, &hash, now.date(), by).await.map_err(one)?;
        write.add_link(&self.link.digest(), by, now.unix_timestamp() + 60 * 60).await.map_err(one)?;
        write.commit().await.map_err(one)?;
        let staff = flow.store.all_staff().await.map_err(one)?;
        let may = staff.iter().find(|s| s.id == by).and_then(|s| Some((s.may_run()?, s.may_administer()?)));
        let (may_run, may_administer) = may.ok_or_else(|| one("an administrator is none"))?;
        let new = NewEvent {
            name: "A bad day".to_owned(),
            service,
            questionnaire: version,
            // True figures: under any other policy a lost answer could not be told from a changed count.
            promise: Promise::plain_counts(&may_administer, REASON).map_err(one)?,
            expected: 150,
            opens_on: now.date(),
            closes_on: now.date() + time::Duration::days(1),
            demonstration: true,
            asks_alone: false,
            tablets_only: true,
            shown_at: None,
            safeguarding: None,
        };
        self.event = flow.open_event(&new).await.map_err(one)?;
        let event = flow.store.event(&self.event).await.map_err(one)?.ok_or_else(|| one("the event is gone"))?;
        self.spoken = flow.make_code(&may_run, &event, now.unix_timestamp()).await.map_err(one)?.spoken.to_string();
        Ok(())
    }

    /// This very program, over the folder of the hall.
    fn program(&self, arguments: &[&str]) -> Result<Command, Vec<String>> {
        let mut command = Command::new(std::env::current_exe().map_err(one)?);
        // Whatever is set for the real server is not for this one.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SAYSO_")) {
            command.env_remove(name);
        }
        command.args(arguments).arg("--data").arg(&self.folder).stdin(Stdio::null());
        Ok(command)
    }

    fn server(&self) -> MutexGuard<'_, Option<Child>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the server. It takes connections a moment later: [`Hall::answers`].
    pub(super) fn start(&self) -> Result<(), Vec<String>> {
        let listen = format!("127.0.0.1:{}", self.port);
        let child = self.program(&["serve", "--listen", &listen])?.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(one)?;
        *self.server() = Some(child);
        Ok(())
    }

    /// Whether the server takes connections.
    pub(super) fn answers(&self) -> bool {
        TcpStream::connect(("127.0.0.1", self.port)).is_ok()
    }

    /// Kills the server (SIGKILL).
    pub(super) fn kill(server: &Server) {
        if let Some(server) = server.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            let _gone = server.kill();
        }
    }

    /// Waits until the killed server is gone.
    pub(super) fn gone(&self) -> Result<(), Vec<String>> {
        let Some(mut server) = self.server().take() else { return Err(one("there was no server to kill")) };
        let ended = server.wait().map_err(one)?;
        // Ended by itself it would have a code.
        if ended.code().is_some() { Err(one("the server had ended before it was killed")) } else { Ok(()) }
    }

    /// Hands a sealed outbox in; gives what the program said of it.
    pub(super) fn import(&self, tablet: &str, outbox: &str) -> Result<String, Vec<String>> {
        let file = self.folder.join(format!("{}.sayso", tablet.to_lowercase().replace(' ', "-")));
        std::fs::write(&file, outbox).map_err(one)?;
        let mut command = self.program(&["envelope", "import"])?;
        let out = command.arg(&file).output().map_err(one)?;
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        if out.status.success() {
            Ok(said.lines().skip(1).collect::<Vec<_>>().join(" "))
        } else {
            Err(one(format!("the file was not taken in: {}", String::from_utf8_lossy(&out.stderr))))
        }
    }

    /// The officer signs in and closes the event; gives how long that took.
    pub(super) async fn close(&self, attended: usize) -> Result<Duration, Vec<String>> {
        let officer = Staff::by_link(&self.base, self.link.as_str()).await.map_err(one)?;
        let begun = Instant::now();
        officer.close(&self.event, attended).await.map_err(one)?;
        Ok(begun.elapsed())
    }

    /// What the database has of these answers, and the released figures.
    pub(super) async fn counted(&self, answered: &[([u8; 16], Letter)]) -> Result<Counted, Vec<String>> {
        let flow = self.beside().await?;
        let live = flow.live(&self.event).await.map_err(one)?.ok_or_else(|| one("the event is gone"))?;
        let event = live.event.stored.id;
        let mut unknown = 0;
        for (id, _) in answered {
            let id = sayso::domain::envelope::EnvelopeId::new(*id);
            unknown += usize::from(!flow.store.knows(event, &id).await.map_err(one)?);
        }
        let aside = usize::try_from(flow.store.aside(event).await.map_err(one)?).map_err(one)?;
        let releases = flow.store.releases(event).await.map_err(one)?;
        let release = releases.first().ok_or_else(|| one("nothing was released"))?;
        let release = Release::clone(&release.release);
        flow.store.close().await;
        Ok(Counted { questionnaire: Arc::clone(&live.questionnaire), release, unknown, aside })
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        if let Some(mut server) = self.server().take() {
            let _gone = server.kill();
            let _ended = server.wait();
        }
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

/// A free port that stays the same over restarts: below those that the system hands out to whoever asks.
fn port() -> Result<u16, Vec<String>> {
    for _ in 0..100 {
        let port = 20_000 + u16::from_le_bytes(random_bytes().map_err(one)?) % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    Err(one("no port is free"))
}
