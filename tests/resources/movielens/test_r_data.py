"""Reading R's serialisation, on values written here byte by byte."""

import gzip
import struct
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "resources" / "movielens"))

from r_data import FormatError, Unserializer, read_object  # noqa: E402

HEADER_2 = b"X\n" + struct.pack(">3i", 2, 0x30500, 0x20300)
HEADER_3 = b"X\n" + struct.pack(">3i", 3, 0x40000, 0x30500) + struct.pack(">i", 5) + b"UTF-8"
NIL = struct.pack(">i", 254)


def characters(text):
    return struct.pack(">2i", 9, len(text)) + text.encode()


def strings(*texts):
    return struct.pack(">2i", 16, len(texts)) + b"".join(map(characters, texts))


def integers(*values, flags=13):
    return struct.pack(f">2i{len(values)}i", flags, len(values), *values)


def reals(*values):
    return struct.pack(f">2i{len(values)}d", 14, len(values), *values)


def attribute(name, value):
    return struct.pack(">2i", 0x402, 1) + characters(name) + value + NIL


def named_list(**values):
    body = struct.pack(">2i", 0x200 | 19, len(values)) + b"".join(values.values())
    return body + attribute("names", strings(*values))


class UnserializerTest(unittest.TestCase):
    def test_reads_vectors_of_both_versions(self):
        self.assertEqual(Unserializer(HEADER_2 + integers(1, -2)).read(), [1, -2])
        self.assertEqual(Unserializer(HEADER_3 + reals(0.5)).read(), [0.5])

    def test_reads_a_named_list_as_a_dict(self):
        data = HEADER_2 + named_list(a=integers(7), b=strings("x", "y"))
        self.assertEqual(Unserializer(data).read(), {"a": [7], "b": ["x", "y"]})

    def test_reads_a_factor_as_its_labels(self):
        factor = integers(2, 1, flags=0x200 | 13) + attribute("levels", strings("low", "high"))
        self.assertEqual(Unserializer(HEADER_2 + factor).read(), ["high", "low"])

    def test_refuses_what_is_cut_short_or_something_else(self):
        for data in (b"PK\x03\x04", HEADER_2 + integers(1, 2)[:-1], HEADER_2 + struct.pack(">2i", 3, 0)):
            with self.assertRaises(FormatError):
                Unserializer(data).read()


class ReadObjectTest(unittest.TestCase):
    def test_finds_an_object_by_name(self):
        block = struct.pack(">I", 0) + zlib.compress(HEADER_2 + integers(42))
        index = HEADER_2 + named_list(variables=named_list(answer=integers(3, len(block))))
        with tempfile.TemporaryDirectory() as directory:
            database = Path(directory) / "Rdata"
            database.with_suffix(".rdb").write_bytes(b"..." + block)
            database.with_suffix(".rdx").write_bytes(gzip.compress(index))
            self.assertEqual(read_object(database, "answer"), [42])
            with self.assertRaisesRegex(FormatError, "cannot read question"):
                read_object(database, "question")


if __name__ == "__main__":
    unittest.main()
