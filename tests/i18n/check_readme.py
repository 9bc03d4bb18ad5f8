#!/usr/bin/env python3
"""Judges that README.zh-CN.md has the build of README.md: headings, rows of tables, pictures, and the same code but for its comments.

    check_readme.py FOLDER

Exit status: 0 in order, 1 the two differ.
"""

import pathlib
import re
import sys

COMMENT = re.compile(r"\s+#\s.*$")


def build_of(text):
    """What must not differ: levels of headings, code without its comments, cells per row of tables, pictures."""
    headings, code, rows, block = [], [], [], None
    for line in text.splitlines():
        if line.startswith("```"):
            if block is None:
                block = [line]
            else:
                # A block of no language is a drawing, whose words are translated.
                code.append(block if block[0] != "```" else len(block))
                block = None
        elif block is not None:
            block.append(COMMENT.sub("", line))
        elif heading := re.match(r"(#+) ", line):
            headings.append(len(heading.group(1)))
        elif line.startswith("|"):
            rows.append(line.count("|"))
    return {"headings": headings, "code": code, "tables": rows, "pictures": re.findall(r"!\[[^\]]*\]\(([^)]*)\)", text)}


def differences(english, chinese):
    one, other = build_of(english), build_of(chinese)
    return [f"{part} differ: {one[part]} in README.md, {other[part]} in README.zh-CN.md" for part in one if one[part] != other[part]]


def main():
    folder = pathlib.Path(sys.argv[1])
    english, chinese = (folder / name for name in ("README.md", "README.zh-CN.md"))
    lines = differences(english.read_text(encoding="utf-8"), chinese.read_text(encoding="utf-8"))
    if "(README.zh-CN.md)" not in english.read_text(encoding="utf-8") or "(README.md)" not in chinese.read_text(encoding="utf-8"):
        lines.append("the two do not link to each other")
    print("\n".join(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
