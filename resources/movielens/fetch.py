#!/usr/bin/env python3
"""Fetches the MovieLens ratings and writes them as requests to ${XDG_CACHE_HOME:-~/.cache}/hotswap-monitor/movielens.csv.

The ratings (ml-latest-small, 100,004 of them) come in Debian's package r-cran-dslabs, which is unpacked in a temporary
directory and not installed. They are GroupLens' and free for research, not for commercial use: they stay out of this tree.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from r_data import FormatError, read_object  # noqa: E402
from rating_requests import Rating, Request, chronological_requests  # noqa: E402

PACKAGE = "r-cran-dslabs"
DATABASE = "usr/lib/R/site-library/dslabs/data/Rdata"


class FetchError(Exception):
    """Something that the person who asked for the data can act on."""


def cache_file() -> Path:
    """As MovieLensFile() in core/engine/movielens.cpp: a relative XDG_CACHE_HOME counts as none."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not cache.is_absolute():
        cache = Path.home() / ".cache"
    return cache / "hotswap-monitor" / "movielens.csv"


def run(command: list, directory: Path, hint: str) -> None:
    try:
        subprocess.run(command, cwd=directory, check=True, capture_output=True, text=True)
    except FileNotFoundError as failure:
        raise FetchError(f"{command[0]} is not here; the ratings come in a Debian package, so this needs Debian or a relative") from failure
    except subprocess.CalledProcessError as failure:
        reason = (failure.stderr or failure.stdout).strip().splitlines()
        raise FetchError(f"{' '.join(command)} failed: {reason[-1] if reason else failure}\n{hint}") from failure


def unpack_package(directory: Path) -> Path:
    """Downloads and unpacks the package; where its data base is."""
    # As root, apt drops to a user that may not write into a private directory, and warns when it cannot.
    sandbox = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    run(["apt-get", *sandbox, "download", PACKAGE], directory,
        "Is the network up? If the package is not known here, run apt-get update and try again.")
    packages = list(directory.glob(f"{PACKAGE}_*.deb"))
    if not packages:
        raise FetchError(f"apt-get download left no {PACKAGE}_*.deb behind")
    run(["dpkg-deb", "-x", packages[0].name, "unpacked"], directory, "The download may be damaged: try again.")
    return directory / "unpacked" / DATABASE


def read_ratings(database: Path) -> list:
    frame = read_object(database, "movielens")
    columns = zip(frame["userId"], frame["movieId"], frame["rating"], frame["timestamp"])
    return [Rating(int(user), int(item), float(rating), int(timestamp)) for user, item, rating, timestamp in columns]


def write_requests(ratings: list, target: Path) -> int:
    """Writes all or nothing: a reader of `target` sees the old file or the whole new one. The number of rows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".movielens-", suffix=".csv")
    temporary = Path(name)
    try:
        rows = 0
        with open(descriptor, "w", newline="", encoding="ascii") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(Request._fields)
            for rows, request in enumerate(chronological_requests(ratings), start=1):
                writer.writerow(request._replace(user_feature=f"{request.user_feature:.6f}",
                                                 item_feature=f"{request.item_feature:.6f}"))
        temporary.chmod(0o644)
        temporary.replace(target)
        return rows
    finally:
        temporary.unlink(missing_ok=True)


def main() -> int:
    target = cache_file()
    if target.exists():
        print(f"MovieLens ratings are here already: {target}")
        return 0
    print(f"Fetching the MovieLens ratings (Debian package {PACKAGE}, 5 MB; research use only)")
    try:
        with tempfile.TemporaryDirectory(prefix="hotswap-movielens-") as directory:
            ratings = read_ratings(unpack_package(Path(directory)))
        rows = write_requests(ratings, target)
    except (FetchError, FormatError, OSError) as failure:
        print(f"Could not get the MovieLens ratings: {failure}", file=sys.stderr)
        return 1
    print(f"Wrote {rows:,} requests to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
