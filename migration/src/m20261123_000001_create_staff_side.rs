//! Services, staff, sessions, published questionnaires, events.

use sea_orm_migration::{prelude::*, schema::*};

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
                .table("service")
                .col(pk_auto("id"))
                .col(string("name"))
                .col(integer_null("parent_id"))
                .foreign_key(ForeignKey::create().from("service", "parent_id").to("service", "id"))
                .to_owned(),
            Table::create()
                .table("staff")
                .col(pk_auto("id"))
                .col(string_uniq("email"))
                .col(string("name"))
                .col(string("role"))
                .col(string_null("password_hash"))
                .to_owned(),
            Table::create()
                .table("staff_service")
                .col(integer("staff_id"))
                .col(integer("service_id"))
                .primary_key(Index::create().col("staff_id").col("service_id"))
                .foreign_key(ForeignKey::create().from("staff_service", "staff_id").to("staff", "id"))
                .foreign_key(ForeignKey::create().from("staff_service", "service_id").to("service", "id"))
                .to_owned(),
            Table::create()
                .table("session")
                .col(binary("digest").primary_key())
                .col(integer("staff_id"))
                .col(string("csrf"))
                .col(big_integer("started_at"))
                .col(big_integer("seen_at"))
                .foreign_key(ForeignKey::create().from("session", "staff_id").to("staff", "id"))
                .to_owned(),
            Table::create()
                .table("sign_in_link")
                .col(binary("digest").primary_key())
                .col(integer("staff_id"))
                .col(big_integer("expires_at"))
                .foreign_key(ForeignKey::create().from("sign_in_link", "staff_id").to("staff", "id"))
                .to_owned(),
            Table::create()
                .table("questionnaire")
                .col(pk_auto("id"))
                .col(string("code"))
                .col(integer("number"))
                .col(string("title"))
                .col(string("hash"))
                .col(text("source"))
                .col(date("published_on"))
                .col(integer("published_by"))
                .to_owned(),
            Table::create()
                .table("event")
                .col(pk_auto("id"))
                .col(string_uniq("code"))
                .col(string("name"))
                .col(integer("service_id"))
                .col(integer("questionnaire_id"))
                .col(string("policy"))
                .col(integer("expected"))
                .col(date("opens_on"))
                .col(date("closes_on"))
                .col(string("state"))
                .col(integer_null("attended"))
                .col(date_null("closed_on"))
                .col(boolean("demonstration"))
                .foreign_key(ForeignKey::create().from("event", "service_id").to("service", "id"))
                .foreign_key(ForeignKey::create().from("event", "questionnaire_id").to("questionnaire", "id"))
                .to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        let version = Index::create().name("questionnaire_version").table("questionnaire").col("code").col("number").unique().to_owned();
        manager.create_index(version).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["event", "questionnaire", "sign_in_link", "session", "staff_service", "staff", "service"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
