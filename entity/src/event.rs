//! Table `event`. An event.

use sea_orm::entity::prelude::*;

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The stable or random code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The service.
    pub service_id: i32,
    /// The published questionnaire version.
    pub questionnaire_id: i32,
    /// How small numbers are protected.
    pub policy: String,
    /// How many children are expected.
    pub expected: i32,
    /// The first day.
    pub opens_on: TimeDate,
    /// The last day.
    pub closes_on: TimeDate,
    /// Open, fixed or too few.
    pub state: String,
    /// How many children came, as entered at closing.
    pub attended: Option<i32>,
    /// The day on which it was closed.
    pub closed_on: Option<TimeDate>,
    /// Whether its figures are made up.
    pub demonstration: bool,
    /// An event, or a pool of what was too small to show.
    pub kind: String,
    /// Why plain counts are shown, as an administrator wrote.
    pub reason: Option<String>,
    /// Whether it takes nothing in any more: its receipts are gone.
    pub ended: bool,
    /// Whether a child is asked first if she can answer without anyone seeing.
    pub asks_alone: bool,
    /// Where children can see what was said.
    pub shown_at: Option<String>,
    /// Who reads what children write.
    pub reader_id: Option<i32>,
    /// Who reads when the reader cannot.
    pub deputy_id: Option<i32>,
    /// The time of day by which it is read.
    pub read_by: Option<String>,
    /// How many children are here, as the officer counted.
    pub here: Option<i32>,
    /// The number of the duty team.
    pub duty_team: Option<String>,
    /// The number of an advocate.
    pub advocate: Option<String>,
    /// Four digits by which a tablet leaves full screen.
    pub way_out: Option<String>,
    /// Whether it is answered on its enrolled tablets and nowhere else.
    pub tablets_only: bool,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
