//! Messages: one Fluent pattern and its values become one sentence of one language.
//!
//! A missing value or a broken pattern is an error value, never a blank on a page. Patterns may come from plugins
//! that are not trusted, so what would make the Fluent crates panic or overflow (unbounded nesting, numbers beyond
//! their plural operands) is refused or clamped here.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberStyle};
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use super::{Arg, Args, Lang, number, typography};

/// The deepest nesting of braces in a pattern; the parser is recursive.
const MAX_NESTING: usize = 16;
/// The most digits after the mark that Fluent may be asked for; beyond 18 its plural operands overflow.
const MAX_DECIMALS: usize = 12;
/// Marks a number that is shown with its sign; Fluent's options have no field for that.
const SIGNED: &str = "signed";

/// Why a message could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// The pattern is not Fluent.
    #[error("line {line}: not a message pattern: {reason}")]
    Syntax {
        /// Line within the text given, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// The pattern uses a value that was not given.
    #[error("the message uses {{ ${name} }}, which has no value")]
    MissingVariable {
        /// Name of the value, without `$`.
        name: String,
    },
    /// The pattern refers to another message, a term or a function that does not exist.
    #[error("the message refers to {name}, which does not exist")]
    UnknownReference {
        /// What it refers to.
        name: String,
    },
    /// The catalogue has no such message in this language.
    #[error("no words for `{key}` in {lang}")]
    MissingKey {
        /// The key asked for.
        key: String,
        /// The language asked for.
        lang: Lang,
    },
    /// The pattern goes round in circles or is out of all proportion.
    #[error("the message cannot be resolved: {reason}")]
    Unresolvable {
        /// What the resolver says.
        reason: String,
    },
}

/// Single patterns, as a plugin's manifest holds them.
#[derive(Debug, Clone, Copy)]
pub struct Messages;

impl Messages {
    /// The sentence that `pattern` makes of `args` in `lang`.
    pub fn format(pattern: &str, lang: Lang, args: &Args) -> Result<String, MessageError> {
        let resource = parse_pattern(pattern)?;
        let mut bundle = bundle(lang);
        bundle
            .add_resource(resource)
            .map_err(|errors| unresolvable(errors.first()))?;
        resolve(&bundle, lang, KEY, KEY, args)
    }

    /// The names of the values that `pattern` uses; an error if it is no pattern. For checking a manifest before
    /// anything runs, and that both languages use the same values.
    pub fn variables(pattern: &str) -> Result<BTreeSet<String>, MessageError> {
        let resource = parse_pattern(pattern)?;
        let mut names = BTreeSet::new();
        for entry in resource.entries() {
            if let ast::Entry::Message(ast::Message { value: Some(value), .. }) = entry {
                pattern_variables(value, &mut names);
            }
        }
        Ok(names)
    }
}

/// The key a single pattern gets.
const KEY: &str = "message";

fn parse_pattern(pattern: &str) -> Result<FluentResource, MessageError> {
    // Lines after the first must be indented to belong to the message.
    let source = format!("{KEY} =\n    {}\n", pattern.trim().replace('\n', "\n    "));
    let resource = parse(source).map_err(|error| match error {
        MessageError::Syntax { line, reason } => MessageError::Syntax {
            line: line.saturating_sub(1).max(1),
            reason,
        },
        other => other,
    })?;
    let mut entries = resource.entries();
    let alone = matches!(
        (entries.next(), entries.next()),
        (Some(ast::Entry::Message(ast::Message { value: Some(_), attributes, .. })), None) if attributes.is_empty()
    );
    drop(entries);
    if alone {
        Ok(resource)
    } else {
        Err(MessageError::Syntax {
            line: 1,
            reason: "one message with a text is expected".to_owned(),
        })
    }
}

