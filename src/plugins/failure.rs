//! What stopped a script, told as a problem with its file, line and column.
//!
//! The script language positions most errors itself. Where a limit was met it knows none: then the call that was
//! running is named, else the function the host asked for.

use rhai::{EvalAltResult, LexError, ParseErrorType, Position};

use super::host;
use super::plugin::Script;
use super::sandbox::{Stop, token};
use crate::diagnostics::{Place, Problem, closest, suggestion};
use crate::language::Text;

/// What the language's own functions on lists, maps and strings are called, for “did you mean”.
const STANDARD: [&str; 42] = [
    "all",
    "append",
    "chop",
    "clear",
    "contains",
    "dedup",
    "drain",
    "ends_with",
    "extract",
    "fill_with",
    "filter",
    "find",
    "find_map",
    "for_each",
    "get",
    "index_of",
    "insert",
    "is_empty",
    "keys",
    "len",
    "map",
    "max",
    "min",
    "mixin",
    "order_by",
    "pad",
    "pop",
    "push",
    "reduce",
    "remove",
    "retain",
    "reverse",
    "shift",
    "some",
    "sort",
    "splice",
    "split",
    "starts_with",
    "to_lower",
    "to_upper",
    "trim",
    "values",
];

/// The problem of `script`, whose `function` did not end well.
///
/// `found` is where it ended, if the error itself does not know.
pub(super) fn problem(script: &Script, function: &str, stop: &Stop, found: Position) -> Problem {
    match stop {
        Stop::Script(error) => scripted(script, function, error, found),
        Stop::Crash(panic) => located(
            script,
            function,
            Position::NONE,
            "plugin/crash",
            Text::prose(
                format!("a function that `{function}` called broke: `{panic}`"),
                format!("une fonction appelée par `{function}` s'est interrompue : `{panic}`"),
            ),
        )
        .why(Text::prose(
            "this is a mistake of parcours, not of the plugin; the rest of the audit is not touched by it",
            "c'est une erreur de parcours, pas de l'extension ; le reste de l'audit n'en est pas affecté",
        ))
        .help(Text::prose(
            "please report it together with this script",
            "merci de la signaler en joignant ce script",
        )),
        Stop::Memory => limit(script, function, Position::NONE, token::MEMORY),
        Stop::Time => limit(script, function, Position::NONE, token::TIME),
        Stop::NoThread(error) => located(
            script,
            function,
            Position::NONE,
            "plugin/no-thread",
            Text::prose(
                format!("the system gave no thread to run the script: `{error}`"),
                format!("le système n'a pas fourni de fil d'exécution pour le script : `{error}`"),
            ),
        )
        .why(Text::prose(
            "a script runs apart from the rest, so that it can be stopped",
            "un script tourne à part du reste, pour qu'on puisse l'arrêter",
        ))
        .help(Text::prose(
            "the machine is short of memory or of processes: close something and run again",
            "la machine manque de mémoire ou de processus : fermez quelque chose et relancez",
        )),
    }
}

/// The problem of a result that is not what the function has to return.
pub(super) fn wrong_result(script: &Script, function: &str, expected: &str, reason: &str) -> Problem {
    located(
        script,
        function,
        Position::NONE,
        "plugin/result",
        Text::prose(
            format!("what `{function}` returns cannot be used: `{reason}`"),
            format!("ce que renvoie `{function}` est inutilisable : `{reason}`"),
        ),
    )
    .help(Text::prose(
        format!("it has to return {expected}"),
        format!("la fonction doit renvoyer {expected}"),
    ))
}

/// A problem at a position of the script, or at the line of the function where there is none.
pub(super) fn located(script: &Script, function: &str, position: Position, code: &'static str, what: Text) -> Problem {
    let (line, column) = match (position.line(), position.position()) {
        (Some(line), column) => (line as u32, column.unwrap_or(0) as u32),
        _ => definition(script, function).unwrap_or((1, 1)),
    };
    Problem::error(code, what)
        .at(Place {
            path: script.path.clone(),
            line,
            column,
            length: u32::from(column > 0),
        })
        .line(script.line(line))
        .contained()
}

/// Line and column of a function's definition.
fn definition(script: &Script, function: &str) -> Option<(u32, u32)> {
    script.source.lines().enumerate().find_map(|(index, line)| {
        let rest = line.trim_start().strip_prefix("fn ")?.trim_start();
        let name = rest.strip_prefix(function)?.trim_start();
        let column = line.chars().count() - line.trim_start().chars().count() + 1;
        name.starts_with('(').then_some((index as u32 + 1, column as u32))
    })
}

