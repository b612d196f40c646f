//! A style sheet as rules in order, each with its conditions, and what else a criterion asks of a sheet.
//!
//! CSS Syntax 3, Conditional Rules 5, Cascade 5 (layers), Nesting 1. Never fails: what is no rule is left out, as in
//! browsers. Everything that a hostile sheet could multiply has a limit; a sheet that meets one is `truncated`.

use std::sync::Arc;

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};
use selectors::SelectorList;
use selectors::parser::{ParseRelative, Selector};

use super::buckets::Buckets;
use super::matching::{Atom, Css, SelectorParser};
use super::media::{self, Test};
use super::property::{self, Property, Specified};
use super::value::Known;
use crate::website::source::{Position, SourceText};

/// Most selectors that are kept of one sheet.
const MAX_RULES: usize = 200_000;
/// Most declarations that are kept of one sheet.
const MAX_DECLARATIONS: usize = 1_000_000;
/// Deepest nesting of rules that is followed. Each `&` repeats the selector around it, so depth is an exponent.
const MAX_DEPTH: usize = 6;
/// Longest selector that is kept, in simple selectors.
const MAX_SELECTOR: usize = 100;
/// Most addresses and imports that are kept of one sheet.
const MAX_ADDRESSES: usize = 10_000;

/// A declaration of a property that criteria ask for.
#[derive(Debug, Clone)]
pub(super) struct Declaration {
    pub(super) property: Property,
    pub(super) value: Specified,
    pub(super) important: bool,
}

/// A declaration of a custom property.
#[derive(Debug, Clone)]
pub(super) struct Custom {
    pub(super) name: Atom,
    pub(super) text: Arc<str>,
    pub(super) important: bool,
}

/// One selector with the declarations of its rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selector: Selector<Css>,
    /// Its block in [`StyleSheet::blocks`].
    pub(super) block: u32,
}

/// The declarations of a rule, shared by its selectors.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) declarations: Vec<Declaration>,
    pub(super) customs: Vec<Custom>,
    /// Index of the condition around it in [`StyleSheet::conditions`]; 0 for none.
    pub(super) condition: u32,
    /// Index of its layer in [`StyleSheet::layers`]; 0 for none.
    pub(super) layer: u32,
    /// Where the selectors begin.
    pub(super) offset: u32,
}

/// A condition, and the one around it.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) around: u32,
    pub(super) test: Test,
}

/// An `@import`.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) address: Box<str>,
    pub(super) offset: u32,
    pub(super) test: Test,
    /// The layer that it is put into; `Some("")` for one without a name.
    pub(super) layer: Option<Box<str>>,
    /// How many of the sheet's layers are named before it.
    pub(super) layers_before: u32,
}

/// An address in a sheet, `url(…)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As written.
    pub address: Box<str>,
    /// Where it stands.
    pub offset: u32,
    /// Whether it is a source of `@font-face`.
    pub font: bool,
}

/// An `@font-face`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontFace {
    /// Its family.
    pub family: Box<str>,
    /// The value of `font-display` in lower case; empty without one.
    pub display: Box<str>,
    /// Whether one of its sources is an address.
    pub remote: bool,
    /// Where the rule begins.
    pub offset: u32,
}

/// Counts of a sheet as it is written, whether its rules match anything or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Declarations of any property.
    pub declarations: u64,
    /// Those with `!important`.
    pub important: u64,
    /// Lines of the sheet.
    pub lines: u64,
    /// Media or container queries about width.
    pub width_queries: u64,
    /// `@media print`, or a sheet for print alone.
    pub print_queries: u64,
    /// Queries about `prefers-reduced-motion`.
    pub motion_queries: u64,
    /// Queries about the orientation.
    pub orientation_queries: u64,
    /// Declarations that lay out in flexible boxes or grids, or in units of the viewport.
    pub flexible: u64,
}

