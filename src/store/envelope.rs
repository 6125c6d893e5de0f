//! The inbox in the database: envelopes, what is kept aside, receipts.

use super::{Store, StoreError, Write};
use crate::domain::envelope::{Aside, EnvelopeId};
use crate::seal::Digest;
use entity::{envelope, event, kept_aside, receipt, response};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeSet, HashMap};

/// An envelope to be taken in.
pub struct Incoming {
    /// The event's row.
    pub event: i32,
    /// The envelope's id.
    pub id: [u8; 16],
    /// The digest of the bytes received.
    pub digest: Digest,
    /// What is kept of it.
    pub sealed: Vec<u8>,
    /// Why it is set aside, if it is.
    pub aside: Option<Aside>,
}

/// What became of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Taken in now, or taken in before with the very same bytes.
    TakenIn,
    /// Taken in before with other bytes: this one is refused.
    OtherBytes,
}

/// An envelope that waits.
pub struct Waiting {
    /// Its id.
    pub id: [u8; 16],
    /// The digest of the bytes received.
    pub digest: Digest,
    /// What is kept of it.
    pub sealed: Vec<u8>,
}

type Key = (i32, [u8; 16]);

impl Write {
    /// Takes in a batch. Gives a verdict for each, in order. What is new is on disk once the
    /// transaction is committed.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails; then nothing was taken in.
    pub async fn take_in(&self, batch: Vec<Incoming>) -> Result<Vec<Verdict>, StoreError> {
        let keys: Vec<Key> = batch.iter().map(|e| (e.event, e.id)).collect();
        let digests: Vec<Digest> = batch.iter().map(|e| e.digest).collect();
        self.share_events(&keys).await?;
        let mut known = self.digests(&keys).await?;
        let (mut envelopes, mut asides) = (Vec::new(), Vec::new());
        for incoming in batch {
            let key = (incoming.event, incoming.id);
            if known.contains_key(&key) {
                continue;
            }
            known.insert(key, incoming.digest);
            let (event_id, id, digest, sealed) =
                (Set(incoming.event), Set(incoming.id.to_vec()), Set(incoming.digest.to_vec()), Set(incoming.sealed));
            match incoming.aside {
                None => envelopes.push(envelope::ActiveModel { event_id, id, digest, sealed }),
                Some(reason) => {
                    asides.push(kept_aside::ActiveModel { event_id, id, digest, sealed, reason: Set(reason.as_str().to_owned()) })
                }
            }
        }
        let mut lost = 0;
        if !envelopes.is_empty() {
            let wanted = envelopes.len();
            let once = OnConflict::columns([envelope::Column::EventId, envelope::Column::Id]).do_nothing().to_owned();
            lost += wanted - count(envelope::Entity::insert_many(envelopes).on_conflict(once).exec_without_returning(&self.tx).await?);
        }
        if !asides.is_empty() {
            let wanted = asides.len();
            let once = OnConflict::columns([kept_aside::Column::EventId, kept_aside::Column::Id]).do_nothing().to_owned();
            lost += wanted - count(kept_aside::Entity::insert_many(asides).on_conflict(once).exec_without_returning(&self.tx).await?);
        }
        if lost > 0 {
            // Another server took the same id in between: what it wrote decides.
            known = self.digests(&keys).await?;
        }
        Ok(keys
            .iter()
            .zip(&digests)
            .map(|(key, digest)| if known.get(key) == Some(digest) { Verdict::TakenIn } else { Verdict::OtherBytes })
            .collect())
    }

    /// Holds the events against being closed until this transaction ends: a release must not empty
    /// what it has not read. SQLite has one writer, so nothing need be held there.
    async fn share_events(&self, keys: &[Key]) -> Result<(), StoreError> {
        if self.tx.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let events: BTreeSet<i32> = keys.iter().map(|(event, _)| *event).collect();
        let held = event::Entity::find().filter(event::Column::Id.is_in(events)).order_by_asc(event::Column::Id).lock_shared();
        held.all(&self.tx).await?;
        Ok(())
    }

    /// The digests under which these envelopes were taken in before.
    async fn digests(&self, keys: &[Key]) -> Result<HashMap<Key, Digest>, StoreError> {
        let mut by_event: HashMap<i32, Vec<Vec<u8>>> = HashMap::new();
        for (event, id) in keys {
            by_event.entry(*event).or_default().push(id.to_vec());
        }
        let mut known = HashMap::new();
        for (event, ids) in by_event {
            let mut add = |rows: Vec<(Vec<u8>, Vec<u8>)>| -> Result<(), StoreError> {
                for (id, digest) in rows {
                    let bad = |_| StoreError::BadRow("envelope");
                    known.insert((event, id.try_into().map_err(bad)?), digest.try_into().map_err(bad)?);
                }
                Ok(())
            };
            macro_rules! seek {
                ($table:ident) => {
                    add($table::Entity::find()
                        .filter(Condition::all().add($table::Column::EventId.eq(event)).add($table::Column::Id.is_in(ids.clone())))
                        .select_only()
                        .columns([$table::Column::Id, $table::Column::Digest])
                        .into_tuple()
                        .all(&self.tx)
                        .await?)?;
                };
            }
            seek!(envelope);
            seek!(kept_aside);
            seek!(receipt);
        }
        Ok(known)
    }