/// Parses Fluent text, refusing what its crates cannot take.
pub(super) fn parse(source: String) -> Result<FluentResource, MessageError> {
    let mut depth = 0_usize;
    for (index, line) in source.lines().enumerate() {
        for char in line.chars() {
            match char {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_NESTING {
                return Err(MessageError::Syntax {
                    line: index + 1,
                    reason: format!("braces nested deeper than {MAX_NESTING}"),
                });
            }
        }
    }
    let resource = FluentResource::try_new(source).map_err(|(resource, errors)| {
        let (position, reason) = errors
            .first()
            .map_or((0, String::new()), |error| (error.pos.start, error.to_string()));
        let before = resource.source().get(..position).unwrap_or_default();
        MessageError::Syntax {
            line: before.matches('\n').count() + 1,
            reason,
        }
    })?;
    for entry in resource.entries() {
        let patterns = match entry {
            ast::Entry::Message(message) => message
                .value
                .iter()
                .chain(message.attributes.iter().map(|a| &a.value))
                .collect(),
            ast::Entry::Term(term) => vec![&term.value],
            _ => Vec::new(),
        };
        for pattern in patterns {
            if let Some(literal) = long_literal(pattern) {
                return Err(MessageError::Syntax {
                    line: 1,
                    reason: format!("the number {literal} has too many digits"),
                });
            }
        }
    }
    Ok(resource)
}

/// An empty bundle that writes numbers and prose the way `lang` does.
pub(super) fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    // A code of our own always parses; if it did not, the plural test would say so.
    let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would show in a PDF and in JSON; both languages run left to right.
    bundle.set_use_isolating(false);
    match lang {
        Lang::Fr => {
            bundle.set_formatter(Some(format_fr));
            bundle.set_transform(Some(|words| typography::fragment(Lang::Fr, words)));
        }
        Lang::En => {
            bundle.set_formatter(Some(format_en));
            bundle.set_transform(Some(|words| typography::fragment(Lang::En, words)));
        }
    }
    // In place of the built-in of the same name, which lets a pattern ask for digits until it overflows.
    let added = bundle.add_function("NUMBER", |positional, named| {
        let Some(FluentValue::Number(given)) = positional.first() else {
            return FluentValue::Error;
        };
        let mut number = given.clone();
        number.options.merge(named);
        clamp(&mut number.options);
        FluentValue::Number(number)
    });
    debug_assert!(added.is_ok(), "the bundle is new, so the name is free");
    bundle
}

fn clamp(options: &mut FluentNumberOptions) {
    for digits in [
        &mut options.minimum_fraction_digits,
        &mut options.maximum_fraction_digits,
    ] {
        *digits = digits.map(|digits| digits.min(MAX_DECIMALS));
    }
}

/// Writes the message `id` of `bundle`; `key` is the name under which the caller knows it.
pub(super) fn resolve(
    bundle: &FluentBundle<FluentResource>,
    lang: Lang,
    id: &str,
    key: &str,
    args: &Args,
) -> Result<String, MessageError> {
    let missing = || MessageError::MissingKey {
        key: key.to_owned(),
        lang,
    };
    let message = bundle.get_message(id).ok_or_else(missing)?;
    let pattern = message.value().ok_or_else(missing)?;
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, arg)| (name.as_str(), value(lang, arg)))
        .collect();
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, Some(&args), &mut errors);
    match errors.first() {
        None => Ok(words.into_owned()),
        Some(FluentError::ResolverError(ResolverError::Reference(reference))) => Err(match reference {
            ReferenceKind::Variable { id } => MessageError::MissingVariable { name: id.clone() },
            ReferenceKind::Function { id } | ReferenceKind::Message { id, .. } => {
                MessageError::UnknownReference { name: id.clone() }
            }
            ReferenceKind::Term { id, .. } => MessageError::UnknownReference { name: format!("-{id}") },
        }),
        first => Err(unresolvable(first)),
    }
}

fn unresolvable(error: Option<&FluentError>) -> MessageError {
    MessageError::Unresolvable {
        reason: error.map(ToString::to_string).unwrap_or_default(),
    }
}

/// A value as Fluent takes it. What may decide a plural stays a number; everything else is written already.
fn value(lang: Lang, arg: &Arg) -> FluentValue<'static> {
    let number = |value: f64, decimals: u8, style: FluentNumberStyle, currency: Option<&str>| {
        let decimals = usize::from(decimals);
        // The plural follows the figure that is shown: 1.4 without decimals is “1 point”.
        let shown = match style {
            FluentNumberStyle::Percent => Some(value),
            _ => number::rounded(value, decimals),
        };
        let shown = shown.filter(|shown| shown.is_finite() && shown.abs() < 1e15 && decimals <= MAX_DECIMALS)?;
        let options = FluentNumberOptions {
            style,
            currency: currency.map(str::to_owned),
            minimum_fraction_digits: Some(decimals),
            maximum_fraction_digits: Some(decimals),
            ..FluentNumberOptions::default()
        };
        Some(FluentValue::Number(FluentNumber::new(shown, options)))
    };
    let as_number = match arg {
        Arg::Count(count) => number(*count as f64, 0, FluentNumberStyle::Decimal, None),
        Arg::Number { value, decimals } => number(*value, *decimals, FluentNumberStyle::Decimal, None),
        Arg::Points { value, decimals } => number(*value, *decimals, FluentNumberStyle::Currency, Some(SIGNED)),
        Arg::Percent { share, decimals } => number(*share, *decimals, FluentNumberStyle::Percent, None),
        Arg::Text(_) | Arg::Words(_) | Arg::Between { .. } | Arg::Date(_) => None,
    };
    as_number.unwrap_or_else(|| FluentValue::String(Cow::Owned(arg.write(lang))))
}

