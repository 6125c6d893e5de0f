//! Remarks in the database: taken in one at a time, read, emptied when their keys are destroyed.

use super::{Store, StoreError, Verdict, Write};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::reading::State;
use crate::seal::Digest;
use entity::{event, reading, referral_note, remark};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// A remark to be taken in.
pub struct NewRemark {
    /// The event's row.
    pub event: i32,
    /// The remark's id.
    pub id: RemarkId,
    /// The question.
    pub question: Code,
    /// The digest of the bytes received.
    pub digest: Digest,
    /// What is kept of it.
    pub sealed: Vec<u8>,
}

/// A remark as it lies in the database.
#[derive(Clone)]
pub struct KeptRemark {
    /// Its id.
    pub id: RemarkId,
    /// The question.
    pub question: Code,
    /// What is sealed; empty once it was destroyed.
    pub sealed: Vec<u8>,
}

/// How much of an event is still to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// Remarks that are there, decided on or not.
    pub there: u64,
    /// Those that nobody has decided on, such as need an interpreter among them.
    pub unread: u64,
    /// Those that need an interpreter.
    pub interpreter: u64,
    /// Those that were passed on, and whose reference is not in.
    pub without_reference: u64,
}

pub(super) fn remark_id(bytes: Vec<u8>) -> Result<RemarkId, StoreError> {
    bytes.try_into().map(RemarkId::new).map_err(|_| StoreError::BadRow("remark"))
}

fn to_domain(row: remark::Model) -> Result<KeptRemark, StoreError> {
    let question = Code::parse(&row.question).map_err(|_| StoreError::BadRow("remark"))?;
    Ok(KeptRemark { id: remark_id(row.id)?, question, sealed: row.sealed })
}

/// The remarks of an event that are there: those whose text was not destroyed.
fn there(event: i32) -> Select<remark::Entity> {
    let full = Expr::cust("length(sealed) > 0");
    remark::Entity::find().filter(remark::Column::EventId.eq(event)).filter(full)
}

impl Write {
    /// Takes one remark in. A transaction is for one: nothing that the database keeps of a transaction joins
    /// it to another, or to the answers of the same child. None if the event takes nothing in any more.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn take_remark(&self, new: NewRemark) -> Result<Option<Verdict>, StoreError> {
        let held = event::Entity::find_by_id(new.event).lock_shared().one(&self.tx).await?;
        if held.is_none_or(|event| event.ended) {
            return Ok(None);
        }
        let row = remark::ActiveModel {
            event_id: Set(new.event),
            id: Set(new.id.bytes().to_vec()),
            question: Set(new.question.to_string()),
            digest: Set(new.digest.to_vec()),
            sealed: Set(new.sealed),
        };
        let once = OnConflict::columns([remark::Column::EventId, remark::Column::Id]).do_nothing().to_owned();
        if remark::Entity::insert(row).on_conflict(once).exec_without_returning(&self.tx).await? == 1 {
            return Ok(Some(Verdict::TakenIn));
        }
        let known = remark::Entity::find_by_id((new.id.bytes().to_vec(), new.event)).one(&self.tx).await?;
        let same = known.is_some_and(|row| row.digest == new.digest && row.question == new.question.as_str());
        Ok(Some(if same { Verdict::TakenIn } else { Verdict::OtherBytes }))
    }

    /// A remark, as it stands in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remark(&self, event: i32, id: &RemarkId) -> Result<Option<KeptRemark>, StoreError> {
        one(&self.tx, event, id).await
    }

    /// Empties remarks: their ids and questions stay, so that they are known again and were counted.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn empty_remarks(&self, event: i32, ids: &[RemarkId]) -> Result<(), StoreError> {
        for chunk in ids.chunks(500) {
            remark::Entity::update_many()
                .col_expr(remark::Column::Sealed, Expr::value(Vec::<u8>::new()))
                .filter(remark::Column::EventId.eq(event))
                .filter(remark::Column::Id.is_in(chunk.iter().map(|id| id.bytes().to_vec())))
                .exec(&self.tx)
                .await?;
        }
        Ok(())
    }

    /// The ids of an event's remarks whose text is there, as they stand in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remarks_there(&self, event: i32) -> Result<Vec<RemarkId>, StoreError> {
        let ids: Vec<Vec<u8>> = there(event).select_only().column(remark::Column::Id).into_tuple().all(&self.tx).await?;
        ids.into_iter().map(remark_id).collect()
    }

    /// Removes the rows of an event's remarks that were emptied, but for those of some questions, and what was
    /// decided on those that are gone, except that they were passed on: that stays on record. Gives how many.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_emptied(&self, event: i32, but: &[Code]) -> Result<u64, StoreError> {
        let gone = remark::Entity::delete_many()
            .filter(remark::Column::EventId.eq(event))
            .filter(Expr::cust("length(sealed) = 0"))
            .filter(remark::Column::Question.is_not_in(but.iter().map(Code::as_str)))
            .exec(&self.tx)
            .await?
            .rows_affected;
        let left = Query::select()
            .column(remark::Column::Id)
            .from(remark::Entity)
            .and_where(Expr::col((remark::Entity, remark::Column::EventId)).eq(event))
            .to_owned();
        reading::Entity::delete_many()
            .filter(reading::Column::EventId.eq(event))
            .filter(reading::Column::State.ne(State::Escalated.as_str()))
            .filter(reading::Column::RemarkId.not_in_subquery(left.clone()))
            .exec(&self.tx)
            .await?;
        // So do notes of what was passed on and taken back; the record of what was passed on stays.
        let passed_on = Query::select()
            .column(reading::Column::RemarkId)
            .from(reading::Entity)
            .and_where(Expr::col((reading::Entity, reading::Column::EventId)).eq(event))
            .and_where(Expr::col(reading::Column::State).eq(State::Escalated.as_str()))
            .to_owned();
        referral_note::Entity::delete_many()
            .filter(referral_note::Column::EventId.eq(event))
            .filter(referral_note::Column::RemarkId.not_in_subquery(left))
            .filter(referral_note::Column::RemarkId.not_in_subquery(passed_on))
            .exec(&self.tx)
            .await?;
        Ok(gone)
    }
}

