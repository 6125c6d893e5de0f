//! Table `clip`. A person's recording of a text, or a signed video of it.

use sea_orm::entity::prelude::*;

/// A person's recording of a text, or a signed video of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clip")]
pub struct Model {
    /// The language of the voice; `bfi` for British Sign Language.
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: String,
    /// SHA-256 of the text, in hexadecimal digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub text: String,
    /// The media type of the file.
    pub media_type: String,
    /// The first 12 hexadecimal digits of SHA-256 of the file and its captions.
    pub content: String,
    /// Captions (WebVTT) of a signed video.
    pub captions: Option<String>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Relations are followed by hand, in `store`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
