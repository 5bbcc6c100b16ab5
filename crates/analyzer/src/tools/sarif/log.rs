//! The parts of a SARIF log that are read, by the names of the standard; everything else is passed
//! over.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How many folders are followed from one to the next.
const DEEPEST_BASE: usize = 8;

#[derive(Deserialize)]
pub(super) struct Log {
    pub(super) version: String,
    pub(super) runs: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) tool: Tool,
    pub(super) results: Option<Vec<Finding>>,
    #[serde(default)]
    original_uri_base_ids: BTreeMap<String, ArtifactLocation>,
    #[serde(default)]
    artifacts: Vec<Artifact>,
}

#[derive(Deserialize)]
pub(super) struct Tool {
    pub(super) driver: Component,
    #[serde(default)]
    extensions: Vec<Component>,
}

#[derive(Deserialize)]
pub(super) struct Component {
    pub(super) name: String,
    #[serde(default)]
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) help_uri: Option<String>,
    pub(super) short_description: Option<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding {
    pub(super) rule_id: Option<String>,
    rule_index: Option<i64>,
    pub(super) rule: Option<RuleReference>,
    pub(super) kind: Option<String>,
    pub(super) level: Option<String>,
    pub(super) message: Message,
    pub(super) locations: Option<Vec<Location>>,
    pub(super) suppressions: Option<Vec<Suppression>>,
    pub(super) baseline_state: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleReference {
    pub(super) id: Option<String>,
    index: Option<i64>,
    tool_component: Option<ComponentReference>,
}

#[derive(Deserialize)]
struct ComponentReference {
    index: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) physical_location: Option<PhysicalLocation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: Option<ArtifactLocation>,
    pub(super) region: Option<Region>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    uri: Option<String>,
    uri_base_id: Option<String>,
    index: Option<i64>,
}

#[derive(Deserialize)]
struct Artifact {
    location: Option<ArtifactLocation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: Option<u32>,
    pub(super) end_line: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct Suppression {
    pub(super) status: Option<String>,
}

impl Run {
    /// The rule of a result: by its place in the list of its component, else by its id.
    pub(super) fn rule(&self, result: &Finding) -> Option<&Rule> {
        let reference = result.rule.as_ref();
        let component = reference
            .and_then(|rule| rule.tool_component.as_ref()?.index)
            .map_or(Some(&self.tool.driver), |index| at(&self.tool.extensions, index))?;
        let index = result.rule_index.or_else(|| reference?.index);
        let placed = index.and_then(|index| at(&component.rules, index));
        placed.or_else(|| {
            let id = result.rule_id.as_deref().or_else(|| reference?.id.as_deref())?;
            let all = std::iter::once(&self.tool.driver).chain(&self.tool.extensions);
            all.flat_map(|component| &component.rules).find(|rule| rule.id == id)
        })
    }

    /// The path of a location, below the folders that it is told from.
    pub(super) fn path(&self, location: &ArtifactLocation) -> Option<String> {
        let placed = || at(&self.artifacts, location.index?)?.location.as_ref();
        let location = if location.uri.is_some() { location } else { placed()? };
        let mut path = unescaped(location.uri.as_deref()?);
        let mut base = location.uri_base_id.as_deref();
        for _ in 0..DEEPEST_BASE {
            let Some(folder) = base.and_then(|base| self.original_uri_base_ids.get(base)) else {
                break;
            };
            if let Some(uri) = &folder.uri {
                path = format!("{}/{path}", unescaped(uri).trim_end_matches('/'));
            }
            base = folder.uri_base_id.as_deref();
        }
        Some(path)
    }
}

fn at<T>(all: &[T], index: i64) -> Option<&T> {
    all.get(usize::try_from(index).ok()?)
}

/// A URI's path with its `%20` and alike read.
fn unescaped(uri: &str) -> String {
    let hex = |digit: u8| (digit as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let bytes = uri.as_bytes();
    let mut read = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = match bytes.get(at + 1..at + 3) {
            Some([high, low]) if *byte == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match code {
            Some((high, low)) => {
                read.push(high << 4 | low);
                at += 3;
            }
            None => {
                read.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&read).into_owned()
}