/// A style sheet.
#[derive(Debug)]
pub struct StyleSheet {
    /// Path in the snapshot; `None` for the contents of `<style>`.
    pub path: Option<String>,
    /// Its text.
    pub source: SourceText,
    /// Addresses in it, imports left out.
    pub addresses: Vec<Address>,
    /// Its fonts.
    pub fonts: Vec<FontFace>,
    /// Counts.
    pub tally: Tally,
    /// Whether a limit left something out, so that what it does is not known.
    pub truncated: bool,
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Block>,
    pub(super) conditions: Vec<Condition>,
    /// Full names of layers in order of appearance; the first stands for “in no layer”.
    pub(super) layers: Vec<Box<str>>,
    pub(super) imports: Vec<Import>,
    pub(super) buckets: Buckets,
}

impl StyleSheet {
    /// Reads a sheet.
    pub fn parse(path: Option<String>, text: &str) -> StyleSheet {
        let mut reader = Reader::new();
        let mut input = Parser::new(text);
        let mut items = StyleSheetParser::new(&mut input, &mut reader);
        while items.next().is_some() {
            if items.parser.is_full() {
                items.parser.truncated = true;
                break;
            }
        }
        let mut tally = reader.tally;
        tally.lines = text.lines().count() as u64;
        let buckets = Buckets::new(&reader.rules);
        StyleSheet {
            path,
            source: SourceText::new(text.to_owned()),
            addresses: reader.addresses,
            fonts: reader.fonts,
            tally,
            truncated: reader.truncated,
            rules: reader.rules,
            blocks: reader.blocks,
            conditions: reader.conditions,
            layers: reader.layers,
            imports: reader.imports,
            buckets,
        }
    }

    /// Line and column of an offset.
    pub fn position(&self, offset: u32) -> Position {
        self.source.position(offset as usize)
    }

    /// The line at an offset, for showing.
    pub fn excerpt(&self, offset: u32) -> &str {
        let start = offset as usize;
        self.source.slice(start, start.saturating_add(240))
    }
}

/// Reads the value of a `style` attribute.
pub(super) fn attribute(text: &str) -> Block {
    let mut reader = Reader::new();
    reader.in_style = true;
    let mut input = Parser::new(text);
    for item in RuleBodyParser::new(&mut input, &mut reader) {
        let _ = item;
    }
    reader.block
}

#[derive(Debug)]
struct Reader {
    rules: Vec<Rule>,
    blocks: Vec<Block>,
    conditions: Vec<Condition>,
    layers: Vec<Box<str>>,
    imports: Vec<Import>,
    addresses: Vec<Address>,
    fonts: Vec<FontFace>,
    tally: Tally,
    truncated: bool,
    declarations: usize,
    condition: u32,
    layer: u32,
    /// Selectors around and where they begin, the nearest last.
    around: Vec<(SelectorList<Css>, u32)>,
    depth: usize,
    in_style: bool,
    only_imports: bool,
    font: Option<FontFace>,
    block: Block,
}

enum Prelude {
    Media(Test),
    Supports(Test),
    Layer(Vec<String>),
    Import(Import),
    FontFace,
    Undecided,
    Other,
}

type Failure = ParseError<()>;

fn refuse<T>() -> Result<T, Failure> {
    Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid))
}

impl Reader {
    fn new() -> Reader {
        Reader {
            rules: Vec::new(),
            blocks: Vec::new(),
            conditions: vec![Condition {
                around: 0,
                test: Test::TRUE,
            }],
            layers: vec!["".into()],
            imports: Vec::new(),
            addresses: Vec::new(),
            fonts: Vec::new(),
            tally: Tally::default(),
            truncated: false,
            declarations: 0,
            condition: 0,
            layer: 0,
            around: Vec::new(),
            depth: 0,
            in_style: false,
            only_imports: true,
            font: None,
            block: Block::default(),
        }
    }

    fn is_full(&self) -> bool {
        self.rules.len() >= MAX_RULES || self.declarations >= MAX_DECLARATIONS
    }