    /// The next envelopes of an event after an id, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn envelopes_after(&self, event: i32, after: &[u8], limit: u64) -> Result<Vec<Waiting>, StoreError> {
        let page = envelope::Entity::find()
            .filter(envelope::Column::EventId.eq(event))
            .filter(envelope::Column::Id.gt(after.to_vec()))
            .order_by_asc(envelope::Column::Id)
            .limit(limit);
        let bad = |_| StoreError::BadRow("envelope");
        let rows = page.all(&self.tx).await?.into_iter();
        rows.map(|row| Ok(Waiting { id: row.id.try_into().map_err(bad)?, digest: row.digest.try_into().map_err(bad)?, sealed: row.sealed }))
            .collect()
    }

    /// Empties an event's inbox, keeping only receipts, and those only while the event takes anything in.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn empty_inbox(&self, event: i32, receipts_too: bool) -> Result<(), StoreError> {
        if receipts_too {
            self.keep_receipts(event).await?;
        }
        envelope::Entity::delete_many().filter(envelope::Column::EventId.eq(event)).exec(&self.tx).await?;
        Ok(())
    }

    /// Keeps a receipt of every envelope of an event.
    async fn keep_receipts(&self, event: i32) -> Result<(), StoreError> {
        let waiting = Query::select()
            .columns([envelope::Column::EventId, envelope::Column::Id, envelope::Column::Digest])
            .from(envelope::Entity)
            .and_where(Expr::col(envelope::Column::EventId).eq(event))
            .order_by(envelope::Column::Id, sea_orm::Order::Asc)
            .to_owned();
        let mut receipts = Query::insert();
        receipts.into_table(receipt::Entity).columns([receipt::Column::EventId, receipt::Column::Id, receipt::Column::Digest]);
        receipts.select_from(waiting).map_err(|_| StoreError::BadRow("receipt"))?;
        self.tx.execute(&receipts).await?;
        Ok(())
    }

    /// Turns one waiting envelope into a receipt: a release that was read from its file counted it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn settle(&self, event: i32, id: [u8; 16], digest: Digest) -> Result<(), StoreError> {
        envelope::Entity::delete_by_id((id.to_vec(), event)).exec(&self.tx).await?;
        let row = receipt::ActiveModel { event_id: Set(event), id: Set(id.to_vec()), digest: Set(digest.to_vec()) };
        let once = OnConflict::columns([receipt::Column::EventId, receipt::Column::Id]).do_nothing().to_owned();
        receipt::Entity::insert(row).on_conflict(once).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Removes what is kept only to know envelopes again: receipts, and what was kept aside.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_receipts(&self, event: i32) -> Result<(), StoreError> {
        kept_aside::Entity::delete_many().filter(kept_aside::Column::EventId.eq(event)).exec(&self.tx).await?;
        receipt::Entity::delete_many().filter(receipt::Column::EventId.eq(event)).exec(&self.tx).await?;
        Ok(())
    }
}

impl Write {
    /// Removes everything of an event but its ledger: inbox, kept-aside, receipts, responses.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_answers(&self, event: i32) -> Result<(), StoreError> {
        envelope::Entity::delete_many().filter(envelope::Column::EventId.eq(event)).exec(&self.tx).await?;
        kept_aside::Entity::delete_many().filter(kept_aside::Column::EventId.eq(event)).exec(&self.tx).await?;
        for release in self.releases_of(event).await? {
            response::Entity::delete_many().filter(response::Column::ReleaseId.eq(release)).exec(&self.tx).await?;
        }
        receipt::Entity::delete_many().filter(receipt::Column::EventId.eq(event)).exec(&self.tx).await?;
        Ok(())
    }
}

fn count(rows: u64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}

impl Store {
    /// How many envelopes of an event wait.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn waiting(&self, event: i32) -> Result<u64, StoreError> {
        Ok(envelope::Entity::find().filter(envelope::Column::EventId.eq(event)).count(&self.read).await?)
    }

    /// Whether an envelope was taken in, kept aside or counted before.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn knows(&self, event: i32, id: &EnvelopeId) -> Result<bool, StoreError> {
        let key = || (id.bytes().to_vec(), event);
        Ok(envelope::Entity::find_by_id(key()).count(&self.read).await? > 0
            || kept_aside::Entity::find_by_id(key()).count(&self.read).await? > 0
            || receipt::Entity::find_by_id(key()).count(&self.read).await? > 0)
    }

    /// How many receipts of an event there are: none before a release, and none once it has ended.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn receipts(&self, event: i32) -> Result<u64, StoreError> {
        Ok(receipt::Entity::find().filter(receipt::Column::EventId.eq(event)).count(&self.read).await?)
    }

    /// Whether anything of an event's answers is left: waiting, kept aside, receipts, responses.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn answers_left(&self, event: i32) -> Result<bool, StoreError> {
        let left = self.waiting(event).await? + self.aside(event).await? + self.receipts(event).await?;
        let releases: Vec<i32> = self.releases(event).await?.into_iter().map(|r| r.id).collect();
        Ok(left > 0 || response::Entity::find().filter(response::Column::ReleaseId.is_in(releases)).count(&self.read).await? > 0)
    }

    /// How many envelopes of an event are kept aside.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn aside(&self, event: i32) -> Result<u64, StoreError> {
        Ok(kept_aside::Entity::find().filter(kept_aside::Column::EventId.eq(event)).count(&self.read).await?)
    }
}
