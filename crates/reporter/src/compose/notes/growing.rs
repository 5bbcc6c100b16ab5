//! One small step, with a model of it and something to read on.

use crate::compose::shown;
use crate::page::{Block, Line, Mark};
use crate::report::Growth;

/// Lays the step out below its heading.
pub(super) fn growing(growth: &Growth) -> Vec<Block> {
    let mut line = Line::from("One idea for the next weeks");
    if let Some(after) = &growth.after {
        line = line.text(", from ").line(shown(after));
    }
    line = line.text(": ").line(growth.step.clone());
    if let Some(model) = &growth.model {
        let by = if model.is_own {
            " A good model, and the same hand's: "
        } else {
            " A good model, by a colleague: "
        };
        line = line.text(by).line(shown(&model.example)).text(".");
    }
    let mut blocks = vec![Block::CheckList(vec![(Mark::Open, line)])];
    let readings: Vec<Line> = growth
        .readings
        .iter()
        .map(|one| {
            let reference = one.reference.trim_end_matches('.');
            Line::new().emphasis("To read on:").text(format!(" {reference}. {}", one.claim))
        })
        .collect();
    if !readings.is_empty() {
        blocks.push(Block::Lines(readings));
    }
    blocks
}