    /// Puts the declarations at hand down under the selectors around them.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.declarations.is_empty() && block.customs.is_empty() {
            return;
        }
        let Some((selectors, offset)) = self.around.last() else {
            return;
        };
        let offset = *offset;
        let index = self.blocks.len() as u32;
        for selector in selectors.slice() {
            if selector.len() > MAX_SELECTOR || self.rules.len() >= MAX_RULES {
                self.truncated = true;
                continue;
            }
            self.rules.push(Rule {
                selector: selector.clone(),
                block: index,
            });
        }
        self.blocks.push(Block {
            condition: self.condition,
            layer: self.layer,
            offset,
            ..block
        });
    }

    /// The rules inside a block of rules or of a style rule.
    fn inside(&mut self, input: &mut Parser<'_>) -> Result<(), Failure> {
        if self.depth >= MAX_DEPTH {
            self.truncated = true;
            return refuse();
        }
        self.depth += 1;
        let in_style = self.in_style;
        self.in_style = !self.around.is_empty();
        let mut items = RuleBodyParser::new(input, self);
        while items.next().is_some() {
            if items.parser.is_full() {
                items.parser.truncated = true;
                break;
            }
        }
        self.flush();
        self.in_style = in_style;
        self.depth -= 1;
        Ok(())
    }

    fn under(&mut self, test: Test, input: &mut Parser<'_>) -> Result<(), Failure> {
        // Declarations before a nested rule come before it.
        self.flush();
        let before = self.condition;
        self.condition = self.conditions.len() as u32;
        self.conditions.push(Condition { around: before, test });
        let done = self.inside(input);
        self.condition = before;
        done
    }

    fn layer_named(&mut self, name: &str) -> u32 {
        let around = &self.layers[self.layer as usize];
        let full: Box<str> = if around.is_empty() {
            name.into()
        } else {
            format!("{around}.{name}").into()
        };
        if let Some(index) = self.layers.iter().position(|known| *known == full) {
            return index as u32;
        }
        if self.layers.len() >= 1_000 {
            self.truncated = true;
            return 0;
        }
        self.layers.push(full);
        self.layers.len() as u32 - 1
    }

    fn count_queries(&mut self, test: &Test) {
        let mentions = |name: &'static str| u64::from(test.mentions(&|feature| feature.name == name));
        self.tally.width_queries += mentions("width");
        self.tally.motion_queries += mentions("prefers-reduced-motion");
        self.tally.orientation_queries += mentions("orientation");
    }

    fn addresses_in(&mut self, text: &str, offset: u32, font: bool) {
        if !text
            .as_bytes()
            .windows(4)
            .any(|window| window.eq_ignore_ascii_case(b"url("))
        {
            return;
        }
        let mut input = Parser::new(text);
        self.collect_addresses(&mut input, offset, font, 0);
    }

    fn collect_addresses(&mut self, input: &mut Parser<'_>, offset: u32, font: bool, depth: u32) {
        while let Ok(token) = input.next().cloned() {
            if self.addresses.len() >= MAX_ADDRESSES {
                return;
            }
            match token {
                Token::UnquotedUrl(address) => self.addresses.push(Address {
                    address: (&*address).into(),
                    offset,
                    font,
                }),
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let _: Result<(), Failure> = input.parse_nested_block(|input| {
                        let address = input.expect_string()?;
                        self.addresses.push(Address {
                            address: (&**address).into(),
                            offset,
                            font,
                        });
                        Ok(())
                    });
                }
                Token::Function(_) | Token::ParenthesisBlock if depth < 8 => {
                    let _: Result<(), Failure> = input.parse_nested_block(|input| {
                        self.collect_addresses(input, offset, font, depth + 1);
                        Ok(())
                    });
                }
                _ => {}
            }
        }
    }

    fn declare(&mut self, name: &str, text: &str, offset: u32) {
        let (text, important) = without_important(text);
        self.tally.declarations += 1;
        self.tally.important += u64::from(important);
        self.declarations += 1;
        if name.starts_with("--") {
            self.block.customs.push(Custom {
                name: Atom::from(name),
                text: text.trim().into(),
                important,
            });
            self.addresses_in(text, offset, false);
            return;
        }
        let name = name.to_ascii_lowercase();
        self.tally.flexible += u64::from(is_flexible(&name, text));
        self.addresses_in(text, offset, false);
        let Some(values) = property::parse(&name, text) else {
            return;
        };
        self.block
            .declarations
            .extend(values.into_iter().map(|(property, value)| Declaration {
                property,
                value,
                important,
            }));
    }

    fn describe_font(&mut self, name: &str, text: &str, offset: u32) {
        let Some(font) = &mut self.font else { return };
        match name.to_ascii_lowercase().as_str() {
            "font-family" => font.family = text.trim().trim_matches(['"', '\'']).into(),
            "font-display" => font.display = text.trim().to_ascii_lowercase().into(),
            "src" => {
                font.remote |= text.to_ascii_lowercase().contains("url(");
                self.addresses_in(text, offset, true);
            }
            _ => {}
        }
    }
}

