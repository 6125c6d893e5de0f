//! Table `tablet_code`. The code that enrols tablets for an event, while it works.

use sea_orm::entity::prelude::*;

/// The code that enrols tablets for an event, while it works.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tablet_code")]
pub struct Model {
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// SHA-256 of the code that is read out.
    pub code_digest: Vec<u8>,
    /// SHA-256 of what the QR code holds.
    pub link_digest: Vec<u8>,
    /// Until when it works.
    pub expires_at: i64,
    /// How many tablets it still enrols.
    pub uses_left: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
