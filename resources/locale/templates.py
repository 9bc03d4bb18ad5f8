#!/usr/bin/env python3
"""Finds the texts that a person reads in C++ sources, as templates with placeholders.

A text is a concatenation: string literals, side by side or joined by `+`, and what lies between them, which becomes %1, %2, …
Values side by side are one placeholder. What an append (`+=`) adds has a placeholder before it, a piece that ends in a blank or
punctuation that goes on has one behind it, and a line end divides. A piece counts as a text when it has a word and a blank, or stands
alone in Translated("…").
"""

import re
from pathlib import Path

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|(?P<include>#\s*include[^\n]*)'
    r'|(?:u8)?R"(?P<tag>[^(\s]*)\((?P<raw>.*?)\)(?P=tag)"'
    r'|(?:u8)?"(?P<text>(?:\\.|[^"\\\n])*)"'
    r"|'(?P<char>(?:\\.|[^'\\\n])+)'"
    r'|(?P<name>[A-Za-z_]\w*)|(?P<number>\d[\w.\']*)'
    r'|(?P<op><<=|>>=|->|::|\+=|\+\+|--|==|!=|<=|>=|&&|\|\||<<|[-+*/%&|^~!<>=?:;,.(){}\[\]])',
    re.S)
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'", "0": "\0", "r": "\r"}
_CONVERSION = re.compile(r"%(?:%|[-+0#]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?[diouxXeEfgGcsp])")
_PRINTERS = {"printf", "fprintf", "snprintf", "dprintf", "Say"}
_BREAKS = {",", ";", "?", ":", "=", ">>", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "[", "]", "{", "}", "|", "!"}
# What is compared or looked for is no text that is told; an assertion is for who changes the code.
_LOOKS = {"static_assert", "assert", "find", "rfind", "starts_with", "ends_with", "contains", "getenv", "dlsym", "sscanf", "asm"}
_OPEN, _CLOSE = {"(": ")", "{": "}", "[": "]"}, {")", "}", "]"}


def _unescape(text):
    text = re.sub(r"\\([0-7]{2,3}|x[0-9a-fA-F]+)", "", text)
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m.group(1), m.group(1)), text)


def _tokens(source):
    tokens, line, last = [], 1, 0
    for match in _TOKEN.finditer(source):
        line += source.count("\n", last, match.start())
        last = match.start()
        if match.group("text") is not None:
            tokens.append(("text", _unescape(match.group("text")), line))
        elif match.group("raw") is not None:
            tokens.append(("text", match.group("raw"), line))
        elif match.group("char") is not None:
            tokens.append(("char", _unescape(match.group("char")), line))
        elif match.group("name"):
            tokens.append(("name", match.group("name"), line))
        elif match.group("number"):
            tokens.append(("value", match.group("number"), line))
        elif match.group("op"):
            tokens.append(("op", match.group("op"), line))
    return tokens


