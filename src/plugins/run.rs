//! Runs the script of a plugin and checks what comes back. A failure is a problem, never more.

use std::sync::Arc;
use std::time::Duration;

use rhai::serde::{from_dynamic, to_dynamic};
use rhai::{AST, CallFnOptions, Dynamic, EvalAltResult, Map, Position, Scope};
use serde::de::DeserializeOwned;

use super::failure;
use super::host::ResultView;
use super::input::{CheckInput, RawFinding, RawLevel};
use super::plugin::{Plugin, Script};
use super::sandbox::{self, LIMITS, Limits, Stop};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::{Arg, Lang, Messages, Text};

/// The most findings of one run.
const MAX_FINDINGS: usize = 100;
/// The longest text in a value of a message, in bytes.
const MAX_VALUE: usize = 2_000;

/// What `fn findings(result, context)` of a plugin's script says of a result; nothing without a script.
pub fn run_findings(plugin: &Plugin, input: &CheckInput) -> Result<Vec<RawFinding>, Problem> {
    let Some(script) = &plugin.script else {
        return Ok(Vec::new());
    };
    let input = Arc::new(input.clone());
    let given = input.clone();
    let findings: Vec<RawFinding> = call(script, "findings", FINDINGS, move || {
        Ok(vec![Dynamic::from(ResultView(given.clone())), context(&given)?])
    })?;
    checked(plugin, script, "findings", findings, &input.brand)
}

/// The level that `fn level(facts)` of a plugin's script finds; `None` without a script, or where it returns `()`
/// because there is nothing to judge.
pub fn run_level(plugin: &Plugin, facts: &serde_json::Value) -> Result<Option<RawLevel>, Problem> {
    let Some(script) = &plugin.script else {
        return Ok(None);
    };
    let brand = facts
        .get("brand")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let facts = facts.clone();
    let found: Option<RawLevel> = call(script, "level", LEVEL, move || Ok(vec![to_dynamic(&facts)?]))?;
    let Some(mut level) = found else {
        return Ok(None);
    };
    let known: Vec<u8> = plugin.manifest.levels.iter().map(|level| level.level).collect();
    if !known.contains(&level.level) {
        let reason = format!("{} is no level of the manifest", level.level);
        return Err(failure::wrong_result(script, "level", LEVEL, &reason));
    }
    if level.share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        return Err(failure::wrong_result(
            script,
            "level",
            LEVEL,
            "`share` lies between 0 and 1",
        ));
    }
    level.missing = checked(plugin, script, "level", level.missing, &brand)?;
    level.findings = checked(plugin, script, "level", level.findings, &brand)?;
    Ok(Some(level))
}

const FINDINGS: &str = "`[finding(\"key\", #{…}), …]`";
const LEVEL: &str = "`reached(2, #{ missing: [\"key\", …] })`, `()`";

/// Compiles the script of a plugin if that was not done yet: finds mistakes before anything is run.
pub fn compile(plugin: &Plugin) -> Result<(), Problem> {
    match &plugin.script {
        Some(script) => compiled(script).map(|_| ()),
        None => Ok(()),
    }
}

/// What scripts know of their surroundings.
fn context(input: &CheckInput) -> Result<Dynamic, Box<EvalAltResult>> {
    let parameters = to_dynamic(&input.parameters)?;
    let target = input.parameters.get("target").map_or(Ok(Dynamic::UNIT), to_dynamic)?;
    Ok(Dynamic::from_map(Map::from([
        ("brand".into(), input.brand.clone().into()),
        ("parameters".into(), parameters),
        ("target".into(), target),
        (
            "touchpoint".into(),
            input.touchpoint.clone().map_or(Dynamic::UNIT, Dynamic::from),
        ),
    ])))
}

fn compiled(script: &Script) -> Result<Arc<AST>, Problem> {
    script
        .compiled
        .get_or_init(|| {
            let source = script.source.clone();
            sandbox::run(LIMITS, move |engine| Ok(engine.compile(&source)?))
                .map(Arc::new)
                .map_err(|stop| failure::problem(script, "", &stop, Position::NONE))
        })
        .clone()
}

