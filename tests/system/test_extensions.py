"""Operators with extensions, through the real program: parameters for a live one, its state, its warm-up."""

import json
import subprocess

from hotswap_program import FIXTURES, PROGRAM, ROOT, TIMEOUT_S, main
from operator_sources import build_operator
from record_file import read_record
from remote_program import RemoteSystemTest

# Answers by its count of calls times the scale of its configuration; the count is its state.
ONE = FIXTURES / "extended_1.so"
TWO = FIXTURES / "extended_2.so"
MILLION = '{"scale":1000000}'

# Warms up in two halves, and waits between them until the file that GATE names is there. A vetting, whose environment is clean,
# does not wait.
SLOW_WARM_UP = """#include <chrono>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <unistd.h>
#include "core/abi/operator_extensions.h"
static int WarmUp(IScoreOperator*, const Feature*, std::size_t, HotswapProgress progress, void* context, char*, std::size_t) {
  const char* const gate = std::getenv("GATE");
  progress(context, 0.5);
  for (int i = 1; gate != nullptr && access(gate, F_OK) != 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));  // how often it looks
    progress(context, 0.5 + i * 1e-4);  // a warm-up without progress is given up
  }
  return 0;
}
static const HotswapWarmup kWarmup = {sizeof(HotswapWarmup), &WarmUp};
const void* hotswap_get_extension(const char* id) { return std::string_view(id) == HOTSWAP_WARMUP ? &kWarmup : nullptr; }
"""


class ExtensionsTest(RemoteSystemTest):
    def serve(self, *arguments, operators=(ONE,), **options):
        return super().serve("--record", self.record_file, *arguments, operators=operators, **options)

    def scores(self, version: int) -> list[float]:
        """What the version answered, in the order of its calls."""
        rows = [row for row in read_record(self.record_file) if row.version == version]
        return [row.score for row in sorted(rows, key=lambda row: row.start_ns)]

    def await_answers(self, version: int, requests: int = 20) -> None:
        self.await_status(lambda status: any(one["number"] == version and one["requests"] >= requests
                                             for one in status["slots"][0]["versions"]))

    def numbers(self) -> list[int]:
        return [version["number"] for version in self.status()["slots"][0]["versions"]]

    def test_a_live_operator_takes_other_parameters_without_losing_a_request(self):
        running = self.serve()
        self.await_answers(1)
        said = self.command("configure", "--text", '{ "scale" : 1000000 }').stdout
        self.assertRegex(said, r"^slot score: v2 \(.+\) answers now, with its new configuration\n$")
        self.await_answers(2)
        self.write("smaller.json", '{"scale": 0.5}\n')
        answer = json.loads(self.command("configure", "smaller.json", "--json").stdout)
        self.assertEqual((answer["ok"], answer["command"], answer["version"], answer["from"]), (True, "configure", 3, 2))
        self.await_answers(3)
        self.assertIn("rolled back to v2", self.command("rollback").stdout)
        self.assertEqual(self.versions()[2]["configuration"], MILLION)
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([(swap["from"], swap["to"], swap["outcome"]) for swap in report["swaps"]],
                         [(None, 1, "published"), (1, 2, "published"), (2, 3, "published"), (3, 2, "rolled_back")])
        self.assertTrue(all(swap["warmup_us"] > 0 for swap in report["swaps"]), "configured and warmed up")
        self.assertLess(max(self.scores(1)), 1e6)
        self.assertGreater(min(self.scores(2)), 19e6, "the scale is new, and the count of v1 went on")
        self.assertLess(max(self.scores(3)), 1e6)

    def test_parameters_that_are_refused_change_nothing(self):
        running = self.serve()
        refused = self.command("configure", "--text", '{"scale":-1}', status=1).stderr
        self.assertRegex(refused, r"^hotswap: \S*extended_1\.so was not configured: it does not take its configuration "
                                  r"\(configure of hotswap\.configure/1\): scale must be over 0\. v1 kept answering\. \(gate G6\)\n$")
        answer = json.loads(self.command("configure", "--text", '{"scale":-1}', "--json", status=1).stdout)
        self.assertEqual((answer["ok"], answer["code"], answer["gate"], answer["active"]), (False, "not_ready", "G6", 1))
        self.assertIn("is no JSON text: parse error at line 1", self.command("configure", "--text", "{", status=1).stderr)
        self.assertIn('no slot "ctr"', self.command("configure", "--text", "{}", "--slot", "ctr", status=1).stderr)
        self.write("large.json", json.dumps("x" * 30_000))
        for arguments in ([], ["a.json", "--text", "{}"], ["none.json"], ["large.json"]):
            self.assertTrue(self.command("configure", *arguments, status=2).stderr.startswith("hotswap: "), arguments)
        self.assertEqual(self.status()["slots"][0]["active"], 1)
        report = self.end(running)
        self.assert_nothing_lost(report)
        self.assertEqual([swap["outcome"] for swap in report["swaps"]], ["published", "refused", "refused"])
        self.assertIn("scale must be over 0", report["swaps"][1]["reason"])

    def test_without_an_engine_or_an_operator_that_takes_parameters_it_is_said_so(self):
        self.assertIn("start one with `hotswap run`", self.command("configure", "--text", "{}", status=1).stderr)
        running = self.serve(operators=(FIXTURES / "constant.so",))
        refused = self.command("configure", "--text", "{}", status=1).stderr
        self.assertIn("takes no configuration, since it does not offer hotswap.configure/1; leave the configuration out", refused)
        self.end(running)

    def test_a_configuration_has_its_number_in_every_run(self):
        running = self.serve()
        self.command("configure", "--text", MILLION)
        self.end(running)
        running = self.serve(operators=())
        self.assertEqual(self.status()["slots"][0]["active"], 2, "what answered last, with its configuration")
        self.await_answers(2)
        new = json.loads(self.command("configure", "--text", '{"scale":7}', "--json").stdout)["version"]
        self.assertGreater(new, 2)
        self.assertIn("v1", self.command("configure", "--text", "").stdout)
        self.assertIn("v2", self.command("configure", "--text", '{"scale": 1000000}').stdout)
        self.end(running)
        self.assertGreater(min(self.scores(2)), 9e5)
        known = self.versions()
        self.assertEqual([known[number]["configuration"] for number in (1, 2, new)], ["", MILLION, '{"scale":7}'])
        self.assertEqual(len({known[number]["sha256"] for number in (1, 2, new)}), 1)

    def test_a_scenario_configures_its_slots_and_swaps(self):
        swap = f'[[swap]]\nat = "100ms"\noperator = "{TWO}"\nconfigure = {{ scale = 1e6 }}\n'
        text = f"""duration = "300ms"
[workers]\nthreads = 2\ninterval = "1ms"
[[slot]]\nname = "score"\noperator = "{ONE}"\nconfigure = '{{"scale":1000}}'\n{swap}"""
        self.hotswap("--scenario", self.write("s.toml", text), "--report", self.report_file, "--record", self.record_file)
        self.assert_nothing_lost(self.report())
        self.assertGreaterEqual(min(self.scores(1)), 1000)
        self.assertGreaterEqual(min(self.scores(2)), 1e6)
        refused = text.replace("1e6", "-1")
        outcome = self.hotswap("--scenario", self.write("s.toml", refused), "--report", self.report_file)
        self.assertIn("scale must be over 0", outcome.stderr)
        self.assertEqual([swap["outcome"] for swap in self.report()["swaps"]], ["published", "refused"])
        outcome = self.hotswap("--scenario", self.write("s.toml", text.replace('"scale":1000', '"scale":-1')), status=1)
        self.assertIn("scale must be over 0", outcome.stderr)
        outcome = self.hotswap("--scenario", self.write("s.toml", text.replace('{"scale"', '{scale')), status=2)
        self.assertRegex(outcome.stderr, r"s\.toml:\d+:\d+: configure is text that is no JSON")

    def test_a_rollout_s_candidate_begins_with_the_state_of_the_version_that_answers(self):
        running = self.serve()
        self.await_answers(1, 200)
        self.command("rollout", TWO, "--steps", "50:1h,100")
        self.await_answers(2)
        self.assert_nothing_lost(self.end(running))
        self.assertGreaterEqual(min(self.scores(2)), 200)

    def test_how_far_a_warm_up_is_can_be_asked(self):
        slow = build_operator(self.folder, "slow", "return 0;", SLOW_WARM_UP, options=(f"-I{ROOT}",))
        gate = self.folder / "gate"
        running = self.serve(env={**self.environment, "GATE": str(gate)})
        with subprocess.Popen([PROGRAM, "swap", slow], env=self.environment, stdout=subprocess.PIPE, text=True) as swap:
            self.await_status(lambda status: "Warming up slow.so" in str(status["activity"]))
            status = self.await_status(lambda status: (status["activity_fraction"] or 0) > 0)
            self.assertLess(status["activity_fraction"], 1)
            self.assertRegex(self.command("status").stdout, r"(?m)^busy: Warming up slow\.so, \d+ % of the gates$")
            self.assertEqual(status["slots"][0]["active"], 1, "it answers nothing before it is warm")
            gate.touch()
            self.assertIn("v2", swap.communicate(timeout=TIMEOUT_S)[0])
        self.assert_nothing_lost(self.end(running))


