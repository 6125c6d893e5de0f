//! Tablets that do not exist: they seal and send over real HTTP, as the child's page does.

mod answers;
mod compare;
mod remarks;
mod run;
mod staff;
mod tablet;

pub use answers::{AnswersError, Distribution};
pub use compare::{Difference, compare};
pub use remarks::{SealedRemark, seal_remarks, send_remarks};
pub use run::{Figures, Load, RunError, run, seal_all};
pub use staff::Staff;
pub use tablet::{Link, Sent, Tablet};
