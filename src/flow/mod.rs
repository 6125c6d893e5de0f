//! The way of an answer: the inbox, the release, and what is shown of it.

mod event;
mod inbox;
mod purge;
mod release;
mod report;

pub use event::{LiveEvent, OpenError};
pub use inbox::{Inbox, InboxError, Receipt};
pub use purge::Purged;
pub use release::{CloseError, Closed};

use crate::domain::disclosure::Protected;
use crate::domain::event::EventCode;
use crate::domain::report::Report;
use crate::seal::{KeyError, Keyring};
use crate::store::{Store, StoreError};
use event::Remembered;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

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

/// The reports of one event: one a release.
pub type Reports = Arc<Vec<Protected<Report>>>;

/// Store, keys and inbox together: everything that the way of an answer needs.
#[derive(Clone)]
pub struct Flow {
    /// The database.
    pub store: Store,
    keys: Arc<Keyring>,
    inbox: Inbox,
    live: Arc<RwLock<HashMap<EventCode, Remembered>>>,
    reports: Arc<RwLock<HashMap<i32, Reports>>>,
}

impl Flow {
    /// Starts the inbox over a store and a keyring. Call it inside the runtime that is to carry
    /// the inbox for good.
    #[must_use]
    pub fn start(store: Store, keys: Keyring) -> Self {
        let inbox = Inbox::start(store.clone());
        Self { store, keys: Arc::new(keys), inbox, live: Arc::default(), reports: Arc::default() }
    }
}
