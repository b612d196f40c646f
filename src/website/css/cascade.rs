//! The cascade: which declarations an element gets, and its computed values, found for a whole page when first asked for.
//!
//! CSS Cascading and Inheritance 5: origin and importance, style attributes, layers, specificity, order.

use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector;

use super::buckets::{Candidate, Keys, Mask, Table, bits, folded};
use super::computed::{Cascaded, Computed, Slot};
use super::custom::{self, Declared};
use super::hints;
use super::library::{Answers, SheetSet};
use super::matching::{Css, Node, hash};
use super::media::Environment;
use super::property::{self, Property, Specified};
use super::sharing::Kin;
use super::sheet::{self, Block, StyleSheet};
use super::value::Known;
use super::wardrobe::Wardrobe;
use crate::website::tree::{Document, NodeId};

/// The browser's own sheet.
static BROWSER: LazyLock<StyleSheet> = LazyLock::new(|| StyleSheet::parse(None, include_str!("ua.css")));

/// How many times the selectors of a page are held against an element, over all its elements. Pages of real sites need a
/// few dozen per element; what goes beyond is a page made to be slow, whose styles are not known.
const MAX_ATTEMPTS: usize = 200_000_000;
/// The least and the most of that for one element.
const ATTEMPTS_PER_ELEMENT: std::ops::RangeInclusive<usize> = 2_000..=60_000;

/// A generated box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Generated {
    Before,
    After,
}

/// The computed styles of a page.
#[derive(Debug)]
pub struct Styles {
    set: Arc<SheetSet>,
    environment: Environment,
    /// By sheet of the set, the answers to its conditions.
    answers: Arc<Answers>,
    /// Found for the whole page when first asked for.
    worn: OnceLock<Worn>,
    /// Boxes generated for single elements, by rules that look at what is around them.
    single: Mutex<Boxes>,
}

/// Generated boxes by their elements; `None` where none is generated.
type Boxes = FxHashMap<(NodeId, Generated), Option<Arc<Computed>>>;

/// The styles of every element of a page.
#[derive(Debug)]
struct Worn {
    /// By node, an index into `dresses`.
    index: Vec<u32>,
    dresses: Vec<Dressed>,
    /// How many styles they have.
    styles: usize,
    root_size: Known<f32>,
}

/// What elements of a page wear.
#[derive(Debug)]
struct Dressed {
    dress: Dress,
    style: Arc<Computed>,
    /// Of the style, among those of the page.
    number: u32,
}

/// What elements of one kin wear.
#[derive(Debug, Clone)]
pub(super) struct Dress {
    /// Index of their style.
    style: u32,
    before: Made,
    after: Made,
}

impl Dress {
    /// What stands above the root.
    pub(super) fn bare() -> Dress {
        Dress {
            style: 0,
            before: Made::Shared(None),
            after: Made::Shared(None),
        }
    }
}

/// A generated box.
#[derive(Debug, Clone)]
enum Made {
    /// The same for all that wear it.
    Shared(Option<Arc<Computed>>),
    /// Found for each by itself.
    Single,
}

/// What is needed while the styles of a page are found.
struct Fitting<'a> {
    document: &'a Document,
    wardrobe: Wardrobe,
    caches: SelectorCaches,
    limit: usize,
    /// Index of the style of the root, 0 while it has none.
    root: u32,
}

/// The rules that were tried on an element for all its kin.
#[derive(Debug)]
pub(super) struct Tried {
    /// Those that match; `None` where there are too many to try.
    matched: Option<Vec<Matched>>,
    /// Those to be tried on each.
    single: Vec<(u32, Candidate)>,
    /// The names of the element and of those above it.
    mask: Mask,
}

impl Tried {
    /// For what stands above the root.
    pub(super) fn nothing() -> Tried {
        Tried {
            matched: Some(Vec::new()),
            single: Vec::new(),
            mask: 0,
        }
    }
}

