#!/usr/bin/env python3
"""Judges the window's catalogue: every string translated, none left over, no place for a value lost, no key of a menu changed.

    check_catalogue.py --lupdate /usr/lib/qt6/bin/lupdate --source . --catalogue resources/translations/hotswap_zh_CN.ts

Exit status: 0 in order, 1 something is missing, 2 lupdate failed.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PLACES = re.compile(r"%(?:L?\d|n)")
MNEMONIC = re.compile(r"&([^\s&])")
SOURCES = ["ui", "app/monitor"]


def updated(lupdate, source, catalogue, folder):
    """The catalogue as lupdate makes it of the sources as they are now; the one in the tree stays as it is."""
    copy = pathlib.Path(folder) / pathlib.Path(catalogue).name
    shutil.copy(catalogue, copy)
    command = [lupdate, "-silent", *SOURCES, "-I", ".", "-locations", "none", "-ts", str(copy)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"check_catalogue: {lupdate} failed: {done.stderr.strip()}")
    return xml.etree.ElementTree.parse(copy).getroot()


def faults_of(message):
    """What is wrong with one entry, as words; none when it is in order."""
    translation = message.find("translation")
    kind = translation.get("type")
    if kind in ("vanished", "obsolete"):
        return ["no source has it any more: take it out"]
    forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
    source = message.find("source").text or ""
    faults = []
    for form in forms:
        if kind == "unfinished" or not form.strip() and source.strip():
            faults.append("it is not translated")
            continue
        if sorted(PLACES.findall(source)) != sorted(PLACES.findall(form)):
            faults.append(f"the places for values differ: {sorted(PLACES.findall(source))} and {sorted(PLACES.findall(form))}")
        if [key.lower() for key in MNEMONIC.findall(source)] != [key.lower() for key in MNEMONIC.findall(form)]:
            faults.append("the key after & differs, so that two entries of a menu may have the same")
    return faults


def check(root):
    """All faults of a catalogue, as lines."""
    lines = []
    for context in root.findall("context"):
        for message in context.findall("message"):
            where = f"{context.find('name').text}: {message.find('source').text!r}"
            lines += [f"{where}: {fault}" for fault in faults_of(message)]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lupdate", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--catalogue", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = check(updated(arguments.lupdate, arguments.source, arguments.catalogue, folder))
    for line in lines:
        print(line)
    if lines:
        print(f"{arguments.catalogue}: {len(lines)} faults. `{' '.join(['lupdate', *SOURCES])} -I . -locations none -no-obsolete -ts "
              f"{arguments.catalogue}` adds what is new; then translate what is marked unfinished.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
