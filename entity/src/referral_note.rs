//! Table `referral_note`. What was added to the record of a remark that was passed on.

use sea_orm::entity::prelude::*;

/// What was added to the record of a remark that was passed on: by whom, on which day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral_note")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The event.
    pub event_id: i32,
    /// The remark.
    pub remark_id: Vec<u8>,
    /// Who wrote it.
    pub staff_id: i32,
    /// The day.
    pub written_on: TimeDate,
    /// What was written.
    pub note: String,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