/// Elements with the same parent style and the same declarations have the same style.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    parent: u32,
    rules: Vec<(u32, u32, bool)>,
    attribute: Option<Box<str>>,
    /// Where old attributes say something, elements of one kin alone are sure to have the same.
    hints: Option<Kin>,
    /// Style of the root; `None` for the root itself.
    root: Option<u32>,
}

/// A rule that matches.
#[derive(Debug, Clone, Copy)]
struct Matched {
    /// Layer, later ones first in importance.
    layer: u32,
    specificity: u32,
    /// Sheet and rule, in order.
    sheet: u32,
    rule: u32,
    /// Whether it may or may not apply.
    maybe: bool,
}

impl Styles {
    /// The styles of a page with these sheets, in the usual browser.
    pub fn new(set: Arc<SheetSet>) -> Styles {
        Styles::with(set, Environment::DESKTOP)
    }

    /// The styles of a page in a browser of one's own.
    pub fn with(set: Arc<SheetSet>, environment: Environment) -> Styles {
        let answers = set.answers(environment);
        Styles {
            set,
            environment,
            answers,
            worn: OnceLock::new(),
            single: Mutex::default(),
        }
    }

    /// The sheets.
    pub fn sheets(&self) -> &Arc<SheetSet> {
        &self.set
    }

    /// The computed values of an element of the page; for another node, those of the element it is in.
    pub fn of(&self, document: &Document, id: NodeId) -> &Arc<Computed> {
        &self.worn(document).of(id).style
    }

    /// A number that two nodes share exactly when they share their computed values, for counting by style: from 0, less
    /// than [`Styles::count`].
    pub fn number(&self, document: &Document, id: NodeId) -> usize {
        self.worn(document).of(id).number as usize
    }

    /// How many styles there are, that of what stands above the root included.
    pub fn count(&self, document: &Document) -> usize {
        self.worn(document).styles
    }

    /// The values of `::before`; `None` without such a box.
    pub fn before(&self, document: &Document, id: NodeId) -> Option<Arc<Computed>> {
        match &self.worn(document).of(id).dress.before {
            Made::Shared(made) => made.clone(),
            Made::Single => self.alone(document, id, Generated::Before),
        }
    }

    /// The values of `::after`; `None` without such a box.
    pub fn after(&self, document: &Document, id: NodeId) -> Option<Arc<Computed>> {
        match &self.worn(document).of(id).dress.after {
            Made::Shared(made) => made.clone(),
            Made::Single => self.alone(document, id, Generated::After),
        }
    }

    fn sheet(&self, index: usize) -> &StyleSheet {
        match index.checked_sub(1) {
            None => &BROWSER,
            Some(index) => self.set.sheet(index),
        }
    }

    fn table(&self, sheet: usize, which: Option<Generated>) -> &Table {
        let buckets = &self.sheet(sheet).buckets;
        match which {
            None => &buckets.elements,
            Some(Generated::Before) => &buckets.before,
            Some(Generated::After) => &buckets.after,
        }
    }

    fn worn(&self, document: &Document) -> &Worn {
        self.worn.get_or_init(|| self.wear(document))
    }

