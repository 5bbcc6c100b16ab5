//! Cobertura and JaCoCo.
//!
//! Cobertura: `<source>` names a folder, `<class filename>` a file below it, and the `<line number
//! hits>` right below the class's `<lines>` its lines; those of methods repeat them. JaCoCo: `<package
//! name>` and `<sourcefile name>` name a file, `<line nr ci>` a line and how many of its instructions
//! were run.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::Unreadable;
use super::Coverage;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Cobertura,
    Jacoco,
}

/// What is known of where the reader stands.
#[derive(Default)]
struct Place {
    /// The folder that files are named from, where there is one only.
    sources: Vec<String>,
    is_in_source: bool,
    package: String,
    file: Option<String>,
    /// How many elements are open.
    depth: u32,
    /// How many methods it stands in.
    methods: u32,
}

pub(super) fn read(bytes: &[u8]) -> Result<Coverage, Unreadable> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let mut coverage = Coverage::default();
    let mut dialect = None;
    let mut place = Place::default();
    loop {
        let event = reader.read_event().map_err(|error| wrong(&text, &reader, error))?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof if place.depth > 0 => {
                return Err(wrong(&text, &reader, "it ends in the middle"));
            }
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let dialect = match dialect {
                    Some(dialect) => dialect,
                    None => *dialect.insert(dialect_of(&tag)?),
                };
                begin(&mut coverage, &mut place, dialect, &tag)
                    .map_err(|what| wrong(&text, &reader, what))?;
                if is_empty {
                    end(&mut place, tag.name().as_ref());
                }
            }
            Event::End(tag) => end(&mut place, tag.name().as_ref()),
            Event::Text(name) if place.is_in_source => {
                if let Some(source) = place.sources.last_mut() {
                    source.push_str(name.trim());
                }
            }
            _ => {}
        }
    }
    Ok(coverage)
}

fn dialect_of(root: &BytesStart<'_>) -> Result<Dialect, Unreadable> {
    match root.name().as_ref() {
        "coverage" => Ok(Dialect::Cobertura),
        "report" => Ok(Dialect::Jacoco),
        other => {
            let name: String = other.chars().take(40).collect();
            let what = "Cobertura's begins with `coverage`, JaCoCo's with `report`";
            Err(Unreadable(format!("it begins with `{name}`; {what}")))
        }
    }
}

fn begin(
    coverage: &mut Coverage,
    place: &mut Place,
    dialect: Dialect,
    tag: &BytesStart<'_>,
) -> Result<(), String> {
    place.depth += 1;
    match (dialect, tag.name().as_ref()) {
        (Dialect::Cobertura, "source") => {
            place.sources.push(String::new());
            place.is_in_source = true;
        }
        (Dialect::Cobertura, "class") => {
            let file = attribute(tag, "filename")?;
            // Of several folders any could be meant: the path alone has to do.
            place.file = Some(match place.sources.as_slice() {
                [source] if !file.starts_with('/') && !file.contains(":\\") => {
                    format!("{source}/{file}")
                }
                _ => file,
            });
        }
        (_, "method") => place.methods += 1,
        (Dialect::Cobertura, "line") if place.methods == 0 => {
            let file = place.file.as_deref().ok_or("a line stands in no class")?;
            let hits = attribute(tag, "hits")?;
            let ran = hits.trim().parse::<f64>().is_ok_and(|hits| hits > 0.0);
            coverage.line(file, number(tag, "number")?, ran);
        }
        (Dialect::Jacoco, "package") => place.package = attribute(tag, "name")?,
        (Dialect::Jacoco, "sourcefile") => {
            place.file = Some(format!("{}/{}", place.package, attribute(tag, "name")?));
        }
        (Dialect::Jacoco, "line") => {
            let file = place.file.as_deref().ok_or("a line stands in no source file")?;
            coverage.line(file, number(tag, "nr")?, number(tag, "ci")? > 0);
        }
        _ => {}
    }
    Ok(())
}

fn end(place: &mut Place, name: &str) {
    place.depth = place.depth.saturating_sub(1);
    match name {
        "source" => place.is_in_source = false,
        "class" | "sourcefile" => place.file = None,
        "method" => place.methods = place.methods.saturating_sub(1),
        _ => {}
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String, String> {
    let of = || tag.name().as_ref().to_owned();
    let found = tag.try_get_attribute(name).map_err(|error| error.to_string())?;
    let found = found.ok_or_else(|| format!("`{}` has no `{name}`", of()))?;
    let text = quick_xml::escape::unescape(&found.value).map_err(|error| error.to_string())?;
    Ok(text.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Result<u32, String> {
    let text = attribute(tag, name)?;
    text.trim().parse().map_err(|_| format!("`{name}` is no number"))
}

/// What is wrong, with the line it stands on.
fn wrong(text: &str, reader: &Reader<&[u8]>, what: impl ToString) -> Unreadable {
    let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
    Unreadable(format!("line {line}: {}", what.to_string()))
}
