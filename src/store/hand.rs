//! Hands that were raised, in the database: a record of staff's work.

use super::{Store, StoreError, Write};
use crate::domain::hand::{Done, Hand, HandId, How, Outcome, Stage};
use crate::domain::safeguarding::Safeguarding;
use entity::hand;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

const BAD: StoreError = StoreError::BadRow("hand");

fn to_hand(row: hand::Model) -> Result<Hand, StoreError> {
    let stage = match (row.outcome, row.came, row.came_at, row.going_by, row.going_at) {
        (Some(outcome), Some(came), Some(at), ..) => Stage::Done(Done {
            came,
            at: Safeguarding::parse_time(&at).ok_or(BAD)?,
            outcome: Outcome::parse(&outcome).ok_or(BAD)?,
            note: row.note,
        }),
        (None, None, None, Some(by), Some(since)) => Stage::Going(by, since),
        (None, None, None, None, None) => Stage::Raised,
        _ => return Err(BAD),
    };
    Ok(Hand {
        id: HandId::new(row.id.try_into().map_err(|_| BAD)?),
        tablet: row.tablet,
        adult: (row.adult_name, row.adult_role),
        how: How::parse(&row.how).ok_or(BAD)?,
        raised: row.raised_at,
        stage,
    })
}

impl Store {
    /// The hands of an event, in the order in which they were raised.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn hands(&self, event: i32) -> Result<Vec<Hand>, StoreError> {
        let rows = hand::Entity::find()
            .filter(hand::Column::EventId.eq(event))
            .order_by_asc(hand::Column::RaisedAt)
            .order_by_asc(hand::Column::Id);
        rows.all(&self.read).await?.into_iter().map(to_hand).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn hand(&self, event: i32, id: HandId) -> Result<Option<Hand>, StoreError> {
        hand::Entity::find_by_id((id.bytes().to_vec(), event)).one(&self.read).await?.map(to_hand).transpose()
    }
}

impl Write {
    /// Keeps a hand. None: it is new. Some: one was raised under this id before, and stays as it is.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn raise(&self, event: i32, new: &Hand) -> Result<Option<Hand>, StoreError> {
        let row = hand::ActiveModel {
            event_id: Set(event),
            id: Set(new.id.bytes().to_vec()),
            tablet: Set(new.tablet.clone()),
            adult_name: Set(new.adult.0.clone()),
            adult_role: Set(new.adult.1.clone()),
            how: Set(new.how.as_str().to_owned()),
            raised_at: Set(new.raised),
            ..Default::default()
        };
        let once = OnConflict::columns([hand::Column::EventId, hand::Column::Id]).do_nothing().to_owned();
        if hand::Entity::insert(row).on_conflict(once).exec_without_returning(&self.tx).await? == 1 {
            return Ok(None);
        }
        hand::Entity::find_by_id((new.id.bytes().to_vec(), event)).one(&self.tx).await?.map(to_hand).transpose()
    }

    /// How many hands of a tablet wait for somebody.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn waiting_hands(&self, event: i32, tablet: &str) -> Result<u64, StoreError> {
        let waiting = hand::Entity::find()
            .filter(hand::Column::EventId.eq(event))
            .filter(hand::Column::Tablet.eq(tablet))
            .filter(hand::Column::Outcome.is_null());
        Ok(waiting.count(&self.tx).await?)
    }

    /// Notes who goes. False if somebody else goes already, it is closed, or there is none.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn go_to(&self, event: i32, id: HandId, by: i32, now: i64) -> Result<bool, StoreError> {
        let gone = hand::Entity::update_many()
            .col_expr(hand::Column::GoingBy, Expr::value(by))
            .col_expr(hand::Column::GoingAt, Expr::value(now))
            .filter(hand::Column::EventId.eq(event))
            .filter(hand::Column::Id.eq(id.bytes().to_vec()))
            .filter(hand::Column::GoingBy.is_null())
            .filter(hand::Column::Outcome.is_null());
        Ok(gone.exec(&self.tx).await?.rows_affected == 1)
    }

    /// Removes the hands of an event that were closed before a time; gives how many. One that nobody closed stays.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_hands(&self, event: i32, closed_before: i64) -> Result<u64, StoreError> {
        let due = hand::Entity::delete_many()
            .filter(hand::Column::EventId.eq(event))
            .filter(hand::Column::Outcome.is_not_null())
            .filter(hand::Column::ClosedAt.lt(closed_before));
        Ok(due.exec(&self.tx).await?.rows_affected)
    }

    /// Closes a hand with what came of it. False if it is closed already, or there is none.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn close_hand(&self, event: i32, id: HandId, done: &Done, by: i32, now: i64) -> Result<bool, StoreError> {
        let at = format!("{:02}:{:02}", done.at.hour(), done.at.minute());
        let closed = hand::Entity::update_many()
            .col_expr(hand::Column::Came, Expr::value(done.came.clone()))
            .col_expr(hand::Column::CameAt, Expr::value(at))
            .col_expr(hand::Column::Outcome, Expr::value(done.outcome.as_str()))
            .col_expr(hand::Column::Note, Expr::value(done.note.clone()))
            .col_expr(hand::Column::ClosedBy, Expr::value(by))
            .col_expr(hand::Column::ClosedAt, Expr::value(now))
            .filter(hand::Column::EventId.eq(event))
            .filter(hand::Column::Id.eq(id.bytes().to_vec()))
            .filter(hand::Column::Outcome.is_null());
        Ok(closed.exec(&self.tx).await?.rows_affected == 1)
    }
}
