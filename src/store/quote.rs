//! Quotes in the database.

use super::remark::remark_id;
use super::{Store, StoreError, Write};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::quote::{Approval, Batch, Quote, QuoteId, QuoteText, State};
use entity::quote as table;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use time::Date;

/// A quote to be proposed.
pub struct NewQuote<'a> {
    /// Its random id.
    pub id: QuoteId,
    /// The event's row.
    pub event: i32,
    /// The question.
    pub question: &'a Code,
    /// The remark that it is made of.
    pub remark: &'a RemarkId,
    /// Its text.
    pub text: &'a QuoteText,
    /// Who wrote it, and when.
    pub by: (i32, Date),
}

const BAD: StoreError = StoreError::BadRow("quote");

fn quote_id(bytes: Vec<u8>) -> Result<QuoteId, StoreError> {
    bytes.try_into().map(QuoteId::new).map_err(|_| BAD)
}

fn to_domain(row: table::Model) -> Result<Quote, StoreError> {
    Ok(Quote {
        id: quote_id(row.id)?,
        question: Code::parse(&row.question).map_err(|_| BAD)?,
        text: row.text.map(|t| QuoteText::parse(&t)).transpose().map_err(|_| BAD)?,
        state: State::parse(&row.state).ok_or(BAD)?,
        remark: row.remark_id.map(remark_id).transpose()?,
        proposed: (row.proposed_by, row.proposed_on),
        approved: row.approved_by.zip(row.approved_on),
        published_on: row.published_on,
        note: row.note,
    })
}

/// In the order of random ids: in none.
fn of(event: i32) -> Select<table::Entity> {
    table::Entity::find().filter(table::Column::EventId.eq(event)).order_by_asc(table::Column::Id)
}

async fn all(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Quote>, StoreError> {
    of(event).all(db).await?.into_iter().map(to_domain).collect()
}

async fn one(db: &impl ConnectionTrait, event: i32, id: &QuoteId) -> Result<Option<Quote>, StoreError> {
    of(event).filter(table::Column::Id.eq(id.bytes().to_vec())).one(db).await?.map(to_domain).transpose()
}

impl Store {
    /// All quotes of an event.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn quotes(&self, event: i32) -> Result<Vec<Quote>, StoreError> {
        all(&self.read, event).await
    }

    /// A quote of an event.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn quote(&self, event: i32, id: &QuoteId) -> Result<Option<Quote>, StoreError> {
        one(&self.read, event, id).await
    }
}

impl Write {
    /// All quotes of an event, as they stand in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn quotes(&self, event: i32) -> Result<Vec<Quote>, StoreError> {
        all(&self.tx, event).await
    }

    /// A quote of an event, as it stands in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn quote(&self, event: i32, id: &QuoteId) -> Result<Option<Quote>, StoreError> {
        one(&self.tx, event, id).await
    }

    /// Keeps a quote that waits for a second person.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn propose(&self, new: &NewQuote<'_>) -> Result<(), StoreError> {
        let row = table::ActiveModel {
            id: Set(new.id.bytes().to_vec()),
            event_id: Set(new.event),
            question: Set(new.question.to_string()),
            text: Set(Some(new.text.as_str().to_owned())),
            state: Set(State::Proposed.as_str().to_owned()),
            remark_id: Set(Some(new.remark.bytes().to_vec())),
            proposed_by: Set(new.by.0),
            proposed_on: Set(new.by.1),
            ..Default::default()
        };
        table::Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Puts another text in the place of one that is not approved: it waits for a second person again.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn propose_again(&self, id: &QuoteId, text: &QuoteText, by: (i32, Date)) -> Result<(), StoreError> {
        let row = table::ActiveModel {
            id: Set(id.bytes().to_vec()),
            text: Set(Some(text.as_str().to_owned())),
            state: Set(State::Proposed.as_str().to_owned()),
            proposed_by: Set(by.0),
            proposed_on: Set(by.1),
            note: Set(None),
            ..Default::default()
        };
        table::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Sends a quote back to whoever wrote it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn send_back(&self, id: &QuoteId, note: Option<&str>) -> Result<(), StoreError> {
        let row = table::ActiveModel {
            id: Set(id.bytes().to_vec()),
            state: Set(State::SentBack.as_str().to_owned()),
            note: Set(note.map(str::to_owned)),
            ..Default::default()
        };
        table::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Approves a quote.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn approve(&self, approval: &Approval) -> Result<(), StoreError> {
        let (id, by, on) = approval.parts();
        let row = table::ActiveModel {
            id: Set(id.bytes().to_vec()),
            state: Set(State::Approved.as_str().to_owned()),
            approved_by: Set(Some(by)),
            approved_on: Set(Some(on)),
            ..Default::default()
        };
        table::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Publishes quotes together.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn publish_quotes(&self, batch: &Batch) -> Result<(), StoreError> {
        let (ids, on) = batch.parts();
        table::Entity::update_many()
            .set(table::ActiveModel { state: Set(State::Published.as_str().to_owned()), published_on: Set(Some(on)), ..Default::default() })
            .filter(table::Column::Id.is_in(ids.iter().map(|id| id.bytes().to_vec())))
            .filter(table::Column::State.eq(State::Approved.as_str()))
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// Withdraws a quote: its text goes, that there was one stays. False if it was withdrawn before.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn withdraw_quote(&self, id: &QuoteId, by: i32, on: Date, note: Option<&str>) -> Result<bool, StoreError> {
        let row = table::ActiveModel {
            text: Set(None),
            state: Set(State::Withdrawn.as_str().to_owned()),
            remark_id: Set(None),
            withdrawn_by: Set(Some(by)),
            withdrawn_on: Set(Some(on)),
            note: Set(note.map(str::to_owned)),
            ..Default::default()
        };
        let stands = table::Entity::update_many()
            .set(row)
            .filter(table::Column::Id.eq(id.bytes().to_vec()))
            .filter(table::Column::State.ne(State::Withdrawn.as_str()));
        Ok(stands.exec(&self.tx).await?.rows_affected == 1)
    }

    /// When what children wrote is destroyed: quotes that nobody approved go with it, since nobody can lay the
    /// original beside them any more; those that were approved stay, and are not joined to it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn part_quotes(&self, event: i32, remarks: &[RemarkId]) -> Result<(), StoreError> {
        for chunk in remarks.chunks(500) {
            let of = || {
                let ids = chunk.iter().map(|id| id.bytes().to_vec());
                table::Column::EventId.eq(event).and(table::Column::RemarkId.is_in(ids))
            };
            let unapproved = [State::Proposed, State::SentBack].map(State::as_str);
            table::Entity::delete_many().filter(of()).filter(table::Column::State.is_in(unapproved)).exec(&self.tx).await?;
            let none = Expr::value(Option::<Vec<u8>>::None);
            table::Entity::update_many().col_expr(table::Column::RemarkId, none).filter(of()).exec(&self.tx).await?;
        }
        Ok(())
    }
}
