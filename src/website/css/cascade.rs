//! The cascade: which declarations an element gets, and its computed values, found when first asked for and kept.
//!
//! CSS Cascading and Inheritance 5: origin and importance, style attributes, layers, specificity, order.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector;

use super::buckets::{Keys, Mask, Table, bits, folded};
use super::computed::{Cascaded, Computed, Slot};
use super::custom::{self, Declared};
use super::hints;
use super::library::{Answers, SheetSet};
use super::matching::{Css, Node, hash};
use super::media::Environment;
use super::property::{self, Property, Specified};
use super::sheet::{self, Block, StyleSheet};
use super::value::Known;
use crate::website::tree::{Document, NodeId};

/// The browser's own sheet.
static BROWSER: LazyLock<StyleSheet> = LazyLock::new(|| StyleSheet::parse(None, include_str!("ua.css")));

/// How many times the selectors of a page are held against an element, over all its elements. Pages of real sites need a
/// few dozen per element; what goes beyond is a page made to be slow, whose styles are not known.
const MAX_ATTEMPTS: usize = 200_000_000;
/// The least and the most of that for one element.
const ATTEMPTS_PER_ELEMENT: std::ops::RangeInclusive<usize> = 2_000..=60_000;

/// A generated box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    memo: Mutex<Memo>,
}

struct Memo {
    /// By node, an index into `styles`; 0 for not yet.
    index: Vec<u32>,
    /// By node, the names of the element and of those above it.
    masks: Vec<Mask>,
    styles: Vec<Arc<Computed>>,
    shared: FxHashMap<Key, u32>,
    generated: BTreeMap<(NodeId, Generated), Option<Arc<Computed>>>,
    caches: SelectorCaches,
    attributes: FxHashMap<Box<str>, Arc<Block>>,
    limit: usize,
    root_size: Option<Known<f32>>,
}

impl std::fmt::Debug for Memo {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Memo")
            .field("styles", &self.styles.len())
            .finish_non_exhaustive()
    }
}

