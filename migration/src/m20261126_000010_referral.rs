//! What is added to the record of a remark that was passed on, after the first note.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = Table::create()
            .table("referral_note")
            .col(pk_auto("id"))
            .col(integer("event_id"))
            .col(binary("remark_id"))
            .col(integer("staff_id"))
            .col(date("written_on"))
            .col(text("note"))
            .foreign_key(ForeignKey::create().from("referral_note", "event_id").to("event", "id"))
            .to_owned();
        manager.create_table(added).await?;
        manager.create_index(Index::create().name("referral_note_of_event").table("referral_note").col("event_id").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("referral_note").to_owned()).await
    }
}
