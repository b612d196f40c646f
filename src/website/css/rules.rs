//! The rules of a sheet for those who look at sheets rather than at elements.

use cssparser::ToCss;
use selectors::parser::Component;

use super::matching::PseudoClass;
use super::media::Environment;
use super::property::{Property, Specified};
use super::sheet::{Block, Rule, StyleSheet};
use super::value::{Known, Length};

/// One selector of a sheet with the declarations of its rule.
#[derive(Debug, Clone, Copy)]
pub struct RuleView<'a> {
    sheet: &'a StyleSheet,
    rule: &'a Rule,
}

impl StyleSheet {
    /// Its rules in order, one for each selector.
    pub fn rules(&self) -> impl Iterator<Item = RuleView<'_>> {
        self.rules.iter().map(|rule| RuleView { sheet: self, rule })
    }
}

impl RuleView<'_> {
    fn block(&self) -> &Block {
        &self.sheet.blocks[self.rule.block as usize]
    }

    /// The selector, as CSS writes it.
    pub fn selector(&self) -> String {
        self.rule.selector.to_css_string()
    }

    /// Where the rule begins in its sheet.
    pub fn offset(&self) -> u32 {
        self.block().offset
    }

    /// Whether the conditions around the rule in its sheet are met.
    pub fn applies(&self, environment: Environment) -> Known<bool> {
        let mut answer = Known::Known(true);
        let mut at = self.block().condition;
        while at != 0 {
            let condition = &self.sheet.conditions[at as usize];
            answer = answer.and(condition.test.answer(environment));
            at = condition.around;
        }
        answer
    }

    /// Whether a condition around the rule asks for a feature, such as `prefers-reduced-motion`.
    pub fn is_asked(&self, feature: &str) -> bool {
        let mut at = self.block().condition;
        while at != 0 {
            let condition = &self.sheet.conditions[at as usize];
            if condition.test.mentions(&|asked| asked.name == feature) {
                return true;
            }
            at = condition.around;
        }
        false
    }

    fn last(&self, property: Property) -> Option<&Specified> {
        let declarations = self.block().declarations.iter().rev();
        declarations
            .filter(|declaration| declaration.property == property)
            .map(|declaration| &declaration.value)
            .next()
    }

    /// Whether the rule sets a property.
    pub fn declares(&self, property: Property) -> bool {
        self.last(property).is_some()
    }

    /// Whether the rule takes the outline away.
    pub fn removes_outline(&self) -> bool {
        let none = matches!(self.last(Property::OutlineStyle), Some(Specified::Keyword("none")));
        let zero = match self.last(Property::OutlineWidth) {
            Some(Specified::Length(Length::Linear(linear))) => *linear == super::value::Linear::default(),
            _ => false,
        };
        none || zero
    }

    /// The longest of the rule's animations in seconds, and how often it runs.
    pub fn animation(&self) -> (f32, f32) {
        let number = |property, otherwise| match self.last(property) {
            Some(Specified::Number(number)) => *number,
            _ => otherwise,
        };
        (
            number(Property::AnimationDuration, 0.0),
            number(Property::AnimationIterationCount, 1.0),
        )
    }

    /// For a rule about an element in focus, its selector without the focus.
    pub fn focused(&self) -> Option<String> {
        let focus = |part: &Component<_>| matches!(part, Component::NonTSPseudoClass(PseudoClass::Focus));
        self.rule
            .selector
            .iter()
            .any(focus)
            .then(|| self.selector().replace(":focus", ""))
    }
}

/// Which of the properties that readers set for themselves a `style` attribute forces with `!important`, to a value of its
/// own: letter spacing, word spacing, line height.
pub fn forced_spacing(style: &str) -> [bool; 3] {
    let block = super::sheet::attribute(style);
    [Property::LetterSpacing, Property::WordSpacing, Property::LineHeight].map(|property| {
        block
            .declarations
            .iter()
            .rev()
            .find(|declaration| declaration.property == property && declaration.important)
            .is_some_and(|declaration| !matches!(declaration.value, Specified::Inherit | Specified::Unset))
    })
}
