//! What groups agreed, in the database.

use super::{Store, StoreError, Write};
use crate::domain::agreed::{Agreed, AgreedText};
use crate::domain::code::Code;
use entity::agreed;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::Date;

impl Store {
    /// What was agreed at an event, in the order in which it was typed.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn agreed(&self, event: i32) -> Result<Vec<Agreed>, StoreError> {
        const BAD: StoreError = StoreError::BadRow("agreed");
        let rows =
            agreed::Entity::find().filter(agreed::Column::EventId.eq(event)).order_by_asc(agreed::Column::Id).all(&self.read).await?;
        rows.into_iter()
            .map(|row| {
                Ok(Agreed {
                    id: row.id,
                    question: row.question.map(|q| Code::parse(&q)).transpose().map_err(|_| BAD)?,
                    text: AgreedText::confirmed(&row.text, true).map_err(|_| BAD)?,
                    confirmed_on: row.confirmed_on,
                })
            })
            .collect()
    }
}

impl Write {
    /// Keeps what a group agreed.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_agreed(&self, event: i32, question: Option<&Code>, text: &AgreedText, by: i32, on: Date) -> Result<i32, StoreError> {
        let row = agreed::ActiveModel {
            event_id: Set(event),
            question: Set(question.map(ToString::to_string)),
            text: Set(text.as_str().to_owned()),
            confirmed_on: Set(on),
            written_by: Set(by),
            ..Default::default()
        };
        Ok(agreed::Entity::insert(row).exec(&self.tx).await?.last_insert_id)
    }

    /// Removes it. False if there was none.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_agreed(&self, event: i32, id: i32) -> Result<bool, StoreError> {
        let gone = agreed::Entity::delete_many().filter(agreed::Column::EventId.eq(event)).filter(agreed::Column::Id.eq(id));
        Ok(gone.exec(&self.tx).await?.rows_affected == 1)
    }
}
