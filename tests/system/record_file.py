"""Reads and writes the file of `hotswap run --record`, as core/telemetry/request_record.h lays it out."""

import pathlib
import struct
import typing

HEADER = struct.Struct("<8sII")
ROW = struct.Struct("<QQdqqIHBB")
ERROR = 1


class Row(typing.NamedTuple):
    round: int
    route: int
    score: float
    start_ns: int
    end_ns: int
    version: int
    thread: int
    slot: int
    flags: int


def read_record(file: pathlib.Path) -> list[Row]:
    content = file.read_bytes()
    if HEADER.unpack_from(content) != (b"HSRECORD", 1, ROW.size):
        raise ValueError(f"{file} is no record")
    return [Row(*fields) for fields in ROW.iter_unpack(content[HEADER.size:])]


def write_record(file: pathlib.Path, rows: list[Row]) -> None:
    file.write_bytes(HEADER.pack(b"HSRECORD", 1, ROW.size) + b"".join(ROW.pack(*row) for row in rows))
