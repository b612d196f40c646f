//! What may be typed.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::language::Lang;
use crate::project::FILE_KINDS;

/// Colours on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A language, as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Fr => Lang::Fr,
            Language::En => Lang::En,
        }
    }
}

/// Turns a folder of text files about a customer experience into a static audit site.
#[derive(Debug, Parser)]
#[command(
    name = "parcours",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Examples:
  parcours new my-audit             start a project that builds as it is
  parcours build sample-project     write the site into sample-project/site
  parcours watch my-audit --open    build, show, and rebuild on every save
  parcours check my-audit           judge without publishing, for CI

Exit codes: 0 done; 1 the audit was made and the gate failed; 2 the project, the data or the command line is wrong."
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options every command takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// Colours of messages
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(super) color: Colour,
    /// Language of messages [default: that of the system, else English]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(super) messages: Option<Language>,
    /// Only say what went wrong
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a project that builds without an edit
    New(New),
    /// Build the site of a project
    Build(Build),
    /// Build, serve on this machine, rebuild and reload on every change
    #[cfg(feature = "serve")]
    Watch(Watch),
    /// Serve a built site on this machine
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Judge a project without publishing it, and say whether it passes the gate
    Check(Check),
    /// Compare two audits: what got better or worse beyond chance, which findings are new or gone
    Diff(Diff),
    /// Write the plan of action as a table for its owners, or read it back
    Actions(Actions),
    /// Print the SQL query that counts the cells of a survey where its data lies
    Sql(Sql),
    /// Write protected summaries of surveys and tables, from which a project builds without its data
    Summarise(Summarise),
    /// Write the questionnaire of the maturity assessment, to print or to fill in
    Questionnaire(Questionnaire),
    /// Explain a check, or a problem by its code
    Explain(Explain),
    /// Look at survey exports and print or write the mapping they probably need
    Import(Import),
    /// Read the inputs of an audit again, and say which are no longer what it was made from
    Verify(Verify),
    /// Print the JSON Schema of the project files, for editors
    Schema(Schema),
    /// Write, list and test plugins
    Plugin(Plugin),
    /// Print what a shell needs to complete commands and options
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// `completions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours completions bash > ~/.local/share/bash-completion/completions/parcours
  parcours completions fish > ~/.config/fish/completions/parcours.fish
  parcours completions zsh > ~/.zfunc/_parcours")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// `new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// Folder to make
    pub(super) dir: PathBuf,
    /// Stages and examples to begin with
    #[arg(long, value_enum, default_value = "five-moments", value_name = "NAME")]
    pub(super) template: Template,
    /// Language of the comments
    #[arg(long, value_enum, default_value = "en", value_name = "LANG")]
    pub(super) lang: Language,
}

/// What `new` can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Template {
    /// Before purchase, consideration, conversion, evaluation, loyalty
    FiveMoments,
    /// Discovery, consideration, decision, loyalty
    Funnel,
    /// From need to repurchase
    Retail,
    /// From discovery to leaving
    Bank,
    /// One file with a fifteen-step checklist and the theory, for students
    Course,
}

/// Options of commands that read a project.
#[derive(Debug, Args)]
pub(super) struct ProjectOptions {
    /// Folder of the project
    #[arg(default_value = ".")]
    pub(super) project: PathBuf,
    /// Allow paths of the project to lead into this folder too
    #[arg(long, value_name = "DIR")]
    pub(super) allow_root: Vec<PathBuf>,
    /// Only these languages of the project
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LANG")]
    pub(super) lang: Vec<Language>,
    /// Commit of the project, written to audit.json
    #[arg(long, value_name = "ID")]
    pub(super) commit: Option<String>,
}

/// `build`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours build                            the project in this folder, into site/
  parcours build client --out /srv/client   into another folder
  parcours build --lang fr                  only the French pages")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) project: ProjectOptions,
    /// Folder of the site [default: site, in the project]
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Another theme than the project's
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
}

/// `watch`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) project: ProjectOptions,
    /// Another theme than the project's
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Port on this machine; 0 takes any free one
    #[arg(long, short, default_value_t = 4174)]
    pub(super) port: u16,
    /// Open the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes every second instead of being told, for network drives
    #[arg(long)]
    pub(super) poll: bool,
}

