"""Runs parcours on a project of the benchmark of tables, and prints best times, peak memory and what it found:
benches/tables/run calls it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time


def run(command, out):
    """Wall and CPU seconds and peak memory in MiB of one process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=out)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    if status != 0:
        sys.exit(f"{command[0]} ended with {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(program, runs, rows, project):
    size = os.path.getsize(os.path.join(project, "purchases.csv"))
    found, expected = {}, None
    for _ in range(runs):
        for kind in ("read", "again"):
            if kind == "read":
                shutil.rmtree(os.path.join(project, ".parcours"), ignore_errors=True)
            with tempfile.TemporaryFile() as out:
                found.setdefault(kind, []).append(run([program, "check", "--format", "json", project], out))
                out.seek(0)
                audit = json.load(out)["audit"]
            figures = {check["plugin"]["id"]: (check.get("n"), check.get("value")) for check in audit["checks"]}
            figures = {id: figures[id] for id in ("loyal", "basket")}
            expected = expected or figures
            if figures != expected:
                sys.exit(f"{kind} differs: {figures} after {expected}")
    print(f"\n{rows} rows, {size / 1e6:.0f} MB, best of {runs}: {expected}")
    print(f"{'':8}{'wall s':>10}{'CPU s':>9}{'peak MiB':>10}")
    for kind, times in found.items():
        wall, cpu, memory = (min(column) for column in zip(*times))
        print(f"{kind:8}{wall:10.3f}{cpu:9.2f}{memory:10.0f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
