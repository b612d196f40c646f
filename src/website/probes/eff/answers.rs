//! eff-answers: the pages answer what customers ask. A heuristic: it finds passages, it does not judge whether they are
//! right.

use crate::website::answers::{Answered, answers};
use crate::website::names::Purposes;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "eff-answers",
    scope: Scope::Site,
    messages: &["unanswered", "answer-unread"],
    facts: &[&crate::website::answers::READ],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let language = site.language(site.home);
    let own = !site.snapshot.settings.questions.is_empty();
    // The usual questions are in French and English, and so are the rules by which words are compared.
    if !own && !matches!(language.as_str(), "" | "fr" | "en") {
        return ProbeResult::empty(Scope::Site);
    }
    let shop = site.names().pages(Purposes::BASKET).next().is_some();
    let found = answers(site, shop);
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let spot = Spot::Element(site.pages()[site.home].head_or_root());
    for answer in &found {
        let lang = if language == "en" {
            crate::language::Lang::En
        } else {
            crate::language::Lang::Fr
        };
        let values = [
            ("question", answer.question.get(lang).to_owned()),
            ("passage", answer.passage.clone()),
        ];
        match answer.answered {
            Answered::Yes => sheet.pass_site(),
            Answered::No => sheet.fail(site.home, spot, "unanswered", &values),
            Answered::Unknown => sheet.unknown(site.home, spot, "answer-unread", &values),
        }
    }
    let mut result = sheet.finish();
    // Each question counts: one without an answer does not undo nine with one.
    let count = |wanted: Answered| found.iter().filter(|answer| answer.answered == wanted).count() as u64;
    (result.passed, result.failed, result.unknown) =
        (count(Answered::Yes), count(Answered::No), count(Answered::Unknown));
    let decided = result.passed + result.failed;
    let all = decided + result.unknown;
    result.score = (decided > 0).then(|| result.passed as f64 / decided as f64);
    result.share_checked = (all > 0).then(|| decided as f64 / all as f64);
    result.fails_home = false;
    result.fails_most = result.failed * 2 > decided;
    result.answers = found;
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Text;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site_with;

    fn result(html: &str, questions: &[&str]) -> ProbeResult {
        let html = format!("<html lang=fr><main>{html}</main>");
        run(&site_with(&[("index.html", &html)], |settings| {
            settings.questions = questions.iter().map(|question| Text::same(*question)).collect();
        }))
    }

    #[test]
    fn each_question_without_an_answer_is_told_and_counts() {
        let found = result(
            "<p>La révision coûte 49 €.</p>",
            &["Combien coûte une révision ?", "Prêtez-vous des vélos ?"],
        );
        assert_eq!(
            (found.outcome, found.score, found.fails_home),
            (Verdict::Failed, Some(0.5), false)
        );
        assert_eq!(found.evidence[0].values["question"], "Prêtez-vous des vélos ?");
        assert_eq!(found.answers.len(), 2);
    }

    #[test]
    fn answers_behind_a_fold_and_in_other_words_count_and_images_stay_open() {
        let fold = "<details><summary>Peut-on payer par carte ?</summary><p>Oui, dès dix euros.</p></details>";
        assert_eq!(
            result(fold, &["Quels moyens de paiement ? carte"]).outcome,
            Verdict::Passed
        );
        assert_eq!(
            result("<img src=h.png alt='Nos horaires'>", &["Horaires ?"]).outcome,
            Verdict::CannotTell
        );
    }
}
