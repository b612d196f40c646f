//! a11y-table: each header of a table heads at least one cell (ACT d0f69e).

use std::collections::BTreeMap;

use crate::website::a11y::owned::Owned;
use crate::website::a11y::{View, focus::integer};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Namespace, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-table",
    scope: Scope::Element,
    messages: &["header-without-cells", "header-awaits-cells", "header-over-empty-cells"],
    look,
};

/// Most columns that a cell is taken to span, as in the HTML standard.
const WIDEST: i64 = 1_000;

/// A cell with its place.
#[derive(Debug, Clone, Copy)]
struct Cell {
    id: NodeId,
    row: usize,
    /// Number among the cells of its row, from 0.
    index: usize,
    /// Columns, the last one left out.
    columns: (usize, usize),
    rows: usize,
    empty: bool,
}

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    let mut rows: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    let mut headers: Vec<(NodeId, NodeId)> = Vec::new();
    for (id, element) in page.elements() {
        let row = page.is(id, "row");
        let header = element.namespace == Namespace::Html
            && page
                .role(id)
                .is_some_and(|role| role.name == "columnheader" || role.name == "rowheader");
        if !row && !header {
            continue;
        }
        let table = page
            .document
            .ancestors(id)
            .find(|above| page.is(*above, "table") || page.is(*above, "grid"));
        let Some(table) = table.filter(|table| page.is_included(*table)) else {
            continue;
        };
        if row {
            rows.entry(table).or_default().push(id);
        } else if page.is_visible(id) && page.is_included(id) {
            headers.push((table, id));
        }
    }
    let mut grids: BTreeMap<NodeId, Vec<Cell>> = BTreeMap::new();
    for (table, header) in headers {
        let cells = grids
            .entry(table)
            .or_insert_with(|| lay_out(page, rows.get(&table).map_or(&[][..], Vec::as_slice)));
        match heads(page, cells, header) {
            Heads::Filled => {
                sheet.pass();
                continue;
            }
            // A cell may well have nothing to say: only a person sees whether something was forgotten.
            Heads::Empty => {
                sheet.unknown(Spot::Element(header), "header-over-empty-cells", &[]);
                continue;
            }
            Heads::Nothing => {}
        }
        let only_headers = cells.iter().all(|cell| page.is(cell.id, "columnheader"));
        if only_headers && view.page.head.has_script {
            sheet.unknown(Spot::Element(header), "header-awaits-cells", &[]);
        } else {
            sheet.fail(Spot::Element(header), "header-without-cells", &[]);
        }
    }
}

/// The cells of rows, each with the columns it covers.
fn lay_out(page: View<'_>, rows: &[NodeId]) -> Vec<Cell> {
    let mut cells = Vec::new();
    // Rows below that each column is still covered by a cell from above.
    let mut covered: Vec<usize> = Vec::new();
    for (row, id) in rows.iter().enumerate() {
        let mut column = 0;
        let mut next = covered.iter().map(|left| left.saturating_sub(1)).collect::<Vec<_>>();
        let mut index = 0;
        for owned in page.owned(*id, WIDEST as usize) {
            let Owned::Element(cell) = owned else { continue };
            if !page.is(cell, "cell") {
                continue;
            }
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            let width = span(page, cell, "colspan").max(1) as usize;
            let height = match span(page, cell, "rowspan") {
                0 => rows.len() - row,
                height => height as usize,
            };
            if next.len() < column + width {
                next.resize(column + width, 0);
            }
            for place in &mut next[column..column + width] {
                *place = (*place).max(height - 1);
            }
            cells.push(Cell {
                id: cell,
                row,
                index,
                columns: (column, column + width),
                rows: height,
                empty: page.is_bare(cell),
            });
            column += width;
            index += 1;
        }
        covered = next;
    }
    cells
}

fn span(page: View<'_>, id: NodeId, name: &str) -> i64 {
    let native = page.document.is(id, "td") || page.document.is(id, "th");
    let value = if native {
        page.document.attribute(id, name)
    } else {
        page.aria(id, &format!("aria-{name}"))
    };
    value.and_then(integer).map_or(1, |span| span.clamp(0, WIDEST))
}

