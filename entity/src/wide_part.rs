//! Table `wide_part`. Which releases a wide table, or a table of themes, was made of. Append-only.

use sea_orm::entity::prelude::*;

/// Which releases a wide table, or a table of themes, was made of. Append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wide_part")]
pub struct Model {
    /// The release of the wide table, or of the themes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub wide_id: i32,
    /// A release whose responses are in it, or at whose event the themes were written.
    #[sea_orm(primary_key, auto_increment = false)]
    pub release_id: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
