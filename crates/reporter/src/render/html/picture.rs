//! Pictures as inline SVG, each with its numbers as text.

use super::{escaped, inline, rows};
use crate::harmless::{chars, cut_middle, plain};
use crate::page::{At, Chart, Dot, Line, Picture, Share};
use crate::words;

/// How wide one bar of a trend is, with the gap after it, and how high the highest.
const STEP: usize = 10;
const HIGH: f64 = 24.0;

/// The size of a larger picture, and the plot in it: from the left, the top, and to where.
const SIZE: (f64, f64) = (400.0, 250.0);
const PLOT: (f64, f64, f64, f64) = (34.0, 36.0, 392.0, 208.0);

/// How many groups of dots look different.
const GROUPS: usize = 5;
/// How many dots have their names beside them.
const NAMED: usize = 3;
/// How many dots are considered for that, and about how wide a letter of a name is.
const CONSIDERED: usize = 8;
const LETTER: f64 = 6.0;

/// A row of bars, the oldest first, with "19 of 21" for each to whoever cannot see it.
pub(super) fn trend(shares: &[Option<Share>]) -> String {
    let said: Vec<String> = shares
        .iter()
        .map(|share| match share {
            Some(Share { part, of }) => format!("{part} of {of}"),
            None => "too few".to_owned(),
        })
        .collect();
    let said = format!("Oldest first: {}", said.join(", "));
    let wide = STEP * shares.len().max(1);
    let mut out = format!(
        "<svg class=\"trend\" viewBox=\"0 0 {wide} 26\" preserveAspectRatio=\"xMaxYMid\" \
         role=\"img\" aria-label=\"{said}\"><title>{said}</title>"
    );
    for (at, share) in shares.iter().enumerate() {
        let (class, high) = match share {
            Some(share) => ("", 2.0 + (HIGH - 2.0) * share.value()),
            None => (" class=\"none\"", 2.0),
        };
        let (x, y) = (at * STEP, HIGH + 1.0 - high);
        out.push_str(&format!(
            "<rect{class} x=\"{x}\" y=\"{y:.1}\" width=\"8\" height=\"{high:.1}\"/>"
        ));
    }
    out.push_str("</svg>");
    out
}

/// A picture with its caption, and its numbers behind a line that opens.
pub(super) fn chart(chart: &Chart) -> String {
    let drawn = match &chart.picture {
        Picture::Columns { columns, marks } => framed(&columns_and_marks(columns, marks)),
        Picture::Dots { across, up, dots, groups } => {
            framed(&plotted(across, up, dots)) + &legend(groups)
        }
        Picture::Rows(bars) => bars_and_names(bars),
    };
    let numbers = rows(&chart.numbers);
    let numbers = match numbers.as_str() {
        "" => String::new(),
        _ => format!("<details>\n<summary>The numbers</summary>\n{numbers}</details>\n"),
    };
    let caption = inline(&chart.caption);
    format!("<figure>\n<figcaption>{caption}</figcaption>\n{drawn}{numbers}</figure>\n")
}

/// What is drawn is told by the caption and the numbers, so the drawing itself is passed over.
fn framed(drawn: &str) -> String {
    let (wide, high) = SIZE;
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {wide} {high}\" aria-hidden=\"true\" \
         focusable=\"false\">\n{drawn}</svg>\n"
    )
}

fn text(class: &str, (x, y): (f64, f64), anchor: &str, text: &str) -> String {
    let text = escaped(&plain(&Line::from(text)));
    format!(
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>\n"
    )
}

fn line(class: &str, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    format!(
        "<line class=\"{class}\" x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{to_x:.1}\" y2=\"{to_y:.1}\"/>\n"
    )
}

fn columns_and_marks(columns: &[(String, u32)], marks: &[At]) -> String {
    let (left, top, right, bottom) = PLOT;
    let step = (right - left) / f64::from(u32::try_from(columns.len().max(1)).unwrap_or(u32::MAX));
    let most = columns.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let mut out = line("axis", (left, bottom), (right, bottom));
    // What is written comes last, over all lines.
    let mut written = String::new();
    for ((name, count), at) in columns.iter().zip(0_u32..) {
        let x = left + step * f64::from(at);
        // Room above the highest for its number and the labels.
        let high = (bottom - top - 16.0) * f64::from(*count) / f64::from(most);
        out.push_str(&format!(
            "<rect class=\"g0\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{high:.1}\"/>\n",
            x + 3.0,
            bottom - high,
            step - 6.0
        ));
        let middle = x + step / 2.0;
        if *count > 0 {
            let number = words::number((*count).into());
            written.push_str(&text("", (middle, bottom - high - 4.0), "middle", &number));
        }
        written.push_str(&text("", (middle, bottom + 16.0), "middle", name));
    }
    // The team's own figures may fall together, so each has a row of its own; the lesser one, which
    // stands further left, the lower, so that no line runs through the other's label.
    let mut own_rows = [22.0, 10.0].into_iter();
    for mark in marks {
        let x = left + step * mark.place;
        let (class, y) = match mark.is_guideline {
            true => ("guide", 34.0),
            false => ("own", own_rows.next().unwrap_or(22.0)),
        };
        out.push_str(&line(class, (x, y + 4.0), (x, bottom)));
        let (anchor, beside) = beside(x, &mark.label);
        written.push_str(&text(class, (beside, y + 4.0), anchor, &mark.label));
    }
    out + &written
}