async fn one(db: &impl ConnectionTrait, event: i32, id: &RemarkId) -> Result<Option<KeptRemark>, StoreError> {
    remark::Entity::find_by_id((id.bytes().to_vec(), event)).one(db).await?.map(to_domain).transpose()
}

impl Store {
    /// The next remarks of an event after an id whose text is there, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remarks_after(&self, event: i32, after: &[u8], limit: u64) -> Result<Vec<KeptRemark>, StoreError> {
        let page = there(event).filter(remark::Column::Id.gt(after.to_vec())).order_by_asc(remark::Column::Id).limit(limit);
        page.all(&self.read).await?.into_iter().map(to_domain).collect()
    }

    /// A remark.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remark(&self, event: i32, id: &RemarkId) -> Result<Option<KeptRemark>, StoreError> {
        one(&self.read, event, id).await
    }

    /// How much of an event is still to be read.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn unread(&self, event: i32) -> Result<Unread, StoreError> {
        let decided = |states: &[State], no_reference: bool| {
            let mut of = Query::select();
            of.column(reading::Column::RemarkId)
                .from(reading::Entity)
                .and_where(Expr::col((reading::Entity, reading::Column::EventId)).eq(event))
                .and_where(Expr::col(reading::Column::State).is_in(states.iter().map(|s| s.as_str())));
            if no_reference {
                of.and_where(Expr::col(reading::Column::Reference).is_null());
            }
            of.to_owned()
        };
        let read: Vec<State> = State::ALL.into_iter().filter(|s| !s.is_unread()).collect();
        let within = |of| there(event).filter(remark::Column::Id.in_subquery(of)).count(&self.read);
        Ok(Unread {
            there: there(event).count(&self.read).await?,
            unread: there(event).filter(remark::Column::Id.not_in_subquery(decided(&read, false))).count(&self.read).await?,
            interpreter: within(decided(&[State::NeedsInterpreter], false)).await?,
            without_reference: within(decided(&[State::Escalated], true)).await?,
        })
    }

    /// How many rows of remarks an event has, emptied ones too.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remark_rows(&self, event: i32) -> Result<u64, StoreError> {
        Ok(remark::Entity::find().filter(remark::Column::EventId.eq(event)).count(&self.read).await?)
    }

    /// Writes remarks, what was decided on them, themes and quotes anew, all rows of a table by one transaction: of
    /// the order in which they came, or were read, no place of a row tells anything. It is quick enough to be done
    /// while others answer. What SQLite's list of free pages may still tell of it, [`Store::rewrite`] takes.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn rewrite_remarks(&self) -> Result<(), StoreError> {
        for (table, order) in super::REMARK_TABLES {
            self.rewrite_table(table, order).await?;
        }
        if self.forget_history().await? { Ok(()) } else { Err(StoreError::Hindered) }
    }

    /// All rows of a table are written again by one transaction.
    pub(super) async fn rewrite_table(&self, table: &str, order: &str) -> Result<(), StoreError> {
        let statements = if self.write.get_database_backend() == sea_orm::DbBackend::Postgres {
            // VACUUM FULL would keep the transactions in which rows came, and their order.
            [
                format!("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"),
                format!("CREATE TEMPORARY TABLE rewritten ON COMMIT DROP AS SELECT * FROM {table}"),
                format!("TRUNCATE {table}"),
                format!("INSERT INTO {table} SELECT * FROM rewritten ORDER BY {order}"),
            ]
        } else {
            // In the order of their keys each row would get the page of another one that this order tells, and pages were
            // given out as rows came. So the order is one that nobody knows.
            [
                format!("CREATE TEMPORARY TABLE rewritten AS SELECT * FROM {table} ORDER BY random()"),
                format!("DELETE FROM {table}"),
                format!("INSERT INTO {table} SELECT * FROM rewritten ORDER BY rowid"),
                "DROP TABLE rewritten".to_owned(),
            ]
        };
        let write = self.write().await?;
        for statement in statements {
            write.tx.execute_unprepared(&statement).await?;
        }
        write.commit().await
    }
}
