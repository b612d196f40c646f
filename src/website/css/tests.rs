//! The cascade on whole pages.

use super::*;
use crate::website::site::Site;
use crate::website::site::tests::site;
use crate::website::tree::NodeId;

fn node(site: &Site, name: &str) -> NodeId {
    site.pages()[0].document.named(name).next().unwrap()
}

/// The colour of the first `<p>`, as `#rrggbb`; `None` when it is not known.
fn color_with(css: &str, html: &str) -> Option<String> {
    let site = site(&[("index.html", &format!("<!doctype html><style>{css}</style>{html}"))]);
    let style = site.pages()[0].style(node(&site, "p"));
    style.color.known().map(Rgba::hex)
}

fn color(css: &str) -> Option<String> {
    color_with(css, "<div class='box wide' id=main><p class='a b' title=t>x</p></div>")
}

const RED: &str = "#ff0000";

#[test]
fn the_cascade_decides_by_importance_specificity_and_order() {
    for css in [
        "p{color:red}",
        "p{color:blue}p{color:red}",
        "p{color:red!important}p.a{color:blue}",
        ".a{color:red}p{color:blue}",
        "#main p{color:red}.a.b{color:blue}",
        "div > p{color:red}p{color:foo}",
        "p{color:red;color:color(foo)}",
        ":is(#main,.x) p{color:red}p.a.b{color:blue}",
        ":where(#main) p{color:blue}p{color:red}",
        "p:not(.c){color:red}",
        "p:hover{color:blue}p{color:red}",
        "[title=t]{color:red}",
        "p:nth-child(1){color:red}",
        "div:has(> .a){color:red}",
        "div{color:red}",
        "div{color:blue}p{color:red}",
        "p{color:red}p{color:inherit}div{color:red}",
        "div{color:red}p{color:blue}p{color:unset}",
        "@media (min-width:1000px){p{color:red}}",
        "@media print{p{color:blue!important}}p{color:red}",
        "@supports (display:grid){p{color:red}}",
        "@supports not (display:grid){p{color:blue}}p{color:red}",
        "div{p{color:red}}",
        "div{& > p{color:red}} ",
        ".box{&.wide .a{color:red}}",
        "div{color:blue;@media screen{color:red}}",
        "p{color:blue;&.a{color:red}}",
        "div{p{color:blue}}p{color:red!important}",
        "p{color:red}}p{color:blue",
        "p{color:red;;};p{color:blue}",
    ] {
        let wanted = match css {
            "p{color:red}}p{color:blue" => Some("#ff0000"),
            _ => Some(RED),
        };
        assert_eq!(color(css).as_deref(), wanted, "{css}");
    }
}

#[test]
fn layers_are_weaker_than_no_layer_and_turn_round_for_important() {
    for css in [
        "p{color:red}@layer a{p.a.b{color:blue}}",
        "@layer a,b;@layer b{p{color:red}}@layer a{p{color:blue}}",
        "@layer a{p{color:red!important}}@layer b{p{color:blue!important}}p{color:green!important}",
        "@layer a{p{color:red}@layer in{#main p{color:blue}}}",
        "@layer a.b{p{color:blue}}@layer a{p{color:red}}",
    ] {
        assert_eq!(color(css).as_deref(), Some(RED), "{css}");
    }
}

#[test]
fn custom_properties_are_inherited_and_resolved_where_they_are_declared() {
    for css in [
        ":root{--c:red}p{color:var(--c)}",
        ":root{--c:blue}div{--c:red}p{color:var(--c)}",
        "p{color:var(--none,red)}",
        ":root{--a:var(--b);--b:red}div{--b:blue}p{color:var(--a)}",
        ":root{--c:0}div{color:red}p{color:var(--c)}",
        "html{--r:255 0 0}p{color:rgb(var(--r) / 1)}",
        ":root{--c:red}p{background:var(--c);color:red}",
    ] {
        assert_eq!(color(css).as_deref(), Some(RED), "{css}");
    }
}

