//! Table `vote`. In whose room a vote is held.

use sea_orm::entity::prelude::*;

/// In whose room a vote is held.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vote")]
pub struct Model {
    /// The event that the vote is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// The event in whose room it is held.
    pub room_id: i32,
    /// The wording on the big screen.
    pub words: String,
    /// Whether children share tablets.
    pub shared: bool,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
