//! Scenarios through the real binary, as a user meets it.

mod plumbing;
