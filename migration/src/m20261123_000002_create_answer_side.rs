//! The answer side: no column for time, person, device, address, sequence, version or language.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            Table::create()
                .table("envelope")
                .col(integer("event_id"))
                .col(binary("id"))
                .primary_key(Index::create().col("event_id").col("id"))
                .col(binary("digest"))
                .col(binary("sealed"))
                .to_owned(),
            Table::create()
                .table("kept_aside")
                .col(integer("event_id"))
                .col(binary("id"))
                .primary_key(Index::create().col("event_id").col("id"))
                .col(binary("digest"))
                .col(binary("sealed"))
                .col(string("reason"))
                .to_owned(),
            Table::create()
                .table("receipt")
                .col(integer("event_id"))
                .col(binary("id"))
                .primary_key(Index::create().col("event_id").col("id"))
                .col(binary("digest"))
                .to_owned(),
            Table::create()
                .table("response")
                .col(integer("release_id"))
                .col(binary("key"))
                .primary_key(Index::create().col("release_id").col("key"))
                .col(binary("sealed"))
                .to_owned(),
        ];
        for mut table in tables {
            // Without a row id there is no order of arrival to be read off SQLite's own keys.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["response", "receipt", "kept_aside", "envelope"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
