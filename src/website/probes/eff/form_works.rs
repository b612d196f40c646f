//! eff-form-works: a form can be sent, to an address that exists, and not in the open.

use super::fields::{fields, forms, is_search};
use crate::website::links::Target;
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snapshot::ending;
use crate::website::snippet;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-form-works",
    scope: Scope::Element,
    messages: &[
        "form-mailto",
        "form-dead",
        "form-nowhere",
        "form-no-button",
        "form-get",
        "form-script",
    ],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if matches!(view.role, Role::Redirect | Role::NotFound) {
        return;
    }
    for form in forms(view.page) {
        if fields(view.page, form).is_empty() {
            continue;
        }
        let values = [(
            "action",
            snippet::of_text(view.document.attribute(form, "action").unwrap_or_default()),
        )];
        match judge(view, form) {
            Ok(()) => sheet.pass(),
            Err("form-script") => sheet.unknown(Spot::Element(form), "form-script", &values),
            Err(message) => sheet.fail(Spot::Element(form), message, &values),
        }
    }
}

fn judge(view: &PageView<'_>, form: NodeId) -> Result<(), &'static str> {
    let document = view.document;
    let attribute = |name: &str| document.attribute(form, name).map(str::trim);
    let action = attribute("action").unwrap_or_default();
    let lower = action.to_ascii_lowercase();
    if lower.starts_with("mailto:") {
        return Err("form-mailto");
    }
    let scripted = view.page.head.has_script;
    let handled = document.element(form).is_some_and(|element| {
        element.attributes.iter().any(|(name, _)| {
            name.starts_with("on") || name.starts_with("data-") || name.starts_with('@') || name.starts_with("hx-")
        })
    });
    if !can_be_sent(view.page, form) {
        return Err(if scripted { "form-script" } else { "form-no-button" });
    }
    if lower.starts_with("javascript:") || action == "#" {
        return Err(if scripted { "form-script" } else { "form-dead" });
    }
    let posts = attribute("method")
        .is_some_and(|method| method.eq_ignore_ascii_case("post") || method.eq_ignore_ascii_case("dialog"));
    if !action.is_empty() {
        match view.resolve(action) {
            Target::Missing { path, .. } => {
                // A program on the server leaves no file in a copy.
                let program = !matches!(ending(&path).as_str(), "html" | "htm");
                return Err(if program || handled {
                    "form-script"
                } else {
                    "form-nowhere"
                });
            }
            Target::Unknown(_) | Target::Elsewhere { .. } => return Err("form-script"),
            Target::Invalid => return Err("form-nowhere"),
            _ => {}
        }
    }
    if !posts && !is_search(view.page, form) && asks_for_a_person(view.page, form) {
        return Err(if handled || scripted { "form-script" } else { "form-get" });
    }
    Ok(())
}

/// A button that sends, or a single line, which the enter key sends.
fn can_be_sent(page: &Page, form: NodeId) -> bool {
    let document = &page.document;
    let sends = |id: NodeId| {
        let kind = document
            .attribute(id, "type")
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        document.is(id, "button") && !matches!(kind.as_str(), "button" | "reset")
            || document.is(id, "input") && matches!(kind.as_str(), "submit" | "image")
    };
    let named = document.attribute(form, "id");
    let lines = fields(page, form);
    document.descendants(form).any(sends)
        || named.is_some_and(|name| {
            document
                .elements()
                .any(|id| sends(id) && document.attribute(id, "form") == Some(name))
        })
        || lines.len() == 1 && !matches!(lines[0].kind.as_str(), "textarea" | "select" | "checkbox" | "radio")
}

fn asks_for_a_person(page: &Page, form: NodeId) -> bool {
    fields(page, form)
        .iter()
        .any(|field| matches!(field.kind.as_str(), "email" | "tel" | "password" | "textarea"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<(String, bool)> {
        let result = PROBE.run(&site(&[("index.html", html), ("merci.html", "")]));
        result
            .evidence
            .into_iter()
            .map(|evidence| (evidence.message, evidence.unknown))
            .collect()
    }

    #[test]
    fn forms_that_cannot_work_fail() {
        for (html, wanted) in [
            (
                "<form action='mailto:a@e.org'><input><button>OK</button></form>",
                "form-mailto",
            ),
            ("<form action='#'><input><button>OK</button></form>", "form-dead"),
            (
                "<form action=gone.html method=post><input><button>OK</button></form>",
                "form-nowhere",
            ),
            ("<form method=post><input><input></form>", "form-no-button"),
            (
                "<form action=merci.html><input type=email><button>OK</button></form>",
                "form-get",
            ),
        ] {
            assert_eq!(messages(html), [(wanted.to_owned(), false)], "{html}");
        }
    }

    #[test]
    fn services_searches_and_single_lines_pass_and_scripts_stay_open() {
        for html in [
            "<form action='https://formspree.io/f/x' method=post><input type=email><button>OK</button></form>",
            "<form role=search action=/><input name=q></form>",
            "<form method=post><textarea></textarea><input type=submit></form>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
        for html in [
            "<script>x</script><form action='#' onsubmit='send()'><input><button>OK</button></form>",
            "<form action=/envoi.php method=post><input><button>OK</button></form>",
        ] {
            assert_eq!(messages(html), [("form-script".to_owned(), true)], "{html}");
        }
    }
}