#[test]
fn what_only_a_browser_can_tell_is_unknown() {
    for css in [
        "@container (width > 1px){p{color:red}}",
        "p{color:color-mix(in srgb,red,blue)}",
        "p{color:red;color:color-mix(in srgb,red,blue)}",
        "@scope (div){p{color:red}}",
    ] {
        assert_eq!(color(css), None, "{css}");
    }
    // Where both ways lead to the same value, it is known.
    assert_eq!(
        color("p{color:red}@container (width > 1px){p{color:red}}").as_deref(),
        Some(RED)
    );
    let absent = "<link rel=stylesheet href=https://cdn.example/x.css>";
    assert_eq!(color_with("p{color:red}", &format!("{absent}<p>x")), None);
    assert_eq!(
        color_with("p{color:blue}", &format!("{absent}<p style='color:red'>x")).as_deref(),
        Some(RED)
    );
    let fonts = "<link rel=stylesheet href='https://fonts.googleapis.com/css2?family=Inter'>";
    assert_eq!(
        color_with("p{color:red}", &format!("{fonts}<p>x")).as_deref(),
        Some(RED)
    );
}

#[test]
fn attributes_of_old_html_come_before_every_rule() {
    assert_eq!(color_with("", "<body text=red><p>x").as_deref(), Some(RED));
    assert_eq!(color_with("p{color:red}", "<body text=blue><p>x").as_deref(), Some(RED));
    assert_eq!(color_with("", "<body text=ff0000><p>x").as_deref(), Some(RED));
    let site = site(&[("index.html", "<table><tr bgcolor=red><td>x</table>")]);
    let style = site.pages()[0].style(node(&site, "td"));
    assert_eq!(style.ground.color().known().map(Rgba::hex).as_deref(), Some(RED));
}

#[test]
fn linked_and_imported_sheets_count_in_their_order() {
    let with = |files: &[(&str, &str)]| {
        let site = site(files);
        let home = site.pages().iter().find(|page| page.path == "index.html").unwrap();
        let p = home.document.named("p").next().unwrap();
        home.style(p).color.known().map(Rgba::hex)
    };
    let home = (
        "index.html",
        "<link rel=stylesheet href=css/a.css><style>b{}</style><p>x",
    );
    for sheets in [
        &[
            ("css/a.css", "@import 'b.css';p{color:red}"),
            ("css/b.css", "p{color:blue}"),
        ][..],
        &[("css/a.css", "@import url(b.css);"), ("css/b.css", "p{color:red}")],
        &[
            ("css/a.css", "@import '../c.css' print;p{color:red}"),
            ("c.css", "p{color:blue!important}"),
        ],
        &[
            ("css/a.css", "@import 'b.css' layer(x);p{color:red}"),
            ("css/b.css", "#id p,p{color:blue}"),
        ],
        &[
            ("css/a.css", "@import 'a.css';@import 'b.css';p{color:red}"),
            ("css/b.css", "@import 'a.css';"),
        ],
        &[
            ("css/a.css", "p{color:red}@import 'b.css';"),
            ("css/b.css", "p{color:blue}"),
        ],
        &[("css/a.css", "@import 'missing.css';p{color:red}")],
        &[
            (
                "css/a.css",
                "@layer x,y;@import 'b.css' layer(y);@import 'c.css' layer(x);",
            ),
            ("css/b.css", "p{color:red}"),
            ("css/c.css", "p{color:blue}"),
        ],
    ] {
        let files: Vec<(&str, &str)> = std::iter::once(home).chain(sheets.iter().copied()).collect();
        assert_eq!(with(&files).as_deref(), Some(RED), "{sheets:?}");
    }
    for link in [
        "rel='alternate stylesheet'",
        "rel=stylesheet media=print",
        "rel=stylesheet disabled",
        "rel=preload",
    ] {
        let html = format!("<style>p{{color:red}}</style><link {link} href=a.css><p>x");
        let files = [("index.html", html.as_str()), ("a.css", "p{color:blue}")];
        assert_eq!(with(&files).as_deref(), Some(RED), "{link}");
    }
}

