//! Where output goes: standard output or a file, in the format that fits.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use git_coach_model::Header;
use git_coach_reporter::links::Links;
use git_coach_reporter::page::Page;
use git_coach_reporter::render::{self, Styling};

use crate::args::{Format, Out};
use crate::failure::Failure;

/// The columns of text that goes to no terminal, and the most that are used on one: longer lines
/// are hard to read.
const COLUMNS: usize = 80;
const MOST_COLUMNS: usize = 100;

impl Out {
    /// The format: as asked, or as the ending of the file says.
    pub(crate) fn format(&self) -> Format {
        let ending = self.output.as_deref().and_then(Path::extension);
        self.format.unwrap_or(match ending.and_then(|ending| ending.to_str()) {
            Some("md" | "markdown") => Format::Markdown,
            Some("html" | "htm") => Format::Html,
            Some("json") => Format::Json,
            _ => Format::Terminal,
        })
    }

    /// Where the commits and files of a report can be looked up.
    pub(crate) fn links(&self, header: &Header) -> Links {
        Links::new(header, &self.link_template)
    }

    /// Writes a report: as JSON what `json` makes of it, else `page` in the format's own way.
    pub(crate) fn report(
        &self,
        page: impl FnOnce() -> Page,
        json: impl FnOnce() -> String,
        markdown: fn(&Page) -> String,
    ) -> Result<(), Failure> {
        let text = match self.format() {
            Format::Json => json(),
            Format::Markdown => markdown(&page()),
            Format::Html => render::html(&page()),
            Format::Terminal => {
                let (width, styling) = self.terminal();
                render::terminal(&page(), width, styling)
            }
        };
        let mut sink = Sink::open(self.output.as_deref())?;
        let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
        written.map_err(|error| Failure::file(sink.name(), &error))
    }

    fn terminal(&self) -> (usize, Styling) {
        let stdout = io::stdout();
        if self.output.is_some() {
            return (COLUMNS, Styling::Plain);
        }
        let width = if stdout.is_terminal() {
            terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0))
        } else {
            COLUMNS
        };
        let styling = match AutoStream::choice(&stdout) {
            ColorChoice::Never => Styling::Plain,
            _ => Styling::Coloured,
        };
        (width.min(MOST_COLUMNS), styling)
    }
}

/// Where bytes go: standard output, or a file that is made or emptied.
pub(crate) struct Sink {
    name: String,
    to: BufWriter<Box<dyn Write>>,
}

impl Sink {
    /// Opens it.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let (name, to): (String, Box<dyn Write>) = match path {
            None => ("standard output".to_owned(), Box::new(io::stdout().lock())),
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).map_err(|error| Failure::file(&name, &error))?;
                (name, Box::new(file))
            }
        };
        Ok(Self { name, to: BufWriter::new(to) })
    }

    /// Where it writes, for messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
