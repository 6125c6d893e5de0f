//! Table `release`. A release: the head of its rows in the ledger. Append-only.

use sea_orm::entity::prelude::*;

/// A release: the head of its rows in the ledger. Append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "release")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The event.
    pub event_id: i32,
    /// The number, from 1.
    pub number: i32,
    /// The day on which the figures were fixed.
    pub released_on: TimeDate,
    /// How small numbers are protected.
    pub policy: String,
    /// How many children came, as entered at closing.
    pub attended: i32,
    /// How many took part.
    pub took_part: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