fn scripted(script: &Script, asked: &str, error: &EvalAltResult, found: Position) -> Problem {
    let (inner, position, function) = innermost(error, asked);
    let position = if position.is_none() { found } else { position };
    let here = |code: &'static str, what: Text| located(script, &function, position, code, what);
    match inner {
        EvalAltResult::ErrorTerminated(token, _) => {
            let token = token.clone().into_string().unwrap_or_default();
            limit(script, &function, position, &token)
        }
        EvalAltResult::ErrorTooManyOperations(_) => limit(script, &function, position, token::STEPS),
        EvalAltResult::ErrorStackOverflow(_) => here(
            "plugin/depth",
            Text::prose(
                format!("`{function}` calls itself too deeply"),
                format!("`{function}` s'appelle elle-même trop profondément"),
            ),
        )
        .help(Text::prose(
            "a script may call 32 levels deep; write a loop in place of the recursion",
            "un script peut appeler sur 32 niveaux ; remplacez la récursion par une boucle",
        )),
        EvalAltResult::ErrorDataTooLarge(..) | EvalAltResult::ErrorTooManyVariables(_) => here(
            "plugin/size",
            Text::prose(
                format!("a value in `{function}` grows too large"),
                format!("une valeur dans `{function}` devient trop grande"),
            ),
        )
        .help(Text::prose(
            "a string may hold 64 KiB, a list or a map 20,000 elements in all",
            "une chaîne peut contenir 64 Kio, une liste ou un tableau associatif 20 000 éléments au total",
        )),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => unknown_function(script, here, signature),
        EvalAltResult::ErrorVariableNotFound(name, _) => here(
            "plugin/unknown-name",
            Text::prose(
                format!("there is no variable `{name}`"),
                format!("il n'y a pas de variable `{name}`"),
            ),
        )
        .help(Text::prose(
            "a function sees its parameters and what it defines itself, nothing else",
            "une fonction voit ses paramètres et ce qu'elle définit elle-même, rien d'autre",
        )),
        EvalAltResult::ErrorPropertyNotFound(name, _) => unknown_property(here, name),
        EvalAltResult::ErrorDotExpr(message, _) => match quoted(message) {
            Some(name) => unknown_property(here, name),
            None => here("plugin/script", Text::same(message.as_str())),
        },
        EvalAltResult::ErrorParsing(kind, _) => syntax(here, kind),
        other => {
            let plain = match other {
                EvalAltResult::ErrorRuntime(message, _) => message.to_string(),
                other => without_position(other),
            };
            here(
                "plugin/script",
                Text::prose(
                    format!("`{function}` stopped: `{plain}`"),
                    format!("`{function}` s'est arrêtée : `{plain}`"),
                ),
            )
            .help(Text::prose(
                "the line shown is where it stopped; ask for what may be missing before you use it",
                "la ligne indiquée est celle de l'arrêt ; vérifiez ce qui peut manquer avant de l'utiliser",
            ))
        }
    }
}

/// What an error says, without its own way of saying where.
pub(super) fn without_position(error: &EvalAltResult) -> String {
    let mut words = error.to_string();
    if let Some(at) = words.rfind(" (line ") {
        words.truncate(at);
    }
    words
}

/// The best position that an error knows: the innermost one.
pub(super) fn position(error: &EvalAltResult) -> Position {
    innermost(error, "").1
}

/// The error inside all calls, the best position known of it, and the function it happened in.
fn innermost<'e>(error: &'e EvalAltResult, asked: &str) -> (&'e EvalAltResult, Position, String) {
    let mut function = asked.to_owned();
    let mut position = Position::NONE;
    let mut inner = error;
    loop {
        if !inner.position().is_none() {
            position = inner.position();
        }
        match inner {
            EvalAltResult::ErrorInFunctionCall(name, _, inside, _) => {
                // A closure has a number for a name, which tells nobody anything.
                if !name.starts_with("anon$") {
                    function.clone_from(name);
                }
                inner = inside;
            }
            _ => return (inner, position, function),
        }
    }
}

fn limit(script: &Script, function: &str, position: Position, token: &str) -> Problem {
    let (code, en, fr, help) = match token {
        token::MEMORY => (
            "plugin/memory",
            format!("`{function}` holds too much memory and was stopped"),
            format!("`{function}` occupe trop de mémoire et a été arrêtée"),
            Text::prose(
                "a script may hold 32 MiB; keep counts and shares, not copies",
                "un script peut occuper 32 Mio ; gardez des effectifs et des parts, pas des copies",
            ),
        ),
        token::TIME => (
            "plugin/time",
            format!("`{function}` takes too long and was stopped"),
            format!("`{function}` dure trop longtemps et a été arrêtée"),
            Text::prose("a script may take 3 seconds", "un script peut durer 3 secondes"),
        ),
        _ => (
            "plugin/steps",
            format!("`{function}` does too much work and was stopped; perhaps a loop never ends"),
            format!("`{function}` fait trop d'opérations et a été arrêtée ; une boucle ne se termine peut-être pas"),
            Text::prose(
                "a script may take 2,000,000 steps, those of its closures included",
                "un script peut faire 2 000 000 d'opérations, celles de ses fermetures comprises",
            ),
        ),
    };
    located(script, function, position, code, Text::prose(&en, &fr))
        .why(Text::prose(
            "a check that does not end would keep everybody from the report",
            "une évaluation qui ne se termine pas priverait tout le monde du rapport",
        ))
        .help(help)
}

