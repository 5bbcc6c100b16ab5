//! What tells the comments of several jobs apart where nobody names them.

use xxhash_rust::xxh3::xxh3_64;

/// The scope of a job that is like every other.
const USUAL: &str = "default";

/// The scope of a job by what it reads and by what: `default`, with the folder of its work tree where
/// that is below the pipeline's own, and with a print of the configuration that it brings along.
///
/// Jobs that are alike share a scope, whichever machine they run on.
///
/// ```
/// use git_coach_forge::comment::scope;
///
/// assert_eq!(scope("", &[]), "default");
/// assert_eq!(scope("web", &[]), "default/web");
/// let only_tests = scope("", &["only tests/*".to_owned()]);
/// assert!(only_tests.starts_with("default.") && only_tests.len() == "default.".len() + 8);
/// ```
pub fn scope(folder: &str, configuration: &[String]) -> String {
    let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    if configuration.is_empty() {
        return format!("{USUAL}{folder}");
    }
    // What ends with one text must not begin the next.
    let whole: String = configuration.iter().map(|one| format!("{}:{one}", one.len())).collect();
    let print = xxh3_64(whole.as_bytes());
    format!("{USUAL}{folder}.{:08x}", print >> 32)
}
