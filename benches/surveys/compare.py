"""Runs parcours, DuckDB and Polars on the same job and prints one table: benches/surveys/run calls it.

Each run is a process of its own, so that peak memory is its own. Engines are timed twice: around the query alone, and
around the whole process that asks it, start of Python and import of the one engine included. parcours has no query
apart from its process: both comparisons set its whole process against theirs, and the first of them favours engines.
"""

import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GROUPS = [[], ["persona"], ["channel"], ["stage"], ["month"], ["persona", "channel", "stage"]]
HERE = os.path.dirname(os.path.abspath(__file__))


def duckdb_plain(path):
    import duckdb

    rows = {}
    for by in GROUPS:
        keys = ", ".join("strftime(date, '%Y-%m') AS month" if key == "month" else key for key in by)
        query = f"""SELECT {keys + ',' if keys else ''} count(nps),
            100.0 * (count(*) FILTER (nps >= 9) - count(*) FILTER (nps <= 6)) / count(nps),
            count(csat), 100.0 * count(*) FILTER (csat >= 4) / count(csat), count(ces), avg(ces)
            FROM read_csv('{path}') {'GROUP BY ALL' if keys else ''}"""
        for row in duckdb.sql(query).fetchall():
            rows[(tuple(by), row[: len(by)])] = row[len(by) :]
    return rows


def duckdb_expert(path):
    import duckdb

    columns = {
        "respondent": "VARCHAR", "date": "VARCHAR", "persona": "VARCHAR", "channel": "VARCHAR", "stage": "VARCHAR",
        "nps": "UTINYINT", "csat": "UTINYINT", "ces": "UTINYINT", "country": "VARCHAR", "device": "VARCHAR",
        "comment": "VARCHAR",
    }
    duckdb.sql(f"""CREATE TEMP TABLE cube AS SELECT persona, channel, stage, substr(date, 1, 7) AS month,
        count(nps) AS n, count(*) FILTER (nps >= 9) - count(*) FILTER (nps <= 6) AS net,
        count(csat) AS m, count(*) FILTER (csat >= 4) AS good, count(ces) AS k, sum(ces) AS total
        FROM read_csv('{path}', header=true, auto_detect=false, delim=',', quote='"', escape='"', columns={columns})
        GROUP BY ALL""")
    rows = {}
    for by in GROUPS:
        keys = ", ".join(by)
        query = f"""SELECT {keys + ',' if keys else ''} sum(n), 100.0 * sum(net) / sum(n), sum(m),
            100.0 * sum(good) / sum(m), sum(k), sum(total) / sum(k) FROM cube {'GROUP BY ALL' if keys else ''}"""
        for row in duckdb.sql(query).fetchall():
            rows[(tuple(by), row[: len(by)])] = row[len(by) :]
    return rows


def polars_plain(path):
    import polars as pl

    table = pl.scan_csv(path, try_parse_dates=True).with_columns(month=pl.col("date").dt.strftime("%Y-%m"))
    net = (pl.col("nps") >= 9).sum().cast(pl.Int64) - (pl.col("nps") <= 6).sum().cast(pl.Int64)
    figures = [
        pl.col("nps").count().alias("n"), (100.0 * net / pl.col("nps").count()).alias("score"),
        pl.col("csat").count().alias("m"),
        (100.0 * (pl.col("csat") >= 4).sum() / pl.col("csat").count()).alias("good"),
        pl.col("ces").count().alias("k"), pl.col("ces").mean().alias("mean"),
    ]
    asked = [table.group_by(by).agg(figures) if by else table.select(figures) for by in GROUPS]
    return polars_rows(pl.collect_all(asked, engine="streaming"))


def polars_expert(path):
    import polars as pl

    types = {
        "respondent": pl.String, "date": pl.String, "persona": pl.String, "channel": pl.String, "stage": pl.String,
        "nps": pl.UInt8, "csat": pl.UInt8, "ces": pl.UInt8, "country": pl.String, "device": pl.String,
        "comment": pl.String,
    }
    cube = (
        pl.scan_csv(path, schema=types)
        .group_by("persona", "channel", "stage", month=pl.col("date").str.head(7))
        .agg(
            n=pl.col("nps").count(), plus=(pl.col("nps") >= 9).sum(), minus=(pl.col("nps") <= 6).sum(),
            m=pl.col("csat").count(), high=(pl.col("csat") >= 4).sum(), k=pl.col("ces").count(),
            total=pl.col("ces").cast(pl.UInt64).sum(),
        )
        .collect(engine="streaming")
    )
    signed = pl.col("plus").sum().cast(pl.Int64) - pl.col("minus").sum().cast(pl.Int64)
    figures = [
        pl.col("n").sum(), (100.0 * signed / pl.col("n").sum()).alias("score"), pl.col("m").sum(),
        (100.0 * pl.col("high").sum() / pl.col("m").sum()).alias("good"), pl.col("k").sum(),
        (pl.col("total").sum() / pl.col("k").sum()).alias("mean"),
    ]
    return polars_rows([cube.group_by(by).agg(figures) if by else cube.select(figures) for by in GROUPS])


def polars_rows(tables):
    rows = {}
    for by, table in zip(GROUPS, tables):
        for row in table.rows():
            rows[(tuple(by), row[: len(by)])] = row[len(by) :]
    return rows


