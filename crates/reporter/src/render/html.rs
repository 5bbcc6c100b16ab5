//! A page as one HTML file that stands on its own.
//!
//! Owns the document round the blocks, its style sheet (`html/style.css`) and what is active in
//! HTML. It must never know a report, and the file must never reach for anything outside itself:
//! there is no script, no address that is fetched unasked, and a policy in its head that forbids both.
//!
//! Everything is escaped in every span, ours too, for a team's own practices are text of the
//! repository. Text of the repository stands in elements that keep its direction to themselves, so
//! that a name in Arabic does not turn the sentence round it.

mod picture;

use crate::harmless::{Shown, shown};
use crate::page::{Align, Block, Depth, Fate, Line, Mark, Page, Table, Word};

/// How the page looks: on a phone, on a projector, on paper, by day and by night.
const STYLE: &str = include_str!("html/style.css");

/// What the page may load: its own style, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page as an HTML document.
///
/// ```
/// use git_coach_reporter::page::{Block, Line, Page};
/// use git_coach_reporter::render::html;
///
/// let page = Page {
///     title: Line::from("Team review"),
///     blocks: vec![Block::List(vec![Line::new().text("Look at ").quoted("Fix <br>")])],
/// };
/// let text = html(&page);
/// assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
/// assert!(text.contains("<li>Look at <q dir=\"auto\">Fix &lt;br&gt;</q></li>"));
/// ```
pub fn html(page: &Page) -> String {
    let title: String = escaped(&crate::harmless::plain(&page.title));
    let mut sheet = Sheet::default();
    for block in &page.blocks {
        sheet.block(block);
    }
    sheet.close(Depth::Section);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{}</h1>\n{}</main>\n</body>\n</html>\n",
        inline(&page.title),
        sheet.out
    )
}

/// The text so far, and which parts are open.
#[derive(Default)]
struct Sheet {
    out: String,
    in_section: bool,
    in_part: bool,
}

impl Sheet {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(depth, line) => self.heading(*depth, line),
            Block::Paragraph(line) => self.line("p", "", line),
            Block::Lines(lines) => {
                self.out.push_str("<div class=\"lines\">\n");
                lines.iter().for_each(|line| self.line("p", "", line));
                self.out.push_str("</div>\n");
            }
            Block::List(items) => {
                self.out.push_str("<ul>\n");
                items.iter().for_each(|item| self.line("li", "", item));
                self.out.push_str("</ul>\n");
            }
            Block::CheckList(items) => {
                self.out.push_str("<ul class=\"checks\">\n");
                for (mark, item) in items {
                    let (sign, said) = match mark {
                        Mark::Done => ("☑", "Done: "),
                        Mark::Open => ("☐", "Open: "),
                    };
                    self.out.push_str(&format!(
                        "<li><span aria-hidden=\"true\">{sign}</span> \
                         <span class=\"unseen\">{said}</span>{}</li>\n",
                        inline(item)
                    ));
                }
                self.out.push_str("</ul>\n");
            }
            Block::Table(table) => self.out.push_str(&rows(table)),
            Block::Chart(chart) => self.out.push_str(&picture::chart(chart)),
            Block::Aside(line) => {
                self.close(Depth::Section);
                self.line("p", " class=\"aside\"", line);
            }
        }
    }

    /// A heading opens the part of the page that it stands over.
    fn heading(&mut self, depth: Depth, line: &Line) {
        self.close(depth);
        match depth {
            Depth::Section => {
                self.out.push_str("<section>\n");
                self.in_section = true;
                self.line("h2", "", line);
            }
            Depth::Part => {
                self.out.push_str("<article>\n");
                self.in_part = true;
                self.line("h3", "", line);
            }
        }
    }

    /// Ends what is open down to a depth.
    fn close(&mut self, depth: Depth) {
        if std::mem::take(&mut self.in_part) {
            self.out.push_str("</article>\n");
        }
        if depth == Depth::Section && std::mem::take(&mut self.in_section) {
            self.out.push_str("</section>\n");
        }
    }

    fn line(&mut self, element: &str, attributes: &str, line: &Line) {
        let text = inline(line);
        if !text.is_empty() {
            self.out.push_str(&format!("<{element}{attributes}>{text}</{element}>\n"));
        }
    }
}

/// A table; its first column of words names the rows.
fn rows(table: &Table) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let names = table.columns.iter().position(|column| column.align == Align::Left);
    let class = |align: Align| if align == Align::Right { " class=\"number\"" } else { "" };
    let mut out = String::from("<table>\n<thead>\n<tr>");
    for column in &table.columns {
        let head = inline(&column.head);
        out.push_str(&format!("<th scope=\"col\"{}>{head}</th>", class(column.align)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, column) in table.columns.iter().enumerate() {
            let cell = row.get(at).map(inline).unwrap_or_default();
            if Some(at) == names {
                out.push_str(&format!("<th scope=\"row\">{cell}</th>"));
            } else {
                out.push_str(&format!("<td{}>{cell}</td>", class(column.align)));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

/// The line as what stands inside an element, without spaces at its ends.
fn inline(line: &Line) -> String {
    let mut out = String::new();
    for span in shown(line) {
        let address = match &span {
            Shown::Linked(_, address) => Some(escaped(address)),
            _ => None,
        };
        let (open, text, close) = match span.unlinked() {
            Shown::Text(text) => ("", text, ""),
            Shown::Strong(text) => ("<strong>", text, "</strong>"),
            Shown::Emphasis(text) => ("<em>", text, "</em>"),
            Shown::Quoted(text) => ("<q dir=\"auto\">", text, "</q>"),
            Shown::Name(text) => ("<bdi>", text, "</bdi>"),
            Shown::Path(text) => ("<code class=\"path\" dir=\"ltr\">", text, "</code>"),
            Shown::Commit(text) => ("<code class=\"commit\">", text, "</code>"),
            Shown::Code(text) => ("<code dir=\"ltr\">", text, "</code>"),
            Shown::Changed(words) => {
                out.push_str(&changed(&words));
                continue;
            }
            Shown::Trend(trend) => {
                out.push_str(&picture::trend(&trend));
                continue;
            }
            Shown::Linked(..) => continue,
        };
        let text = format!("{open}{}{close}", escaped(&text));
        match address {
            Some(address) => out.push_str(&format!("<a href=\"{address}\">{text}</a>")),
            None => out.push_str(&text),
        }
    }
    out.trim_matches(' ').to_owned()
}

/// A changed line with what went and what came marked.
fn changed(words: &[Word]) -> String {
    let words: String = words
        .iter()
        .map(|word| {
            let text = escaped(&word.text);
            match word.fate {
                Fate::Stays => text,
                Fate::Goes => format!("<del>{text}</del>"),
                Fate::Comes => format!("<ins>{text}</ins>"),
            }
        })
        .collect();
    format!("<code dir=\"ltr\">{words}</code>")
}

/// Text with everything active switched off, inside elements as inside quoted attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
