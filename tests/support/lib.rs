//! Repositories for tests, and the real binary run on them.
//!
//! Owns what every scenario needs: [`Repo`] declares a repository commit by commit, the same ids
//! on every machine; its views ([`Repo::shallow`], [`Repo::partial`], [`Repo::bare`], …) are the
//! odd clones of it; [`coach!`] runs the binary in an environment of its own; [`Tree`] tells
//! whether anything was written. It knows nothing of what the tool ought to say.
//!
//! ```ignore
//! let repo = Repo::new()
//!     .commit(Commit::new("Add the parser").by(ANNA).file("src/parse.rs", lines(40)))
//!     .branch("topic", |repo| {
//!         repo.commit(Commit::new("Teach it numbers").by(BORIS).file("src/number.rs", lines(9)))
//!     })
//!     .merge("topic", "Merge pull request #1 from x/topic\n\nTeach the parser")
//!     .tag("v1.0");
//! let brief = coach!(repo, ["brief"]).ok();
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a fixture that cannot be built is a failed test"
)]

mod clock;
mod coach;
mod commit;
mod content;
mod git;
mod identity;
mod read_only;
mod repo;
mod sandbox;
mod store;
mod tree;
mod views;

pub use clock::EPOCH;
pub use coach::{Coach, Output, Running};
pub use commit::Commit;
pub use content::{binary, lines, lines_of};
pub use identity::{ANNA, BORIS, BOT, CHEN, Identity};
pub use repo::Repo;
pub use sandbox::Sandbox;
pub use tree::Tree;
