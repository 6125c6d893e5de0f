//! Table `staff`. A member of staff.

use sea_orm::entity::prelude::*;

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The address for signing in.
    pub email: String,
    /// Its name.
    pub name: String,
    /// The role.
    pub role: String,
    /// The argon2id hash; none before a password is set.
    pub password_hash: Option<String>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
