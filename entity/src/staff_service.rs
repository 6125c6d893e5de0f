//! Table `staff_service`. A service given to a manager or inspector.

use sea_orm::entity::prelude::*;

/// A service given to a manager or inspector.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_service")]
pub struct Model {
    /// The member of staff.
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: i32,
    /// The service.
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_id: i32,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
