//! Table `questionnaire`. A published questionnaire version: never changed (invariant 6).

use sea_orm::entity::prelude::*;

/// A published questionnaire version: never changed (invariant 6).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "questionnaire")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The stable or random code.
    pub code: String,
    /// The number, from 1.
    pub number: i32,
    /// The title.
    pub title: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub hash: String,
    /// The file as it was published.
    pub source: String,
    /// The day.
    pub published_on: TimeDate,
    /// Who published it.
    pub published_by: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
