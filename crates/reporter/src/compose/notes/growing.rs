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
    if let Some((label, model)) = model(growth) {
        line = line.text(format!(" {label} ")).line(model);
    }
    let mut blocks = vec![Block::CheckList(vec![(Mark::Open, line)])];
    let readings = readings(growth);
    if !readings.is_empty() {
        blocks.push(Block::Lines(readings));
    }
    blocks
}

/// A model of a step, with what it is called.
pub(crate) fn model(growth: &Growth) -> Option<(&'static str, Line)> {
    let model = growth.model.as_ref()?;
    let label = match (model.is_own, model.is_sure) {
        (true, true) => "A good model, and the same hand's:",
        (false, true) => "A good model, by a colleague:",
        (true, false) => "It may look like this, of the same hand:",
        (false, false) => "It may look like this, by a colleague:",
    };
    Some((label, shown(&model.example).text(".")))
}

/// What a step's practice rests on, a line each.
pub(crate) fn readings(growth: &Growth) -> Vec<Line> {
    let reading = |one: &git_coach_model::Reading| {
        let reference = one.reference.trim_end_matches('.');
        Line::new().emphasis("To read on:").text(format!(" {reference}. {}", one.claim))
    };
    growth.readings.iter().map(reading).collect()
}
