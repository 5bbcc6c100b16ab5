//! What a forge says of a request, where a pipeline does not: whether it is a draft, who opened it, what
//! it is to be merged into, and which commit it ends with by now.

use serde_json::Value;

use super::{Forge, Run, Silence, is_commit, is_draft_title, is_program};

/// The last commit of a request, as the forge answers; may be cut short.
fn head_of(forge: Forge, request: &Value) -> Option<String> {
    let head = match forge {
        Forge::GitHub | Forge::Gitea => &request["head"]["sha"],
        Forge::GitLab => &request["sha"],
        Forge::Bitbucket => &request["source"]["commit"]["hash"],
        Forge::Azure => &request["lastMergeSourceCommit"]["commitId"],
    };
    head.as_str().filter(|head| is_commit(head)).map(str::to_owned)
}

impl Run {
    /// Takes in what the forge answers to [`crate::Target::request`]; what is of another shape than
    /// expected counts as absent.
    pub fn learn(&mut self, forge: Forge, request: &Value) {
        let text =
            |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let (author, is_program_by, is_draft) = match forge {
            Forge::GitHub => {
                let user = &request["user"];
                (&user["login"], user["type"] == "Bot", request["draft"] == true)
            }
            Forge::Gitea => {
                let title = request["title"].as_str().unwrap_or_default();
                let is_draft = request["draft"] == true || is_draft_title(title);
                (&request["user"]["login"], false, is_draft)
            }
            Forge::GitLab => {
                let is_draft = request["draft"] == true || request["work_in_progress"] == true;
                (&request["author"]["username"], false, is_draft)
            }
            Forge::Bitbucket => {
                let author = &request["author"];
                (&author["nickname"], author["type"] == "app_user", request["draft"] == true)
            }
            Forge::Azure => {
                let author = &request["createdBy"];
                let of =
                    |kind| author["descriptor"].as_str().is_some_and(|one| one.starts_with(kind));
                // Services, and programs of Entra ID.
                let is_program = of("svc.") || of("aadsp.");
                (&author["displayName"], is_program, request["isDraft"] == true)
            }
        };
        let account = text(author).unwrap_or_default();
        if is_program_by || is_program(&account) {
            self.silence.get_or_insert(Silence::Bot { account });
        } else if is_draft {
            self.silence.get_or_insert(Silence::Draft);
        }
        self.stands_at = head_of(forge, request);
        let base = &request["base"];
        if self.base_branch.is_none()
            && matches!(forge, Forge::GitHub | Forge::Gitea)
            && let Some(branch) = text(&base["ref"])
        {
            self.bases.clear();
            self.bases.extend(text(&base["sha"]).filter(|sha| is_commit(sha)));
            self.base_branch(Some(branch));
        }
    }
}
