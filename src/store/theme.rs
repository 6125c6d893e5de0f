//! Themes in the database: of which remarks a table is made, and which tables there are.

use super::{Store, StoreError, Write};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::event::Kind;
use entity::{event, ledger, release, remark, remark_tag, wide_part};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// A table of themes that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeTable {
    /// The row of the event that it is of: of kind *themes*, at which nobody answered.
    pub event: i32,
    /// Its release.
    pub release: i32,
    /// The question.
    pub question: Code,
}

async fn tables(db: &impl ConnectionTrait, of_event: i32) -> Result<Vec<ThemeTable>, StoreError> {
    let releases =
        Query::select().column(release::Column::Id).from(release::Entity).and_where(release::Column::EventId.eq(of_event)).to_owned();
    let parts = wide_part::Entity::find().filter(wide_part::Column::ReleaseId.in_subquery(releases)).all(db).await?;
    let mut made: Vec<i32> = parts.iter().map(|p| p.wide_id).collect();
    made.sort_unstable();
    made.dedup();
    let heads = release::Entity::find().filter(release::Column::Id.is_in(made)).order_by_asc(release::Column::Id).all(db).await?;
    let mut found = Vec::new();
    for head in heads {
        let of = event::Entity::find_by_id(head.event_id).one(db).await?.ok_or(StoreError::BadRow("release"))?;
        if of.kind != Kind::Themes.as_str() {
            continue;
        }
        let first = ledger::Entity::find().filter(ledger::Column::ReleaseId.eq(head.id)).order_by_asc(ledger::Column::Position);
        let first = first.one(db).await?.ok_or(StoreError::BadRow("ledger"))?;
        let question = Code::parse(&first.question).map_err(|_| StoreError::BadRow("ledger"))?;
        found.push(ThemeTable { event: head.event_id, release: head.id, question });
    }
    Ok(found)
}

impl Store {
    /// The tables of themes that were released of an event, withdrawn ones too.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn theme_tables(&self, event: i32) -> Result<Vec<ThemeTable>, StoreError> {
        tables(&self.read, event).await
    }
}

impl Write {
    /// The same, as it stands in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn theme_tables(&self, event: i32) -> Result<Vec<ThemeTable>, StoreError> {
        tables(&self.tx, event).await
    }

    /// The ids of all remarks to a question of an event, emptied ones too.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remarks_to(&self, event: i32, question: &Code) -> Result<Vec<RemarkId>, StoreError> {
        let of = remark::Entity::find().filter(remark::Column::EventId.eq(event)).filter(remark::Column::Question.eq(question.as_str()));
        let ids: Vec<Vec<u8>> = of.select_only().column(remark::Column::Id).into_tuple().all(&self.tx).await?;
        ids.into_iter().map(super::remark::remark_id).collect()
    }

    /// Removes the tags of the remarks to some questions of an event: they were counted, or never will be.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_tags(&self, event: i32, questions: &[Code]) -> Result<(), StoreError> {
        let remarks = Query::select()
            .column(remark::Column::Id)
            .from(remark::Entity)
            .and_where(remark::Column::EventId.eq(event))
            .and_where(remark::Column::Question.is_in(questions.iter().map(Code::as_str)))
            .to_owned();
        remark_tag::Entity::delete_many()
            .filter(remark_tag::Column::EventId.eq(event))
            .filter(remark_tag::Column::RemarkId.in_subquery(remarks))
            .exec(&self.tx)
            .await?;
        Ok(())
    }
}
