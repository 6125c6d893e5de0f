//! Services in the database.

use super::{Store, StoreError, Write};
use crate::domain::service::Service;
use entity::service;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};

fn to_domain(row: service::Model) -> Service {
    Service { id: row.id, name: row.name, parent: row.parent_id }
}

impl Store {
    /// All services.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn services(&self) -> Result<Vec<Service>, StoreError> {
        let rows = service::Entity::find().order_by_asc(service::Column::Id).all(&self.read).await?;
        Ok(rows.into_iter().map(to_domain).collect())
    }
}

impl Write {
    /// Adds a service; gives its row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_service(&self, name: &str, parent: Option<i32>) -> Result<i32, StoreError> {
        let row = service::ActiveModel { name: Set(name.to_owned()), parent_id: Set(parent), ..Default::default() };
        Ok(service::Entity::insert(row).exec(&self.tx).await?.last_insert_id)
    }
}
