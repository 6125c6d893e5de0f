//! Table `ledger`. A row of the ledger: one published integer. Append-only.

use sea_orm::entity::prelude::*;

/// A row of the ledger: one published integer. Append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger")]
pub struct Model {
    /// The release.
    #[sea_orm(primary_key, auto_increment = false)]
    pub release_id: i32,
    /// The place in the release.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// The question's code.
    pub question: String,
    /// The group as JSON; none: all children. For head counts the group that was counted.
    pub grouping: Option<String>,
    /// The cell as JSON, or "base" for a head count.
    pub cell: String,
    /// The published integer; none: held back.
    pub value: Option<i64>,
    /// What was done to it: the scale of random noise as s/t, "5" for rounding to the nearest five,
    /// empty for plain counts and for head counts, which are public.
    pub scale: String,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
