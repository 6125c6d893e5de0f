//! Tablets of events in the database, and the codes that enrol them.

use super::{Store, StoreError, Write};
use crate::domain::event::{EventCode, State};
use crate::domain::tablet::Tablet;
use crate::seal::Digest;
use entity::{event, tablet, tablet_code};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// A code that enrols tablets, as it is kept.
pub struct NewCode {
    /// The event.
    pub event: i32,
    /// The digest of the code that is read out.
    pub code: Digest,
    /// The digest of what the QR code holds.
    pub link: Digest,
    /// Until when it works.
    pub expires_at: i64,
    /// How many tablets it enrols.
    pub uses: i32,
}

/// What a tablet said of itself: its row, the whole minute, whether it holds answers.
pub type Contact = (i32, i64, bool);

fn to_tablet(row: tablet::Model) -> Tablet {
    Tablet { id: row.id, name: row.name, holds: row.holds, seen: row.seen_minute, revoked: row.revoked }
}

/// Whether two names are one to whoever reads them.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Store {
    /// All tablets of an event, also those that were shut out, in the order in which they were enrolled.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn tablets(&self, event: i32) -> Result<Vec<Tablet>, StoreError> {
        let rows = tablet::Entity::find().filter(tablet::Column::EventId.eq(event)).order_by_asc(tablet::Column::Id);
        Ok(rows.all(&self.read).await?.into_iter().map(to_tablet).collect())
    }

    /// The tablet of an event with this credential, if there is one and it was not shut out.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn tablet_with(&self, event: i32, credential: &Digest) -> Result<Option<Tablet>, StoreError> {
        let found = tablet::Entity::find()
            .filter(tablet::Column::Digest.eq(credential.to_vec()))
            .filter(tablet::Column::EventId.eq(event))
            .filter(tablet::Column::Revoked.eq(false));
        Ok(found.one(&self.read).await?.map(to_tablet))
    }

    /// Until when the code of an event works, if it has one that does.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn code_until(&self, event: i32, now: i64) -> Result<Option<i64>, StoreError> {
        let code = tablet_code::Entity::find_by_id(event).one(&self.read).await?;
        Ok(code.filter(|c| c.expires_at > now && c.uses_left > 0).map(|c| c.expires_at))
    }
}

impl Write {
    /// Keeps a code in the place of the one before it, which works no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn put_code(&self, new: &NewCode) -> Result<(), StoreError> {
        let row = tablet_code::ActiveModel {
            event_id: Set(new.event),
            code_digest: Set(new.code.to_vec()),
            link_digest: Set(new.link.to_vec()),
            expires_at: Set(new.expires_at),
            uses_left: Set(new.uses),
        };
        let all = [
            tablet_code::Column::CodeDigest,
            tablet_code::Column::LinkDigest,
            tablet_code::Column::ExpiresAt,
            tablet_code::Column::UsesLeft,
        ];
        let instead = OnConflict::column(tablet_code::Column::EventId).update_columns(all).to_owned();
        tablet_code::Entity::insert(row).on_conflict(instead).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Ends the code of an event.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn end_code(&self, event: i32) -> Result<(), StoreError> {
        tablet_code::Entity::delete_by_id(event).exec(&self.tx).await?;
        Ok(())
    }

    /// Enrols a tablet by the digest of a code or of a QR code's secret, if it works now and its event is open.
    /// Gives the event's code and the tablet's name.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn enrol(&self, by: &Digest, credential: &Digest, now: i64) -> Result<Option<(EventCode, String)>, StoreError> {
        let either =
            Condition::any().add(tablet_code::Column::CodeDigest.eq(by.to_vec())).add(tablet_code::Column::LinkDigest.eq(by.to_vec()));
        // Held, so that of two tablets at once one is the seventh and one the eighth.
        let code = tablet_code::Entity::find().filter(either).lock_exclusive().one(&self.tx).await?;
        let Some(code) = code.filter(|c| c.expires_at > now && c.uses_left > 0) else { return Ok(None) };
        let event = event::Entity::find_by_id(code.event_id).one(&self.tx).await?;
        let Some(event) = event.filter(|e| State::parse(&e.state) == Some(State::Open)) else { return Ok(None) };
        let event = EventCode::parse(&event.code).ok_or(StoreError::BadRow("event"))?;
        tablet_code::Entity::update_many()
            .col_expr(tablet_code::Column::UsesLeft, Expr::value(code.uses_left - 1))
            .filter(tablet_code::Column::EventId.eq(code.event_id))
            .exec(&self.tx)
            .await?;
        let names = self.names(code.event_id).await?;
        // The next number; the one after it where an officer has given its name to another tablet.
        let free = (names.len() + 1..).map(|n| format!("Tablet {n}")).find(|name| !names.iter().any(|(_, other)| same(other, name)));
        let name = free.ok_or(StoreError::BadRow("tablet"))?;
        let row = tablet::ActiveModel {
            event_id: Set(code.event_id),
            name: Set(name.clone()),
            digest: Set(credential.to_vec()),
            holds: Set(None),
            seen_minute: Set(None),
            revoked: Set(false),
            ..Default::default()
        };
        tablet::Entity::insert(row).exec(&self.tx).await?;
        Ok(Some((event, name)))
    }

    /// The tablets of an event with their names.
    async fn names(&self, event: i32) -> Result<Vec<(i32, String)>, StoreError> {
        let rows = tablet::Entity::find().filter(tablet::Column::EventId.eq(event)).select_only();
        Ok(rows.columns([tablet::Column::Id, tablet::Column::Name]).into_tuple().all(&self.tx).await?)
    }

    /// Whether another tablet of an event has a name, in whatever letters.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn has_name(&self, event: i32, id: i32, name: &str) -> Result<bool, StoreError> {
        Ok(self.names(event).await?.iter().any(|(other, theirs)| *other != id && same(theirs, name)))
    }

    /// Gives a tablet another name. False if the event has no such tablet.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn rename_tablet(&self, event: i32, id: i32, name: &str) -> Result<bool, StoreError> {
        self.change(event, id, tablet::Column::Name, Expr::value(name)).await
    }

    /// Shuts a tablet out. False if the event has no such tablet.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn revoke_tablet(&self, event: i32, id: i32) -> Result<bool, StoreError> {
        self.change(event, id, tablet::Column::Revoked, Expr::value(true)).await
    }

    async fn change(&self, event: i32, id: i32, column: tablet::Column, to: sea_orm::sea_query::SimpleExpr) -> Result<bool, StoreError> {
        let changed = tablet::Entity::update_many()
            .col_expr(column, to)
            .filter(tablet::Column::EventId.eq(event))
            .filter(tablet::Column::Id.eq(id))
            .exec(&self.tx)
            .await?;
        Ok(changed.rows_affected == 1)
    }

    /// Notes what tablets said of themselves; only the last is kept of each.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn note_contacts(&self, contacts: &[Contact]) -> Result<(), StoreError> {
        for (id, minute, holds) in contacts {
            tablet::Entity::update_many()
                .col_expr(tablet::Column::Holds, Expr::value(*holds))
                .col_expr(tablet::Column::SeenMinute, Expr::value(*minute))
                .filter(tablet::Column::Id.eq(*id))
                .exec(&self.tx)
                .await?;
        }
        Ok(())
    }

    /// Removes an event's tablets and its code.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_tablets(&self, event: i32) -> Result<(), StoreError> {
        self.end_code(event).await?;
        tablet::Entity::delete_many().filter(tablet::Column::EventId.eq(event)).exec(&self.tx).await?;
        Ok(())
    }
}
