//! The ledger: append-only, which the database itself enforces.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["release", "ledger"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let release = Table::create()
            .table("release")
            .col(pk_auto("id"))
            .col(integer("event_id"))
            .col(integer("number"))
            .col(date("released_on"))
            .col(string("policy"))
            .col(integer("attended"))
            .col(integer("took_part"))
            .to_owned();
        let ledger = Table::create()
            .table("ledger")
            .col(integer("release_id"))
            .col(integer("position"))
            .col(string("question"))
            .col(string_null("grouping"))
            .col(string("cell"))
            .col(big_integer("value"))
            .col(string("scale"))
            .primary_key(Index::create().col("release_id").col("position"))
            .foreign_key(ForeignKey::create().from("ledger", "release_id").to("release", "id"))
            .to_owned();
        manager.create_table(release).await?;
        manager.create_table(ledger).await?;
        let once = Index::create().name("release_once").table("release").col("event_id").col("number").unique().to_owned();
        manager.create_index(once).await?;
        let db = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared(
                "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
            )
            .await?;
            for table in TABLES {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON \"{table}\" \
                     FOR EACH ROW EXECUTE FUNCTION append_only()"
                ))
                .await?;
            }
        } else {
            // SQLite fires no DELETE trigger for INSERT OR REPLACE, so that way is closed by itself.
            for (table, same) in [
                ("ledger", "release_id = NEW.release_id AND position = NEW.position"),
                ("release", "id = NEW.id OR (event_id = NEW.event_id AND number = NEW.number)"),
            ] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON \"{table}\" WHEN EXISTS (SELECT 1 FROM \"{table}\" WHERE {same}) \
                     BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                ))
                .await?;
            }
            for table in TABLES {
                for (verb, name) in [("UPDATE", "update"), ("DELETE", "delete")] {
                    db.execute_unprepared(&format!(
                        "CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON \"{table}\" \
                         BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                    ))
                    .await?;
                }
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["ledger", "release"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP FUNCTION append_only()").await?;
        }
        Ok(())
    }
}
