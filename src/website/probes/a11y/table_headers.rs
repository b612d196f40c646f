//! a11y-table-headers: `headers` names other cells of the same table (ACT a25f45).

use crate::website::a11y::View;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-table-headers",
    scope: Scope::Element,
    messages: &["headers-unknown", "headers-itself"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for id in page.document.with_any(&["headers"]) {
        let Some(headers) = page.document.attribute(id, "headers").filter(|_| is_cell(page, id)) else {
            continue;
        };
        let Some(table) = table_of(page, id).filter(|table| is_meant(page, *table)) else {
            continue;
        };
        let own = page.document.attribute(id, "id").unwrap_or_default();
        let spot = Spot::Attribute(id, "headers");
        let wrong = headers.split_ascii_whitespace().find(|wanted| {
            *wanted == own
                || !page
                    .by_id(wanted)
                    .is_some_and(|cell| is_cell(page, cell) && table_of(page, cell) == Some(table))
        });
        match wrong {
            None => sheet.pass(),
            Some(wanted) if wanted == own => sheet.fail(spot, "headers-itself", &[("id", wanted.to_owned())]),
            Some(wanted) => sheet.fail(spot, "headers-unknown", &[("id", wanted.to_owned())]),
        }
    }
}

fn is_cell(page: View<'_>, id: NodeId) -> bool {
    page.document.is(id, "td") || page.document.is(id, "th")
}

fn table_of(page: View<'_>, id: NodeId) -> Option<NodeId> {
    page.document
        .ancestors(id)
        .find(|above| page.document.is(*above, "table"))
}

fn is_meant(page: View<'_>, table: NodeId) -> bool {
    page.is_visible(table) && page.is_included(table) && (page.is(table, "table") || page.is(table, "grid"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn cells_of_the_same_table_pass_and_layout_is_not_meant() {
        passed(
            &PROBE,
            &[
                "<table><tr><th id=a>a<tr><td headers=a>b</table>",
                "<table><tr><td id=a>a<tr><td headers='a'>b</table>",
                "<table role=presentation><tr><td headers=none>b</table>",
                "<table role=heading aria-level=1><tr><td id=s headers=s>a</table>",
                "<div role=table><div role=row><i role=cell headers=none>a</i></div></div>",
                "<table hidden><tr><td headers=none>b</table>",
                "<table><tr><th id=a colspan=2>a<tr><th headers=a>b</table>",
                "<table><tr><td headers=''>b</table>",
            ],
        );
    }

    #[test]
    fn other_tables_nobody_and_itself_fail() {
        failed(
            &PROBE,
            &[
                "<table><tr><td headers=none>b</table>",
                "<table><tr><td id=s headers=s>b</table>",
                "<p id=a>a</p><table><tr><td headers=a>b</table>",
                "<table><tr><th id=a>a</table><table><tr><td headers=a>b</table>",
            ],
        );
    }
}