/// `serve`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Folder of the site
    pub(super) site: PathBuf,
    /// Port on this machine; 0 takes any free one
    #[arg(long, short, default_value_t = 4174)]
    pub(super) port: u16,
    /// Open the browser
    #[arg(long)]
    pub(super) open: bool,
}

/// How `check` speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// `audit.json`, with problems; one JSON value on standard output.
    Json,
    /// XML as test runners write it: each check a test, and reading the input another.
    Junit,
    /// SARIF 2.1.0: problems and defects of pages at their places.
    Sarif,
    /// Commands of GitHub Actions, shown beside the lines of a change.
    Github,
    /// A comment for a merge request, in Markdown.
    Markdown,
}

/// An outcome that fails the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// A check failed.
    Failed,
    /// A check cannot be decided.
    CannotTell,
    /// A check was not assessed.
    Untested,
    /// There is a warning about the input.
    Warning,
    /// Nothing: only wrong input and broken plugins count.
    Nothing,
}

/// `check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours check                                 the project in this folder
  parcours check client --format json | jq .audit.checks
  parcours check --format github                 notes beside the lines of a change
  parcours check --format markdown --links https://host/project/blob/main
                                                 a comment for a merge request
  parcours check --fail-on failed,warning        warnings fail the gate too")]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) project: ProjectOptions,
    /// How results are written
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: Format,
    /// What fails the gate
    #[arg(long, value_enum, value_delimiter = ',', default_value = "failed")]
    pub(super) fail_on: Vec<FailOn>,
    /// The day due dates are compared with [default: the project's]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<String>,
    /// Where the files lie on the code host, for the links of `--format markdown`
    #[arg(long, value_name = "ADDRESS")]
    pub(super) links: Option<String>,
}

/// How `diff` speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people.
    Human,
    /// One JSON value.
    Json,
    /// For a comment on a change.
    Markdown,
}

/// `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours diff last-year this-year            two projects
  parcours diff published/audit.json .         what a change of the project does
  parcours diff a.json b.json --format markdown

Exit codes: 0 nothing got worse; 1 a figure got worse beyond chance, an outcome became a failure, or there is a new
finding; 2 one of the two cannot be read.")]
pub(super) struct Diff {
    /// The earlier one: folder of a project or of a site, or an audit.json
    pub(super) before: PathBuf,
    /// The later one
    pub(super) after: PathBuf,
    /// How changes are written
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: DiffFormat,
}

/// The engines that `sql` writes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Engine {
    /// `DuckDB`
    Duckdb,
    /// Apache Spark.
    Spark,
}

/// `sql`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours sql client --dialect duckdb --survey satisfaction --table \"read_csv('answers.csv', all_varchar = true)\"
  parcours sql client --dialect spark --survey satisfaction --table warehouse.answers

Save the result as CSV with its header and name it in the survey: `source: cells/satisfaction.csv`.")]
pub(super) struct Sql {
    #[command(flatten)]
    pub(super) project: ProjectOptions,
    /// The engine that will run the query
    #[arg(long, value_enum)]
    pub(super) dialect: Engine,
    /// Only this survey
    #[arg(long, value_name = "ID")]
    pub(super) survey: Option<String>,
    /// What stands after FROM [default: the id of the survey]
    #[arg(long, value_name = "TABLE")]
    pub(super) table: Option<String>,
}

/// `summarise`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours summarise client    write client/summaries/*.json; with them, data/ may stay out of git")]
pub(super) struct Summarise {
    #[command(flatten)]
    pub(super) project: ProjectOptions,
}

/// How `questionnaire` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum QuestionnaireFormat {
    /// A page to print.
    Html,
    /// A workbook to fill in, which `maturity: workbooks:` reads back.
    Xlsx,
}

/// `questionnaire`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours questionnaire client --lang fr                 a page to print, all statements
  parcours questionnaire client --format xlsx --short     two statements a dimension, to fill in
  parcours questionnaire client --format xlsx --rater shops --out shops.xlsx

