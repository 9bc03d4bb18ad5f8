"""Reads one data frame out of an R package's lazy-load data base, without R.

Such a data base is a pair of files: NAME.rdx, a gzipped R value that maps each object to (offset, length) in NAME.rdb, and
NAME.rdb, where each object is its uncompressed length (4 bytes, big-endian) followed by zlib data. Both unpack to R's
serialisation in XDR form. Source: the R Internals manual, section 1.8 "Serialization Formats", and R's src/main/serialize.c.
"""

import struct
import zlib
from pathlib import Path

NIL_VALUE, REFERENCE, ALTERNATIVE = 254, 255, 238
SYMBOL, PAIR_LIST, CHARACTERS, LOGICALS, INTEGERS, REALS, STRINGS, LIST = 1, 2, 9, 10, 13, 14, 16, 19
# Environments that are written as a bare code: empty, base, global, unbound and missing values.
BARE_CODES = {242, 241, 253, 252, 251}
HAS_ATTRIBUTES, HAS_TAG = 0x200, 0x400


class FormatError(Exception):
    """The file is not what this reader understands."""


class Unserializer:
    """Turns R's XDR serialisation into Python lists, strings and dicts."""

    def __init__(self, data: bytes):
        if data[:2] != b"X\n":
            raise FormatError("not R data in XDR form")
        self._data = data
        self._at = 2
        self._symbols: list = []
        version, _writer, _oldest_reader = self._integers(3)
        if version == 3:
            self._characters()  # The name of the native encoding.
        elif version != 2:
            raise FormatError(f"R serialisation of version {version}, not 2 or 3")

    def read(self):
        """The next value. A factor comes as its labels, a named list as a dict."""
        (flags,) = self._integers(1)
        kind = flags & 0xFF
        if kind == NIL_VALUE or kind in BARE_CODES:
            return None
        if kind == REFERENCE:
            return self._symbols[((flags >> 8) or self._integers(1)[0]) - 1]
        if kind == SYMBOL:
            self._symbols.append(self.read())
            return self._symbols[-1]
        if kind == CHARACTERS:
            return self._characters()
        if kind == PAIR_LIST:
            return self._pair_list(flags)
        if kind == ALTERNATIVE:
            return self._alternative()
        return self._vector(kind, flags)

    def _take(self, size: int) -> bytes:
        if size < 0 or self._at + size > len(self._data):
            raise FormatError(f"cut short at byte {self._at}")
        self._at += size
        return self._data[self._at - size : self._at]

    def _integers(self, count: int) -> tuple:
        return struct.unpack(f">{count}i", self._take(4 * count))

    def _characters(self):
        (length,) = self._integers(1)
        return None if length == -1 else self._take(length).decode("utf-8", "replace")

    def _pair_list(self, flags: int) -> list:
        """A linked list of (tag, value); a loop, since it may be longer than Python recurses."""
        pairs = []
        while flags & 0xFF == PAIR_LIST:
            if flags & HAS_ATTRIBUTES:
                self.read()
            tag = self.read() if flags & HAS_TAG else None
            pairs.append((tag, self.read()))
            (flags,) = self._integers(1)
        if flags & 0xFF != NIL_VALUE:
            raise FormatError(f"a pair list that ends in type {flags & 0xFF}")
        return pairs

    def _alternative(self) -> list:
        """R's compact forms: a range of integers, or a vector with a wrapper around it."""
        info, state, _attributes = self.read(), self.read(), self.read()
        name = info[0][1]
        if name == "compact_intseq":
            count, first, step = state
            return [int(first + step * i) for i in range(int(count))]
        if name.startswith("wrap_"):
            return state[0]
        raise FormatError(f"unknown compact form {name}")

    def _vector(self, kind: int, flags: int):
        (length,) = self._integers(1)
        if kind in (LOGICALS, INTEGERS):
            values = list(self._integers(length))
        elif kind == REALS:
            values = list(struct.unpack(f">{length}d", self._take(8 * length)))
        elif kind in (STRINGS, LIST):
            values = [self.read() for _ in range(length)]
        else:
            raise FormatError(f"values of type {kind} at byte {self._at}")
        attributes = dict(self.read()) if flags & HAS_ATTRIBUTES else {}
        if "levels" in attributes:
            return [attributes["levels"][code - 1] for code in values]
        if kind == LIST and "names" in attributes:
            return dict(zip(attributes["names"], values))
        return values


def read_object(database: Path, name: str):
    """The object `name` of the data base at `database`, a path without its .rdb and .rdx."""
    try:
        index = Unserializer(zlib.decompress(database.with_suffix(".rdx").read_bytes(), wbits=31)).read()
        offset, length = index["variables"][name]
        block = database.with_suffix(".rdb").read_bytes()[offset : offset + length]
        return Unserializer(zlib.decompress(block[4:])).read()
    except (zlib.error, KeyError, IndexError, TypeError, ValueError, struct.error) as failure:
        raise FormatError(f"{database}: cannot read {name}: {failure!r}") from failure
