//! `git coach cache`: what is kept about a repository's commits.

use std::io::Write;

use git_coach_analyzer::Repo;
use git_coach_analyzer::cache::{self, Stat};

use crate::args::Cache;
use crate::exit;
use crate::failure::Failure;
use crate::output::Sink;

pub(super) fn run(asked: Cache) -> Result<u8, Failure> {
    let repo = Repo::discover()?;
    let text = match asked {
        Cache::Stat => {
            let stats = cache::stat(&repo);
            if stats.is_empty() {
                "Nothing is kept about this repository yet.\n".to_owned()
            } else {
                stats.iter().map(shown).collect()
            }
        }
        Cache::Clear => {
            let was = cache::clear(&repo).map_err(|error| Failure::file("the cache", &error))?;
            let bytes = was.iter().map(|stat| stat.bytes).sum();
            if was.is_empty() {
                "Nothing was kept.\n".to_owned()
            } else {
                format!("Removed {}.\n", size(bytes))
            }
        }
    };
    let mut sink = Sink::open(None)?;
    let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))?;
    Ok(exit::SUCCESS)
}

fn shown(stat: &Stat) -> String {
    let plural = |count: usize, one: &str| {
        if count == 1 { format!("{count} {one}") } else { format!("{count} {one}s") }
    };
    let mut text = format!(
        "{}\n  {} ({} with lines), {} of history, {}, {}\n",
        stat.folder.display(),
        plural(stat.commits, "commit"),
        stat.with_lines,
        if stat.stretches == 1 {
            "1 stretch".to_owned()
        } else {
            format!("{} stretches", stat.stretches)
        },
        plural(stat.segments + stat.stretches, "file"),
        size(stat.bytes),
    );
    if stat.unusable > 0 {
        let files = plural(stat.unusable, "file");
        text += &format!("  {files} of another version or damaged: read again from git\n");
    }
    text
}

/// Bytes in the unit that keeps them short.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
