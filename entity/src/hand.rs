//! Table `hand`. A hand that was raised, and what came of it: a record of staff's work.

use sea_orm::entity::prelude::*;

/// A hand that was raised, and what came of it: a record of staff's work.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hand")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// What the tablet was called then.
    pub tablet: String,
    /// Who was asked for.
    pub adult_name: String,
    /// Her role then.
    pub adult_role: String,
    /// How.
    pub how: String,
    /// When.
    pub raised_at: i64,
    /// Who goes.
    pub going_by: Option<i32>,
    /// Since when.
    pub going_at: Option<i64>,
    /// Who came.
    pub came: Option<String>,
    /// When, by the clock of the hall.
    pub came_at: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Who closed it.
    pub closed_by: Option<i32>,
    /// When.
    pub closed_at: Option<i64>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
