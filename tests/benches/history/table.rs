//! Medians and ratios as a Markdown table, to read and to paste.

use std::time::Duration;

use crate::process::Cost;
use crate::rounds::{Round, Run};

const HEAD: [&str; 7] = ["", "wall", "× git (range)", "CPU", "× git", "peak memory", "× git"];

/// The table of all rounds, at least one.
///
/// A ratio is the median of each round's own: what slowed a whole round falls out of it.
pub(crate) fn of(rounds: &[Round]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend(Run::ALL.iter().enumerate().map(|(at, run)| row(*run, at, rounds)));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEAD.len()).filter_map(width).collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        text.push_str(&line(row, &widths));
        if number == 0 {
            let rule = |(column, width): (usize, &usize)| {
                let end = if column == 0 { "-" } else { ":" };
                format!("-{}{end}", "-".repeat(*width))
            };
            let rules: Vec<String> = widths.iter().enumerate().map(rule).collect();
            text.push_str(&format!("|{}|\n", rules.join("|")));
        }
    }
    text
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        })
        .collect();
    format!("| {} |\n", padded.join(" | "))
}

fn row(run: Run, at: usize, rounds: &[Round]) -> Vec<String> {
    let of = |read: fn(&Cost) -> f64| sorted(rounds.iter().map(|round| read(&round[at])));
    let times = |read: fn(&Cost) -> f64| {
        sorted(rounds.iter().map(|round| read(&round[at]) / read(&round[0])))
    };
    let (wall, cpu, peak) = (of(wall), of(cpu), of(peak));
    let compared = |read: fn(&Cost) -> f64, with_range: bool| match run {
        Run::Git | Run::Review => "–".to_owned(),
        _ => ratio(&times(read), with_range),
    };
    vec![
        name(run).to_owned(),
        seconds(median(&wall)),
        compared(self::wall, true),
        seconds(median(&cpu)),
        compared(self::cpu, false),
        format!("{:.0} MB", median(&peak) / 1e6),
        compared(self::peak, false),
    ]
}

const fn name(run: Run) -> &'static str {
    match run {
        Run::Git => "git log --no-merges --numstat -M",
        Run::Cold => "facts commits, cold",
        Run::Warm => "facts commits, warm",
        Run::Grown => "facts commits, three new",
        Run::Review => "review of the last change",
    }
}

fn wall(cost: &Cost) -> f64 {
    cost.wall.as_secs_f64()
}

fn cpu(cost: &Cost) -> f64 {
    cost.cpu.max(Duration::from_micros(1)).as_secs_f64()
}

fn peak(cost: &Cost) -> f64 {
    cost.peak as f64
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

fn ratio(sorted: &[f64], with_range: bool) -> String {
    let (first, last) = (sorted[0], sorted[sorted.len() - 1]);
    let middle = median(sorted);
    let digits = if middle < 0.1 { 3 } else { 2 };
    if with_range {
        format!("{middle:.digits$} ({first:.digits$}–{last:.digits$})")
    } else {
        format!("{middle:.digits$}")
    }
}

fn seconds(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.0} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}
