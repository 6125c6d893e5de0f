//! Remarks: what children say in their own words, and help for the few people who read them.
//!
//! [`text::Text`] is what a child typed, made safe at the border. [`mark::marks`] shows a reader the
//! details that could tell who somebody is, with the help of the organisation's own [`names::Lists`].
//! [`alert::AlertList`] puts remarks in the order in which they are read. None of them decides:
//! a person reads every remark, and a second one approves every quote.

pub mod alert;
pub mod mark;
pub mod names;
pub mod organisation;
pub mod text;

mod dictionary;
mod fold;
mod near;
mod number;
mod stem;
mod token;

pub use alert::AlertList;
pub use mark::{Mark, MarkKind, marks};
pub use names::{Lists, Names};
pub use organisation::{Organisation, is_in_other_letters};
pub use text::{Text, TooLong};
