//! Table `service`. A service: a home, a team, a council.

use sea_orm::entity::prelude::*;

/// A service: a home, a team, a council.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Its name.
    pub name: String,
    /// The service above it.
    pub parent_id: Option<i32>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
