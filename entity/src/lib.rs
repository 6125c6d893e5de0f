//! Row shapes of the database: one file per table, nothing else.
//!
//! Which column is an answer, which is operational and which is about staff is written in
//! `docs/columns.toml` and checked by `tests/columns.rs`.

pub mod adult;
pub mod agreed;
pub mod clip;
pub mod envelope;
pub mod event;
pub mod hand;
pub mod kept_aside;
pub mod ledger;
pub mod questionnaire;
pub mod quote;
pub mod reading;
pub mod receipt;
pub mod referral_note;
pub mod release;
pub mod remark;
pub mod remark_tag;
pub mod response;
pub mod service;
pub mod session;
pub mod sign_in_link;
pub mod staff;
pub mod staff_service;
pub mod tablet;
pub mod tablet_code;
pub mod vote;
pub mod wide_part;
pub mod withdrawal;
