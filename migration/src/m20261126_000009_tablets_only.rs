//! An event that is answered on its enrolled tablets and nowhere else.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Events that are there already were opened by their links.
        manager.alter_table(Table::alter().table("event").add_column(boolean("tablets_only").default(false)).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("event").drop_column("tablets_only").to_owned()).await
    }
}