ENGINES = {
    "DuckDB, plain": duckdb_plain,
    "DuckDB, expert": duckdb_expert,
    "Polars, plain": polars_plain,
    "Polars, expert": polars_expert,
}


def worker(engine, path, out):
    # Only the engine that is asked, before the clock of the query starts.
    importlib.import_module(engine.split(",")[0].lower())
    begun, used = time.perf_counter(), time.process_time()
    rows = ENGINES[engine](path)
    took = {"query": time.perf_counter() - begun, "query cpu": time.process_time() - used}
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"took": took, "rows": [[by, key, list(map(float, row))] for (by, key), row in rows.items()]}, file)


def child(command, stdout=subprocess.DEVNULL):
    """Wall and CPU seconds and peak memory in MiB of one process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=stdout)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    if status != 0:
        sys.exit(f"{command[0]} ended with {status}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def audited(report):
    """What parcours found, as the engines' rows."""
    rows = {}
    place = {"cube-nps": 0, "cube-csat": 2, "cube-ces": 4}
    for check in report["audit"]["checks"]:
        at = place.get(check["plugin"]["id"])
        if at is None:
            continue
        total = {(): check}
        tables = [((), total)] + [
            (tuple("month" if key == "period" else key for key in table["by"]),
             {tuple(cell["key"][key] for key in table["by"]): cell for cell in table["cells"]})
            for table in check["breakdowns"]
        ]
        for by, cells in tables:
            for key, cell in cells.items():
                row = rows.setdefault((by, key), [0.0] * 6)
                row[at], row[at + 1] = float(cell["n"]), float(cell["value"])
    return rows


def same(one, other):
    return one.keys() == other.keys() and all(
        abs(a - b) <= 1e-9 * max(1.0, abs(b)) for key in one for a, b in zip(one[key], other[key])
    )


def main(program, runs, projects):
    for name, project in projects:
        path = os.path.join(project, "answers.csv")
        size = os.path.getsize(path)
        found, expected = {}, None
        with tempfile.TemporaryDirectory() as scratch:
            # In turn, so that a busy moment of the machine falls on all of them.
            for _ in range(runs):
                for engine in ENGINES:
                    out = os.path.join(scratch, "rows.json")
                    whole = child([sys.executable, __file__, "worker", engine, path, out])
                    with open(out, encoding="utf-8") as file:
                        result = json.load(file)
                    rows = {(tuple(by), tuple(key)): row for by, key, row in result["rows"]}
                    expected = expected or rows
                    if not same(rows, expected):
                        sys.exit(f"{engine} differs on {name} rows")
                    found.setdefault(engine, []).append({**result["took"], **whole})
                for kind in ("parcours", "parcours, again"):
                    if kind == "parcours":
                        shutil.rmtree(os.path.join(project, ".parcours"), ignore_errors=True)
                    out = os.path.join(scratch, "audit.json")
                    with open(out, "wb") as file:
                        took = child([program, "check", "--format", "json", project], stdout=file)
                    with open(out, encoding="utf-8") as file:
                        rows = audited(json.load(file))
                    if not same(rows, expected):
                        sys.exit(f"{kind} differs on {name} rows")
                    found.setdefault(kind, []).append(took)
        show(name, size, len(expected), runs, found)


def show(name, size, groups, runs, found):
    best = {who: {what: min(took[what] for took in times) for what in times[0]} for who, times in found.items()}
    ours = best["parcours"]["wall"]
    print(f"\n{name} rows, {size / 1e6:.0f} MB, {groups} groups, best of {runs} (median in brackets); results equal")
    print(f"{'':18}{'query alone':>20}{'':9}{'whole process':>20}")
    print(
        f"{'':18}{'wall s':>10}{'':>10}{'CPU s':>9}{'wall s':>10}{'':>10}{'CPU s':>9}{'peak MiB':>10}"
        f"{'query/ours':>12}{'whole/ours':>12}"
    )
    for who, figures in best.items():
        print(
            f"{who:18}{timed(found[who], 'query')}{timed(found[who], 'wall', 'cpu')}{figures['memory']:10.0f}"
            f"{over(figures.get('query'), ours)}{over(figures['wall'], ours)}"
        )
    for form in ("plain", "expert"):
        for what, words in (("query", "alone"), ("wall", "with its process")):
            better = min(figures[what] for who, figures in best.items() if who.endswith(form))
            print(f"the better {form} form {words} takes {better / ours:.1f} times as long as parcours")


def timed(times, wall, cpu="query cpu"):
    """Best wall seconds, their median in brackets, and best CPU seconds; blank for one that has no such time."""
    if wall not in times[0]:
        return " " * 29
    walls = [took[wall] for took in times]
    return f"{min(walls):10.3f}{f'({statistics.median(walls):.3f})':>10}{min(took[cpu] for took in times):9.2f}"


def over(theirs, ours):
    return f"{'':12}" if theirs is None else f"{theirs / ours:12.2f}"


if __name__ == "__main__":
    if sys.argv[1] == "worker":
        worker(*sys.argv[2:5])
    else:
        pairs = [argument.split("=", 1) for argument in sys.argv[3:]]
        main(sys.argv[1], int(sys.argv[2]), pairs)
