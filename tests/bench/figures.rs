//! The figures of `docs/BENCHMARKS.md`: every comparison is made in one run, on the same cores.
//!
//! `cargo bench --bench figures` runs everything; a word after `--` runs what has it in its name.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

#[path = "../browser/server.rs"]
mod server;

mod error;
mod event;
mod hall;
mod load;
mod machine;
mod page;
mod queue;
mod release;

use std::io::Write;

/// Prints a line of the report.
pub(crate) fn say(line: &str) {
    let _closed = writeln!(std::io::stdout(), "{line}");
}

#[tokio::main]
async fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str()));
    if runs("load") {
        load::run().await;
    }
    if runs("page") {
        page::run().await;
    }
    if runs("release") {
        release::run().await;
    }
    if runs("queue") {
        queue::run().await;
    }
    if runs("event") {
        event::run().await;
    }
    if runs("hall") {
        hall::run().await;
    }
    if runs("error") {
        error::run();
    }
}
