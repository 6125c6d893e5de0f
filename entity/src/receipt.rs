//! Table `receipt`. That an envelope was taken in and released, so that it is not counted twice.

use sea_orm::entity::prelude::*;

/// That an envelope was taken in and released, so that it is not counted twice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// SHA-256 of the token or of the bytes received.
    pub digest: Vec<u8>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