fn unknown_function(script: &Script, here: impl Fn(&'static str, Text) -> Problem, signature: &str) -> Problem {
    let name = signature.split([' ', '(']).next().unwrap_or(signature);
    let own: Vec<&str> = script
        .source
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("fn ")?.split('(').next())
        .map(str::trim)
        .collect();
    let known = host::FUNCTIONS.iter().chain(&STANDARD).chain(&own).copied();
    let problem = here(
        "plugin/unknown-function",
        Text::prose(
            format!("there is no function `{signature}`"),
            format!("il n'y a pas de fonction `{signature}`"),
        ),
    );
    if known.clone().any(|candidate| candidate == name) {
        return problem.help(Text::prose(
            format!("`{name}` exists, but not for values of these types"),
            format!("`{name}` existe, mais pas pour des valeurs de ces types"),
        ));
    }
    problem.help(match closest(name, known) {
        Some(near) => Text::prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        ),
        None => suggestion(name, host::FUNCTIONS),
    })
}

fn unknown_property(here: impl Fn(&'static str, Text) -> Problem, name: &str) -> Problem {
    let problem = here(
        "plugin/unknown-name",
        Text::prose(
            format!("there is nothing called `{name}` here"),
            format!("rien ne s'appelle `{name}` ici"),
        ),
    );
    match closest(name, host::PROPERTIES) {
        Some(near) if near != name => problem.help(Text::prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        )),
        _ => problem.help(Text::prose(
            "a script sees what its manifest declares to read; `plugins/README.md` lists what each object holds",
            "un script voit ce que son manifeste déclare lire ; `plugins/README.md` décrit chaque objet",
        )),
    }
}

fn quoted(message: &str) -> Option<&str> {
    let after = message.split_once('\'')?.1;
    Some(after.split_once('\'')?.0)
}

fn syntax(here: impl Fn(&'static str, Text) -> Problem, kind: &ParseErrorType) -> Problem {
    match kind {
        ParseErrorType::ExprTooDeep => here(
            "plugin/depth",
            Text::prose("the script is nested too deeply", "le script est imbriqué trop profondément"),
        )
        .help(Text::prose(
            "expressions and blocks may be nested 64 deep; give the inner part a function of its own",
            "expressions et blocs peuvent être imbriqués sur 64 niveaux ; donnez sa propre fonction à la partie intérieure",
        )),
        ParseErrorType::BadInput(LexError::MalformedNumber(number)) => here(
            "plugin/syntax",
            Text::prose(
                format!("`{number}` is no number a script can hold"),
                format!("`{number}` n'est pas un nombre qu'un script peut contenir"),
            ),
        )
        .help(Text::prose(
            "whole numbers go up to 9,223,372,036,854,775,807",
            "les nombres entiers vont jusqu'à 9 223 372 036 854 775 807",
        )),
        kind => here(
            "plugin/syntax",
            Text::prose(
                format!("this is not Rhai: `{kind}`"),
                format!("ceci n'est pas du Rhai : `{kind}`"),
            ),
        )
        .help(Text::prose(
            "the script is written in Rhai; https://rhai.rs/book explains the language",
            "le script est écrit en Rhai ; https://rhai.rs/book présente le langage",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    /// What a machine does that no plugin can bring about by itself.
    #[test]
    fn what_the_machine_refuses_is_told_where_the_function_begins() {
        let script = Script::new(
            "plugins/mine/check.rhai".to_owned(),
            "// Mine.\n  fn findings(a, b) { [] }\n".to_owned(),
        );
        let none = std::io::Error::other("no thread left");
        for (stop, code, says) in [
            (
                Stop::NoThread(none),
                "plugin/no-thread",
                ["gave no thread to run the script: `no thread left`", "`no thread left`"],
            ),
            (
                Stop::Time,
                "plugin/time",
                ["`findings` takes too long", "`findings` dure trop longtemps"],
            ),
        ] {
            let problem = problem(&script, "findings", &stop, Position::NONE);
            assert_eq!(problem.code, code);
            assert_eq!(
                problem.place.as_ref().unwrap().to_string(),
                "plugins/mine/check.rhai:2:3"
            );
            assert!(!problem.stops());
            for (lang, said) in [Lang::En, Lang::Fr].into_iter().zip(says) {
                assert!(problem.what.get(lang).contains(said), "{problem:#?}");
                assert!(
                    !problem.why.get(lang).is_empty() && !problem.help.get(lang).is_empty(),
                    "{problem:#?}"
                );
            }
        }
    }
}
