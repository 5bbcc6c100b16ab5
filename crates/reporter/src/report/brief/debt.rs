//! Debt opened and paid, by its marks.

use git_coach_model::{BriefSurvey, Marks};

use crate::report::Debt;

/// How many marks of an area are worth its name.
const WORTH_A_NAME: u32 = 3;

/// The marks that came and went; none where there were none in this window.
pub(super) fn debt(survey: &BriefSurvey) -> Option<Debt> {
    let now = survey.marks.first().copied().filter(|now| now.opened + now.paid > 0)?;
    let before = survey.marks.iter().skip(1).fold(Marks::default(), |sum, one| Marks {
        opened: sum.opened + one.opened,
        paid: sum.paid + one.paid,
    });
    let most = survey.marked.first().filter(|(_, marks)| *marks >= WORTH_A_NAME);
    let stands_out = survey.marked.get(1).map(|(_, marks)| *marks) < most.map(|(_, marks)| *marks);
    Some(Debt { now, before, place: most.filter(|_| stands_out).cloned() })
}
