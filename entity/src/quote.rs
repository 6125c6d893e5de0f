//! Table `quote`. What a child wrote, told so that nobody recognises her.

use sea_orm::entity::prelude::*;

/// What a child wrote, told so that nobody recognises her.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quote")]
pub struct Model {
    /// A random id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    /// The event.
    pub event_id: i32,
    /// The question's code.
    pub question: String,
    /// The text; none once it was withdrawn.
    pub text: Option<String>,
    /// Proposed, sent back, approved, published or withdrawn.
    pub state: String,
    /// The remark that it was made of, while that is there.
    pub remark_id: Option<Vec<u8>>,
    /// Who wrote the text as it is.
    pub proposed_by: i32,
    /// When.
    pub proposed_on: TimeDate,
    /// The second person.
    pub approved_by: Option<i32>,
    /// When it was approved.
    pub approved_on: Option<TimeDate>,
    /// When it was published.
    pub published_on: Option<TimeDate>,
    /// Who withdrew it.
    pub withdrawn_by: Option<i32>,
    /// When.
    pub withdrawn_on: Option<TimeDate>,
    /// Why it was sent back or withdrawn.
    pub note: Option<String>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
