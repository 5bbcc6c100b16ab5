//! `git coach practices`: what the practices are, whether they are right, what they point at.

mod explain;
mod list;
mod match_lines;
mod replay;
mod schema;
mod test;

use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::{Error, Repo};
use git_coach_model::PracticeId;
use git_coach_practices::{Filed, Stack};
use git_coach_reporter::page::Page;

use crate::args::{Format, Global, Out, Practices};
use crate::configuration::Configuration;
use crate::exit;
use crate::failure::Failure;
use crate::output::Sink;

pub(super) fn run(global: &Global, asked: &Practices) -> Result<u8, Failure> {
    match asked {
        Practices::List { format } => list::run(&told(global)?, *format),
        Practices::Explain { id } => explain::run(&told(global)?, id),
        Practices::Test { which } => test::run(global, which),
        Practices::Match { which, lines, language } => {
            match_lines::run(global, which, lines.as_deref(), language.as_deref())
        }
        Practices::Replay { which, last, at, format } => {
            replay::run(global, which.as_deref(), (*last, at.as_deref()), *format)
        }
        Practices::Schema { what } => schema::run(*what),
    }
}

/// What is in force here, in a repository or outside.
fn configuration(global: &Global) -> Result<Configuration, Failure> {
    let repo = match Repo::discover() {
        Ok(repo) => Some(repo),
        Err(Error::NotARepository { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    Configuration::load(global, repo.as_ref(), Source::Own)
}

/// What is in force here, once its mistakes are told of.
fn told(global: &Global) -> Result<Configuration, Failure> {
    let configuration = configuration(global)?;
    configuration.tell();
    Ok(configuration)
}

/// The practice of that id, or of that file.
fn chosen<'s>(stack: &'s Stack, practice: &str) -> Result<&'s Filed, Failure> {
    let of_file =
        stack.mistakes.iter().map(|(_, mistake)| mistake).find(|one| one.place.file == practice);
    if let Some(mistake) = of_file {
        let message = format!("{}: {}", mistake.place.file, mistake.what);
        let hint = format!("`git coach practices test {practice}` shows every mistake");
        return Err(Failure::new(message, hint, exit::FILE));
    }
    let own = stack.library.filed().find(|filed| filed.file == practice);
    own.or_else(|| stack.filed(practice)).ok_or_else(|| unknown(stack, practice))
}

/// The failure for a practice that is not there, or whose file has mistakes.
fn unknown(stack: &Stack, name: &str) -> Failure {
    if let Some(file) = PracticeId::parse(name).and_then(|id| stack.broken.get(&id)) {
        let hint = format!("`git coach practices test {name}` shows every mistake");
        return Failure::new(format!("{file} has mistakes"), hint, exit::FILE);
    }
    let hint = match stack.nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`git coach practices list` lists what there is".to_owned(),
    };
    Failure::new(format!("there is no practice `{name}`"), hint, exit::NOT_FOUND)
}

/// Writes a page to standard output.
fn show(page: Page) -> Result<(), Failure> {
    let out = Out { format: Some(Format::Terminal), output: None, link_template: Vec::new() };
    out.report(|| page, String::new, git_coach_reporter::render::markdown)
}

/// Writes text to standard output.
fn write(text: &[u8]) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut sink = Sink::open(None)?;
    let written = sink.write_all(text).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))
}
