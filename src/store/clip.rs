//! Clips: recordings and signed videos, by language and text.

use super::{Store, StoreError, Write};
use crate::domain::clip::{Media, Name, TextHash};
use crate::domain::wording::Language;
use entity::clip::{ActiveModel, Column, Entity};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};

/// A clip without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedClip {
    /// Language, text and content.
    pub name: Name,
    /// The kind of file.
    pub media: Media,
    /// Whether it has captions.
    pub captions: bool,
    /// How many bytes it has.
    pub size: u32,
}

/// A clip as it is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClip {
    /// Language, text and content.
    pub name: Name,
    /// The kind of file.
    pub media: Media,
    /// Captions, of a signed video.
    pub captions: Option<String>,
    /// The file.
    pub bytes: Vec<u8>,
}

fn at(name: &Name) -> (String, String) {
    (name.language.as_str().to_owned(), name.text.as_str().to_owned())
}

impl Store {
    /// All clips without their bytes, by language and text.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn clips(&self) -> Result<Vec<ListedClip>, StoreError> {
        const BAD: StoreError = StoreError::BadRow("clip");
        let listed = Entity::find()
            .select_only()
            .columns([Column::Language, Column::Text, Column::MediaType, Column::Content])
            .expr(Expr::cust("CASE WHEN captions IS NULL THEN 0 ELSE 1 END"))
            .expr(Expr::cust("length(bytes)"))
            .order_by_asc(Column::Language)
            .order_by_asc(Column::Text);
        let rows: Vec<(String, String, String, String, i32, i32)> = listed.into_tuple().all(&self.read).await?;
        rows.into_iter()
            .map(|(language, text, media_type, content, captions, size)| {
                let (language, text) = (Language::parse(&language).ok_or(BAD)?, TextHash::parse(&text).ok_or(BAD)?);
                Ok(ListedClip {
                    name: Name { language, text, content },
                    media: Media::parse(&media_type).ok_or(BAD)?,
                    captions: captions == 1,
                    size: u32::try_from(size).map_err(|_| BAD)?,
                })
            })
            .collect()
    }

    /// The bytes of a clip; none if it is gone or another one has taken its place.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn clip(&self, name: &Name) -> Result<Option<Vec<u8>>, StoreError> {
        let one = Entity::find_by_id(at(name)).select_only().columns([Column::Content, Column::Bytes]);
        let row: Option<(String, Vec<u8>)> = one.into_tuple().one(&self.read).await?;
        Ok(row.filter(|(content, _)| *content == name.content).map(|(_, bytes)| bytes))
    }

    /// The captions of a signed video; none if it is gone or another one has taken its place.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn captions(&self, name: &Name) -> Result<Option<String>, StoreError> {
        let one = Entity::find_by_id(at(name)).select_only().columns([Column::Content, Column::Captions]);
        let row: Option<(String, Option<String>)> = one.into_tuple().one(&self.read).await?;
        Ok(row.filter(|(content, _)| *content == name.content).and_then(|(_, captions)| captions))
    }
}

impl Write {
    /// Puts a clip in, in place of one of the same text in the same language.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn put_clip(&self, new: NewClip) -> Result<(), StoreError> {
        let (language, text) = at(&new.name);
        let row = ActiveModel {
            language: Set(language),
            text: Set(text),
            media_type: Set(new.media.content_type.to_owned()),
            content: Set(new.name.content),
            captions: Set(new.captions),
            bytes: Set(new.bytes),
        };
        let replace = OnConflict::columns([Column::Language, Column::Text])
            .update_columns([Column::MediaType, Column::Content, Column::Captions, Column::Bytes])
            .to_owned();
        Entity::insert(row).on_conflict(replace).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Removes a clip. False if there was none.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn remove_clip(&self, language: &Language, text: &TextHash) -> Result<bool, StoreError> {
        let key = (language.as_str().to_owned(), text.as_str().to_owned());
        Ok(Entity::delete_by_id(key).exec(&self.tx).await?.rows_affected > 0)
    }
}
