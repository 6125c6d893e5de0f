//! The adults at events whom a child can ask for, in the database.

use super::{Store, StoreError, Write};
use crate::domain::adult::{Adult, NewAdult, picture};
use entity::adult;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

fn to_adult(row: adult::Model) -> Result<Adult, StoreError> {
    let picture = picture(&row.picture).ok_or(StoreError::BadRow("adult"))?;
    Ok(Adult { id: row.id, told: NewAdult { name: row.name, role: row.role, picture, outside: row.outside } })
}

impl Store {
    /// The adults of an event, in the order in which they were named.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn adults(&self, event: i32) -> Result<Vec<Adult>, StoreError> {
        let rows = adult::Entity::find().filter(adult::Column::EventId.eq(event)).order_by_asc(adult::Column::Id);
        rows.all(&self.read).await?.into_iter().map(to_adult).collect()
    }
}

impl Write {
    /// Names an adult; gives her row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_adult(&self, event: i32, new: &NewAdult) -> Result<i32, StoreError> {
        let row = adult::ActiveModel {
            event_id: Set(event),
            name: Set(new.name.clone()),
            role: Set(new.role.clone()),
            picture: Set(new.picture.to_owned()),
            outside: Set(new.outside),
            ..Default::default()
        };
        Ok(adult::Entity::insert(row).exec(&self.tx).await?.last_insert_id)
    }

    /// Takes an adult off the list. False if she was not on it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_adult(&self, event: i32, id: i32) -> Result<bool, StoreError> {
        let gone = adult::Entity::delete_many().filter(adult::Column::EventId.eq(event)).filter(adult::Column::Id.eq(id));
        Ok(gone.exec(&self.tx).await?.rows_affected == 1)
    }

    /// The adult of an event with this row, as it stands in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn adult(&self, event: i32, id: i32) -> Result<Option<Adult>, StoreError> {
        let found = adult::Entity::find().filter(adult::Column::EventId.eq(event)).filter(adult::Column::Id.eq(id));
        found.one(&self.tx).await?.map(to_adult).transpose()
    }
}
