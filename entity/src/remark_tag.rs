//! Table `remark_tag`. A theme that a remark was tagged with, until its themes were counted.

use sea_orm::entity::prelude::*;

/// A theme that a remark was tagged with, until its themes were counted.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remark_tag")]
pub struct Model {
    /// The remark.
    #[sea_orm(primary_key, auto_increment = false)]
    pub remark_id: Vec<u8>,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// The theme's code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag: String,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
