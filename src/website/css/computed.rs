//! Computed values of an element, and what follows from those of the elements above it.

use std::sync::Arc;

use super::color::{Rgba, Written};
use super::custom::{self, Customs, Resolved};
use super::media::Environment;
use super::paint::{self, Ground};
use super::property::{self, Family, Property, SIZES, Specified};
use super::value::{Known, Length, Metrics};

/// How an element is laid out, as far as criteria ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Not at all, nor anything in it.
    None,
    /// Its contents alone.
    Contents,
    /// In the line, its width that of its text.
    Inline,
    /// As a box in the line (`inline-block`, `inline-flex`).
    InlineBlock,
    /// As a flexible box or a grid.
    FlexOrGrid,
    /// As a part of a table.
    Table,
    /// As a block of any other kind.
    Block,
}

/// `visibility`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Takes its place without being shown.
    Hidden,
    /// As hidden, without its place in a table.
    Collapse,
}

/// `position`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// In the flow.
    Static,
    /// In the flow, moved.
    Relative,
    /// Out of the flow, from an ancestor.
    Absolute,
    /// Out of the flow, from the viewport.
    Fixed,
    /// In the flow until scrolled.
    Sticky,
}

/// A size or an offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// `auto`, `none`, or a size by the contents.
    Auto,
    /// In CSS pixels.
    Px(f32),
    /// Pixels and a share of what is around, 1 being 100 %.
    Share(f32, f32),
}

impl Extent {
    /// The pixels, when it is nothing else.
    pub fn px(self) -> Option<f32> {
        match self {
            Extent::Px(px) => Some(px),
            _ => None,
        }
    }
}

/// `line-height`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineHeight {
    /// `normal`, about 1.2 and up to the font.
    Normal,
    /// Times the font size.
    Times(f32),
    /// In CSS pixels.
    Px(f32),
}

/// `text-decoration-line`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoration {
    /// None.
    None,
    /// Under the text.
    Underline,
    /// Any other.
    Other,
}

/// `animation`: the longest of its durations in seconds, and how often it runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Animation {
    /// Seconds.
    pub seconds: f32,
    /// Times; infinite for ever.
    pub times: f32,
}

/// Computed values of an element.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names are those of CSS")]
pub struct Computed {
    pub animation: Known<Animation>,
    pub aspect_ratio: Known<Option<f32>>,
    pub background_color: Known<Rgba>,
    /// Whether there is an image or a gradient in the background.
    pub background_image: Known<bool>,
    /// Whether the background shows only through the text.
    pub background_clip_text: Known<bool>,
    /// The line at the lower edge; `None` when there is none to be seen.
    pub border_bottom: Known<Option<Rgba>>,
    pub bottom: Known<Extent>,
    pub box_shadow: Known<bool>,
    /// Whether `clip` or `clip-path` leaves nothing to be seen.
    pub clipped: Known<bool>,
    pub color: Known<Rgba>,
    /// The text of generated content; `None` for `none` and `normal`, which give no box to `::before` and `::after`.
    pub content: Known<Option<Arc<str>>>,
    pub display: Known<Display>,
    /// Whether there is a filter.
    pub filter: Known<bool>,
    pub float: Known<bool>,
    pub font_family: Known<Arc<[Family]>>,
    /// In CSS pixels.
    pub font_size: Known<f32>,
    pub font_weight: Known<f32>,
    pub italic: Known<bool>,
    pub height: Known<Extent>,
    pub left: Known<Extent>,
    /// In CSS pixels.
    pub letter_spacing: Known<f32>,
    pub line_height: Known<LineHeight>,
    pub margin_left: Known<Extent>,
    pub max_height: Known<Extent>,
    pub max_width: Known<Extent>,
    pub min_width: Known<Extent>,
    /// Whether `mix-blend-mode` is other than `normal`.
    pub blended: Known<bool>,
    pub object_fit: Known<&'static str>,
    pub opacity: Known<f32>,
    /// Whether an outline is drawn.
    pub outline: Known<bool>,
    /// Whether contents are cut off at the edges, across or down.
    pub cuts: Known<bool>,
    pub position: Known<Position>,
    pub right: Known<Extent>,
    /// Rotation in the plane by `transform` and `rotate`, in degrees.
    pub rotation: Known<f32>,
    pub text_align: Known<&'static str>,
    pub decoration: Known<Decoration>,
    pub text_indent: Known<Extent>,
    pub text_shadow: Known<bool>,
    pub uppercase: Known<bool>,
    /// Whether text is filled with `color`, as it is unless `-webkit-text-fill-color` says otherwise.
    pub plain_fill: Known<bool>,
    pub top: Known<Extent>,
    /// Whether `transform` moves, turns or scales it.
    pub moved: Known<bool>,
    pub visibility: Known<Visibility>,
    pub white_space: Known<&'static str>,
    pub width: Known<Extent>,
    /// In CSS pixels.
    pub word_spacing: Known<f32>,
    pub z_index: Known<Option<f32>>,