/// Calls `function` and reads what it returns as a `T`, inside the sandbox: a value that cannot be read may be built
/// as cunningly as the script that made it.
fn call<T: DeserializeOwned + Send + 'static>(
    script: &Script,
    function: &'static str,
    expected: &str,
    arguments: impl Fn() -> Result<Vec<Dynamic>, Box<EvalAltResult>> + Clone + Send + 'static,
) -> Result<T, Problem> {
    let program = compiled(script)?;
    let parameters = program
        .iter_functions()
        .find(|defined| defined.name == function)
        .map(|defined| defined.params.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let Some(parameters) = parameters else {
        return Err(no_function(script, function, expected));
    };
    let arity = parameters.len();
    let given = arguments.clone();
    let result = sandbox::run(LIMITS, move |engine| {
        let arguments = given()?;
        if arity != arguments.len() {
            return Ok(Err(format!(
                "it takes {arity} parameters in place of {}",
                arguments.len()
            )));
        }
        // What stands outside functions is not run: there is nothing it could see.
        let options = CallFnOptions::new().eval_ast(false);
        let returned =
            engine.call_fn_with_options::<Dynamic>(options, &mut Scope::new(), &program, function, arguments)?;
        Ok(from_dynamic::<T>(&returned).map_err(|error| failure::without_position(&error)))
    });
    match result {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(reason)) => Err(failure::wrong_result(script, function, expected, &reason)),
        Err(Stop::Script(error)) if failure::position(&error).is_none() => {
            let position = locate(script, function, parameters, arguments);
            Err(failure::problem(script, function, &Stop::Script(error), position))
        }
        Err(stop) => Err(failure::problem(script, function, &stop, Position::NONE)),
    }
}

/// Where a run met its limit. The language forgets the position when such an error leaves a function, so what is
/// inside the function is run once more, as if it stood outside of any: the same source with the head of the function
/// blanked out, and its parameters as variables. Scripts always do the same, so it ends at the same place.
fn locate(
    script: &Script,
    function: &str,
    parameters: Vec<String>,
    arguments: impl Fn() -> Result<Vec<Dynamic>, Box<EvalAltResult>> + Send + 'static,
) -> Position {
    let Some(source) = without_head(&script.source, function) else {
        return Position::NONE;
    };
    let limits = Limits {
        time: Duration::from_secs(1),
        ..LIMITS
    };
    let functions = compiled(script).ok().map(|program| program.clone_functions_only());
    let outcome = sandbox::run(limits, move |engine| {
        let mut scope = Scope::new();
        for (name, value) in parameters.into_iter().zip(arguments()?) {
            scope.push_dynamic(name, value);
        }
        let mut program = engine.compile_with_scope(&scope, &source)?;
        if let Some(functions) = functions {
            program.combine(functions);
        }
        engine.eval_ast_with_scope::<Dynamic>(&mut scope, &program).map(drop)
    });
    match outcome {
        Err(Stop::Script(error)) => failure::position(&error),
        _ => Position::NONE,
    }
}

/// The source with `fn name(…)` in front of the body of `function` turned into blanks, every place kept.
fn without_head(source: &str, function: &str) -> Option<String> {
    let (start, _) = source.match_indices("fn ").find(|(at, _)| {
        source[at + 3..]
            .trim_start()
            .strip_prefix(function)
            .is_some_and(|rest| rest.trim_start().starts_with('('))
            && source[..*at]
                .lines()
                .next_back()
                .is_none_or(|line| line.trim().is_empty() || source[..*at].ends_with('\n'))
    })?;
    let body = start + source[start..].find('{')?;
    let blank: String = source[start..body]
        .chars()
        .map(|char| if char == '\n' { '\n' } else { ' ' })
        .collect();
    Some(format!("{}{blank}{}", &source[..start], &source[body..]))
}

