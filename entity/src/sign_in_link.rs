//! Table `sign_in_link`. A link that signs in once, by the digest of its token.

use sea_orm::entity::prelude::*;

/// A link that signs in once, by the digest of its token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_link")]
pub struct Model {
    /// SHA-256 of the token or of the bytes received.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    /// The member of staff.
    pub staff_id: i32,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
