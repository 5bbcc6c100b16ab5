//! Pictures as inline SVG, each with its numbers as text.

use crate::page::Share;

/// How wide one bar of a trend is, with the gap after it, and how high the highest.
const STEP: usize = 10;
const HIGH: f64 = 24.0;

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
        "<svg class=\"trend\" viewBox=\"0 0 {wide} 26\" preserveAspectRatio=\"xMaxYMid\" role=\"img\" aria-label=\"{said}\">\
         <title>{said}</title>"
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
