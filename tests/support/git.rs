//! The user's own `git`, to compare with and to make clones.

use std::ffi::OsStr;

use crate::{EPOCH, Sandbox};

/// Settings that keep git from starting anything that nobody asked for.
const QUIET: &[&str] = &[
    "core.hooksPath=/dev/null",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.file.allow=always",
    "advice.detachedHead=false",
];

/// Runs git in a sandbox at a moment and returns what it prints; it has to succeed.
#[track_caller]
pub(crate) fn run(
    sandbox: &Sandbox,
    second: i64,
    args: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Vec<u8> {
    let date = format!("@{} +0000", second.max(EPOCH));
    let mut command = sandbox.command("git");
    QUIET.iter().for_each(|setting| {
        command.args(["-c", setting]);
    });
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), "Anna Özdemir")
            .env(format!("GIT_{role}_EMAIL"), "anna@harbor.example")
            .env(format!("GIT_{role}_DATE"), &date);
    }
    let output = command.args(args).output().expect("git is on the PATH");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed: {errors}");
    output.stdout
}