class _Reader:
    """Walks the tokens of one file and gathers its templates."""

    def __init__(self, source):
        self._tokens = _tokens(source)
        self._at = 0
        # Names that something is appended to.
        self._grown = set(re.findall(r"(\w+)\s*\+=", source)) | set(re.findall(r"(\w+)\.(?:Clean|Hex)\(", source))
        self._grown |= set(re.findall(r'(\w+)\s*<<\s*(?:\(|k[A-Z]|"[ ,;)])', source))
        self.found = []  # (template, line)

    def read(self):
        while self._at < len(self._tokens):
            self._expressions(None, None)
            self._at += 1

    def _expressions(self, closer, callee):
        """What stands until `closer`, divided where a concatenation ends."""
        pieces, line, appends, target, streams = [], 0, False, None, False
        previous = None
        while self._at < len(self._tokens):
            kind, text, here = self._tokens[self._at]
            if kind == "op" and text in _CLOSE:
                break
            if kind == "op" and text == "+=":
                self._finish(pieces, line, appends)
                pieces, appends, streams = [], True, False
            elif kind == "op" and text == "+":
                pass
            elif kind == "op" and text == "<<":
                if not any(pieces) and not streams:  # what stands so far is the stream itself
                    pieces, target = [], previous[1] if previous and previous[0] == "name" else None
                streams = True
            elif kind == "op" and text in _OPEN:
                before = previous[1] if previous and previous[0] == "name" else None
                self._at += 1
                # A brace is no call, but what stands in it is none of this concatenation's either.
                self._expressions(_OPEN[text], before if text == "(" else None)
                if text == "{":
                    self._finish(pieces, line, appends)
                    pieces, appends = [], False
                elif not (before in ("if", "while", "for", "switch")):
                    pieces.append(None)
                else:
                    pieces = []
            elif callee in _LOOKS and kind == "op" and text in _BREAKS:
                pieces = []
            elif kind == "op" and text in ("==", "!="):
                pieces = []  # what is compared is not told
            elif kind == "op" and text in _BREAKS or kind == "name" and text in ("return", "case", "else"):
                self._finish(pieces + [None] if target in self._grown else pieces, line, appends)
                # Each branch of a condition is appended.
                pieces, appends, streams = [], appends and text in ("?", ":"), False
                target = previous[1] if text == "=" and previous and previous[0] == "name" else None
            elif kind == "text" and previous in (("op", "=="), ("op", "!=")):
                pass
            elif kind == "text" or kind == "char":
                line = line if any(pieces) else here
                if kind == "text" and (callee in _PRINTERS or re.search(r"%(\.\d+[fg]|[sd]|zu)", text)):
                    pieces.extend(self._formatted(text))
                else:
                    pieces.append(text)
            elif kind == "name" and text.startswith("PRI") and pieces:
                # "%" PRIu64: the conversion began in the literal before.
                while pieces and pieces[-1] and pieces[-1].endswith("%"):
                    pieces[-1] = pieces[-1][:-1]
                if pieces[-1]:
                    pieces[-1] = re.sub(r"%[-+ 0#]*\d*$", "", pieces[-1])
                pieces.append(None)
            elif kind in ("name", "value"):
                pieces.append(None)
            previous = (kind, text)
            self._at += 1
        if callee not in _LOOKS:
            grows = target in self._grown and not appends
            self._finish(pieces + [None] if grows else pieces, line, appends, callee == "Translated")

    @staticmethod
    def _formatted(text):
        pieces, last = [], 0
        for match in _CONVERSION.finditer(text):
            pieces.append(text[last:match.start()])
            pieces.append("%" if match.group() == "%%" else None)
            last = match.end()
        pieces.append(text[last:])
        return [piece for piece in pieces if piece != ""]

    def _finish(self, pieces, line, appends, marked=False):
        if not any(piece for piece in pieces):
            return
        if appends:
            pieces = [None] + pieces
        parts = [[]]
        for piece in pieces:
            if piece is None:
                parts[-1].append(None)
                continue
            for index, text in enumerate(piece.split("\n")):
                if index:
                    parts.append([])
                if text:
                    parts[-1].append(text)
        for part in parts:
            template = _template(part, marked)
            if template:
                self.found.append((template, line))


def _template(pieces, marked):
    """The pieces of one line as a template, or None when no person would read it as a text and it is not marked as one."""
    merged = []
    for piece in pieces:
        if piece is None:
            if not merged or merged[-1] is not None:
                merged.append(None)
        elif merged and merged[-1] is not None:
            merged[-1] += piece
        else:
            merged.append(piece)
    if merged and merged[0] is not None:
        # One blank goes on with what was there before, more are the indentation of a line.
        goes_on = re.match(r"[,;:)]| \S", merged[0])
        merged[0] = merged[0].lstrip(" ") if not goes_on else merged[0]
        if not merged[0]:
            merged.pop(0)
        elif goes_on:
            merged.insert(0, None)
    if merged and merged[-1] is not None and re.search(r"[ (,\"]$", merged[-1]):
        merged.append(None)
    literals = [piece for piece in merged if piece]
    joined = "\0".join(literals)
    if not re.search(r"[A-Za-z]{2}", joined) or (" " not in joined and not marked):
        return None
    text, number = "", 0
    for piece in merged:
        if piece is None:
            number += 1
            text += f"%{number}"
        else:
            text += piece
    return text


def templates(source):
    """[(template, line)] of one source text."""
    reader = _Reader(source)
    reader.read()
    return reader.found


# The interface's headers speak to a compiler.
_OTHERS = ("core/abi",)


def sources(root):
    """The files whose texts a person reads."""
    for folder in ("core", "app"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".h") and not any(path.is_relative_to(root / other) for other in _OTHERS):
                yield path


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    seen = {}
    for path in sources(root):
        for template, line in templates(path.read_text(encoding="utf-8")):
            seen.setdefault(template, []).append(f"{path.relative_to(root)}:{line}")
    for template, places in seen.items():
        print(f"{places[0]}\t{template}")