class ConfiguredSlotTest(RemoteSystemTest):
    """The `configure` of a slot in the configuration file."""

    def setUp(self) -> None:
        super().setUp()
        self.write_file('{ scale = 1000 }')
        self.running = self.serve("--config", "c.toml", "--record", self.record_file, operators=())

    def write_file(self, configure: str, more: str = "") -> None:
        self.write("new.toml", f'{more}[[slot]]\nname = "score"\noperator = "{ONE}"\nconfigure = {configure}\n')
        (self.folder / "new.toml").rename(self.folder / "c.toml")

    def errors(self) -> str:
        return "".join(entry["text"] for entry in self.entries("error"))

    def test_it_counts_from_the_start_and_a_change_is_a_new_version(self):
        self.write_file("{ scale = 1e9 }")
        self.await_status(lambda status: status["slots"][0]["active"] == 2)
        self.write_file("{ scale = 1000 }")
        self.await_status(lambda status: status["slots"][0]["active"] == 1)
        report = self.end(self.running)
        self.assert_nothing_lost(report)
        self.assertEqual([(swap["from"], swap["to"]) for swap in report["swaps"]], [(None, 1), (1, 2), (2, 1)])
        rows = read_record(self.record_file)
        self.assertGreaterEqual(min(row.score for row in rows), 1000)
        self.assertTrue(all(row.score >= 1e9 for row in rows if row.version == 2))

    def test_one_that_is_refused_leaves_the_rest_of_the_file_out_too_until_it_is_mended(self):
        self.write_file("{ scale = -1 }", "[workers]\nthreads = 6\n")
        self.await_status(lambda _: "scale must be over 0" in self.errors())
        status = self.status()
        self.assertEqual((status["slots"][0]["active"], status["threads"]), (1, 4))
        self.write_file("{ scale = 3 }", "[workers]\nthreads = 6\n")
        self.await_status(lambda status: status["slots"][0]["active"] != 1)
        self.await_status(lambda status: status["threads"] == 6)
        self.assert_nothing_lost(self.end(self.running))


if __name__ == "__main__":
    main()