    /// Whether neither this element nor one above it is `display: none`.
    pub rendered: Known<bool>,
    /// Whether this element or one above it is moved off the screen or shrunk to nothing, as text for screen readers is.
    pub out_of_sight: Known<bool>,
    /// Whether text in it is underlined, here or by an element above.
    pub underlined: Known<bool>,
    /// What is painted behind its text.
    pub ground: Ground,
    pub(super) customs: Customs,
}

/// What the cascade found for a property.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Slot<'a> {
    #[default]
    Unset,
    Value(&'a Specified),
    Unknown,
}

/// The outcome of the cascade on an element.
pub(super) struct Cascaded<'a> {
    pub(super) slots: [Slot<'a>; property::COUNT],
    /// The slots before the author's rules, for `revert`.
    pub(super) browser: [Slot<'a>; property::COUNT],
    pub(super) customs: Customs,
}

/// A value that no keyword stands in for any more.
enum Final {
    Inherit,
    Initial,
    Unknown,
    Value(Specified),
}

impl Cascaded<'_> {
    fn get(&self, property: Property) -> Final {
        self.settle(property, self.slots[property as usize], true)
    }

    fn settle(&self, property: Property, slot: Slot<'_>, may_revert: bool) -> Final {
        let unset = if property.is_inherited() {
            Final::Inherit
        } else {
            Final::Initial
        };
        match slot {
            Slot::Unset => unset,
            Slot::Unknown => Final::Unknown,
            Slot::Value(value) => match value {
                Specified::Inherit => Final::Inherit,
                Specified::Initial => Final::Initial,
                Specified::Unknown => Final::Unknown,
                Specified::Revert if may_revert => self.settle(property, self.browser[property as usize], false),
                Specified::Unset | Specified::Revert => unset,
                Specified::Pending(pending) => match custom::substitute(&pending.text, &self.customs) {
                    Resolved::Unknown => Final::Unknown,
                    // Invalid at computed-value time: as if unset.
                    Resolved::Invalid => unset,
                    Resolved::Text(text) => {
                        let values = property::parse(&pending.name, &text).unwrap_or_default();
                        match values.iter().find(|(longhand, _)| *longhand == property) {
                            Some((_, Specified::Pending(_))) | None => unset,
                            Some((_, value)) => self.settle(property, Slot::Value(value), may_revert),
                        }
                    }
                },
                value => Final::Value(value.clone()),
            },
        }
    }

    fn known<T: Clone>(
        &self,
        property: Property,
        inherited: &Known<T>,
        initial: T,
        read: impl FnOnce(&Specified) -> Known<T>,
    ) -> Known<T> {
        match self.get(property) {
            Final::Inherit => inherited.clone(),
            Final::Initial => Known::Known(initial),
            Final::Unknown | Final::Value(Specified::Unknown) => Known::Unknown,
            Final::Value(value) => read(&value),
        }
    }

    fn word(&self, property: Property, inherited: &Known<&'static str>, initial: &'static str) -> Known<&'static str> {
        self.known(property, inherited, initial, |value| match value {
            Specified::Keyword(word) => Known::Known(word),
            _ => Known::Unknown,
        })
    }

    fn flag(&self, property: Property, inherited: Known<bool>, is_set: impl Fn(&str) -> bool) -> Known<bool> {
        self.known(property, &inherited, false, |value| match value {
            Specified::Keyword(text) => Known::Known(is_set(text)),
            Specified::Text(text) => Known::Known(is_set(text)),
            _ => Known::Unknown,
        })
    }

    fn extent(
        &self,
        property: Property,
        metrics: &Metrics,
        inherited: &Known<Extent>,
        initial: Extent,
    ) -> Known<Extent> {
        self.known(property, inherited, initial, |value| match value {
            Specified::Keyword("auto" | "none") => Known::Known(Extent::Auto),
            Specified::Length(length) => length.resolve(metrics).map(|(px, percent)| {
                if percent == 0.0 {
                    Extent::Px(px)
                } else {
                    Extent::Share(px, percent)
                }
            }),
            // By the contents, which only a layout knows.
            _ => Known::Unknown,
        })
    }

    fn color(
        &self,
        property: Property,
        current: Known<Rgba>,
        inherited: &Known<Rgba>,
        initial: Known<Rgba>,
    ) -> Known<Rgba> {
        match self.get(property) {
            Final::Inherit => *inherited,
            Final::Initial => initial,
            Final::Value(Specified::Color(Written::Rgba(rgba))) => Known::Known(rgba),
            Final::Value(Specified::Color(Written::Current)) => current,
            _ => Known::Unknown,
        }
    }

    fn spacing(&self, property: Property, metrics: &Metrics, inherited: Known<f32>) -> Known<f32> {
        self.known(property, &inherited, 0.0, |value| match value {
            Specified::Keyword("normal") => Known::Known(0.0),
            Specified::Length(length) => length.pixels(metrics, metrics.em),
            _ => Known::Unknown,
        })
    }

    fn number(&self, property: Property, inherited: Known<f32>, initial: f32) -> Known<f32> {
        self.known(property, &inherited, initial, |value| match value {
            Specified::Number(number) => Known::Known(*number),
            _ => Known::Unknown,
        })
    }
}