fn format_fr<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    format_number(Lang::Fr, value)
}

fn format_en<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    format_number(Lang::En, value)
}

fn format_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, options }) = value else {
        return None;
    };
    let decimals = options
        .maximum_fraction_digits
        .or(options.minimum_fraction_digits)
        .unwrap_or(0)
        .max(options.minimum_fraction_digits.unwrap_or(0));
    Some(match options.style {
        FluentNumberStyle::Percent => number::percent(lang, *value, decimals),
        _ if options.currency.as_deref() == Some(SIGNED) => number::signed(lang, *value, decimals),
        _ => number::number(lang, *value, decimals),
    })
}

fn pattern_variables(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_variables(expression, names);
        }
    }
}

fn expression_variables(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_variables(inline, names),
        ast::Expression::Select { selector, variants } => {
            inline_variables(selector, names);
            for variant in variants {
                pattern_variables(&variant.value, names);
            }
        }
    }
}

fn inline_variables(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_variables(argument, names);
            }
        }
        ast::InlineExpression::Placeable { expression } => expression_variables(expression, names),
        _ => {}
    }
}

/// A number literal that the plural operands could not hold.
fn long_literal<'s>(pattern: &ast::Pattern<&'s str>) -> Option<&'s str> {
    fn in_inline<'s>(inline: &ast::InlineExpression<&'s str>) -> Option<&'s str> {
        match inline {
            ast::InlineExpression::NumberLiteral { value } => (value.len() > 15).then_some(*value),
            ast::InlineExpression::FunctionReference { arguments, .. } => arguments
                .positional
                .iter()
                .chain(arguments.named.iter().map(|named| &named.value))
                .find_map(in_inline),
            ast::InlineExpression::Placeable { expression } => in_expression(expression),
            _ => None,
        }
    }
    fn in_expression<'s>(expression: &ast::Expression<&'s str>) -> Option<&'s str> {
        match expression {
            ast::Expression::Inline(inline) => in_inline(inline),
            ast::Expression::Select { selector, variants } => in_inline(selector).or_else(|| {
                variants.iter().find_map(|variant| match variant.key {
                    ast::VariantKey::NumberLiteral { value } if value.len() > 15 => Some(value),
                    _ => long_literal(&variant.value),
                })
            }),
        }
    }
    pattern.elements.iter().find_map(|element| match element {
        ast::PatternElement::Placeable { expression } => in_expression(expression),
        ast::PatternElement::TextElement { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(list: &[(&str, Arg)]) -> Args {
        list.iter()
            .map(|(name, arg)| ((*name).to_owned(), arg.clone()))
            .collect()
    }

    fn count(n: i64) -> Args {
        args(&[("n", Arg::Count(n))])
    }

    const ANSWERS: &str = "{ $n ->\n    [one] { $n } réponse\n   *[other] { $n } réponses\n}";

    #[test]
    fn a_share_and_a_brand() {
        let values = args(&[
            (
                "share",
                Arg::Percent {
                    share: 0.254,
                    decimals: 0,
                },
            ),
            ("brand", "Maison Ovale".into()),
        ]);
        assert_eq!(
            Messages::format(
                "{ $share } of respondents would not recommend { $brand }.",
                Lang::En,
                &values
            )
            .unwrap(),
            "25% of respondents would not recommend Maison Ovale."
        );
        assert_eq!(
            Messages::format(
                "{ $share } des répondants ne recommanderaient pas { $brand } !",
                Lang::Fr,
                &values
            )
            .unwrap(),
            "25\u{202f}% des répondants ne recommanderaient pas Maison Ovale\u{202f}!"
        );
    }

    #[test]
    fn french_zero_and_one_and_a_half_are_singular() {
        assert_eq!(Messages::format(ANSWERS, Lang::Fr, &count(0)).unwrap(), "0 réponse");
        assert_eq!(Messages::format(ANSWERS, Lang::Fr, &count(1)).unwrap(), "1 réponse");
        assert_eq!(
            Messages::format(ANSWERS, Lang::Fr, &count(4212)).unwrap(),
            "4\u{202f}212 réponses"
        );
        let half = args(&[(
            "n",
            Arg::Number {
                value: 1.5,
                decimals: 1,
            },
        )]);
        assert_eq!(Messages::format(ANSWERS, Lang::Fr, &half).unwrap(), "1,5 réponse");
        assert_eq!(Messages::format(ANSWERS, Lang::En, &half).unwrap(), "1.5 réponses");
        assert_eq!(Messages::format(ANSWERS, Lang::En, &count(0)).unwrap(), "0 réponses");
    }

    #[test]
    fn the_plural_follows_the_figure_shown() {
        let pattern = "{ $n } { $n ->\n [one] point\n *[other] points\n }";
        let points = |value| args(&[("n", Arg::Points { value, decimals: 0 })]);
        assert_eq!(Messages::format(pattern, Lang::En, &points(1.4)).unwrap(), "+1 point");
        assert_eq!(
            Messages::format(pattern, Lang::En, &points(-7.2)).unwrap(),
            "\u{2212}7 points"
        );
        assert_eq!(
            Messages::format(pattern, Lang::Fr, &points(-1.0)).unwrap(),
            "\u{2212}1 point"
        );
    }

    #[test]
    fn a_missing_value_is_an_error_not_a_blank() {
        assert_eq!(
            Messages::format("{ $share } of { $brand }", Lang::En, &args(&[("brand", "X".into())])),
            Err(MessageError::MissingVariable {
                name: "share".to_owned()
            })
        );
        assert_eq!(
            Messages::format("{ -brand }", Lang::En, &Args::new()),
            Err(MessageError::UnknownReference {
                name: "-brand".to_owned()
            })
        );
    }

    #[test]
    fn a_broken_pattern_says_its_line() {
        let error = Messages::format("fine\n{ $share", Lang::En, &Args::new()).unwrap_err();
        assert!(matches!(error, MessageError::Syntax { line: 2.., .. }), "{error:?}");
    }

    #[test]
    fn hostile_patterns_are_refused_without_a_panic() {
        let deep = "{".repeat(100_000);
        assert!(matches!(
            Messages::format(&deep, Lang::En, &Args::new()),
            Err(MessageError::Syntax { .. })
        ));
        let long = format!("{{ {} ->\n *[other] x\n}}", "9".repeat(400));
        assert!(matches!(
            Messages::format(&long, Lang::En, &Args::new()),
            Err(MessageError::Syntax { .. })
        ));
        let greedy = "{ NUMBER($n, minimumFractionDigits: 400) ->\n *[other] x\n}";
        assert_eq!(Messages::format(greedy, Lang::En, &count(3)).unwrap(), "x");
        for value in [f64::NAN, f64::INFINITY, 1e300, 1e-300] {
            let values = args(&[("n", Arg::Number { value, decimals: 2 })]);
            assert!(Messages::format(ANSWERS, Lang::Fr, &values).is_ok(), "{value}");
        }
        let digits = args(&[(
            "n",
            Arg::Number {
                value: 0.1,
                decimals: 255,
            },
        )]);
        assert!(Messages::format(ANSWERS, Lang::Fr, &digits).is_ok());
    }

    #[test]
    fn the_variables_of_a_pattern() {
        let names = Messages::variables("{ $n ->\n [one] { $a }\n *[other] { NUMBER($b) } { $a }\n }").unwrap();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a", "b", "n"]);
    }

    #[test]
    fn values_are_not_touched_by_typography() {
        let values = args(&[("path", "a:b ?c".into())]);
        assert_eq!(
            Messages::format("Voir : { $path }", Lang::Fr, &values).unwrap(),
            "Voir\u{202f}: a:b ?c"
        );
        assert_eq!(Messages::format("l'{ $path }", Lang::Fr, &values).unwrap(), "l’a:b ?c");
    }
}