    /// Finds the styles of the whole page, parents first.
    fn wear(&self, document: &Document) -> Worn {
        let nodes = document.nodes.len();
        let limit = limit(nodes);
        let made_for = (self.set.number(), self.environment, document.quirks);
        let named = (0..=self.set.len()).map(|sheet| &self.sheet(sheet).buckets.named);
        let mut fitting = Fitting {
            document,
            wardrobe: self.set.wardrobes().take(made_for, limit, named),
            caches: SelectorCaches::default(),
            limit,
            root: 0,
        };
        // By index in the wardrobe, the index on this page.
        let mut here: FxHashMap<u32, u32> = FxHashMap::from_iter([(0, 0)]);
        let mut styles = here.clone();
        let mut worn = Worn {
            index: vec![0; nodes],
            dresses: vec![Dressed {
                dress: Dress::bare(),
                style: Arc::clone(&fitting.wardrobe.styles[0]),
                number: 0,
            }],
            styles: 1,
            root_size: Known::Known(16.0),
        };
        let mut kin = vec![Kin::NONE; nodes];
        // The page, then what stands in templates.
        for (top, _) in document
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.parent.is_none())
        {
            let top = NodeId(top as u32);
            for id in std::iter::once(top).chain(document.descendants(top)) {
                let parent = document.parent(id).map_or(0, NodeId::index);
                let Some(element) = document.element(id) else {
                    worn.index[id.index()] = worn.index[parent];
                    kin[id.index()] = kin[parent];
                    continue;
                };
                let (own, first) = fitting.wardrobe.kinship.of(document, id, element, kin[parent]);
                if first {
                    let tried = self.tried(&mut fitting, id, kin[parent]);
                    fitting.wardrobe.kins.push(tried);
                }
                kin[id.index()] = own;
                let above = worn.dresses[worn.index[parent] as usize].dress.style;
                let dress = self.dress(&mut fitting, id, own, above);
                worn.index[id.index()] = *here.entry(dress).or_insert_with(|| {
                    let dress = fitting.wardrobe.dresses[dress as usize].clone();
                    let style = Arc::clone(&fitting.wardrobe.styles[dress.style as usize]);
                    let next = styles.len() as u32;
                    let number = *styles.entry(dress.style).or_insert(next);
                    worn.dresses.push(Dressed { dress, style, number });
                    worn.dresses.len() as u32 - 1
                });
            }
        }
        worn.root_size = fitting.root_size();
        worn.styles = styles.len();
        self.set.wardrobes().put(fitting.wardrobe, limit);
        worn
    }

    /// Tries the rules on the first element of a kin.
    fn tried(&self, fitting: &mut Fitting<'_>, id: NodeId, parent: Kin) -> Tried {
        let document = fitting.document;
        let keys = keys(document, id);
        let mut single = Vec::new();
        let mask = fitting.wardrobe.kins[parent.0 as usize].mask;
        let asked = Asked {
            id,
            document,
            mask: if document.quirks { Mask::MAX } else { mask },
            mode: MatchingMode::Normal,
            which: None,
            limit: fitting.limit,
        };
        let (matched, attempts) = self.matched(&mut fitting.caches, &asked, &keys, Some(&mut single));
        fitting.wardrobe.most = fitting.wardrobe.most.max(attempts);
        Tried {
            matched,
            single,
            mask: mask | own_mask(document, id),
        }
    }

    /// What an element wears, its parent having this style.
    fn dress(&self, fitting: &mut Fitting<'_>, id: NodeId, kin: Kin, above: u32) -> u32 {
        let document = fitting.document;
        let tried = &fitting.wardrobe.kins[kin.0 as usize];
        let (mut more, mut bits) = (Vec::new(), 0_u64);
        let mut named = tried.single.len() <= 64;
        if !tried.single.is_empty() && tried.matched.is_some() {
            let mut context = context(document, MatchingMode::Normal, &mut fitting.caches);
            for (number, (sheet, candidate)) in tried.single.iter().enumerate() {
                if let Some(matched) = self.matches(*sheet as usize, candidate, document, id, &mut context) {
                    more.push(matched);
                    if number < 64 {
                        bits |= 1 << number;
                    }
                }
            }
            named |= more.is_empty();
        }
        let key = (kin, fitting.root, above, bits);
        if named && let Some(dress) = fitting.wardrobe.known.get(&key) {
            return *dress;
        }
        let mut matched = tried.matched.clone();
        if let Some(matched) = &mut matched {
            matched.append(&mut more);
            matched.sort_unstable_by_key(order);
        }
        let style = self.style(fitting, id, kin, above, matched.as_deref());
        let dress = Dress {
            style,
            before: self.generated(fitting, id, Generated::Before, style),
            after: self.generated(fitting, id, Generated::After, style),
        };
        let index = fitting.wardrobe.dresses.len() as u32;
        fitting.wardrobe.dresses.push(dress);
        if named {
            fitting.wardrobe.known.insert(key, index);
        }
        index
    }

    /// Finds the style of an element whose parent's is known and the rules that match it.
    fn style(&self, fitting: &mut Fitting<'_>, id: NodeId, kin: Kin, parent: u32, matched: Option<&[Matched]>) -> u32 {
        let document = fitting.document;
        let is_root = document.parent(id) == Some(document.root());
        let attribute = document.attribute(id, "style").filter(|text| !text.trim().is_empty());
        let hints = hints::of(document, id);
        let key = matched.map(|matched| Key {
            parent,
            rules: matched
                .iter()
                .map(|matched| (matched.sheet, matched.rule, matched.maybe))
                .collect(),
            attribute: attribute.map(Box::from),
            hints: (!hints.is_empty()).then_some(kin),
            root: (!is_root).then_some(fitting.root),
        });
        let known = key.as_ref().and_then(|key| fitting.wardrobe.shared.get(key));
        let index = if let Some(index) = known {
            *index
        } else {
            let root_size = (!is_root).then(|| fitting.root_size());
            let wardrobe = &mut fitting.wardrobe;
            let block = attribute.map(|text| {
                let known = wardrobe.attributes.entry(Box::from(text));
                Arc::clone(known.or_insert_with(|| Arc::new(sheet::attribute(text))))
            });
            let inline = block.unwrap_or_default();
            let above = &wardrobe.styles[parent as usize];
            let computed = self.compute(matched, above, root_size, &inline, &hints);
            let index = wardrobe.styles.len() as u32;
            wardrobe.styles.push(Arc::new(computed));
            if let Some(key) = key {
                wardrobe.shared.insert(key, index);
            }
            index
        };
        if is_root {
            fitting.root = index;
        }
        index
    }

    fn has_generated(&self, which: Generated) -> bool {
        (0..=self.set.len()).any(|sheet| !self.table(sheet, Some(which)).is_empty())
    }

    /// The box that is generated for an element and its kin, where one rule is as good for all of them.
    fn generated(&self, fitting: &mut Fitting<'_>, id: NodeId, which: Generated, style: u32) -> Made {
        if !self.has_generated(which) {
            return Made::Shared(None);
        }
        let mut single = Vec::new();
        let (matched, attempts) = self.boxed(&mut fitting.caches, fitting.document, id, which, Some(&mut single));
        fitting.wardrobe.most = fitting.wardrobe.most.max(attempts);
        if single.is_empty() {
            let style = &fitting.wardrobe.styles[style as usize];
            Made::Shared(self.boxed_style(matched.as_deref(), style, fitting.root_size()))
        } else {
            Made::Single
        }
    }

    /// The box that is generated for an element whose kin may have another.
    fn alone(&self, document: &Document, id: NodeId, which: Generated) -> Option<Arc<Computed>> {
        let mut single = self.single.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || {
            let (matched, _) = self.boxed(&mut SelectorCaches::default(), document, id, which, None);
            let root_size = self.worn(document).root_size;
            self.boxed_style(matched.as_deref(), self.of(document, id), root_size)
        };
        single.entry((id, which)).or_insert_with(made).clone()
    }

    /// The rules for a generated box that match, as [`Styles::matched`] tells them.
    fn boxed(
        &self,
        caches: &mut SelectorCaches,
        document: &Document,
        id: NodeId,
        which: Generated,
        single: Option<&mut Vec<(u32, Candidate)>>,
    ) -> (Option<Vec<Matched>>, usize) {
        let asked = Asked {
            id,
            document,
            // The originating element stands above its generated boxes, and a sibling's parent above both.
            mask: Mask::MAX,
            mode: MatchingMode::ForStatelessPseudoElement,
            which: Some(which),
            limit: limit(document.nodes.len()),
        };
        self.matched(caches, &asked, &keys(document, id), single)
    }

    fn boxed_style(
        &self,
        matched: Option<&[Matched]>,
        parent: &Computed,
        root_size: Known<f32>,
    ) -> Option<Arc<Computed>> {
        if matched.is_some_and(<[_]>::is_empty) {
            return None;
        }
        let computed = self.compute(matched, parent, Some(root_size), &Block::default(), &[]);
        (computed.content != Known::Known(None)).then(|| Arc::new(computed))
    }

    /// The rules that match an element, in the order of the cascade; `None` when there are too many to try. With `single`,
    /// rules that the element's kin may not match are put there instead of being tried. Beside them how many there were
    /// to try.
    fn matched(
        &self,
        caches: &mut SelectorCaches,
        asked: &Asked<'_>,
        keys: &Keys,
        mut single: Option<&mut Vec<(u32, Candidate)>>,
    ) -> (Option<Vec<Matched>>, usize) {
        let mut context = context(asked.document, asked.mode, caches);
        let mut matched = Vec::new();
        let mut attempts = 0;
        for sheet in 0..=self.set.len() {
            self.table(sheet, asked.which).each(keys, |candidate| {
                attempts += 1;
                if attempts > asked.limit || candidate.mask & asked.mask != candidate.mask {
                    return;
                }
                if let Some(single) = single.as_deref_mut().filter(|_| !candidate.shared) {
                    single.push((sheet as u32, *candidate));
                } else if let Some(found) = self.matches(sheet, candidate, asked.document, asked.id, &mut context) {
                    matched.push(found);
                }
            });
        }
        if attempts > asked.limit {
            return (None, attempts);
        }
        matched.sort_unstable_by_key(order);
        (Some(matched), attempts)
    }

    /// Whether a rule matches an element, and how it ranks.
    fn matches(
        &self,
        sheet_index: usize,
        candidate: &Candidate,
        document: &Document,
        id: NodeId,
        context: &mut MatchingContext<'_, Css>,
    ) -> Option<Matched> {
        let sheet = self.sheet(sheet_index);
        let rule = &sheet.rules[candidate.rule as usize];
        let block = &sheet.blocks[rule.block as usize];
        let answer = match sheet_index.checked_sub(1) {
            None => Known::Known(true),
            Some(index) => self.answers[index][block.condition as usize],
        };
        let applies =
            answer != Known::Known(false) && matches_selector(&rule.selector, 0, None, Node { document, id }, context);
        applies.then(|| Matched {
            layer: match sheet_index.checked_sub(1) {
                None => 0,
                Some(index) => self.set.rank(index, block.layer),
            },
            specificity: rule.selector.specificity(),
            sheet: sheet_index as u32,
            rule: candidate.rule,
            maybe: answer == Known::Unknown,
        })
    }

    fn compute(
        &self,
        matched: Option<&[Matched]>,
        parent: &Computed,
        root_size: Option<Known<f32>>,
        inline: &Block,
        hints: &[(Property, Specified)],
    ) -> Computed {
        let blocks: Vec<(Matched, &Block)> = matched
            .unwrap_or_default()
            .iter()
            .map(|matched| {
                let sheet = self.sheet(matched.sheet as usize);
                (
                    *matched,
                    &sheet.blocks[sheet.rules[matched.rule as usize].block as usize],
                )
            })
            .collect();
        let author = blocks.partition_point(|(matched, _)| matched.sheet == 0);
        let mut slots = [Slot::Unset; property::COUNT];
        let mut customs = Declared::new();
        for (matched, block) in &blocks[..author] {
            apply(&mut slots, &mut customs, block, false, matched.maybe);
        }
        let browser = slots;
        for (property, value) in hints {
            slots[*property as usize] = Slot::Value(value);
        }
        for (matched, block) in &blocks[author..] {
            apply(&mut slots, &mut customs, block, false, matched.maybe);
        }
        if matched.is_none() || self.set.has_gap(self.environment) {
            // A sheet that is not here may say anything about this element.
            slots = [Slot::Unknown; property::COUNT];
        }
        apply(&mut slots, &mut customs, inline, false, false);
        // Of important declarations, those of earlier layers win.
        let mut important: Vec<&(Matched, &Block)> = blocks[author..].iter().collect();
        important.sort_by_key(|(matched, _)| std::cmp::Reverse(matched.layer));
        for (matched, block) in important {
            apply(&mut slots, &mut customs, block, true, matched.maybe);
        }
        apply(&mut slots, &mut customs, inline, true, false);
        let customs = custom::resolve(&parent.customs, &customs);
        let cascaded = Cascaded {
            slots,
            browser,
            customs,
        };
        Computed::compute(&cascaded, parent, root_size, self.environment)
    }
}