fn no_function(script: &Script, function: &str, expected: &str) -> Problem {
    failure::located(
        script,
        function,
        Position::NONE,
        "plugin/no-function",
        Text::prose(
            format!("the script defines no function `{function}`"),
            format!("le script ne définit pas de fonction `{function}`"),
        ),
    )
    .help(match function {
        "findings" => Text::prose(
            format!("write `fn findings(result, context) {{ … }}`, which returns {expected}"),
            format!("écrivez `fn findings(result, context) {{ … }}`, qui renvoie {expected}"),
        ),
        _ => Text::prose(
            format!("write `fn {function}(facts) {{ … }}`, which returns {expected}"),
            format!("écrivez `fn {function}(facts) {{ … }}`, qui renvoie {expected}"),
        ),
    })
}

/// The findings with `$brand` among their values, after each was held against its message.
fn checked(
    plugin: &Plugin,
    script: &Script,
    function: &str,
    mut findings: Vec<RawFinding>,
    brand: &str,
) -> Result<Vec<RawFinding>, Problem> {
    if findings.len() > MAX_FINDINGS {
        let reason = format!("{} findings, more than {MAX_FINDINGS}", findings.len());
        return Err(failure::wrong_result(script, function, FINDINGS, &reason));
    }
    for finding in &mut findings {
        let long = |value: &Arg| matches!(value, Arg::Text(words) if words.len() > MAX_VALUE);
        if let Some((name, _)) = finding.values.iter().find(|(_, value)| long(value)) {
            let reason = format!("the value `{name}` is longer than {MAX_VALUE} bytes");
            return Err(failure::wrong_result(script, function, FINDINGS, &reason));
        }
        if let Some((name, _)) = finding.values.iter().find(|(_, value)| !is_finite(value)) {
            let reason = format!("the value `{name}` is no number that can be written");
            return Err(failure::wrong_result(script, function, FINDINGS, &reason));
        }
        if !brand.is_empty() {
            finding.values.entry("brand".to_owned()).or_insert_with(|| brand.into());
        }
        if plugin.manifest.messages.contains_key(&finding.message) {
            wording(plugin, finding)?;
        } else {
            return Err(unknown_message(plugin, script, function, &finding.message));
        }
    }
    Ok(findings)
}

/// Neither infinite nor the result of 0/0: neither JSON nor a page could hold those.
fn is_finite(value: &Arg) -> bool {
    match value {
        Arg::Number { value, .. } | Arg::Points { value, .. } => value.is_finite(),
        Arg::Percent { share, .. } => share.is_finite(),
        Arg::Between { low, high, .. } => low.is_finite() && high.is_finite(),
        Arg::Text(_) | Arg::Words(_) | Arg::Count(_) | Arg::Date(_) => true,
    }
}

fn unknown_message(plugin: &Plugin, script: &Script, function: &str, key: &str) -> Problem {
    let known: Vec<&str> = plugin.manifest.messages.keys().map(String::as_str).collect();
    let mut problem = failure::located(
        script,
        function,
        Position::NONE,
        "plugin/unknown-message",
        Text::prose(
            format!("`{}` has no message `{key}`", plugin.id()),
            format!("`{}` n'a pas de message `{key}`", plugin.id()),
        ),
    )
    .help(suggestion(key, known));
    // The key stands in the script, most likely between quotes.
    let quoted = format!("\"{key}\"");
    let found = script.source.lines().enumerate().find_map(|(index, line)| {
        let at = line.find(&quoted)?;
        Some((index as u32 + 1, line[..at].chars().count() as u32 + 1))
    });
    if let Some((line, column)) = found {
        problem = problem
            .at(Place {
                path: script.path.clone(),
                line,
                column,
                length: quoted.chars().count() as u32,
            })
            .line(script.line(line));
    }
    problem
}

