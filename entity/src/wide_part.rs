//! Table `wide_part`. Which releases a wide table was made of. Append-only.

use sea_orm::entity::prelude::*;

/// Which releases a wide table was made of. Append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wide_part")]
pub struct Model {
    /// The wide table's release.
    #[sea_orm(primary_key, auto_increment = false)]
    pub wide_id: i32,
    /// A release whose responses are in it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub release_id: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
