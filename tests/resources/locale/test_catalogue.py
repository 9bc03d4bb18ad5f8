"""No text that a person reads lacks a translation; and what finds the texts finds them."""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "resources" / "locale"))

import catalogue  # noqa: E402
import templates  # noqa: E402


def found(source):
    return [template for template, _ in templates.templates(source)]


class TemplatesTest(unittest.TestCase):
    def test_a_value_of_a_concatenation_is_a_placeholder(self):
        self.assertEqual(found('return "slot " + name + " has no version " + std::to_string(n);'), ["slot %1 has no version %2"])

    def test_literals_side_by_side_are_one_and_values_side_by_side_are_one(self):
        self.assertEqual(found('Say(a + b + " is gone; " "load it");'), ["%1 is gone; load it"])

    def test_each_branch_is_a_text_and_the_whole_has_a_value_there(self):
        self.assertEqual(found('f("it took " + (late ? "too long" : "a while"));'), ["too long", "a while", "it took %1"])

    def test_what_is_appended_follows_a_value(self):
        self.assertEqual(found('text += ", paused now";'), ["%1, paused now"])

    def test_a_stream_and_a_format_are_concatenations(self):
        self.assertEqual(found('std::cout << place << ": no file" << end;'), ["%1: no file%2"])
        self.assertEqual(found('std::printf("%s has %" PRIu64 " rows\\n", a, b);'), ["%1 has %2 rows"])

    def test_keys_what_is_compared_and_assertions_are_no_texts(self):
        self.assertEqual(found('row["max_error"] = x; if (a == "no text") { } static_assert(b, "it is so"); t.find("an end");'), [])

    def test_a_marked_word_is_a_text(self):
        self.assertEqual(found('return Translated("passed");'), ["passed"])


class CatalogueTest(unittest.TestCase):
    def test_every_text_is_translated_and_nothing_else(self):
        places = catalogue.wanted()
        self.assertGreater(len(places), 1000)
        paths = sorted(catalogue.FOLDER.glob("*/hotswap.po"))
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.parent.name):
                _, messages = catalogue.read(path)
                self.assertEqual(list(catalogue.faults(messages, places)), [])

    def test_a_missing_a_fuzzy_a_wrong_and_an_obsolete_translation_are_told(self):
        places = {text: {"core/x.cpp"} for text in ("a text", "a doubt", "of %1 and %2", "fine so")}
        messages = {"a doubt": ("x", True), "of %1 and %2": ("%2", False), "fine so": ("y", False), "gone now": ("z", False)}
        told = list(catalogue.faults(messages, places))
        self.assertEqual(len(told), 4, told)
        for cause in ("no translation: a text", "fuzzy", "other placeholders", "no source any more: gone now"):
            self.assertTrue(any(cause in line for line in told), cause)

    def test_every_exception_has_a_reason_and_a_text_that_it_is_for(self):
        texts = {text for path in templates.sources(ROOT) for text in found(path.read_text(encoding="utf-8"))}
        for pattern, reason in catalogue.exceptions():
            self.assertTrue(reason)
            self.assertTrue(any(pattern.fullmatch(text) for text in texts), pattern.pattern)

    def test_a_translation_has_no_half_width_comma_between_chinese_words(self):
        for path in catalogue.FOLDER.glob("zh_*/hotswap.po"):
            for translated, _ in catalogue.read(path)[1].values():
                self.assertIsNone(re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff ]", translated.replace("Slot:", "")), translated)


if __name__ == "__main__":
    unittest.main()
