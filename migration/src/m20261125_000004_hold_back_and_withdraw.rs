//! Figures that are held back, pools, withdrawals, wide tables, why plain counts are shown, and the
//! end of an event.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            ColumnDef::new("kind").string().not_null().default("event").to_owned(),
            ColumnDef::new("reason").string().null().to_owned(),
            ColumnDef::new("ended").boolean().not_null().default(false).to_owned(),
        ] {
            manager.alter_table(Table::alter().table("event").add_column(column).to_owned()).await?;
        }
        let withdrawal = Table::create()
            .table("withdrawal")
            .col(integer("release_id").primary_key())
            .col(date("withdrawn_on"))
            .col(string("reason"))
            .foreign_key(ForeignKey::create().from("withdrawal", "release_id").to("release", "id"))
            .to_owned();
        manager.create_table(withdrawal).await?;
        let part = Table::create()
            .table("wide_part")
            .col(integer("wide_id"))
            .col(integer("release_id"))
            .primary_key(Index::create().col("wide_id").col("release_id"))
            .foreign_key(ForeignKey::create().from("wide_part", "wide_id").to("release", "id"))
            .foreign_key(ForeignKey::create().from("wide_part", "release_id").to("release", "id"))
            .to_owned();
        manager.create_table(part).await?;
        let db = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared("ALTER TABLE ledger ALTER COLUMN value DROP NOT NULL").await?;
            for table in ["withdrawal", "wide_part"] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION append_only()"
                ))
                .await?;
            }
            for table in ["release", "ledger", "withdrawal", "wide_part"] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
                ))
                .await?;
            }
            return Ok(());
        }
        // SQLite cannot take NOT NULL off a column: the ledger is copied, row by row as it is, into one that may hold
        // figures back. Its triggers go with the old table and come again with the new one.
        let ledger = Table::create()
            .table("ledger_copy")
            .col(integer("release_id"))
            .col(integer("position"))
            .col(string("question"))
            .col(string_null("grouping"))
            .col(string("cell"))
            .col(big_integer_null("value"))
            .col(string("scale"))
            .primary_key(Index::create().col("release_id").col("position"))
            .foreign_key(ForeignKey::create().from("ledger_copy", "release_id").to("release", "id"))
            .to_owned();
        manager.create_table(ledger).await?;
        for statement in [
            "INSERT INTO ledger_copy SELECT release_id, position, question, grouping, cell, value, scale FROM ledger",
            "DROP TABLE ledger",
            "ALTER TABLE ledger_copy RENAME TO ledger",
        ] {
            db.execute_unprepared(statement).await?;
        }
        for (table, same) in [
            ("ledger", "release_id = NEW.release_id AND position = NEW.position"),
            ("withdrawal", "release_id = NEW.release_id"),
            ("wide_part", "wide_id = NEW.wide_id AND release_id = NEW.release_id"),
        ] {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON \"{table}\" WHEN EXISTS (SELECT 1 FROM \"{table}\" WHERE {same}) \
                 BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            ))
            .await?;
            for (verb, name) in [("UPDATE", "update"), ("DELETE", "delete")] {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON \"{table}\" \
                     BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                ))
                .await?;
            }
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("figures that are held back have no place in the ledger before this migration; restore a backup".to_owned()))
    }
}
