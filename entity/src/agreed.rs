//! Table `agreed`. What a group agreed, as an officer typed it and read it back.

use sea_orm::entity::prelude::*;

/// What a group agreed, as an officer typed it and read it back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreed")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The event.
    pub event_id: i32,
    /// The question's code; none: about the whole.
    pub question: Option<String>,
    /// The text.
    pub text: String,
    /// The day on which it was confirmed.
    pub confirmed_on: TimeDate,
    /// Who typed it.
    pub written_by: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