/// Takes `!important` off the end.
fn without_important(text: &str) -> (&str, bool) {
    let trimmed = text.trim_end();
    if let Some(at) = trimmed.rfind('!')
        && trimmed[at + 1..].trim().eq_ignore_ascii_case("important")
    {
        return (&trimmed[..at], true);
    }
    (text, false)
}

fn is_flexible(name: &str, text: &str) -> bool {
    match name {
        "display" => ["flex", "grid"].iter().any(|word| text.contains(word)),
        "columns" | "column-width" | "grid-template-columns" | "flex-wrap" => true,
        "width" | "max-width" | "min-width" => text.contains('%') || text.contains("vw") || text.contains("min("),
        _ => false,
    }
}

impl<'i> DeclarationParser<'i> for Reader {
    type Declaration = ();
    type Error = ();

    fn parse_value(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>, start: &ParserState) -> Result<(), Failure> {
        let offset = start.position().byte_index() as u32;
        let from = input.position();
        loop {
            match input.next() {
                // What looks like `a:hover {…}` is a nested rule.
                Ok(Token::CurlyBracketBlock) if !name.starts_with("--") => return refuse(),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        let text = input.slice_from(from);
        if self.font.is_some() {
            self.describe_font(&name, text, offset);
        } else {
            self.declare(&name, text, offset);
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Reader {
    type Prelude = Prelude;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<Prelude, Failure> {
        let name = name.to_ascii_lowercase();
        Ok(match name.as_str() {
            "media" => {
                let start = input.position();
                let test = media::queries(input);
                let text = input.slice_from(start).to_ascii_lowercase();
                self.tally.print_queries += u64::from(text.contains("print") && !text.contains("not print"));
                self.count_queries(&test);
                Prelude::Media(test)
            }
            "supports" => Prelude::Supports(media::supports(input)),
            "container" => {
                self.tally.width_queries += 1;
                while input.next().is_ok() {}
                Prelude::Undecided
            }
            "scope" => {
                while input.next().is_ok() {}
                Prelude::Undecided
            }
            "layer" => {
                let mut names = Vec::new();
                if !input.is_exhausted() {
                    names = input.parse_comma_separated(|input| -> Result<String, Failure> {
                        let mut full = input.expect_ident()?.to_string();
                        while input.try_parse(|input| input.expect_delim('.')).is_ok() {
                            full.push('.');
                            full.push_str(input.expect_ident()?);
                        }
                        Ok(full)
                    })?;
                }
                Prelude::Layer(names)
            }
            "import" => Prelude::Import(import(input)?),
            "font-face" => Prelude::FontFace,
            _ => {
                while input.next().is_ok() {}
                Prelude::Other
            }
        })
    }

    fn rule_without_block(&mut self, prelude: Prelude, start: &ParserState) -> Result<(), ()> {
        match prelude {
            Prelude::Import(import) if self.only_imports && self.depth == 0 => {
                if self.imports.len() < MAX_ADDRESSES {
                    self.imports.push(Import {
                        offset: start.position().byte_index() as u32,
                        layers_before: self.layers.len() as u32,
                        ..import
                    });
                }
            }
            Prelude::Layer(names) => {
                for name in names {
                    self.layer_named(&name);
                }
            }
            Prelude::Other => {}
            _ => return Err(()),
        }
        Ok(())
    }

    fn parse_block(&mut self, prelude: Prelude, start: &ParserState, input: &mut Parser<'i>) -> Result<(), Failure> {
        let offset = start.position().byte_index() as u32;
        if !matches!(prelude, Prelude::Layer(_)) {
            self.only_imports = false;
        }
        match prelude {
            Prelude::Media(test) | Prelude::Supports(test) => self.under(test, input),
            Prelude::Undecided => self.under(Test::Fixed(Known::Unknown), input),
            Prelude::Layer(names) => {
                self.flush();
                let before = self.layer;
                // A layer without a name is one of its own.
                let name = names
                    .into_iter()
                    .next()
                    .unwrap_or_else(|| format!("#{}", self.layers.len()));
                self.only_imports = false;
                self.layer = self.layer_named(&name);
                let done = self.inside(input);
                self.layer = before;
                done
            }
            Prelude::FontFace => {
                self.font = Some(FontFace {
                    offset,
                    ..FontFace::default()
                });
                let in_style = std::mem::replace(&mut self.in_style, true);
                for item in RuleBodyParser::new(input, self) {
                    let _ = item;
                }
                self.in_style = in_style;
                if let Some(font) = self.font.take()
                    && self.fonts.len() < MAX_ADDRESSES
                {
                    self.fonts.push(font);
                }
                Ok(())
            }
            Prelude::Import(_) => refuse(),
            Prelude::Other => {
                while input.next().is_ok() {}
                Ok(())
            }
        }
    }
}

fn import(input: &mut Parser<'_>) -> Result<Import, Failure> {
    let address: Box<str> = (&*input.expect_url_or_string()?).into();
    let mut layer = None;
    if input.try_parse(|input| input.expect_ident_matching("layer")).is_ok() {
        layer = Some("".into());
    } else if let Ok(name) = input.try_parse(|input| -> Result<Box<str>, Failure> {
        input.expect_function_matching("layer")?;
        input.parse_nested_block(|input| {
            let start = input.position();
            while input.next().is_ok() {}
            Ok(input.slice_from(start).trim().into())
        })
    }) {
        layer = Some(name);
    }
    let mut tests = Vec::new();
    if let Ok(test) = input.try_parse(|input| -> Result<Test, Failure> {
        input.expect_function_matching("supports")?;
        input.parse_nested_block(|input| {
            Ok(match input.try_parse(media::declaration) {
                Ok(test) => test,
                Err(_) => media::supports(input),
            })
        })
    }) {
        tests.push(test);
    }
    tests.push(media::queries(input));
    Ok(Import {
        address,
        offset: 0,
        test: Test::All(tests),
        layer,
        layers_before: 0,
    })
}

impl<'i> QualifiedRuleParser<'i> for Reader {
    type Prelude = SelectorList<Css>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<SelectorList<Css>, Failure> {
        let nested = !self.around.is_empty();
        let relative = if nested {
            ParseRelative::ForNesting
        } else {
            ParseRelative::No
        };
        let list = SelectorList::parse(&SelectorParser { nested }, input, relative)
            .map_err(|_| ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid))?;
        Ok(match self.around.last() {
            Some((parent, _)) => list.replace_parent_selector(parent),
            None => list,
        })
    }

    fn parse_block(
        &mut self,
        selectors: SelectorList<Css>,
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Failure> {
        let offset = start.position().byte_index() as u32;
        self.only_imports = false;
        self.flush();
        self.around.push((selectors, offset));
        let done = self.inside(input);
        self.around.pop();
        done
    }
}

impl RuleBodyItemParser<'_, (), ()> for Reader {
    fn parse_declarations(&self) -> bool {
        self.in_style
    }

    fn parse_qualified(&self) -> bool {
        self.font.is_none()
    }
}
