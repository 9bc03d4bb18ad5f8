"""Ten thousand swaps, with no previous version kept loaded, under four busy threads of the real program.

Nothing may be lost, answered by the wrong version, or left behind, and the journal must have every swap. Flat out, the report is the witness; a second run, slow enough
to record each request, is judged by a program that computes every score anew."""

import argparse
import collections
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

BUILD = pathlib.Path(os.environ.get("HOTSWAP_BUILD_DIR", pathlib.Path(__file__).resolve().parents[2] / "build"))
V1, V2 = BUILD / "plugins" / "score_op_v1.so", BUILD / "plugins" / "score_op_v2.so"
SECOND_LINE = re.compile(r"requests/s \|.*\| hot updates (\d+)$")
MOST_MAPPINGS = 2
MOST_RSS_KIB = 1024
# What the recorder may hold on top: rows that wait for the disk.
RECORDER_KIB = 3072


def run(folder: pathlib.Path, swaps: int, *arguments: str) -> dict:
    """The report of a run that is ended by its swaps and not by time: a busy machine only takes longer."""
    report = folder / "report.json"
    command = [BUILD / "bin" / "hotswap", "run", V1, V2, "--threads", "4", "--resident", "0", "--swap-every", "1ms", "--store",
               folder / "store", "--report", report, *arguments]
    # Without a place for a configuration nobody watches it: that would begin beside the first requests, and count as left behind.
    environment = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CONFIG_HOME")}
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True, env=environment) as program:
        for line in program.stdout:
            second = SECOND_LINE.search(line)
            if second and int(second[1]) >= swaps:
                program.send_signal(signal.SIGINT)
                break
        program.stdout.read()
    if program.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {program.returncode}")
    return json.loads(report.read_text())


def faults_of(report: dict, swaps: int, most_rss_kib: int = MOST_RSS_KIB) -> list[str]:
    start, end = report["resources"]["start"], report["resources"]["end"]
    outcomes = collections.Counter(swap["outcome"] for swap in report["swaps"])
    stayed = sum(swap["unload_proven"] is False for swap in report["swaps"])
    checks = {
        "fewer swaps than asked for": len(report["swaps"]) < swaps,
        f"outcomes {dict(outcomes)}": set(outcomes) != {"published"},
        f"{report['lost']} requests lost": report["lost"] != 0 or any(swap["lost"] for swap in report["swaps"]),
        f"{report['errors']} errors": report["errors"] != 0,
        "the versions' requests are not all requests": sum(row["requests"] for row in report["versions"]) != report["requests"],
        f"{stayed} libraries stayed mapped": stayed != 0,
        f"descriptors {start['fds']} -> {end['fds']}": end["fds"] > start["fds"],
        f"mappings {start['mappings']} -> {end['mappings']}": end["mappings"] > start["mappings"] + MOST_MAPPINGS,
        f"RSS {start['rss_kib']} -> {end['rss_kib']} KiB": end["rss_kib"] > start["rss_kib"] + most_rss_kib,
    }
    return [text for text, wrong in checks.items() if wrong]


def faults_of_record(record: pathlib.Path, report: dict) -> list[str]:
    witnesses = [f"0:{row['number']}={row['path']}" for row in report["versions"]]
    judged = subprocess.run(list(map(str, [BUILD / "tests" / "record_judge", record, *witnesses])), capture_output=True, text=True,
                            check=False)
    if judged.returncode not in (0, 1):
        sys.exit(judged.stderr)
    summary = json.loads(judged.stdout)
    found = [f"{count} × {fault}" for fault, count in summary["faults"].items()]
    return found + (["the record lacks requests"] if summary["rows"] != report["requests"] else [])


def faults_of_journal(store: pathlib.Path, report: dict) -> list[str]:
    """The journal of the store's last run has the rows of the report."""
    told = subprocess.run(list(map(str, [BUILD / "bin" / "hotswap", "journal", "--json", "--store", store])), capture_output=True,
                          text=True, check=True)
    entries = json.loads(told.stdout)["entries"]
    run = max(entry["run"] for entry in entries)
    written = [entry["details"] for entry in entries if entry["kind"] == "swap" and entry["run"] == run]
    found = [entry["text"] for entry in entries if entry["kind"] in ("warning", "error")]
    return found + (["the journal's swaps are not the report's"] if written != report["swaps"] else [])


def tell(name: str, report: dict, faults: list[str]) -> None:
    start, end = report["resources"]["start"], report["resources"]["end"]
    changes = ", ".join(f"{what} {end[key] - start[key]:+d}" for what, key in
                        (("descriptors", "fds"), ("mappings", "mappings"), ("RSS KiB", "rss_kib")))
    notes = collections.Counter("proven" if swap["unload_proven"] else swap["unload_note"] for swap in report["swaps"])
    print(f"{name}: {len(report['swaps'])} swaps in {report['wall_ms'] / 1000:.1f} s, {report['requests']} requests, lost "
          f"{report['lost']}, errors {report['errors']}, {changes}, unload {dict(notes)}")
    for fault in faults:
        print(f"  FAULT: {fault}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--swaps", type=int, default=10_000, help="how many swaps each of the two runs makes at least")
    swaps = parser.parse_args().swaps
    with tempfile.TemporaryDirectory(prefix="hotswap-campaign-") as name:
        folder = pathlib.Path(name)
        flat_out = run(folder, swaps, "--interval", "0")
        found = faults_of(flat_out, swaps) + faults_of_journal(folder / "store", flat_out)
        tell("flat out", flat_out, found)
        record = folder / "record.bin"
        recorded = run(folder, swaps, "--interval", "50us", "--record", str(record))
        wrong = faults_of(recorded, swaps, MOST_RSS_KIB + RECORDER_KIB) + faults_of_record(record, recorded)
        wrong += faults_of_journal(folder / "store", recorded)
        tell("recorded", recorded, wrong)
    sys.exit(1 if found or wrong else 0)


if __name__ == "__main__":
    main()