impl Fitting<'_> {
    /// The font size of the root, as browsers start with while it has none.
    fn root_size(&self) -> Known<f32> {
        self.wardrobe.styles[self.root as usize].font_size
    }
}

impl Worn {
    fn of(&self, id: NodeId) -> &Dressed {
        &self.dresses[self.index[id.index()] as usize]
    }
}

/// What rules are held against.
struct Asked<'a> {
    document: &'a Document,
    id: NodeId,
    /// The names of those above.
    mask: Mask,
    mode: MatchingMode,
    /// The generated box that is asked for, if any.
    which: Option<Generated>,
    /// How many rules are tried at most.
    limit: usize,
}

/// How many rules are tried on an element of a page with so many nodes.
fn limit(nodes: usize) -> usize {
    (MAX_ATTEMPTS / nodes.max(1)).clamp(*ATTEMPTS_PER_ELEMENT.start(), *ATTEMPTS_PER_ELEMENT.end())
}

fn context<'c>(document: &Document, mode: MatchingMode, caches: &'c mut SelectorCaches) -> MatchingContext<'c, Css> {
    let quirks = if document.quirks {
        QuirksMode::Quirks
    } else {
        QuirksMode::NoQuirks
    };
    MatchingContext::new(
        mode,
        None,
        caches,
        quirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

/// The order of the cascade.
fn order(matched: &Matched) -> (bool, u32, u32, u32, u32) {
    (
        matched.sheet > 0,
        matched.layer,
        matched.specificity,
        matched.sheet,
        matched.rule,
    )
}

fn apply<'a>(
    slots: &mut [Slot<'a>; property::COUNT],
    customs: &mut Declared,
    block: &'a Block,
    important: bool,
    maybe: bool,
) {
    for declaration in block
        .declarations
        .iter()
        .filter(|declaration| declaration.important == important)
    {
        let slot = &mut slots[declaration.property as usize];
        let same = matches!(slot, Slot::Value(value) if **value == declaration.value);
        *slot = match maybe {
            true if same => *slot,
            true => Slot::Unknown,
            false => Slot::Value(&declaration.value),
        };
    }
    for custom in block.customs.iter().filter(|custom| custom.important == important) {
        let value = (!maybe).then(|| Arc::clone(&custom.text));
        customs.insert(custom.name.clone(), value);
    }
}

fn keys(document: &Document, id: NodeId) -> Keys {
    let Some(element) = document.element(id) else {
        return Keys::default();
    };
    let mut keys = Keys {
        name: folded(&element.name),
        ..Keys::default()
    };
    for (name, value) in &element.attributes {
        match &**name {
            "id" => keys.id = Some(folded(value)),
            "class" => {
                keys.classes = value.split_ascii_whitespace().map(folded).collect();
                keys.classes.sort_unstable();
                keys.classes.dedup();
            }
            _ => {}
        }
        keys.attributes.push(hash(name));
    }
    keys
}

fn own_mask(document: &Document, id: NodeId) -> Mask {
    let Some(element) = document.element(id) else { return 0 };
    let low = |hash: u32| hash & 0x00ff_ffff;
    let mut mask = bits(low(hash(&element.name)));
    if let Some(id) = document.attribute(id, "id") {
        mask |= bits(low(hash(id)));
    }
    if let Some(classes) = document.attribute(id, "class") {
        for class in classes.split_ascii_whitespace() {
            mask |= bits(low(hash(class)));
        }
    }
    mask
}
