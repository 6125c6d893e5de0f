//! Table `session`. A signed-in session of a member of staff, by the digest of its token.

use sea_orm::entity::prelude::*;

/// A signed-in session of a member of staff, by the digest of its token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the token or of the bytes received.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    /// The member of staff.
    pub staff_id: i32,
    /// The token that every form of the session carries.
    pub csrf: String,
    /// When it began, in seconds since 1970.
    pub started_at: i64,
    /// When it was last used, in seconds since 1970.
    pub seen_at: i64,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
