//! Table `remark`. What a child wrote, under a key of its own. Empty once that key was destroyed.

use sea_orm::entity::prelude::*;

/// What a child wrote, under a key of its own. Empty once that key was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remark")]
pub struct Model {
    /// A random id of its own.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// The question's code.
    pub question: String,
    /// SHA-256 of the bytes received.
    pub digest: Vec<u8>,
    /// What is sealed; empty once it was destroyed.
    pub sealed: Vec<u8>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
