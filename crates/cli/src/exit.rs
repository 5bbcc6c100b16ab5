//! Exit codes: part of the interface, kept stable.

/// All went well. Findings are no failure unless `--fail-on` says so.
pub const SUCCESS: u8 = 0;
/// `--fail-on LEVEL` of `review`, `ci` or `post` found something of that level or above, or `practices test` a mistake.
pub const FINDINGS: u8 = 1;
/// The command line cannot be understood.
pub const USAGE: u8 = 2;
/// The repository cannot be read: none there, one of another user, a format that is not known, an
/// object that is missing; or one of several that were asked for, where the others are told of.
pub const REPOSITORY: u8 = 3;
/// What was named is not there, or could be several: a revision, a person.
pub const NOT_FOUND: u8 = 4;
/// There is nothing to look at: no commits, nothing staged, an empty range.
pub const NOTHING: u8 = 5;
/// A file could not be read or written.
pub const FILE: u8 = 6;
