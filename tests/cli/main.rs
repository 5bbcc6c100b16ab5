//! Scenarios through the real binary, as a user meets it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what cannot be read back is a failed test"
)]

mod attention;
mod bad_input;
mod brief;
mod brief_many;
mod brief_sections;
mod brief_windows;
mod brief_wording;
mod cache;
mod ci;
mod ci_deepen;
mod ci_files;
mod ci_hostile;
mod ci_posts;
mod ci_saved;
mod ci_scheduled;
mod ci_served;
mod ci_shapes;
mod closed_pipe;
mod configuration;
mod deterministic;
mod facts;
mod facts_fixture;
mod facts_places;
mod facts_ranges;
mod follow_up;
mod harbor;
mod hostile_text;
mod install;
mod notes;
mod notes_growth;
mod notes_identity;
mod notes_kept;
mod notes_knowledge;
mod notes_onboarding;
mod nothing_written;
mod odd_histories;
mod odd_repositories;
mod other_tools;
mod practices;
mod replay;
mod report_schema;
mod review;
mod rows;
mod scenes;
mod tags;
