//! Table `kept_aside`. An envelope that could not be counted, sealed as it came, with the reason.

use sea_orm::entity::prelude::*;

/// An envelope that could not be counted, sealed as it came, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_aside")]
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
    /// Why it was set aside.
    pub reason: String,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
