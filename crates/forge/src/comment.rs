//! The one comment on a request: found again by its marker and its account, and what becomes of it.
//!
//! Pure: from the comments that are there, and text that others have rendered, to what is to be
//! done.

mod marker;
mod plan;
mod scope;

pub use marker::{Marker, Style};
pub use plan::{Comment, Order, Plan, Reason, Standing, plan, standing};
pub use scope::scope;