fn is_mono(families: &Known<Arc<[Family]>>) -> bool {
    matches!(families, Known::Known(families) if **families == [Family::Generic("monospace")])
}

impl Computed {
    /// The values of the root's parent, that is, what a browser starts with.
    pub(super) fn initial() -> Computed {
        Computed {
            animation: Known::Known(Animation {
                seconds: 0.0,
                times: 1.0,
            }),
            aspect_ratio: Known::Known(None),
            background_color: Known::Known(Rgba::TRANSPARENT),
            background_image: Known::Known(false),
            background_clip_text: Known::Known(false),
            border_bottom: Known::Known(None),
            bottom: Known::Known(Extent::Auto),
            box_shadow: Known::Known(false),
            clipped: Known::Known(false),
            color: Known::Known(Rgba::BLACK),
            content: Known::Known(None),
            display: Known::Known(Display::Block),
            filter: Known::Known(false),
            float: Known::Known(false),
            font_family: Known::Known(Arc::from([Family::Generic("serif")])),
            font_size: Known::Known(16.0),
            font_weight: Known::Known(400.0),
            italic: Known::Known(false),
            height: Known::Known(Extent::Auto),
            left: Known::Known(Extent::Auto),
            letter_spacing: Known::Known(0.0),
            line_height: Known::Known(LineHeight::Normal),
            margin_left: Known::Known(Extent::Px(0.0)),
            max_height: Known::Known(Extent::Auto),
            max_width: Known::Known(Extent::Auto),
            min_width: Known::Known(Extent::Auto),
            blended: Known::Known(false),
            object_fit: Known::Known("fill"),
            opacity: Known::Known(1.0),
            outline: Known::Known(false),
            cuts: Known::Known(false),
            position: Known::Known(Position::Static),
            right: Known::Known(Extent::Auto),
            rotation: Known::Known(0.0),
            text_align: Known::Known("start"),
            decoration: Known::Known(Decoration::None),
            text_indent: Known::Known(Extent::Px(0.0)),
            text_shadow: Known::Known(false),
            uppercase: Known::Known(false),
            plain_fill: Known::Known(true),
            top: Known::Known(Extent::Auto),
            moved: Known::Known(false),
            visibility: Known::Known(Visibility::Visible),
            white_space: Known::Known("normal"),
            width: Known::Known(Extent::Auto),
            word_spacing: Known::Known(0.0),
            z_index: Known::Known(None),
            rendered: Known::Known(true),
            out_of_sight: Known::Known(false),
            underlined: Known::Known(false),
            ground: Ground::canvas(),
            customs: Customs::default(),
        }
    }

