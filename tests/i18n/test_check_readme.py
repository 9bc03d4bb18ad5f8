"""That check_readme.py finds where two READMEs drifted apart."""

import unittest

import check_readme

ENGLISH = """# Title

## Part

```sh
run --all   # everything
```

```
a ──► b
```

| what | where |
| --- | --- |

![A picture](p.png)
"""


class CheckReadmeTest(unittest.TestCase):

    def test_a_translation_with_the_same_build_is_in_order(self):
        chinese = ENGLISH.replace("Title", "标题").replace("everything", "全部").replace("a ──► b", "甲 ──► 乙")
        self.assertEqual(check_readme.differences(ENGLISH, chinese), [])

    def test_what_one_has_alone_is_found(self):
        for part in ("## Part\n", "run --all", "| --- | --- |\n", "![A picture](p.png)\n"):
            self.assertEqual(len(check_readme.differences(ENGLISH, ENGLISH.replace(part, ""))), 1, part)


if __name__ == "__main__":
    unittest.main()
