//! The facts of a repository at one moment; every scope can ask for them below `repository`.

use git_coach_model::{
    FileChange, Owners, RepoPath, Repository, Role, Scope, SubjectForm, TreeFile,
};

use super::changed::FORMS;
use super::standing;
use super::{Fact, Read, Subject};
use crate::rule::{Compiles, Conditions};

impl Subject for Repository {
    const SCOPE: Scope = Scope::Repository;
    const FACTS: &'static [&'static [Fact<Self>]] = &[
        &[
            Fact {
                name: "files",
                about: "how many files the tree has",
                read: Read::Number(|repository| Some(repository.files.len() as u64)),
            },
            Fact {
                name: "files",
                about: "how many files of that role the tree has",
                read: Read::OfRole(|repository, role| {
                    Some(repository.files.iter().filter(|file| file.role == role).count() as u64)
                }),
            },
            Fact { name: "paths", about: "the paths of the tree", read: Read::Paths },
            Fact {
                name: "test-share",
                about: "of a hundred source and test files of the tree, how many are tests, rounded down",
                read: Read::Number(|repository| Some(test_share(&repository.files))),
            },
            Fact {
                name: "tests-inside-source",
                about: "whether it has source in a language that keeps tests in the files they test",
                read: Read::Flag(|repository| Some(repository.tests_inside_source)),
            },
            Fact {
                name: "issue-links",
                about: "of a hundred commits, how many refer to an issue (over the last 200; unseen \
                    under 20)",
                read: Read::Number(|repository| repository.issue_links.map(u64::from)),
            },
            Fact {
                name: "subject-fits",
                about: "of a hundred commits, how many have a subject of at most 72 characters (over \
                    the last 200; unseen under 20)",
                read: Read::Number(|repository| repository.subject_fits.map(u64::from)),
            },
            Fact {
                name: "subject-form",
                about: "how eighty of a hundred subjects begin, as `message.form` names it; `plain` \
                        where there is no such form (over the last 200; unseen under 20)",
                read: Read::Word(
                    |repository| repository.subject_form.map(SubjectForm::name),
                    FORMS,
                ),
            },
            Fact {
                name: "review-traces",
                about: "of a hundred changes of the main line that people made, how many bear a trace \
                        of a review (over the last 100; unseen under 20)",
                read: Read::Number(|repository| repository.review_traces.map(u64::from)),
            },
            Fact {
                name: "change-log-habit",
                about: "of a hundred changes of the main line that add or mend something in source, \
                        how many touch a change log (of the last 200 changes; none where under 20 such are known)",
                read: Read::Number(|repository| {
                    Some(u64::from(repository.change_log_habit.unwrap_or(0)))
                }),
            },
            Fact {
                name: "bot-updates",
                about: "whether a program raised a dependency since the oldest of the last 200 commits",
                read: Read::Flag(|repository| repository.bot_updates),
            },
            Fact {
                name: "releases",
                about: "how many commits make a release since the oldest of the last 200 commits",
                read: Read::Number(|repository| repository.releases.map(u64::from)),
            },
            Fact {
                name: "tags",
                about: "how many tags stand on commits that are no newer, on other branches too (at most \
                    2,000 are looked at; unseen in a shallow clone, and where tags are not fetched)",
                read: Read::Number(|repository| repository.tags.map(u64::from)),
            },
            Fact {
                name: "main-language",
                about: "the language of most source files, as in `Python`",
                read: Read::Text(|repository| {
                    Some(repository.main_language.map_or("", |language| language.name()))
                }),
            },
            Fact {
                name: "has-tests",
                about: "whether there is a test, in a file of its own or inside of one (unseen where \
                        there are too many files to look into)",
                read: Read::Flag(|repository| repository.has_tests),
            },
            Fact {
                name: "guides",
                about: "the text of the readme and of the guides for those who work on the project, at \
                        the top and in the folders for documents (unseen over a megabyte)",
                read: Read::Text(|repository| repository.guides.as_deref()),
            },
            Fact {
                name: "tooling",
                about: "the text of manifests, task files, hooks and pipelines, down to the folders at \
                        the top (unseen over two megabytes)",
                read: Read::Text(|repository| repository.tooling.as_deref()),
            },
            Fact {
                name: "owners.entries",
                about: "how many entries CODEOWNERS has",
                read: Read::Number(|repository| owners(repository, |owners| owners.entries)),
            },
            Fact {
                name: "owners.unmatched",
                about: "how many entries of CODEOWNERS fit no file, by the rules of the forge",
                read: Read::Number(|repository| owners(repository, |owners| owners.unmatched)),
            },
            Fact {
                name: "owners.first-unmatched",
                about: "the first pattern of CODEOWNERS that fits no file",
                read: Read::Text(|repository| {
                    repository.owners.as_ref()?.first_unmatched.as_deref()
                }),
            },
        ],
        PIPELINES,
        standing::FACTS,
    ];

    fn conditions(of: &Conditions) -> Option<&Compiles<Self>> {
        match of {
            Conditions::Repository(compiled) => Some(compiled),
            _ => None,
        }
    }

    fn changed_files(&self) -> Option<&[FileChange]> {
        None
    }

    fn any_path(&self, look: &mut dyn FnMut(&RepoPath) -> bool) -> bool {
        self.files.iter().any(|file| look(&file.path))
    }
}

