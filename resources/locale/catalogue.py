#!/usr/bin/env python3
"""Keeps the catalogues of translations in step with the sources.

catalogue.py check   every template of the sources has a translation with the same placeholders, and nothing else has one
catalogue.py update  adds what is new to each catalogue, untranslated, and takes out what is gone
"""

import re
import sys
from pathlib import Path

import templates

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]


def exceptions():
    """[(pattern, reason)] of exceptions.txt."""
    rows = [line.split("\t") for line in lines_of(FOLDER / "exceptions.txt")]
    return [(re.compile(pattern), reason) for pattern, reason in rows]


def lines_of(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def wanted(root=ROOT):
    """{template: the files that it stands in}."""
    skipped = [pattern for pattern, _ in exceptions()]
    found = {}
    for path in templates.sources(root):
        for template, _ in templates.templates(path.read_text(encoding="utf-8")):
            if not any(pattern.fullmatch(template) for pattern in skipped):
                found.setdefault(template, set()).add(str(path.relative_to(root)))
    for template in lines_of(FOLDER / "foreign.txt"):
        found.setdefault(template, set()).add("resources/locale/foreign.txt")
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n") + '"'


def unquoted(text):
    pieces = re.findall(r'"((?:\\.|[^"\\])*)"', text)
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m.group(1), m.group(1)), "".join(pieces))


def read(path):
    """(head, {msgid: (msgstr, whether it is fuzzy)}) of a catalogue; the head is its text up to the first message."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    messages = {}
    for block in body.split("\n\n"):
        match = re.search(r'^msgid ((?:"[^\n]*"\n?)+)msgstr ((?:"[^\n]*"\n?)+)', block + "\n", re.M)
        if match:
            fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
            messages[unquoted(match.group(1))] = (unquoted(match.group(2)), fuzzy)
    return head, messages


def write(path, head, messages, places):
    blocks = [head]
    for template in sorted(places, key=lambda text: (min(places[text]), text)):
        translated, fuzzy = messages.get(template, ("", False))
        block = [f"#: {' '.join(sorted(places[template]))}"] + (["#, fuzzy"] if fuzzy else [])
        blocks.append("\n".join(block + [f"msgid {quoted(template)}", f"msgstr {quoted(translated)}"]))
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def placeholders(text):
    return sorted(set(re.findall(r"%[1-9]\d*", text)))


def faults(messages, places):
    """What is wrong with a catalogue, a line each."""
    for template, files in sorted(places.items(), key=lambda item: (min(item[1]), item[0])):
        translated, fuzzy = messages.get(template, ("", False))
        if not translated:
            yield f"{min(files)}: has no translation: {template}"
        elif fuzzy:
            yield f"{min(files)}: its translation is not confirmed (fuzzy): {template}"
        elif placeholders(template) != placeholders(translated):
            yield f"{min(files)}: its translation has other placeholders: {template} / {translated}"
    for template in sorted(set(messages) - set(places)):
        yield f"stands in no source any more: {template}"


def main(command):
    places, status = wanted(), 0
    for path in sorted(FOLDER.glob("*/hotswap.po")):
        head, messages = read(path)
        if command == "update":
            write(path, head, messages, places)
            continue
        for fault in faults(messages, places):
            print(f"{path.relative_to(ROOT)}: {fault}")
            status = 1
    if status:
        print("Run resources/locale/catalogue.py update, and translate what it adds; what nobody reads goes to exceptions.txt.")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
