//! Table `response`. A released response under the event's data key.

use sea_orm::entity::prelude::*;

/// A released response under the event's data key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "response")]
pub struct Model {
    /// A fresh random key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: Vec<u8>,
    /// The release.
    #[sea_orm(primary_key, auto_increment = false)]
    pub release_id: i32,
    /// What is sealed.
    pub sealed: Vec<u8>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