/// Elements with the same parent style and the same declarations have the same style.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    parent: u32,
    rules: Vec<(u32, u32, bool)>,
    attribute: Option<Box<str>>,
    hints: Option<NodeId>,
    root: bool,
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
            memo: Mutex::new(Memo {
                index: Vec::new(),
                masks: Vec::new(),
                styles: vec![Arc::new(Computed::initial())],
                shared: FxHashMap::default(),
                generated: BTreeMap::new(),
                caches: SelectorCaches::default(),
                attributes: FxHashMap::default(),
                limit: 0,
                root_size: None,
            }),
        }
    }

    /// The sheets.
    pub fn sheets(&self) -> &Arc<SheetSet> {
        &self.set
    }

    /// The computed values of an element of the page; for another node, those of the element it is in.
    pub fn of(&self, document: &Document, id: NodeId) -> Arc<Computed> {
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        let index = self.index_of(&mut memo, document, id);
        Arc::clone(&memo.styles[index as usize])
    }

    /// A number that two nodes share exactly when they share their computed values, for counting by style.
    pub fn number(&self, document: &Document, id: NodeId) -> u32 {
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        self.index_of(&mut memo, document, id)
    }

    /// The values of `::before`; `None` without such a box.
    pub fn before(&self, document: &Document, id: NodeId) -> Option<Arc<Computed>> {
        self.generated(document, id, Generated::Before)
    }

    /// The values of `::after`; `None` without such a box.
    pub fn after(&self, document: &Document, id: NodeId) -> Option<Arc<Computed>> {
        self.generated(document, id, Generated::After)
    }

    fn sheet(&self, index: usize) -> &StyleSheet {
        match index.checked_sub(1) {
            None => &BROWSER,
            Some(index) => self.set.sheet(index),
        }
    }

    fn generated(&self, document: &Document, id: NodeId, which: Generated) -> Option<Arc<Computed>> {
        let table = |sheet: usize| {
            let buckets = &self.sheet(sheet).buckets;
            match which {
                Generated::Before => &buckets.before,
                Generated::After => &buckets.after,
            }
        };
        if (0..=self.set.len()).all(|sheet| table(sheet).is_empty()) {
            return None;
        }
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = memo.generated.get(&(id, which)) {
            return known.clone();
        }
        let parent = self.index_of(&mut memo, document, id);
        let keys = keys(document, id);
        let matched = self.matched(
            &mut memo,
            document,
            id,
            &keys,
            MatchingMode::ForStatelessPseudoElement,
            &table,
        );
        let made = if matched.as_ref().is_some_and(Vec::is_empty) {
            None
        } else {
            let parent = Arc::clone(&memo.styles[parent as usize]);
            let root_size = memo.root_size.unwrap_or(Known::Known(16.0));
            let computed = self.compute(matched.as_deref(), &parent, Some(root_size), &Block::default(), &[]);
            (computed.content != Known::Known(None)).then(|| Arc::new(computed))
        };
        memo.generated.insert((id, which), made.clone());
        made
    }

    fn index_of(&self, memo: &mut Memo, document: &Document, id: NodeId) -> u32 {
        if memo.index.is_empty() {
            let nodes = document.nodes.len();
            memo.index = vec![0; nodes];
            memo.masks = vec![0; nodes];
            memo.limit =
                (MAX_ATTEMPTS / nodes.max(1)).clamp(*ATTEMPTS_PER_ELEMENT.start(), *ATTEMPTS_PER_ELEMENT.end());
        }
        if memo.index[id.index()] != 0 {
            return memo.index[id.index()];
        }
        // Up to the nearest element that is known, then down again: no recursion on deep pages.
        let mut missing = Vec::new();
        let mut parent = (0, 0);
        for at in std::iter::once(id).chain(document.ancestors(id)) {
            if document.element(at).is_none() {
                continue;
            }
            if memo.index[at.index()] != 0 {
                parent = (memo.index[at.index()], memo.masks[at.index()]);
                break;
            }
            missing.push(at);
        }
        for at in missing.into_iter().rev() {
            let index = self.style(memo, document, at, parent);
            parent = (index, memo.masks[at.index()]);
        }
        if document.element(id).is_none() {
            memo.index[id.index()] = parent.0;
        }
        parent.0
    }

    /// Finds the style of an element whose parent's is known.
    fn style(&self, memo: &mut Memo, document: &Document, id: NodeId, parent: (u32, Mask)) -> u32 {
        let keys = keys(document, id);
        // What stands above is in the parent's mask already.
        memo.masks[id.index()] = parent.1;
        let matched = self.matched(memo, document, id, &keys, MatchingMode::Normal, &|sheet| {
            &self.sheet(sheet).buckets.elements
        });
        memo.masks[id.index()] |= own_mask(document, id);
        let is_root = document.parent(id) == Some(document.root());
        let attribute = document.attribute(id, "style").filter(|text| !text.trim().is_empty());
        let hints = hints::of(document, id);
        let key = matched.as_ref().map(|matched| Key {
            parent: parent.0,
            rules: matched
                .iter()
                .map(|matched| (matched.sheet, matched.rule, matched.maybe))
                .collect(),
            attribute: attribute.map(Box::from),
            hints: (!hints.is_empty()).then_some(id),
            root: is_root,
        });
        if let Some(key) = &key
            && let Some(index) = memo.shared.get(key)
        {
            let index = *index;
            memo.index[id.index()] = index;
            return index;
        }
        let block = attribute.map(|text| {
            Arc::clone(
                memo.attributes
                    .entry(Box::from(text))
                    .or_insert_with(|| Arc::new(sheet::attribute(text))),
            )
        });
        let above = Arc::clone(&memo.styles[parent.0 as usize]);
        let root_size = if is_root {
            None
        } else {
            memo.root_size.or(Some(Known::Known(16.0)))
        };
        let inline = block.as_deref();
        let empty = Block::default();
        let computed = self.compute(matched.as_deref(), &above, root_size, inline.unwrap_or(&empty), &hints);
        if is_root {
            memo.root_size = Some(computed.font_size);
        }
        let index = memo.styles.len() as u32;
        memo.styles.push(Arc::new(computed));
        if let Some(key) = key {
            memo.shared.insert(key, index);
        }
        memo.index[id.index()] = index;
        index
    }

    /// The rules that match an element, in no order; `None` when there are too many to try.
    fn matched<'t>(
        &'t self,
        memo: &mut Memo,
        document: &Document,
        id: NodeId,
        keys: &Keys,
        mode: MatchingMode,
        table: &dyn Fn(usize) -> &'t Table,
    ) -> Option<Vec<Matched>> {
        let node = Node { document, id };
        let (quirks, mask) = if document.quirks {
            (QuirksMode::Quirks, Mask::MAX)
        } else {
            (QuirksMode::NoQuirks, memo.masks[id.index()])
        };
        // The originating element stands above its generated boxes, and a sibling's parent above both.
        let mask = if mode == MatchingMode::Normal { mask } else { Mask::MAX };
        let mut context: MatchingContext<'_, Css> = MatchingContext::new(
            mode,
            None,
            &mut memo.caches,
            quirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let mut matched = Vec::new();
        let mut attempts = 0;
        for sheet_index in 0..=self.set.len() {
            let sheet = self.sheet(sheet_index);
            table(sheet_index).each(keys, |candidate| {
                attempts += 1;
                if attempts > memo.limit || candidate.mask & mask != candidate.mask {
                    return;
                }
                let rule = &sheet.rules[candidate.rule as usize];
                let block = &sheet.blocks[rule.block as usize];
                let answer = match sheet_index.checked_sub(1) {
                    None => Known::Known(true),
                    Some(index) => self.answers[index][block.condition as usize],
                };
                if answer != Known::Known(false) && matches_selector(&rule.selector, 0, None, node, &mut context) {
                    matched.push(Matched {
                        layer: match sheet_index.checked_sub(1) {
                            None => 0,
                            Some(index) => self.set.rank(index, block.layer),
                        },
                        specificity: rule.selector.specificity(),
                        sheet: sheet_index as u32,
                        rule: candidate.rule,
                        maybe: answer == Known::Unknown,
                    });
                }
            });
        }
        if attempts > memo.limit {
            return None;
        }
        matched.sort_unstable_by_key(|matched| {
            (
                matched.sheet > 0,
                matched.layer,
                matched.specificity,
                matched.sheet,
                matched.rule,
            )
        });
        Some(matched)
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
