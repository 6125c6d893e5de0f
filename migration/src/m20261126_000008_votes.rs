//! Votes in the room: in whose room each is held.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let vote = Table::create()
            .table("vote")
            .col(integer("event_id").primary_key())
            .col(integer("room_id"))
            .col(string("words"))
            .col(boolean("shared"))
            .foreign_key(ForeignKey::create().from("vote", "event_id").to("event", "id"))
            .foreign_key(ForeignKey::create().from("vote", "room_id").to("event", "id"))
            .to_owned();
        manager.create_table(vote).await?;
        manager.create_index(Index::create().name("vote_of_room").table("vote").col("room_id").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("vote").to_owned()).await
    }
}