    /// The values of an element, from what the cascade found and those of its parent. `root_size` is the font size of the
    /// root, `None` for the root itself.
    pub(super) fn compute(
        cascaded: &Cascaded<'_>,
        parent: &Computed,
        root_size: Option<Known<f32>>,
        environment: Environment,
    ) -> Computed {
        use Property as P;
        let viewport = (environment.width, environment.height);
        let font_family = cascaded.known(
            P::FontFamily,
            &parent.font_family,
            Arc::from([Family::Generic("serif")]),
            |value| match value {
                Specified::Families(families) => Known::Known(Arc::clone(families)),
                _ => Known::Unknown,
            },
        );
        let font_size = font_size(cascaded, parent, &font_family, root_size, viewport);
        let metrics = Metrics {
            em: font_size,
            rem: root_size.unwrap_or(font_size),
            viewport,
        };
        let extent =
            |property, inherited: &Known<Extent>, initial| cascaded.extent(property, &metrics, inherited, initial);
        let color = cascaded.color(P::Color, parent.color, &parent.color, Known::Known(Rgba::BLACK));
        let shadowed = |text: &str| !text.trim().eq_ignore_ascii_case("none");
        let display = display(cascaded, parent);
        let position = cascaded.known(P::Position, &parent.position, Position::Static, |value| match value {
            Specified::Keyword(word) => Known::Known(match *word {
                "relative" => Position::Relative,
                "absolute" => Position::Absolute,
                "fixed" => Position::Fixed,
                "sticky" | "-webkit-sticky" => Position::Sticky,
                _ => Position::Static,
            }),
            _ => Known::Unknown,
        });
        let transform = cascaded.known(P::Transform, &Known::Unknown, None, |value| match value {
            Specified::Text(text) => Known::Known(Some(Arc::clone(text))),
            _ => Known::Unknown,
        });
        let turned = cascaded.number(P::Rotate, Known::Unknown, 0.0);
        let (rotation, moved) = match &transform {
            Known::Unknown => (Known::Unknown, Known::Unknown),
            Known::Known(None) => (turned, Known::Known(false)),
            Known::Known(Some(text)) => {
                let (rotation, moved) = paint::rotation(text);
                (
                    rotation.and_then(|one| turned.map(|other| one + other)),
                    Known::Known(moved),
                )
            }
        };
        let decoration = cascaded.known(
            P::TextDecorationLine,
            &parent.decoration,
            Decoration::None,
            |value| match value {
                Specified::Keyword("none") => Known::Known(Decoration::None),
                Specified::Keyword("underline") => Known::Known(Decoration::Underline),
                Specified::Keyword(_) => Known::Known(Decoration::Other),
                _ => Known::Unknown,
            },
        );
        let mut computed = Computed {
            animation: animation(cascaded, parent),
            aspect_ratio: cascaded.known(P::AspectRatio, &parent.aspect_ratio, None, |value| match value {
                Specified::Number(ratio) => Known::Known(Some(*ratio)),
                Specified::Keyword(_) => Known::Known(None),
                _ => Known::Unknown,
            }),
            background_color: cascaded.color(
                P::BackgroundColor,
                color,
                &parent.background_color,
                Known::Known(Rgba::TRANSPARENT),
            ),
            background_image: cascaded.flag(P::BackgroundImage, parent.background_image, shadowed),
            background_clip_text: cascaded.flag(P::BackgroundClip, parent.background_clip_text, |word| word == "text"),
            border_bottom: border(cascaded, parent, color, &metrics),
            bottom: extent(P::Bottom, &parent.bottom, Extent::Auto),
            box_shadow: cascaded.flag(P::BoxShadow, parent.box_shadow, shadowed),
            clipped: Known::Known(false),
            color,
            content: cascaded.known(P::Content, &parent.content, None, |value| match value {
                Specified::Text(text) => Known::Known(match text.trim().to_ascii_lowercase().as_str() {
                    "none" | "normal" => None,
                    _ => Some(Arc::clone(text)),
                }),
                _ => Known::Unknown,
            }),
            display,
            filter: cascaded.flag(P::Filter, parent.filter, shadowed),
            float: cascaded.flag(P::Float, parent.float, |word| word != "none"),
            font_weight: cascaded.known(P::FontWeight, &parent.font_weight, 400.0, |value| match value {
                Specified::Number(weight) => Known::Known(*weight),
                Specified::Keyword(word) => parent.font_weight.map(|weight| relative_weight(weight, word)),
                _ => Known::Unknown,
            }),
            italic: cascaded.flag(P::FontStyle, parent.italic, |word| word != "normal"),
            height: extent(P::Height, &parent.height, Extent::Auto),
            left: extent(P::Left, &parent.left, Extent::Auto),
            letter_spacing: cascaded.spacing(P::LetterSpacing, &metrics, parent.letter_spacing),
            line_height: cascaded.known(
                P::LineHeight,
                &parent.line_height,
                LineHeight::Normal,
                |value| match value {
                    Specified::Keyword(_) => Known::Known(LineHeight::Normal),
                    Specified::Number(times) => Known::Known(LineHeight::Times(*times)),
                    Specified::Length(length) => length.pixels(&metrics, font_size).map(LineHeight::Px),
                    _ => Known::Unknown,
                },
            ),
            margin_left: extent(P::MarginLeft, &parent.margin_left, Extent::Px(0.0)),
            max_height: extent(P::MaxHeight, &parent.max_height, Extent::Auto),
            max_width: extent(P::MaxWidth, &parent.max_width, Extent::Auto),
            min_width: extent(P::MinWidth, &parent.min_width, Extent::Auto),
            blended: cascaded.flag(P::MixBlendMode, parent.blended, |word| word != "normal"),
            object_fit: cascaded.word(P::ObjectFit, &parent.object_fit, "fill"),
            opacity: cascaded.number(P::Opacity, parent.opacity, 1.0),
            outline: outline(cascaded, parent, &metrics),
            cuts: cuts(cascaded, parent),
            position,
            right: extent(P::Right, &parent.right, Extent::Auto),
            rotation,
            text_align: cascaded.word(P::TextAlign, &parent.text_align, "start"),
            decoration,
            text_indent: extent(P::TextIndent, &parent.text_indent, Extent::Px(0.0)),
            text_shadow: cascaded.flag(P::TextShadow, parent.text_shadow, shadowed),
            uppercase: cascaded.flag(P::TextTransform, parent.uppercase, |word| word == "uppercase"),
            plain_fill: match cascaded.get(P::TextFillColor) {
                Final::Inherit => parent.plain_fill,
                Final::Initial | Final::Value(Specified::Color(Written::Current)) => Known::Known(true),
                Final::Value(_) => Known::Known(false),
                Final::Unknown => Known::Unknown,
            },
            top: extent(P::Top, &parent.top, Extent::Auto),
            moved,
            visibility: cascaded.known(P::Visibility, &parent.visibility, Visibility::Visible, |value| {
                Known::Known(match value {
                    Specified::Keyword("hidden") => Visibility::Hidden,
                    Specified::Keyword("collapse") => Visibility::Collapse,
                    _ => Visibility::Visible,
                })
            }),
            white_space: cascaded.word(P::WhiteSpace, &parent.white_space, "normal"),
            width: extent(P::Width, &parent.width, Extent::Auto),
            word_spacing: cascaded.spacing(P::WordSpacing, &metrics, parent.word_spacing),
            z_index: cascaded.known(P::ZIndex, &parent.z_index, None, |value| match value {
                Specified::Number(index) => Known::Known(Some(*index)),
                Specified::Keyword(_) => Known::Known(None),
                _ => Known::Unknown,
            }),
            rendered: parent.rendered.and(display.map(|display| display != Display::None)),
            out_of_sight: parent.out_of_sight,
            underlined: underlined(parent, display, position, decoration),
            ground: parent.ground,
            font_family,
            font_size,
            customs: Arc::clone(&cascaded.customs),
        };
        let text = |property| match cascaded.get(property) {
            Final::Initial | Final::Inherit => Known::Known(None),
            Final::Value(Specified::Text(text)) => Known::Known(Some(text)),
            Final::Value(_) | Final::Unknown => Known::Unknown,
        };
        computed.clipped = paint::clipped(&text(P::Clip), &text(P::ClipPath), position);
        computed.out_of_sight = parent.out_of_sight.either(paint::out_of_sight(&computed, &transform));
        computed.ground = Ground::of(&computed, &parent.ground);
        computed
    }
}

