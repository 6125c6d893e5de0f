//! Wide tables: which releases they were made of, and the responses that they are made of.

use super::{Store, StoreError, Write};
use entity::{ledger, response, wide_part};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// That the answers of a release have been in a wide table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// The release.
    pub release: i32,
    /// The code of the question that was split.
    pub question: String,
    /// The group of the first of its cells, as JSON: it names what split it.
    pub grouping: Option<String>,
}

impl Write {
    /// Appends which releases a wide table was made of.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn append_parts(&self, wide: i32, releases: &[i32]) -> Result<(), StoreError> {
        let rows = releases.iter().map(|release| wide_part::ActiveModel { wide_id: Set(wide), release_id: Set(*release) });
        wide_part::Entity::insert_many(rows).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// In which wide tables the answers of some releases have been.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn spent(&self, releases: &[i32]) -> Result<Vec<Spent>, StoreError> {
        let parts = wide_part::Entity::find().filter(wide_part::Column::ReleaseId.is_in(releases.iter().copied())).all(&self.tx).await?;
        let mut spent = Vec::new();
        for part in parts {
            let first = ledger::Entity::find()
                .filter(ledger::Column::ReleaseId.eq(part.wide_id))
                .order_by_asc(ledger::Column::Position)
                .one(&self.tx)
                .await?
                .ok_or(StoreError::BadRow("ledger"))?;
            spent.push(Spent { release: part.release_id, question: first.question, grouping: first.grouping });
        }
        Ok(spent)
    }
}

impl Store {
    /// The next responses of a release after a key, in the order of their keys: (key, sealed).
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn responses_after(&self, release: i32, after: &[u8], limit: u64) -> Result<Vec<(Vec<u8>, Vec<u8>)>, StoreError> {
        let page = response::Entity::find()
            .filter(response::Column::ReleaseId.eq(release))
            .filter(response::Column::Key.gt(after.to_vec()))
            .order_by_asc(response::Column::Key)
            .limit(limit)
            .select_only()
            .columns([response::Column::Key, response::Column::Sealed]);
        Ok(page.into_tuple().all(&self.read).await?)
    }
}
