//! Clips: recordings and signed videos of texts. And what an officer says besides when an event is opened.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let clip = Table::create()
            .table("clip")
            .col(string("language"))
            .col(string("text"))
            .primary_key(Index::create().col("language").col("text"))
            .col(string("media_type"))
            .col(string("content"))
            .col(text_null("captions"))
            // Last: SQLite reads past nothing large when it lists the others.
            .col(binary("bytes"))
            .to_owned();
        manager.create_table(clip).await?;
        for column in [
            ColumnDef::new("asks_alone").boolean().not_null().default(false).to_owned(),
            ColumnDef::new("shown_at").string().null().to_owned(),
        ] {
            manager.alter_table(Table::alter().table("event").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["shown_at", "asks_alone"] {
            manager.alter_table(Table::alter().table("event").drop_column(column).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("clip").to_owned()).await
    }
}