fn font_size(
    cascaded: &Cascaded<'_>,
    parent: &Computed,
    families: &Known<Arc<[Family]>>,
    root_size: Option<Known<f32>>,
    viewport: (f32, f32),
) -> Known<f32> {
    let metrics = Metrics {
        em: parent.font_size,
        rem: root_size.unwrap_or(Known::Known(16.0)),
        viewport,
    };
    // Browsers show text whose family is `monospace` and nothing else at 13/16 of the size, unless that is absolute.
    let factor = match (is_mono(&parent.font_family), is_mono(families)) {
        (false, true) => 13.0 / 16.0,
        (true, false) => 16.0 / 13.0,
        _ => 1.0,
    };
    match cascaded.get(Property::FontSize) {
        Final::Inherit => parent.font_size.map(|size| size * factor),
        Final::Initial => Known::Known(if is_mono(families) { 13.0 } else { 16.0 }),
        Final::Value(Specified::Keyword("smaller")) => parent.font_size.map(|size| size / 1.2 * factor),
        Final::Value(Specified::Keyword("larger")) => parent.font_size.map(|size| size * 1.2 * factor),
        Final::Value(Specified::Keyword(word)) => SIZES
            .iter()
            .find(|(name, _)| *name == word)
            .map_or(Known::Unknown, |(_, px)| {
                Known::Known(if is_mono(families) { px * 13.0 / 16.0 } else { *px })
            }),
        Final::Value(Specified::Length(length)) => {
            let relative = matches!(&length, Length::Linear(linear) if linear.em != 0.0 || linear.percent != 0.0);
            let size = length.pixels(&metrics, parent.font_size);
            if relative { size.map(|size| size * factor) } else { size }
        }
        Final::Unknown | Final::Value(_) => Known::Unknown,
    }
}

