//! Tablets that do not exist: they seal and send over real HTTP, as the child's page does.

mod answers;
mod remarks;
mod run;

pub use answers::{AnswersError, Distribution};
pub use remarks::{SealedRemark, seal_remarks, send_remarks};
pub use run::{Figures, Load, RunError, run, seal_all};
