//! Table `adult`. An adult at an event whom a child can ask for.

use sea_orm::entity::prelude::*;

/// An adult at an event whom a child can ask for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adult")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The event.
    pub event_id: i32,
    /// The name by which children ask for her.
    pub name: String,
    /// Who she is, in a child's words.
    pub role: String,
    /// Which drawing is most like her.
    pub picture: String,
    /// Whether she is from outside the service.
    pub outside: bool,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
