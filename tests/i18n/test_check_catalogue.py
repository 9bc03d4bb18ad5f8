"""That check_catalogue.py finds each kind of fault."""

import unittest
import xml.etree.ElementTree

import check_catalogue


def faults(source, translation, attributes=""):
    text = f"<TS><context><name>C</name><message><source>{source}</source><translation{attributes}>{translation}</translation></message></context></TS>"
    return check_catalogue.check(xml.etree.ElementTree.fromstring(text))


class CheckCatalogueTest(unittest.TestCase):

    def test_what_is_in_order_has_no_fault(self):
        self.assertEqual(faults("&amp;Load %1 of %2", "加载 %2 / %1(&amp;L)"), [])

    def test_what_is_not_translated_is_a_fault(self):
        self.assertEqual(len(faults("Load", "", ' type="unfinished"')), 1)
        self.assertEqual(len(faults("Load", "")), 1)

    def test_what_no_source_has_is_a_fault(self):
        self.assertEqual(len(faults("Load", "加载", ' type="vanished"')), 1)

    def test_a_lost_place_for_a_value_is_a_fault(self):
        self.assertEqual(len(faults("%1 of %2", "%1")), 1)
        self.assertEqual(len(faults("%n files", "%1 个文件")), 1)

    def test_another_key_is_a_fault(self):
        self.assertEqual(len(faults("&amp;Load", "加载(&amp;K)")), 1)
        self.assertEqual(len(faults("&amp;Load", "加载")), 1)


if __name__ == "__main__":
    unittest.main()
