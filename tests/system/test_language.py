"""The program in Chinese where people read it, and the same in every language where programs do."""

import os
import pathlib
import re
import shutil
import subprocess
import unicodedata

from hotswap_program import PROGRAM, TIMEOUT_S, V1, V2, Outcome, SystemTest, main
from operator_sources import LIVE_ONLY, build_operator

CHINESE = re.compile("[\u4e00-\u9fff]")
TIMES = re.compile(r'"(took_us|at|[a-z_]*(?:_us|_ms|_ns|_per_s|_kib))": [^,\n}]*')


class LanguageTest(SystemTest):
    def setUp(self):
        super().setUp()
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            self.environment.pop(name, None)
        self.speak("zh_CN")

    def speak(self, language):
        self.environment["LANGUAGE"] = language

    def program(self, *arguments, program=PROGRAM):
        ended = subprocess.run([str(program), *map(str, arguments)], text=True, capture_output=True, timeout=TIMEOUT_S, check=False,
                               env=self.environment, cwd=self.folder)
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def columns(self, text):
        return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

    def test_help_is_chinese_and_names_of_options_stay(self):
        outcome = self.program("run", "--help")
        self.assertEqual(outcome.status, 0)
        self.assertIn("--threads N", outcome.stdout)
        self.assertIn("工作线程数", outcome.stdout)

    def test_a_mistyped_command_is_told_in_chinese_with_the_same_status(self):
        outcome = self.program("nosuch")
        self.assertEqual(outcome.status, 2)
        self.assertIn("没有命令“nosuch”", outcome.stderr)
        outcome = self.program("run", "--threads", "99")
        self.assertEqual(outcome.status, 2)
        self.assertIn("“99”不是 1 到 64 的整数", outcome.stderr)

    def test_a_verdict_is_chinese_and_its_columns_stand_below_each_other(self):
        outcome = self.program("inspect", V1)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertIn(": 通过\n", outcome.stdout)
        rows = [line for line in outcome.stdout.splitlines() if re.match(r"  (门禁|G\d)", line)]
        self.assertGreater(len(rows), 10)
        for word in ("结果", "通过"):
            starts = {self.columns(row[:row.index(word)]) for row in rows if word in row[:40]}
            self.assertEqual(len(starts), 1, rows)
        for row in rows:
            self.assertTrue(CHINESE.search(row[35:]), row)

    def test_a_refusal_is_chinese_and_its_code_stays(self):
        outcome = self.program("inspect", "/etc/passwd")
        self.assertEqual(outcome.status, 1)
        self.assertIn("被门禁 G2 拒绝（not_elf）", outcome.stdout)
        self.assertIn("不是 ELF 文件", outcome.stderr)

    def test_a_run_its_journal_and_its_versions_are_chinese(self):
        outcome = self.program("run", V1, V2, "--rounds", "3", "--interval", "1ms", "--store", self.store)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertIn("统计\n", outcome.stdout)
        self.assertRegex(outcome.stdout, r"  丢失 +0\n")
        journal = self.program("journal", "--store", self.store)
        self.assertRegex(journal.stdout, r"\d+ 条记录，位于 ")
        versions = self.program("versions", "--store", self.store)
        self.assertIn("槽位 score", versions.stdout)
        self.assertIn("[下次启动]", versions.stdout)
        status = self.program("status", "--store", self.store)
        self.assertEqual(status.status, 1)
        self.assertIn("没有引擎在运行", status.stderr)

    def test_nothing_of_a_rollout_and_of_a_journal_stays_english(self):
        text = (f'[[rollout]]\nat = "100ms"\noperator = "{V2}"\nsteps = [{{ share = 50, min_requests = 100 }}, {{ share = 100 }}]\n'
                'guards = { max_error_rate = 0.5, max_nonfinite = 0 }\n')
        file = self.scenario(operator=V1, workers='threads = 1\ninterval = "1ms"', duration="2s", more=text)
        outcome = self.program("run", "--scenario", file, "--store", self.store)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertIn("| 已转正，历时 ", outcome.stdout)
        journal = self.program("journal", "--store", self.store).stdout
        for text in ("已发布 v2（在 v1 之后）", "正常结束：", "停留在当前阶段", "（至多 0.5）", "：通过]"):
            self.assertIn(text, journal)
        for line in (outcome.stdout + outcome.stderr + journal).replace(str(self.folder), "").splitlines():
            self.assertIsNone(re.search(r"[a-z]{2,} [a-z]{2,}", re.sub(r"^[-\d]+ [:\d]+ +\w+ +", "", line)), line)

    def test_an_operator_that_ends_the_program_is_told_of_in_chinese(self):
        library = build_operator(pathlib.Path(self.folder), "leaver", "if (Live()) std::exit(0); return 1;", LIVE_ONLY)
        outcome = self.program("run", library, "--rounds", "200", "--interval", "5ms", "--threads", "2", "--store", self.store)
        self.assertEqual(outcome.status, 1)
        self.assertRegex(outcome.stderr, r"hotswap: 算子的代码结束了程序：在线程 hs-work-0\d 上调用了 exit\(\)")

    def test_the_other_programs_speak_it_too(self):
        outcome = self.program(program=PROGRAM.parent / "hotswap-vet")
        self.assertIn("由 hotswap 启动以试运行库", outcome.stderr)
        monitor = PROGRAM.parent / "hotswap-monitor"
        if not monitor.exists():
            self.skipTest("this build has no window")
        self.assertIn("不停顿地替换在线打分算子", self.program("--help", program=monitor).stdout)
        outcome = self.program("--theme", "blue", program=monitor)
        self.assertEqual(outcome.status, 2)
        self.assertIn("blue 不在", outcome.stderr)

    def test_what_programs_read_is_the_same_in_every_language(self):
        for arguments in (("inspect", "/etc/passwd", V1, "--json"), ("config", "show", "--json"), ("status", "--json", "--store", self.store)):
            texts = []
            for language in ("zh_CN", "en"):
                self.speak(language)
                texts.append(TIMES.sub("", self.program(*arguments).stdout))
            self.assertEqual(*texts)
            self.assertIsNone(CHINESE.search(texts[0]))

    def test_a_language_that_is_not_there_and_a_script_s_wish_are_english(self):
        english = "there is no command"
        self.speak("xx_YY")
        self.assertIn(english, self.program("nosuch").stderr)
        self.speak("zh_CN")
        self.environment["LC_ALL"] = "C"
        self.assertIn(english, self.program("nosuch").stderr)

    def test_a_catalogue_that_is_damaged_leaves_english_and_says_nothing(self):
        place = pathlib.Path(self.folder) / "elsewhere"
        (place / "bin").mkdir(parents=True)
        shutil.copy(PROGRAM, place / "bin")
        folder = place / "share" / "locale" / "zh_CN" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        whole = (PROGRAM.parents[1] / "share/locale/zh_CN/LC_MESSAGES/hotswap.mo").read_bytes()
        for content, wanted in ((whole, "没有命令"), (whole[: len(whole) // 2], "there is no command"), (os.urandom(4096), "there is no command")):
            (folder / "hotswap.mo").write_bytes(content)
            outcome = self.program("nosuch", program=place / "bin" / "hotswap")
            self.assertEqual(outcome.status, 2)
            self.assertTrue(outcome.stderr.startswith("hotswap: " + wanted), outcome.stderr)


if __name__ == "__main__":
    main()
