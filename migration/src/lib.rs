//! The history of the database. A migration is never changed after it was released.

mod m20261123_000001_create_staff_side;
mod m20261123_000002_create_answer_side;
mod m20261123_000003_create_ledger;
mod m20261125_000004_hold_back_and_withdraw;
mod m20261125_000005_clips;
mod m20261125_000006_remarks;
mod m20261125_000007_tablets;
mod m20261126_000008_votes;
mod m20261126_000009_tablets_only;
mod m20261126_000010_referral;

use sea_orm_migration::prelude::*;

/// Brings a database up to date.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_staff_side::Migration),
            Box::new(m20261123_000002_create_answer_side::Migration),
            Box::new(m20261123_000003_create_ledger::Migration),
            Box::new(m20261125_000004_hold_back_and_withdraw::Migration),
            Box::new(m20261125_000005_clips::Migration),
            Box::new(m20261125_000006_remarks::Migration),
            Box::new(m20261125_000007_tablets::Migration),
            Box::new(m20261126_000008_votes::Migration),
            Box::new(m20261126_000009_tablets_only::Migration),
            Box::new(m20261126_000010_referral::Migration),
        ]
    }
}
