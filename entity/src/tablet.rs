//! Table `tablet`. A tablet that was enrolled for an event: a device, never who holds it.

use sea_orm::entity::prelude::*;

/// A tablet that was enrolled for an event: a device, never who holds it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tablet")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The event.
    pub event_id: i32,
    /// What it is called.
    pub name: String,
    /// SHA-256 of its credential.
    pub digest: Vec<u8>,
    /// Whether it holds answers, as it last said.
    pub holds: Option<bool>,
    /// The whole minute in which it last said so.
    pub seen_minute: Option<i64>,
    /// Whether it was shut out.
    pub revoked: bool,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
