//! Programs run to their end, and what that took.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// In the program and in the kernel, on all cores.
    pub(crate) cpu: Duration,
    /// The most memory at once, in bytes; with what it maps of files, as far as it was touched.
    pub(crate) peak: u64,
}

/// Runs a program with its standard output in a file; it has to succeed.
///
/// Linux counts what the parent holds when it starts a child as the child's, so that this program
/// keeps to a few megabytes itself.
pub(crate) fn measure(command: &mut Command, output: &Path) -> Result<Cost, String> {
    let errors = output.with_extension("errors");
    let file = |path: &Path| File::create(path).map_err(at(path));
    command.stdin(Stdio::null()).stdout(file(output)?).stderr(file(&errors)?);
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let end = child.wait4().map_err(|error| format!("{command:?}: {error}"))?;
    let wall = start.elapsed();
    if !end.status.success() {
        let said = std::fs::read(&errors).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        return Err(format!("{command:?} ended with {}: {}", end.status, said.trim_end()));
    }
    let used = end.rusage;
    Ok(Cost { wall, cpu: used.utime + used.stime, peak: used.maxrss })
}

/// What a program prints; it has to succeed.
pub(crate) fn printed(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?}: {}", said.trim_end()));
    }
    let text = String::from_utf8(output.stdout).map_err(|error| format!("{command:?}: {error}"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Whether two files hold the same, read piece by piece.
pub(crate) fn same(left: &Path, right: &Path) -> Result<bool, String> {
    let open = |path: &Path| File::open(path).map(BufReader::new).map_err(at(path));
    let (one, other) = (open(left)?, open(right)?);
    for (one, other) in one.bytes().zip(other.bytes()) {
        if one.map_err(at(left))? != other.map_err(at(right))? {
            return Ok(false);
        }
    }
    let length = |path: &Path| path.metadata().map(|data| data.len()).map_err(at(path));
    Ok(length(left)? == length(right)?)
}

/// An error of the file system, with its path.
pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> String + '_ {
    move |error| format!("{}: {error}", path.display())
}