fn display(cascaded: &Cascaded<'_>, parent: &Computed) -> Known<Display> {
    cascaded.known(
        Property::Display,
        &parent.display,
        Display::Inline,
        |value| match value {
            Specified::Keyword(word) => Known::Known(match *word {
                "none" => Display::None,
                "contents" => Display::Contents,
                "inline" | "ruby" | "ruby-text" | "ruby-base" | "math" => Display::Inline,
                "inline-block"
                | "inline-flex"
                | "inline-grid"
                | "inline-table"
                | "-webkit-inline-box"
                | "-webkit-inline-flex" => Display::InlineBlock,
                "flex" | "grid" | "-webkit-box" | "-webkit-flex" | "-ms-flexbox" | "-ms-grid" => Display::FlexOrGrid,
                word if word.starts_with("table") => Display::Table,
                _ => Display::Block,
            }),
            _ => Known::Unknown,
        },
    )
}

/// CSS Fonts 4, §2.2.1.
fn relative_weight(weight: f32, word: &str) -> f32 {
    match (word, weight) {
        ("bolder", ..350.0) => 400.0,
        ("bolder", 350.0..550.0) => 700.0,
        ("bolder", ..900.0) => 900.0,
        ("lighter", 100.0..550.0) => 100.0,
        ("lighter", 550.0..750.0) => 400.0,
        ("lighter", 750.0..) => 700.0,
        _ => weight,
    }
}

