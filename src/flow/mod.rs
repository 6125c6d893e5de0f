//! The way of an answer: the inbox, the release, and what is shown of it.

mod agreed;
mod clip;
mod event;
mod forget;
mod hand;
mod inbox;
mod outbox;
mod own_words;
mod pool;
mod purge;
mod quote;
mod reading;
mod referral;
mod release;
mod remark;
mod report;
mod restore;
mod tablet;
mod theme;
mod tidy;
mod vote;
mod watch;
mod wide;

pub use clip::{Clip, Clips, text_hash};
pub use event::{LiveEvent, OpenError};
pub use hand::RaiseError;
pub use inbox::{Inbox, InboxError, Receipt};
pub use outbox::Report;
pub use own_words::Themes;
pub use pool::Pooled;
pub use purge::Purged;
pub use quote::{QuoteError, WaitingQuote};
pub use reading::{ReadError, ToRead};
pub use release::{CloseError, Closed, EARLY};
pub use report::{Subject, Summary, WithdrawError};
pub use tablet::{Code, EnrolBy, EnrolError, Enrolled, Renamed, next_greeting};
pub use theme::ThemesError;
pub use vote::{NewVote, Votable, VoteError};
pub use wide::WideError;

use crate::domain::event::EventCode;
use crate::domain::tablet::Tries;
use crate::domain::watch::Told;
use crate::seal::{KeyError, Keyring};
use crate::store::{ReleaseFiles, Store, StoreError};
use event::Remembered;
use report::Reports;
use std::collections::HashMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use tokio::sync::Notify;

/// What goes wrong on the way of an answer that is nobody's fault at the page.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Something stored did not open or fit.
    #[error("what is stored for an event cannot be used: {0}")]
    Broken(&'static str),
}

/// Store, keys, release files and inbox together: everything that the way of an answer needs.
#[derive(Clone)]
pub struct Flow {
    /// The database.
    pub store: Store,
    keys: Arc<Keyring>,
    files: ReleaseFiles,
    inbox: Inbox,
    live: Arc<RwLock<HashMap<EventCode, Remembered>>>,
    reports: Arc<RwLock<Reports>>,
    clips: Arc<RwLock<clip::Remembered>>,
    /// Told when something was released: then the database is tidied when nobody answers.
    released: Arc<Notify>,
    /// Told when a remark came or was decided on: then remarks are written anew shortly.
    remarked: Arc<Notify>,
    /// Out of which the ids of remarks are made that come in a plain form. It dies with the program.
    form_secret: Arc<OnceLock<[u8; 32]>>,
    /// How many batches of envelopes were written since the start: whether somebody is answering.
    taken: Arc<AtomicU64>,
    /// What tablets said of themselves since it was last written down.
    contacts: Arc<Mutex<tablet::Contacts>>,
    /// How often codes to enrol were tried.
    tries: Arc<Mutex<Tries>>,
    /// What officers were told of what is still to be read, by event.
    told: Arc<Mutex<HashMap<i32, Told>>>,
}

impl Flow {
    /// Starts the inbox over a store, a keyring and a folder of release files. Call it inside the
    /// runtime that is to carry the inbox for good.
    #[must_use]
    pub fn start(store: Store, keys: Keyring, files: ReleaseFiles) -> Self {
        let taken = Arc::new(AtomicU64::new(0));
        let inbox = Inbox::start(store.clone(), Arc::clone(&taken));
        Self {
            store,
            keys: Arc::new(keys),
            files,
            inbox,
            live: Arc::default(),
            reports: Arc::default(),
            clips: Arc::default(),
            released: Arc::default(),
            remarked: Arc::default(),
            form_secret: Arc::default(),
            taken,
            contacts: Arc::default(),
            tries: Arc::default(),
            told: Arc::default(),
        }
    }
}
