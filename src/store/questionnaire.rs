//! Published questionnaire versions: added, read, never changed (invariant 6).

use super::{Store, StoreError, Write};
use crate::domain::code::Code;
use crate::domain::event::{Kind, Version};
use crate::domain::questionnaire::{self, Questionnaire};
use entity::{event, questionnaire as table};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

/// A published version.
#[derive(Debug, Clone)]
pub struct Published {
    /// The row.
    pub id: i32,
    /// Its code and number.
    pub version: Version,
    /// Its title.
    pub title: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub hash: String,
    /// The file as it was published.
    pub source: String,
    /// The day.
    pub published_on: Date,
}

impl Published {
    /// The questionnaire.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] if the stored file does not read; it was checked when published.
    pub fn questionnaire(&self) -> Result<Questionnaire, StoreError> {
        questionnaire::parse_published(&self.source).map_err(|_| StoreError::BadRow("questionnaire"))
    }
}

fn to_domain(row: table::Model) -> Result<Published, StoreError> {
    let code = Code::parse(&row.code).map_err(|_| StoreError::BadRow("questionnaire"))?;
    Ok(Published {
        id: row.id,
        version: Version { code, number: row.number },
        title: row.title,
        hash: row.hash,
        source: row.source,
        published_on: row.published_on,
    })
}

impl Store {
    /// All published versions, by title, newest first; but for those of one question that votes are made of.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn questionnaires(&self) -> Result<Vec<Published>, StoreError> {
        let votes = event::Entity::find().filter(event::Column::Kind.eq(Kind::Vote.as_str())).select_only();
        let votes: Vec<i32> = votes.column(event::Column::QuestionnaireId).into_tuple().all(&self.read).await?;
        let rows = table::Entity::find().order_by_asc(table::Column::Title).order_by_desc(table::Column::Number).all(&self.read).await?;
        rows.into_iter().filter(|row| !votes.contains(&row.id)).map(to_domain).collect()
    }

    /// A published version by its row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn questionnaire(&self, id: i32) -> Result<Option<Published>, StoreError> {
        table::Entity::find_by_id(id).one(&self.read).await?.map(to_domain).transpose()
    }
}

impl Write {
    /// Publishes a checked file as the next version of its code. The same file again is the same
    /// version: nothing is added.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn publish(&self, questionnaire: &Questionnaire, source: &str, hash: &str, on: Date, by: i32) -> Result<i32, StoreError> {
        let of_code = || table::Entity::find().filter(table::Column::Code.eq(questionnaire.code.as_str()));
        if let Some(same) = of_code().filter(table::Column::Hash.eq(hash)).one(&self.tx).await? {
            return Ok(same.id);
        }
        let last: Option<i32> =
            of_code().order_by_desc(table::Column::Number).select_only().column(table::Column::Number).into_tuple().one(&self.tx).await?;
        let row = table::ActiveModel {
            code: Set(questionnaire.code.to_string()),
            number: Set(last.unwrap_or(0) + 1),
            title: Set(questionnaire.title.clone()),
            hash: Set(hash.to_owned()),
            source: Set(source.to_owned()),
            published_on: Set(on),
            published_by: Set(by),
            ..Default::default()
        };
        Ok(table::Entity::insert(row).exec(&self.tx).await?.last_insert_id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Published, Version};
    use crate::domain::questionnaire::parse;
    use time::macros::date;

    #[test]
    fn a_published_version_outlives_its_drawings() {
        let file = include_str!("../../assets/questionnaires/messages-for-munro.toml");
        let source = file.replacen("picture = \"", "picture = \"no-longer-", 1);
        assert!(source != file && parse(&source).is_err(), "today it would be refused");
        let version = Version { code: Code::parse("munro").expect("a code"), number: 1 };
        let published =
            Published { id: 1, version, title: String::new(), hash: String::new(), source, published_on: date!(2026 - 01 - 01) };
        assert!(published.questionnaire().is_ok());
    }
}
