//! Table `reading`. What was decided on a remark: by whom, on which day.

use sea_orm::entity::prelude::*;

/// What was decided on a remark: by whom, on which day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reading")]
pub struct Model {
    /// The remark.
    #[sea_orm(primary_key, auto_increment = false)]
    pub remark_id: Vec<u8>,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i32,
    /// What was decided.
    pub state: String,
    /// Who decided.
    pub staff_id: i32,
    /// The day.
    pub decided_on: TimeDate,
    /// What was noted.
    pub note: Option<String>,
    /// The reference of a referral.
    pub reference: Option<String>,
    /// The day on which the reference was entered.
    pub reference_on: Option<TimeDate>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
