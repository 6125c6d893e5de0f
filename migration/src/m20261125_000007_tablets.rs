//! The day of an event: tablets and the codes that enrol them, adults whom a child can ask for, hands that were
//! raised, and what an officer types meanwhile.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_event = |table: &'static str| ForeignKey::create().from(table, "event_id").to("event", "id").to_owned();
        let tables = [
            Table::create()
                .table("tablet")
                .col(pk_auto("id"))
                .col(integer("event_id"))
                .col(string("name"))
                // Of the credential only this: it stands beside no answer, and nothing of it can be used.
                .col(binary("digest").unique_key())
                .col(boolean_null("holds"))
                .col(big_integer_null("seen_minute"))
                .col(boolean("revoked"))
                .foreign_key(&mut of_event("tablet"))
                .to_owned(),
            Table::create()
                .table("tablet_code")
                .col(integer("event_id").primary_key())
                .col(binary("code_digest"))
                .col(binary("link_digest"))
                .col(big_integer("expires_at"))
                .col(integer("uses_left"))
                .foreign_key(&mut of_event("tablet_code"))
                .to_owned(),
            Table::create()
                .table("adult")
                .col(pk_auto("id"))
                .col(integer("event_id"))
                .col(string("name"))
                .col(string("role"))
                .col(string("picture"))
                .col(boolean("outside"))
                .foreign_key(&mut of_event("adult"))
                .to_owned(),
            Table::create()
                .table("hand")
                .col(integer("event_id"))
                .col(binary("id"))
                .primary_key(Index::create().col("event_id").col("id"))
                .col(string("tablet"))
                .col(string("adult_name"))
                .col(string("adult_role"))
                .col(string("how"))
                .col(big_integer("raised_at"))
                .col(integer_null("going_by"))
                .col(big_integer_null("going_at"))
                .col(string_null("came"))
                .col(string_null("came_at"))
                .col(string_null("outcome"))
                .col(text_null("note"))
                .col(integer_null("closed_by"))
                .col(big_integer_null("closed_at"))
                .foreign_key(&mut of_event("hand"))
                .to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for (name, table) in [("tablet_of_event", "tablet"), ("adult_of_event", "adult")] {
            manager.create_index(Index::create().name(name).table(table).col("event_id").to_owned()).await?;
        }
        for column in [
            ColumnDef::new("here").integer().null().to_owned(),
            ColumnDef::new("duty_team").string().null().to_owned(),
            ColumnDef::new("advocate").string().null().to_owned(),
            ColumnDef::new("way_out").string().null().to_owned(),
        ] {
            manager.alter_table(Table::alter().table("event").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["way_out", "advocate", "duty_team", "here"] {
            manager.alter_table(Table::alter().table("event").drop_column(column).to_owned()).await?;
        }
        for table in ["hand", "adult", "tablet_code", "tablet"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
