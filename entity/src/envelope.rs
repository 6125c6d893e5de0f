//! Table `envelope`. The inbox: an envelope under the event's data key, waiting for a release.

use sea_orm::entity::prelude::*;

/// The inbox: an envelope under the event's data key, waiting for a release.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "envelope")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// SHA-256 of the token or of the bytes received.
    pub digest: Vec<u8>,
    /// What is sealed.
    pub sealed: Vec<u8>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