/// On which side of its line a label stands, and where it begins or ends: on the left where there is
/// room.
fn beside(x: f64, label: &str) -> (&'static str, f64) {
    // The cast loses nothing: labels are short.
    let wide = LETTER * label.chars().count() as f64 + 6.0;
    if x - wide >= PLOT.0 { ("end", x - 3.0) } else { ("start", x + 3.0) }
}

fn plotted(across: &str, up: &str, dots: &[Dot]) -> String {
    let (left, top, right, bottom) = PLOT;
    let all = || dots.iter().map(|dot| power(dot.across));
    let first = all().fold(f64::INFINITY, f64::min).clamp(0.0, 8.0).floor();
    let last = all().fold(first + 1.0, f64::max).ceil();
    let most = dots.iter().map(|dot| dot.up).max().unwrap_or(0).max(1);
    let x = |value: u32| left + (right - left) * (power(value) - first) / (last - first);
    let y = |value: u32| bottom - (bottom - top - 12.0) * f64::from(value) / f64::from(most);
    let mut out = line("axis", (left, bottom), (right, bottom));
    out.push_str(&line("axis", (left, top), (left, bottom)));
    for tick in (0..10).map(|at| 10_u32.pow(at)) {
        if (first..=last).contains(&power(tick)) {
            let anchor = if power(tick) == last { "end" } else { "middle" };
            let number = words::number(tick.into());
            out.push_str(&text("", (x(tick), bottom + 16.0), anchor, &number));
        }
    }
    for value in [most, most / 2].into_iter().filter(|value| *value > 0) {
        let number = words::number(value.into());
        out.push_str(&text("", (left - 5.0, y(value) + 4.0), "end", &number));
        out.push_str(&line("grid", (left, y(value)), (right, y(value))));
    }
    out.push_str(&text("", (right, bottom + 34.0), "end", across));
    out.push_str(&text("", (2.0, 14.0), "start", up));
    for dot in dots {
        let group = dot.group.min(GROUPS - 1);
        out.push_str(&format!(
            "<circle class=\"g{group}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"5\"/>\n",
            x(dot.across),
            y(dot.up)
        ));
    }
    let places: Vec<(f64, f64)> = dots.iter().map(|dot| (x(dot.across), y(dot.up))).collect();
    out + &names(dots, &places)
}

/// The names of the first dots that have room for one, each above its dot and inside the picture;
/// none above another dot, for it would seem to be that one's.
fn names(dots: &[Dot], places: &[(f64, f64)]) -> String {
    let (left, _, right, _) = PLOT;
    let mut out = String::new();
    let mut taken: Vec<f64> = Vec::new();
    for (dot, (x, y)) in dots.iter().zip(places).take(CONSIDERED) {
        let name = cut_middle(&plain(&dot.name), 28, chars);
        // The cast loses nothing: a name has 28 characters at most.
        let half = chars(&name) as f64 * LETTER / 2.0;
        let (anchor, at, from) = if x + half > right {
            ("end", x + 5.0, x + 5.0 - 2.0 * half)
        } else if x - half < left {
            ("start", x - 5.0, x - 5.0)
        } else {
            ("middle", *x, x - half)
        };
        let is_near = |(other_x, other_y): &&(f64, f64)| {
            (from..=from + 2.0 * half).contains(other_x) && (-20.0..=8.0).contains(&(other_y - y))
        };
        let others = places.iter().filter(is_near).filter(|other| **other != (*x, *y)).count();
        let is_free = taken.iter().all(|other| (other - y).abs() >= 13.0);
        if taken.len() < NAMED && others == 0 && is_free {
            taken.push(*y);
            out.push_str(&text("name", (at, y - 8.0), anchor, &name));
        }
    }
    out
}

fn power(value: u32) -> f64 {
    f64::from(value.max(1)).log10()
}

fn legend(groups: &[Line]) -> String {
    let items: Vec<String> = groups
        .iter()
        .take(GROUPS)
        .enumerate()
        .map(|(at, name)| {
            let dot = format!(
                "<svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">\
                 <circle class=\"g{at}\" cx=\"5\" cy=\"5\" r=\"5\"/></svg>"
            );
            format!("<li>{dot} {}</li>\n", inline(name))
        })
        .collect();
    format!("<ul class=\"legend\">\n{}</ul>\n", items.concat())
}

/// Bars that are a table as well: what they say needs no second one.
fn bars_and_names(bars: &[(Line, u32)]) -> String {
    let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let mut out = String::from("<table class=\"bars\">\n<tbody>\n");
    for (name, count) in bars {
        let wide = 100.0 * f64::from(*count) / f64::from(most);
        out.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"bar\">\
             <svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect class=\"g0\" x=\"0\" y=\"0\" width=\"{wide:.1}\" height=\"10\"/></svg></td></tr>\n",
            inline(name),
            words::number((*count).into())
        ));
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_on_the_left_where_there_is_room() {
        for (x, label, expected) in
            [(124.0, "half: 17", "end"), (60.0, "half: 1", "start"), (213.0, "guide: 100", "end")]
        {
            assert_eq!(beside(x, label).0, expected, "{label} at {x}");
        }
    }
}