Name the workbooks that come back in the project: `maturity: {workbooks: [maturity/*.xlsx]}`.")]
pub(super) struct Questionnaire {
    #[command(flatten)]
    pub(super) project: ProjectOptions,
    /// How it is written
    #[arg(long, value_enum, default_value = "html")]
    pub(super) format: QuestionnaireFormat,
    /// Only two statements a dimension
    #[arg(long, conflicts_with = "outside")]
    pub(super) short: bool,
    /// Only what a customer can observe
    #[arg(long)]
    pub(super) outside: bool,
    /// Role of the rater, whose earlier answers are filled in (xlsx)
    #[arg(long, value_name = "ROLE")]
    pub(super) rater: Option<String>,
    /// File to write [default: questionnaire-FORM-LANG.html or .xlsx, in this folder]
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// `explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours explain nps                       formula, interpretation, common mistakes
  parcours explain project/unknown-persona   why a problem is one
  parcours explain --list                    every check and every problem")]
pub(super) struct Explain {
    /// Id of a check, or code of a problem
    #[arg(required_unless_present = "list")]
    pub(super) id: Option<String>,
    /// List every check and every code
    #[arg(long)]
    pub(super) list: bool,
    /// Project whose own plugins are known too
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) project: PathBuf,
}

/// `actions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours actions export plan.xlsx          a workbook for the owners of actions
  parcours actions import plan.xlsx          what they filled in, by id, into the project's actions.csv")]
pub(super) struct Actions {
    #[command(subcommand)]
    pub(super) command: ActionsCommand,
}

/// The commands of `actions`.
#[derive(Debug, Subcommand)]
pub(super) enum ActionsCommand {
    /// Write every action into a table
    Export {
        /// The table, .csv or .xlsx
        #[arg(value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        project: ProjectOptions,
    },
    /// Check a table that was filled in, and put it into the project
    Import {
        /// The table, CSV, XLSX or ODS
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        project: ProjectOptions,
    },
}

/// `import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours import data/export.xlsx            a mapping to paste into parcours.yaml, every line of it a guess
  parcours import data/export.xlsx --write    the same as a file of its own, surveys/export.yaml")]
pub(super) struct Import {
    /// Exports to look at
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Write each mapping into surveys/ of the project; nothing that is there is overwritten
    #[arg(long)]
    pub(super) write: bool,
    /// Take every column that can be told, not only the first few of each kind
    #[arg(long)]
    pub(super) all: bool,
    /// Folder of the project that is written into
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) project: PathBuf,
}

/// `verify`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parcours verify client/site client    exit code 1 if an input is no longer what the site was made from")]
pub(super) struct Verify {
    /// Site, or audit.json
    pub(super) audit: PathBuf,
    #[command(flatten)]
    pub(super) project: ProjectOptions,
}

/// `schema`.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// `project` for parcours.yaml, the kind of file it names (`personas`, `surveys`, …), `plugin` or `audit`
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.into_iter().chain(FILE_KINDS)), default_value = "project")]
    pub(super) of: String,
}

/// What has a schema besides the files that parcours.yaml names.
const SCHEMAS: [&str; 3] = ["project", "plugin", "audit"];

/// `plugin`.
#[derive(Debug, Args)]
pub(super) struct Plugin {
    #[command(subcommand)]
    pub(super) command: PluginCommand,
}

/// The kinds of plugin, as arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PluginKind {
    /// An estimate from answers.
    Kpi,
    /// A level.
    Maturity,
    /// A rule on the website.
    Website,
}

/// The commands of `plugin`.
#[derive(Debug, Subcommand)]
pub(super) enum PluginCommand {
    /// Write a plugin that works, with a failing test to fill in
    New {
        /// Id, in kebab case: the field's own name for the check
        id: String,
        /// What kind of check it is
        #[arg(long, value_enum, default_value = "kpi")]
        kind: PluginKind,
        /// Project that gets it
        #[arg(long, default_value = ".", value_name = "DIR")]
        project: PathBuf,
    },
    /// List the built-in plugins and those of a project
    List {
        /// Folder of the project
        #[arg(default_value = ".")]
        project: PathBuf,
    },
    /// Run the plugins' own tests
    Test {
        /// Only these plugins
        ids: Vec<String>,
        /// Folder of the project
        #[arg(long, default_value = ".", value_name = "DIR")]
        project: PathBuf,
    },
}
