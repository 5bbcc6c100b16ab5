//! The files that other tools have written, named on the command line.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use git_coach_analyzer::tools::{Coverage, Findings, LARGEST, Tools, Unreadable};

use crate::args::OtherTools;
use crate::exit;
use crate::failure::Failure;

/// Reads reports of coverage and findings of linters.
pub(in crate::commands) fn read(asked: &OtherTools) -> Result<Tools, Failure> {
    let mut tools = Tools::default();
    for path in &asked.coverage {
        let hint = "LCOV, Cobertura and JaCoCo are read";
        let report = Coverage::read(&bytes(path)?).map_err(|why| failure(path, &why, hint))?;
        tools.coverage.add(report);
    }
    for path in &asked.sarif {
        let hint = "most linters write it with `--format sarif` or a converter";
        let found = Findings::read(&bytes(path)?).map_err(|why| failure(path, &why, hint))?;
        tools.findings.get_or_insert_default().add(found);
    }
    Ok(tools)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::file(path.display(), &error);
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more tells that there is more.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        let what = format!("{}: over {} MiB", path.display(), LARGEST >> 20);
        return Err(Failure::new(what, "give the report of one part at a time", exit::FILE));
    }
    Ok(bytes)
}

fn failure(path: &Path, why: &Unreadable, hint: &str) -> Failure {
    Failure::new(format!("{}: {why}", path.display()), hint, exit::FILE)
}
