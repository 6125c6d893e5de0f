//! Sayso lets children say what they think, without anyone finding out who said it.
//!
//! The way of an answer can be read off the modules: [`web`] shows the child's page and takes what
//! it sends; [`seal`] opens envelopes; [`flow`] is the inbox and the release; [`store`] keeps;
//! [`domain`] decides what may be shown; [`chart`] and [`export`] show it.
//! Who may import whom is written in `docs/ARCHITECTURE.md` and checked by `tests/architecture.rs`.

pub mod chart;
pub mod domain;
pub mod export;
pub mod flow;
pub mod seal;
pub mod simulate;
pub mod store;
pub mod web;
