"""Shows each rule of layers.toml catching a violation, and a clean tree passing."""

import tempfile
import tomllib
import unittest
from pathlib import Path

import check_layers

RULES = tomllib.loads((Path(__file__).resolve().parent / "layers.toml").read_text(encoding="utf-8"))


class CheckLayersTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)

    def write(self, path, *lines, readme=True):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(line + "\n" for line in lines))
        if readme:
            (file.parent / "README.md").write_text("# What this is for\n")

    def told(self, rules=RULES):
        return [str(violation) for violation in check_layers.judge(self.root, rules)]

    def assert_told(self, *beginnings, rules=RULES):
        told = self.told(rules)
        self.assertEqual(len(told), len(beginnings), told)
        for text, beginning in zip(told, beginnings):
            self.assertTrue(text.startswith(beginning), text)

    def test_passes_a_clean_tree(self):
        self.write("core/base/result.h", "#include <string>")
        self.write("core/slot/slot.h", '#include "core/base/result.h"', '#include "core/slot/cell.h"')
        self.write("core/slot/cell.h")
        self.write("ui/panels/panel.cpp", '#include "ui/viewmodels/model.h"', "#include <QLabel>", '#include "panel.moc"')
        self.write("ui/viewmodels/model.h", "#include <QObject>", "#include <QStringView>", "#include <QAbstractTableModel>")
        self.write("app/main.cpp", '#include "core/slot/slot.h"', '#include "ui/panels/panel.h"')
        self.assert_told()

    def test_catches_what_a_run_left_in_the_root(self):
        self.write(".clang-format", readme=False)
        self.write("build-tsan/note.txt", readme=False)
        self.write("report.json", readme=False)
        self.assert_told("report.json:1: does not belong into the root")

    def test_catches_an_include_against_an_arrow(self):
        self.write("core/slot/slot.h", "", '#include "core/engine/worker.h"')
        self.assert_told("core/slot/slot.h:2: core/slot includes core/engine/worker.h of core/engine (core/slot may include core/base)")

    def test_catches_an_angled_include_against_an_arrow(self):
        self.write("plugins/linear/linear.cpp", "#include <core/base/result.h>")
        self.assert_told("plugins/linear/linear.cpp:1: plugins includes core/base/result.h")

    def test_catches_a_window_that_knows_the_engine(self):
        self.write("ui/shell/window.cpp", '#include "core/control/controller.h"')
        self.assert_told("ui/shell/window.cpp:1: ui/shell includes core/control/controller.h")

    def test_catches_a_view_model_that_knows_a_panel(self):
        self.write("ui/viewmodels/model.h", '#include "ui/panels/panel.h"')
        self.assert_told("ui/viewmodels/model.h:1: ui/viewmodels includes ui/panels/panel.h")

    def test_lets_a_chart_draw_a_view_model_and_not_the_other_way_round(self):
        self.write("ui/charts/chart.h", '#include "ui/viewmodels/model.h"')
        self.assert_told()
        self.write("ui/viewmodels/model.h", '#include "ui/charts/chart.h"')
        self.assertIn("ui/viewmodels includes ui/charts/chart.h", self.told()[0])

    def test_catches_an_include_that_is_not_spelled_from_the_root(self):
        self.write("core/slot/slot.cpp", '#include "slot.h"')
        self.assert_told('core/slot/slot.cpp:1: includes "slot.h", which names no layer')

    def test_catches_a_folder_that_is_no_layer(self):
        self.write("core/gadgets/gadget.h")
        self.assert_told("core/gadgets/gadget.h:1: belongs to no layer")

    def test_catches_qt_in_core(self):
        self.write("core/base/a.h", "#include <QString>", "#include <QtCore/QObject>", "#include <qglobal.h>", "#include <queue>")
        self.assert_told("core/base/a.h:1: includes <QString>", "core/base/a.h:2: includes <QtCore/QObject>",
                         "core/base/a.h:3: includes <qglobal.h>")

    def test_catches_widgets_and_charts_in_a_view_model(self):
        headers = ("QtWidgets/QLabel", "QtCharts", "QLabel", "QPushButton", "QTableView", "QLineSeries", "QMainWindow")
        for header in headers:
            with self.subTest(header):
                self.write("ui/viewmodels/model.h", f"#include <{header}>")
                self.assert_told(f"ui/viewmodels/model.h:1: includes <{header}>")

    def test_catches_toml_outside_of_its_layer(self):
        self.write("core/engine/a.cpp", "#include <toml++/toml.h>")
        self.assert_told("core/engine/a.cpp:1: includes <toml++/toml.h>")

    def test_catches_headers_that_include_each_other(self):
        self.write("core/base/a.h", '#include "core/base/b.h"')
        self.write("core/base/b.h", "", '#include "core/base/a.h"')
        self.assert_told("core/base/a.h:1: a cycle of includes: core/base/a.h -> core/base/b.h -> core/base/a.h")

    def test_catches_arrows_that_form_a_cycle(self):
        rules = {**RULES, "layers": {**RULES["layers"], "core/base": ["core/api"]}}
        self.assert_told("tests/arch/layers.toml:1: a cycle of layers: ", rules=rules)

    def test_catches_a_file_that_is_too_long(self):
        self.write("core/base/a.cpp", *[""] * 400)
        self.assert_told()
        self.write("tests/long.py", *[""] * 401, readme=False)
        self.write("build.sh", *[""] * 401, readme=False)
        self.assert_told("build.sh:401: 401 lines, over 400", "tests/long.py:401: 401 lines, over 400")

    def test_catches_names_without_a_noun(self):
        for name in ("core/base/util.h", "core/base/string_utils.cpp", "core/base/SwapManager.h", "tests/helpers/a.py"):
            with self.subTest(name):
                self.write(name, readme=name.startswith("core"))
                self.assert_told(f"{name}:1: is named ")
                (self.root / name).unlink()

    def test_lets_a_noun_stand_after_such_a_word(self):
        self.write("core/base/common_prefix.h")
        self.assert_told()

    def test_catches_a_folder_without_a_readme_or_with_a_long_one(self):
        self.write("core/base/a.h", readme=False)
        self.assert_told("core/base/README.md:1: is missing")
        self.write("core/base/README.md", *["text"] * 41, readme=False)
        self.assert_told("core/base/README.md:41: 41 lines, over 40")

    def test_leaves_build_trees_alone(self):
        self.write("tests/build-x/util.h", readme=False)
        self.assert_told()


if __name__ == "__main__":
    unittest.main()