/// A finding in words, in every language the message has.
pub fn wording(plugin: &Plugin, finding: &RawFinding) -> Result<Text, Problem> {
    let pattern = plugin
        .manifest
        .messages
        .get(&finding.message)
        .cloned()
        .unwrap_or_default();
    let mut text = Text::default();
    for lang in Lang::ALL {
        match Messages::format(pattern.get(lang), lang, &finding.values) {
            Ok(words) => text.set(lang, words),
            Err(error) => {
                return Err(Problem::error(
                    "plugin/message-value",
                    Text::prose(
                        format!(
                            "the message `{}` ({lang}) cannot be written: `{error}`",
                            finding.message
                        ),
                        format!(
                            "le message `{}` ({lang}) ne peut pas être rédigé : `{error}`",
                            finding.message
                        ),
                    ),
                )
                .at(Place::file(plugin.manifest_path()))
                .help(Text::prose(
                    "give the finding every value that its message uses, in both languages",
                    "donnez au constat chaque valeur que son message utilise, dans les deux langues",
                ))
                .contained());
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::files::Memory;
    use crate::plugins::{CellInput, Registry};

    fn ran(script: &str) -> Result<Vec<RawFinding>, Problem> {
        let manifest = "protocol: 1\nid: mine\nversion: 1.0.0\nkind: kpi\ntitle: Mine\nunit: score\n\
                        direction: higher-is-better\nreads: {a: {question: {role: rating}}}\n\
                        estimate: {mean: {of: a}}\nmessages:\n  fine: \"{ $n } of { $brand }\"\n";
        let files = Memory::new()
            .with("plugins/mine/plugin.yaml", manifest)
            .with("plugins/mine/check.rhai", script);
        let mut problems = Problems::new();
        let registry = Registry::load(Some(&files), &mut problems);
        let plugin = registry
            .get("mine")
            .ok_or_else(|| problems.iter().next().unwrap().clone())?;
        let input = CheckInput {
            brand: "Maison Ovale".to_owned(),
            parameters: std::collections::BTreeMap::new(),
            unit: crate::manifest::Unit::Score,
            scale: [1, 5],
            direction: crate::manifest::Direction::HigherIsBetter,
            weighted: false,
            touchpoint: None,
            total: CellInput::default(),
            cells: Vec::new(),
            beside: std::collections::BTreeMap::new(),
            changes: Vec::new(),
        };
        run_findings(plugin, &input)
    }

    #[test]
    fn a_panic_in_a_host_function_names_plugin_function_and_line() {
        let problem = ran("// first\nfn findings(result, context) {\n    break_down();\n    []\n}\n").unwrap_err();
        assert_eq!(problem.code, "plugin/crash");
        assert_eq!(
            problem.place.as_ref().unwrap().to_string(),
            "plugins/mine/check.rhai:2:1"
        );
        assert!(problem.what.get(Lang::En).contains("broken on purpose"), "{problem:?}");
        assert!(problem.contained);
    }

    #[test]
    fn values_are_written_in_both_languages_and_the_brand_is_there() {
        let found = ran("fn findings(r, c) { [finding(\"fine\", #{ n: 4200 })] }").unwrap();
        assert_eq!(found[0].values["n"], Arg::Count(4200));
        assert_eq!(found[0].values["brand"], Arg::Text("Maison Ovale".to_owned()));
    }

    #[test]
    fn a_value_that_the_message_uses_and_the_finding_lacks_is_told() {
        let problem = ran("fn findings(r, c) { [finding(\"fine\")] }").unwrap_err();
        assert_eq!(problem.code, "plugin/message-value");
        assert!(problem.what.get(Lang::En).contains("$n"), "{problem:?}");
    }

    #[test]
    fn the_head_of_a_function_is_blanked_without_moving_anything() {
        let source = "fn a() { 1 }\nfn findings(result,\n  context) {\n  2\n}\n";
        let blanked = without_head(source, "findings").unwrap();
        assert_eq!(blanked.lines().count(), source.lines().count());
        assert_eq!(blanked.lines().nth(2), Some("           {"));
        assert!(blanked.starts_with("fn a() { 1 }\n     "));
    }
}
