//! What the pipelines of a tree do, and the images that its containers start from.

use serde::{Deserialize, Serialize};

/// What pipelines do, as far as their descriptions tell. Nothing (`None`) stands for what they only
/// call: a script, a target of a build tool, a workflow of another repository.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipelines {
    /// Whether one runs on every change: on pushes to branches or on requests.
    pub on_changes: Option<bool>,
    /// Whether one runs tests.
    pub tests: Option<bool>,
    /// Whether one checks style: formatting or lints.
    pub style: Option<bool>,
    /// Whether one publishes what was built.
    pub publishes: Option<bool>,
    /// Whether every workflow of GitHub's says what its token may do, and none asks for everything;
    /// none where one leaves that to a setting of the forge.
    pub narrow_permissions: Option<bool>,
    /// How many steps of GitHub's workflows are actions of third parties: neither GitHub's own nor
    /// the repository's.
    pub third_party_steps: Option<u32>,
    /// How many of these name something else than a full commit id or digest.
    pub loose_steps: Option<u32>,
    /// The first of them.
    pub loose_step: Option<String>,
    /// How many images from elsewhere the container files begin with, those named by a variable
    /// without a value left out.
    pub base_images: Option<u32>,
    /// How many of these are named without a tag or a digest, or as `latest`.
    pub loose_images: Option<u32>,
    /// The first of them.
    pub loose_image: Option<String>,
}

/// What a change did to checks in the pipelines that it touches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PipelineChange {
    /// How many steps that test or check style may fail now, and could not before.
    pub softened: u32,
    /// The command of the first of them.
    pub softened_step: Option<String>,
    /// What the touched pipelines did before and do no longer: `tests`, `style checks`.
    pub removed: Vec<String>,
}
