//! The data map, the roles, the brand's promises, the glossary.

use super::Check;
use crate::diagnostics::Problem;
use crate::language::Text;
use crate::manifest::Located;
use crate::project::Project;
use crate::project::ids::Noun;

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for store in &project.data_map.stores {
        check.kebab(&store.id);
    }
    for flow in &project.data_map.flows {
        check.known(Noun::Store, &flow.from);
        check.known(Noun::Store, &flow.to);
        if flow.from == flow.to {
            check.push(flow_to_itself(&flow.to));
        }
    }
    for role in &project.organisation.roles {
        check.kebab(&role.id);
    }
    for activity in &project.organisation.activities {
        check.kebab(&activity.id);
        let parts = [
            &activity.responsible,
            &activity.accountable,
            &activity.consulted,
            &activity.informed,
        ];
        for role in parts.into_iter().flatten() {
            check.known(Noun::OrganisationRole, role);
        }
    }
    for promise in &project.brand.promises {
        check.kebab(&promise.id);
        for touchpoint in &promise.touchpoints {
            check.known(Noun::Touchpoint, touchpoint);
        }
    }
    for term in &project.glossary {
        check.kebab(&term.id);
    }
    let terms = project.glossary.iter().filter_map(|term| term.source.as_ref());
    let milestones = project
        .timeline
        .iter()
        .filter_map(|milestone| milestone.source.as_ref());
    for source in terms.chain(milestones) {
        check.known(Noun::Reference, source);
    }
}

fn flow_to_itself(store: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-flow",
        Text::prose(
            format!("a flow from `{0}` to `{0}` leads nowhere", store.value),
            format!("un flux de `{0}` vers `{0}` ne mène nulle part", store.value),
        ),
    )
    .why(Text::prose(
        "flows tell how data gets from one store to another",
        "un flux dit comment les données passent d'une base à une autre",
    ))
    .help(Text::prose(
        "name two different stores",
        "nommez deux bases différentes",
    ))
    .at(store.place())
}