fn test_share(files: &[TreeFile]) -> u64 {
    let of = |role: Role| files.iter().filter(|file| file.role == role).count() as u64;
    let (tests, source) = (of(Role::Test), of(Role::Source));
    (tests * 100).checked_div(tests + source).unwrap_or(0)
}

/// What is only called from a pipeline is not seen: a script, a target of a build tool, a workflow of
/// another repository.
const PIPELINES: &[Fact<Repository>] = &[
    Fact {
        name: "pipeline-runs-on-changes",
        about: "whether a pipeline that runs something starts on pushes to branches or on requests",
        read: Read::Flag(|repository| repository.pipelines.on_changes),
    },
    Fact {
        name: "pipeline-tests",
        about: "whether a pipeline runs tests (unseen where one calls what cannot be looked into: a \
                script, a target of a build tool)",
        read: Read::Flag(|repository| repository.pipelines.tests),
    },
    Fact {
        name: "pipeline-checks-style",
        about: "whether a pipeline checks formatting or lints (unseen likewise)",
        read: Read::Flag(|repository| repository.pipelines.style),
    },
    Fact {
        name: "pipeline-publishes",
        about: "whether a pipeline publishes what was built (unseen likewise)",
        read: Read::Flag(|repository| repository.pipelines.publishes),
    },
    Fact {
        name: "narrow-permissions",
        about: "whether all of GitHub's workflows say what their token may do, and none asks for \
                everything (unseen where one leaves that to a setting of the forge)",
        read: Read::Flag(|repository| repository.pipelines.narrow_permissions),
    },
    Fact {
        name: "third-party-steps",
        about: "how many steps of GitHub's workflows are actions of others than GitHub and the \
                repository itself",
        read: Read::Number(|repository| repository.pipelines.third_party_steps.map(u64::from)),
    },
    Fact {
        name: "loose-steps",
        about: "how many of these name something else than a full commit id or digest",
        read: Read::Number(|repository| repository.pipelines.loose_steps.map(u64::from)),
    },
    Fact {
        name: "loose-step",
        about: "the first of them",
        read: Read::Text(|repository| repository.pipelines.loose_step.as_deref()),
    },
    Fact {
        name: "base-images",
        about: "how many images from elsewhere the container files begin with",
        read: Read::Number(|repository| repository.pipelines.base_images.map(u64::from)),
    },
    Fact {
        name: "loose-images",
        about: "how many of these are named without a tag or a digest, or as `latest`",
        read: Read::Number(|repository| repository.pipelines.loose_images.map(u64::from)),
    },
    Fact {
        name: "loose-image",
        about: "the first of them",
        read: Read::Text(|repository| repository.pipelines.loose_image.as_deref()),
    },
];
fn owners(repository: &Repository, count: fn(&Owners) -> u32) -> Option<u64> {
    repository.owners.as_ref().map(|owners| u64::from(count(owners)))
}