/// Lines run on under everything in the flow of the element that has them.
fn underlined(
    parent: &Computed,
    display: Known<Display>,
    position: Known<Position>,
    decoration: Known<Decoration>,
) -> Known<bool> {
    let own = decoration.map(|decoration| decoration == Decoration::Underline);
    let breaks = matches!(display, Known::Known(Display::InlineBlock))
        || matches!(position, Known::Known(Position::Absolute | Position::Fixed));
    if breaks { own } else { parent.underlined.either(own) }
}

fn border(cascaded: &Cascaded<'_>, parent: &Computed, current: Known<Rgba>, metrics: &Metrics) -> Known<Option<Rgba>> {
    use Property as P;
    let style = cascaded.word(P::BorderBottomStyle, &Known::Unknown, "none");
    let width = cascaded.known(P::BorderBottomWidth, &Known::Unknown, 3.0, |value| match value {
        Specified::Length(length) => length.pixels(metrics, Known::Unknown),
        _ => Known::Unknown,
    });
    match (style, width) {
        (Known::Known("none" | "hidden"), _) | (_, Known::Known(0.0)) => Known::Known(None),
        (Known::Known(_), Known::Known(_)) => cascaded
            .color(P::BorderBottomColor, current, &parent.color, current)
            .map(|color| (color.alpha > 0.0).then_some(color)),
        _ => Known::Unknown,
    }
}

fn outline(cascaded: &Cascaded<'_>, parent: &Computed, metrics: &Metrics) -> Known<bool> {
    use Property as P;
    let style = cascaded.known(P::OutlineStyle, &parent.outline, false, |value| {
        Known::Known(!matches!(value, Specified::Keyword("none" | "hidden")))
    });
    let width = cascaded.known(P::OutlineWidth, &Known::Known(true), true, |value| match value {
        Specified::Length(length) => length.pixels(metrics, Known::Unknown).map(|px| px > 0.0),
        _ => Known::Unknown,
    });
    style.and(width)
}

fn cuts(cascaded: &Cascaded<'_>, parent: &Computed) -> Known<bool> {
    let cut = |word: &str| matches!(word, "hidden" | "clip" | "-moz-hidden-unscrollable");
    let across = cascaded.flag(Property::OverflowX, parent.cuts, cut);
    let down = cascaded.flag(Property::OverflowY, parent.cuts, cut);
    across.either(down)
}

fn animation(cascaded: &Cascaded<'_>, parent: &Computed) -> Known<Animation> {
    use Property as P;
    let named = cascaded.known(P::AnimationName, &Known::Known(true), false, |value| match value {
        Specified::Text(text) => Known::Known(!text.trim().eq_ignore_ascii_case("none")),
        _ => Known::Unknown,
    });
    let seconds = cascaded.number(P::AnimationDuration, parent.animation.map(|all| all.seconds), 0.0);
    let times = cascaded.number(P::AnimationIterationCount, parent.animation.map(|all| all.times), 1.0);
    match (named, seconds, times) {
        (Known::Known(false), ..) => Known::Known(Animation {
            seconds: 0.0,
            times: 1.0,
        }),
        (Known::Known(true), Known::Known(seconds), Known::Known(times)) => Known::Known(Animation { seconds, times }),
        _ => Known::Unknown,
    }
}