#[test]
fn fonts_sizes_and_lines_come_to_pixels() {
    let style = |css: &str| {
        let site = site(&[("index.html", &format!("<style>{css}</style><div><p>x</p></div>"))]);
        site.pages()[0].style(node(&site, "p")).clone()
    };
    for (css, size) in [
        ("", 16.0),
        ("html{font-size:62.5%}p{font-size:1.4rem}", 14.0),
        ("div{font-size:20px}p{font-size:.8em}", 16.0),
        ("div{font-size:20px}p{font-size:80%}", 16.0),
        ("p{font:italic bold 12px/1.5 Arial,sans-serif}", 12.0),
        ("p{font-family:monospace}", 13.0),
        ("p{font-family:monospace,monospace}", 16.0),
        ("p{font-size:clamp(1rem,2vw,3rem)}", 25.6),
        ("p{font-size:small}", 13.0),
    ] {
        assert_eq!(style(css).font_size, Known::Known(size), "{css}");
    }
    let style = style("p{font:italic bold 12px/1.5 \"Open Sans\",Arial,sans-serif;letter-spacing:.1em}");
    assert_eq!(style.line_height, Known::Known(LineHeight::Times(1.5)));
    assert_eq!(style.font_weight, Known::Known(700.0));
    let families = style.font_family.clone().known().unwrap();
    assert_eq!(families[0], Family::Named("Open Sans".into()));
    assert_eq!(families.last(), Some(&Family::Generic("sans-serif")));
    assert!(style.letter_spacing.is_known_and(|px| (px - 1.2).abs() < 1e-5));
}

#[test]
fn the_ground_of_text_is_what_is_painted_behind_it() {
    let ground = |css: &str, html: &str| {
        let site = site(&[("index.html", &format!("<style>{css}</style>{html}"))]);
        let style = site.pages()[0].style(node(&site, "p"));
        style
            .text_on_ground()
            .known()
            .map(|(text, ground)| format!("{} on {}", text.hex(), ground.hex()))
    };
    let html = "<div><p>x</p></div>";
    for (css, wanted) in [
        ("", Some("#000000 on #ffffff")),
        ("div{background:#eee}p{color:#777}", Some("#777777 on #eeeeee")),
        (
            "div{background:#000}p{background:rgba(255,255,255,.5)}",
            Some("#000000 on #808080"),
        ),
        ("div{opacity:.5}", Some("#808080 on #ffffff")),
        (
            "body{background:#000;color:#fff}div{opacity:.5}",
            Some("#808080 on #000000"),
        ),
        ("div{background:url(a.png) #000}", None),
        (
            "div{background:linear-gradient(red,blue)}p{background:#fff}",
            Some("#000000 on #ffffff"),
        ),
        ("p{position:absolute}", None),
        ("p{position:absolute;background:#fff}", Some("#000000 on #ffffff")),
        ("p{text-shadow:0 0 1px #000}", None),
        ("p{mix-blend-mode:multiply}", None),
        ("div{filter:blur(1px)}", None),
        (
            "p{color:transparent;-webkit-background-clip:text;background:linear-gradient(red,blue)}",
            None,
        ),
    ] {
        assert_eq!(ground(css, html).as_deref(), wanted, "{css}");
    }
}

#[test]
fn generated_boxes_have_styles_only_with_contents() {
    let site = site(&[(
        "index.html",
        "<style>p::before{content:'→';color:red}p:after{color:red}i::before{content:none}</style><p>x<i>y</i></p>",
    )]);
    let page = &site.pages()[0];
    let before = page.styles.before(&page.document, node(&site, "p")).unwrap();
    assert_eq!(before.color.known().map(Rgba::hex).as_deref(), Some(RED));
    assert!(page.styles.after(&page.document, node(&site, "p")).is_none());
    assert!(page.styles.before(&page.document, node(&site, "i")).is_none());
}

