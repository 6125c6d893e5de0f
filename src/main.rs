//! Sayso's one binary.

mod cli;
mod config;
mod demo;
mod lists;
mod offline;
mod serve;
mod tls;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(cli::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                cli::complain(&fault);
            }
            ExitCode::FAILURE
        }
    }
}
