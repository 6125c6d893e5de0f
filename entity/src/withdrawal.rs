//! Table `withdrawal`. A release that was a mistake, and why. Append-only.

use sea_orm::entity::prelude::*;

/// A release that was a mistake, and why. Append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "withdrawal")]
pub struct Model {
    /// The release.
    #[sea_orm(primary_key, auto_increment = false)]
    pub release_id: i32,
    /// The day.
    pub withdrawn_on: TimeDate,
    /// Why, as an officer wrote.
    pub reason: String,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
