//! The stages of the ready-made journeys, in both languages.

use super::{Stage, StageTemplate};
use crate::diagnostics::Place;
use crate::language::Text;
use crate::manifest::Located;

/// Id, English title, French title.
type Line = (&'static str, &'static str, &'static str);

const FIVE_MOMENTS: [Line; 5] = [
    ("before-purchase", "Before purchase", "Avant l’achat"),
    ("consideration", "Consideration", "Considération"),
    ("conversion", "Conversion", "Conversion"),
    ("evaluation", "Evaluation", "Évaluation"),
    ("loyalty", "Loyalty", "Fidélité"),
];

const FUNNEL: [Line; 4] = [
    ("discovery", "Discovery", "Découverte"),
    ("consideration", "Consideration", "Considération"),
    ("decision", "Decision", "Décision"),
    ("loyalty", "Loyalty", "Fidélité"),
];

const RETAIL: [Line; 7] = [
    ("need", "Need", "Besoin"),
    ("choice", "Choice", "Choix"),
    ("purchase", "Purchase", "Achat"),
    ("delivery", "Delivery or pick-up", "Livraison ou retrait"),
    ("use", "Use", "Utilisation"),
    ("after-sales", "After-sales or return", "Après-vente ou retour"),
    ("repurchase", "Repurchase", "Réachat"),
];

const BANK: [Line; 6] = [
    ("discovery", "Discovery", "Découverte"),
    ("onboarding", "Onboarding", "Entrée en relation"),
    ("daily-use", "Daily use", "Usage quotidien"),
    ("life-events", "Life events", "Moments de vie"),
    ("complaint", "Complaint", "Réclamation"),
    ("leaving", "Leaving", "Départ"),
];

/// The stages of a template, placed where the project names it.
pub(super) fn stages(template: StageTemplate, at: &Place) -> Vec<Stage> {
    let lines: &[Line] = match template {
        StageTemplate::FiveMoments => &FIVE_MOMENTS,
        StageTemplate::Funnel => &FUNNEL,
        StageTemplate::Retail => &RETAIL,
        StageTemplate::Bank => &BANK,
    };
    lines
        .iter()
        .map(|(id, en, fr)| Stage {
            id: Located::at((*id).to_owned(), at),
            title: Text::new(*en, *fr),
        })
        .collect()
}
