//! Markup that several pages share.

pub(super) mod form;
pub(super) mod live;
pub(super) mod multipart;
pub(super) mod range;
pub(super) mod say;
pub(super) mod shell;