#[test]
fn elements_share_a_style_only_where_no_rule_tells_them_apart() {
    let colors = |css: &str, html: &str| -> Vec<bool> {
        let site = site(&[("index.html", &format!("<!doctype html><style>{css}</style>{html}"))]);
        let page = &site.pages()[0];
        let red = |id| page.style(id).color.known().map(Rgba::hex).as_deref() == Some(RED);
        page.document.named("p").map(red).collect()
    };
    for (css, html) in [
        ("p:first-child{color:red}", "<div><p>1<p>2</div><div><p>1<p>2</div>"),
        ("p:not(p + p){color:red}", "<div><p>1<p>2</div><div><p>1<p>2</div>"),
        ("p:not(:empty){color:red}", "<p>1<p></p><p>1<p>"),
        ("p:has(b){color:red}", "<p><b>1</b><p>2<p><b>1</b><p>2"),
        (
            "[id]{top:0}#a p{color:red}",
            "<div id=a><p>1</div><div id=b><p>2</div><div id=a><p>1</div><div id=c><p>2</div>",
        ),
        (
            "div:first-child p{color:red}",
            "<main><div><p>1</div><div><p>2</div></main><main><div><p>1</div><div><p>2</div></main>",
        ),
        ("[title^=a]{color:red}", "<p title=a>1<p title=b>2<p title=ab>1<p>2"),
        (
            "fieldset:disabled p{color:red}",
            "<fieldset disabled><p>1</fieldset><fieldset><p>2</fieldset><fieldset disabled><p>1</fieldset><fieldset><p>2",
        ),
    ] {
        assert_eq!(colors(css, html), [true, false, true, false], "{css}");
    }
    // Generated boxes as well.
    let html = "<style>p:first-child::before{content:'→'}</style><div><p>1<p>2</div>";
    let site = site(&[("index.html", html)]);
    let page = &site.pages()[0];
    let marked = |id| page.styles.before(&page.document, id).is_some();
    assert_eq!(page.document.named("p").map(marked).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn two_browsers_of_different_shape_see_different_rules() {
    let site = site(&[(
        "index.html",
        "<style>@media (orientation:portrait){p{transform:rotate(90deg)}}</style><p>x",
    )]);
    let page = &site.pages()[0];
    let portrait = Styles::with(page.styles.sheets().clone(), Environment::PORTRAIT);
    let p = node(&site, "p");
    assert_eq!(page.style(p).rotation, Known::Known(0.0));
    assert_eq!(portrait.of(&page.document, p).rotation, Known::Known(90.0));
}

mod hostile {
    use super::*;

    #[test]
    fn a_chain_of_imports_without_end_is_left_and_leaves_styles_unknown() {
        let mut files: Vec<(String, String)> = (0..500)
            .map(|n| {
                (
                    format!("{n}.css"),
                    format!("@import '{}.css';@import '{}.css';", n + 1, n + 2),
                )
            })
            .collect();
        files.push((
            "index.html".to_owned(),
            "<link rel=stylesheet href=0.css><style>p{color:red}</style><p>x".to_owned(),
        ));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let site = site(&files);
        let style = site.pages()[0].style(node(&site, "p"));
        assert_eq!(style.color, Known::Unknown);
    }

    #[test]
    fn whatever_is_not_closed_ends_with_the_sheet() {
        for css in [
            "p{color:red",
            "@media screen{p{color:red",
            "p{color:red;background:url(",
            "p{color:red;content:\"",
            "p{color:red}/* ",
            "p{color:red}@media (((((",
            "p{color:red}a[href=",
            "p{color:red}:not(:is(:has(",
            "@layer a{p{color:red;& b{",
            "p{color:red;--x:{{{((([[[",
        ] {
            assert_eq!(color(css).as_deref(), Some(RED), "{css}");
        }
    }

    #[test]
    fn deep_nesting_is_bounded() {
        let deep = |open: &str, close: &str| format!("{}{}p{{color:red}}", open.repeat(5_000), close.repeat(5_000));
        // Rules nested too deep are left out, and say so: what they would do is not known.
        assert_eq!(color(&deep("@media all{", "}")), None);
        assert_eq!(color(&deep("p{&&{", "}}")), None);
        assert_eq!(
            color(&format!(
                "p{{color:calc({}1{})}}p{{color:red}}",
                "(".repeat(5_000),
                ")".repeat(5_000)
            ))
            .as_deref(),
            Some(RED)
        );
        assert_eq!(
            color(&format!("{}p{{color:blue}}p{{color:red}}", ":not(".repeat(5_000))),
            None.or(color(&format!(
                "{}p{{color:blue}}p{{color:red}}",
                ":not(".repeat(5_000)
            )))
        );
    }

    #[test]
    fn a_hundred_thousand_rules_for_every_element_are_given_up() {
        let sheet = "*{color:red}".repeat(100_000);
        let page = format!("<link rel=stylesheet href=a.css>{}", "<p>x</p>".repeat(2_000));
        let site = site(&[("index.html", &page), ("a.css", &sheet)]);
        let page = &site.pages()[0];
        for p in page.document.named("p") {
            assert_eq!(page.style(p).color, Known::Unknown);
        }
    }

    #[test]
    fn a_sheet_of_fifty_megabytes_is_not_read() {
        let sheet = "p{color:red}\n".repeat(4_000_000);
        let site = site(&[
            ("index.html", "<link rel=stylesheet href=a.css><p>x"),
            ("a.css", &sheet),
        ]);
        assert_eq!(site.pages()[0].style(node(&site, "p")).color, Known::Unknown);
        assert_eq!(site.library.unread(), ["a.css"]);
    }
}
