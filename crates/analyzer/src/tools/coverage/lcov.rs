//! LCOV's tracefile, as `man geninfo` describes it: `SF:` names a file, `DA:` a line and how often it
//! was run, `end_of_record` ends the file.

use super::super::Unreadable;
use super::Coverage;

/// The records that a tracefile may have, besides those that are read.
const RECORDS: [&str; 18] = [
    "TN", "FN", "FNDA", "FNF", "FNH", "FNL", "FNA", "BRDA", "BRF", "BRH", "LF", "LH", "VER",
    "MCDC", "MCF", "MRF", "MRH", "VERSION",
];

pub(super) fn read(bytes: &[u8]) -> Result<Coverage, Unreadable> {
    let text = String::from_utf8_lossy(bytes);
    let mut coverage = Coverage::default();
    let mut file: Option<&str> = None;
    for (number, line) in text.lines().enumerate() {
        let wrong = |what: &str| Unreadable(format!("line {}: {what}", number + 1));
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "end_of_record" {
            file = None;
            continue;
        }
        let Some((record, rest)) = line.split_once(':') else {
            return Err(wrong("neither LCOV, Cobertura nor JaCoCo"));
        };
        match record {
            "SF" => file = Some(rest),
            "DA" => {
                let path = file.ok_or_else(|| wrong("`DA` stands behind no `SF`"))?;
                let mut cells = rest.split(',');
                let line = cells.next().and_then(|cell| cell.trim().parse().ok());
                // Old versions write `=====` for none, and a sum may have overflown.
                let ran =
                    cells.next().map(|cell| cell.trim().parse::<f64>().is_ok_and(|n| n > 0.0));
                let (Some(line), Some(ran)) = (line, ran) else {
                    return Err(wrong("`DA` has no line and count"));
                };
                coverage.line(path, line, ran);
            }
            _ if RECORDS.contains(&record) => {}
            _ => return Err(wrong("neither LCOV, Cobertura nor JaCoCo")),
        }
    }
    match file {
        Some(_) => Err(Unreadable("it ends in the middle of a file's record".to_owned())),
        None => Ok(coverage),
    }
}
