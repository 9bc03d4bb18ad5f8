"""What fetch.py writes, where, and what it says when it cannot."""

import contextlib
import io
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "resources" / "movielens"))

import fetch  # noqa: E402
from rating_requests import Rating  # noqa: E402


class FetchTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.cache = Path(directory.name)
        environment = mock.patch.dict(os.environ, {"XDG_CACHE_HOME": str(self.cache)})
        environment.start()
        self.addCleanup(environment.stop)
        self.target = self.cache / "hotswap-monitor" / "movielens.csv"

    def run_main(self):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = fetch.main()
        return status, out.getvalue(), err.getvalue()

    def test_ignores_a_relative_cache_directory(self):
        with mock.patch.dict(os.environ, {"XDG_CACHE_HOME": "relative", "HOME": "/home/ada"}):
            self.assertEqual(fetch.cache_file(), Path("/home/ada/.cache/hotswap-monitor/movielens.csv"))

    def test_writes_the_columns_that_the_csv_source_reads(self):
        rows = fetch.write_requests([Rating(1, 10, 5.0, 7), Rating(1, 10, 3.0, 9)], self.target)
        self.assertEqual(rows, 2)
        lines = self.target.read_text().splitlines()
        self.assertEqual(lines[0], "user_id,item_id,user_feature,item_feature,label,ts")
        self.assertEqual(lines[1], "1,10,4.000000,4.000000,1,7")

    def test_leaves_nothing_behind_when_writing_fails(self):
        with self.assertRaises(AttributeError):
            fetch.write_requests([None], self.target)
        self.assertEqual(list(self.target.parent.iterdir()), [])

    def test_does_nothing_when_the_file_is_there(self):
        self.target.parent.mkdir()
        self.target.write_text("there")
        with mock.patch.object(fetch, "unpack_package", side_effect=AssertionError("must not be called")):
            status, out, _ = self.run_main()
        self.assertEqual(status, 0)
        self.assertIn(f"here already: {self.target}", out)

    def test_says_what_to_do_when_the_download_fails(self):
        apt_get = self.cache / "apt-get"
        apt_get.write_text("#!/bin/sh\necho 'E: Unable to locate package' \"$@\" >&2\nexit 100\n")
        apt_get.chmod(0o755)
        with mock.patch.dict(os.environ, {"PATH": f"{self.cache}:{os.environ['PATH']}"}):
            status, _, err = self.run_main()
        self.assertEqual(status, 1)
        self.assertIn("E: Unable to locate package", err)
        self.assertIn("run apt-get update", err)
        self.assertFalse(self.target.exists())

    def test_says_that_it_needs_debian_where_there_is_no_apt(self):
        with mock.patch.dict(os.environ, {"PATH": str(self.cache)}):
            status, _, err = self.run_main()
        self.assertEqual(status, 1)
        self.assertIn("apt-get is not here", err)


if __name__ == "__main__":
    unittest.main()
