"""Who answers each fixture operator, by which code, and how long that takes: `hotswap vet` of every line of the catalogue.

Prints a table, or puts it into a file between two marks with --into. Exit status 1 when a fixture is answered by another gate or code
than the catalogue says; times are told and not judged."""

import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))

from fixture_catalogue import Entry, read_catalogue  # noqa: E402
from hotswap_program import PROGRAM  # noqa: E402

BEGIN, END = "<!-- fixture_times.py: begin -->", "<!-- fixture_times.py: end -->"
# What takes longer waits for something that does not come, and takes as long each time.
REPEATED_BELOW_MS = 500
TIMEOUT_S = 60


def vet(entry: Entry, store: pathlib.Path) -> tuple[str, str, float]:
    """Gate, code and milliseconds of one vetting; of what is accepted the first warning that the catalogue names, or none."""
    strict = ["--strict"] if entry.policy == "strict" else []
    ended = subprocess.run([str(PROGRAM), "vet", str(entry.file), "--json", "--no-cache", "--store", str(store), *strict],
                           capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    verdict = json.loads(ended.stdout)
    refusals = [(one["gate"], one["code"]) for one in verdict["findings"] if one["level"] == "refusal"]
    warnings = [(one["gate"], "warns: " + one["check"]) for one in verdict["findings"]
                if one["level"] == "warning" and (one["gate"], one["check"]) == (entry.gate, entry.check)]
    gate, code = [*refusals, *warnings, ("", "accepted")][0]
    return gate, code, verdict["took_us"] / 1e3


def is_expected(entry: Entry, gate: str, code: str) -> bool:
    if entry.kind == "REFUSED":
        return gate in entry.gates and code in entry.codes
    return code == ("warns: " + entry.check if entry.kind == "WARNED" else "accepted")


def measure(entries: list[Entry], runs: int) -> tuple[list[str], list[str]]:
    """The table's rows, and what was answered otherwise than the catalogue says."""
    rows, faults = [], []
    with tempfile.TemporaryDirectory(prefix="hotswap-fixture-times-") as folder:
        for entry in entries:
            times = []
            while len(times) < runs and (not times or times[0] < REPEATED_BELOW_MS):
                gate, code, took_ms = vet(entry, pathlib.Path(folder))
                times.append(took_ms)
                if not is_expected(entry, gate, code):
                    faults.append(f"{entry.name} ({entry.policy}): {gate} {code}")
            name = entry.name + (" (strict)" if entry.policy == "strict" else "")
            rows.append(f"| {name} | {gate} | {code} | {statistics.median(times):.1f} | {min(times):.1f} |")
    return rows, faults


def put_into(file: pathlib.Path, table: str) -> None:
    before, _, rest = file.read_text().partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        sys.exit(f"{file} lacks the marks {BEGIN} and {END}: put them, in lines of their own, where the table is to be")
    file.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="vettings of each fixture (default: 5)")
    parser.add_argument("--into", type=pathlib.Path, help="the file whose table is replaced")
    options = parser.parse_args()
    # Parity is judged where an operator is to run, and no vetting sees what only production does.
    entries = [entry for entry in read_catalogue() if entry.kind != "TAKEN_BACK" and entry.gate not in ("G4", "G5")]
    rows, faults = measure(entries, options.runs)
    head = (f"{datetime.date.today()}, load average {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors, "
            f"{options.runs} vettings each, one of what takes over {REPEATED_BELOW_MS} ms.")
    table = "\n".join([head, "", "| fixture | gate | code | median, ms | least, ms |", "| --- | --- | --- | --- | --- |", *rows])
    if options.into:
        put_into(options.into, table)
    else:
        print(table)
    if faults:
        sys.exit("\n".join(["answered otherwise than the catalogue says:", *faults]))


if __name__ == "__main__":
    main()
