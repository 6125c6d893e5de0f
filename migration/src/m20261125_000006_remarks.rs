//! Remarks: what children write, sealed; what readers decide on it, themes, quotes; who reads at an event; what a
//! group agreed.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mixed = [
            // Answer side: no time, no order, nothing of who wrote it or what else was answered.
            Table::create()
                .table("remark")
                .col(integer("event_id"))
                .col(binary("id"))
                .primary_key(Index::create().col("event_id").col("id"))
                .col(string("question"))
                .col(binary("digest"))
                .col(binary("sealed"))
                .to_owned(),
            Table::create()
                .table("remark_tag")
                .col(integer("event_id"))
                .col(binary("remark_id"))
                .col(string("tag"))
                .primary_key(Index::create().col("event_id").col("remark_id").col("tag"))
                .to_owned(),
            // About staff: who decided what, on which day.
            Table::create()
                .table("reading")
                .col(integer("event_id"))
                .col(binary("remark_id"))
                .primary_key(Index::create().col("event_id").col("remark_id"))
                .col(string("state"))
                .col(integer("staff_id"))
                .col(date("decided_on"))
                .col(text_null("note"))
                .col(string_null("reference"))
                .col(date_null("reference_on"))
                .to_owned(),
            Table::create()
                .table("quote")
                .col(binary("id").primary_key())
                .col(integer("event_id"))
                .col(string("question"))
                .col(text_null("text"))
                .col(string("state"))
                .col(binary_null("remark_id"))
                .col(integer("proposed_by"))
                .col(date("proposed_on"))
                .col(integer_null("approved_by"))
                .col(date_null("approved_on"))
                .col(date_null("published_on"))
                .col(integer_null("withdrawn_by"))
                .col(date_null("withdrawn_on"))
                .col(text_null("note"))
                .to_owned(),
        ];
        for mut table in mixed {
            // Without a row id there is no order of arrival, nor of reading, to be read off SQLite's own keys.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        let agreed = Table::create()
            .table("agreed")
            .col(pk_auto("id"))
            .col(integer("event_id"))
            .col(string_null("question"))
            .col(text("text"))
            .col(date("confirmed_on"))
            .col(integer("written_by"))
            .foreign_key(ForeignKey::create().from("agreed", "event_id").to("event", "id"))
            .to_owned();
        manager.create_table(agreed).await?;
        for (name, table) in [("quote_of_event", "quote"), ("agreed_of_event", "agreed")] {
            manager.create_index(Index::create().name(name).table(table).col("event_id").to_owned()).await?;
        }
        for column in [
            ColumnDef::new("reader_id").integer().null().to_owned(),
            ColumnDef::new("deputy_id").integer().null().to_owned(),
            ColumnDef::new("read_by").string().null().to_owned(),
        ] {
            manager.alter_table(Table::alter().table("event").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["read_by", "deputy_id", "reader_id"] {
            manager.alter_table(Table::alter().table("event").drop_column(column).to_owned()).await?;
        }
        for table in ["agreed", "quote", "reading", "remark_tag", "remark"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
