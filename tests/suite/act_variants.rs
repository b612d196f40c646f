//! Own variants of W3C's ACT rules (`act_variants.txt`), written from what each rule applies to and expects: odd spellings,
//! chains of references, roles that give way, what is hidden above. The published cases are examples; the rules are meant.

use parcours::website::probes::Verdict;

use crate::act;

/// A rule's id, with its cases: what is expected, the page, its line in the list.
type Rule = (&'static str, Vec<(char, &'static str, usize)>);

fn rules() -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (number, line) in include_str!("act_variants.txt").lines().enumerate() {
        if let Some(head) = line.strip_prefix("# ") {
            rules.push((head.split(' ').next().unwrap(), Vec::new()));
        } else if let Some((expected @ ("+" | "-" | "0"), html)) = line.split_once(' ') {
            let case = (expected.chars().next().unwrap(), html, number + 1);
            rules.last_mut().unwrap().1.push(case);
        }
    }
    rules
}

#[test]
fn own_variants_of_the_rules_are_judged_as_the_rules_say() {
    let probes = act::probes();
    let mut wrong = Vec::new();
    for (rule, cases) in rules() {
        let requests = &probes[rule];
        for (expected, html, line) in cases {
            let verdict = act::verdict(html, requests);
            let right = match expected {
                '+' => verdict == Verdict::Passed,
                '-' => verdict == Verdict::Failed,
                _ => matches!(verdict, Verdict::NotApplicable | Verdict::Passed),
            };
            if !right {
                wrong.push(format!("{rule} line {line}: {expected} {html}\n    judged {verdict:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_rule_of_the_published_cases_has_own_variants_of_every_outcome() {
    let rules = rules();
    for (rule, cases) in &rules {
        for expected in ['+', '-'] {
            let count = cases.iter().filter(|case| case.0 == expected).count();
            assert!(count >= 3, "{rule}: {count} of {expected}");
        }
    }
    for rule in act::rules() {
        assert!(rules.iter().any(|(known, _)| *known == rule), "{rule}");
    }
}
