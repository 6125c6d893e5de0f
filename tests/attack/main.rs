//! Attackers: each first breaks something that is known to leak, and then fails on ours.
//! The attacks are those of `docs/PRIVACY.md`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod attacker;
mod before;
mod bounds;
#[path = "../store/cluster.rs"]
mod cluster;
mod coupling;
mod crawl;
mod crawler;
mod differencing;
mod forensics;
mod fork;
mod house;
mod matcher;
mod pooling;
mod postgres;
mod reading;
mod remarks;
#[path = "../api/routes.rs"]
mod routes;
mod same_figures;
mod standing;
#[path = "../api/support/mod.rs"]
mod support;