/// What the cells of a header hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heads {
    /// One of them holds something.
    Filled,
    /// There are cells, all of them empty.
    Empty,
    /// There are none.
    Nothing,
}

/// What a header heads: the cells in its column but another row, in its row, or by `headers`. A `th` beside data without a
/// `scope` may head either.
fn heads(page: View<'_>, cells: &[Cell], header: NodeId) -> Heads {
    let named = page.document.attribute(header, "id").filter(|id| !id.is_empty());
    let Some(own) = cells.iter().find(|cell| cell.id == header) else {
        return Heads::Nothing;
    };
    let role = page.role(header).map_or("", |role| role.name);
    let open = page.document.is(header, "th")
        && page.written_role(header).is_none()
        && page
            .document
            .attribute(header, "scope")
            .is_none_or(|scope| scope.trim().is_empty());
    let (column, row) = (role == "columnheader" || open, role == "rowheader");
    let mut found = Heads::Nothing;
    for cell in cells.iter().filter(|cell| cell.id != header) {
        let is_headed = {
            let by_id = named.is_some_and(|named| {
                let headers = page.document.attribute(cell.id, "headers").unwrap_or_default();
                headers.split_ascii_whitespace().any(|id| id == named)
            });
            let overlap = cell.columns.0 < own.columns.1 && own.columns.0 < cell.columns.1;
            let below = cell.row != own.row && (overlap || cell.index == own.index);
            let beside = (own.row..own.row + own.rows).contains(&cell.row)
                || (cell.row..cell.row + cell.rows).contains(&own.row);
            (by_id && (cell.row != own.row || role == "rowheader")) || (column && below) || (row && beside)
        };
        if is_headed && !cell.empty {
            return Heads::Filled;
        }
        if is_headed {
            found = Heads::Empty;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, open, passed};
    use super::PROBE;

    #[test]
    fn spans_single_rows_layout_and_headers_attributes_pass() {
        passed(
            &PROBE,
            &[
                "<table><tr><th>a<th>b<tr><td colspan=2>c</table>",
                "<table><tr><th>a<td>b</table>",
                "<table role=presentation><tr><th>a<tr><td>b</table>",
                "<table><tr><th id=a>a<th id=b>b<tr><td>c<tr><td headers=b>d</table>",
                "<table><tr><td>a</table>",
                "<table><tr><th role=cell>a<tr><td>b</table>",
                "<table><tr><th rowspan=2>a<td>b<tr><td>c</table>",
                "<table><tr><th>a<th>b<tr><th>c<td>d</table>",
                "<table></table>",
                "<table><thead><tr><td><th scope=col>a</thead><tr><th scope=row>b<td>c</table>",
                "<table><tr><th colspan=2>a<tr><th>b<th>c<tr><td>d<td>e</table>",
            ],
        );
    }

    #[test]
    fn a_header_that_heads_nothing_fails() {
        failed(
            &PROBE,
            &[
                "<table><thead><tr><th>a<th>b</thead><tr><td>c</table>",
                "<table><tr><th>a</table>",
                "<div role=grid><div role=row><i role=columnheader>a</i><i role=columnheader>b</i></div><div role=row><i role=gridcell>c</i></div></div>",
                "<table><tr><th scope=row>a</tr><tr><td>b</table>",
                "<table><tr><th>a<th>b<tr><td></table>",
            ],
        );
    }

    #[test]
    fn a_header_over_empty_cells_alone_stays_open() {
        open(
            &PROBE,
            &[
                "<table><tr><th>Related Modules<th>Related Directives<tr><td>mod_log_config<td></table>",
                "<table><tr><th scope=row>a<td> <!-- none --></table>",
            ],
        );
    }

    #[test]
    fn a_table_that_a_script_may_fill_stays_open() {
        open(
            &PROBE,
            &["<script src=a.js></script><table><thead><tr><th>a</thead><tbody></tbody></table>"],
        );
    }
}
