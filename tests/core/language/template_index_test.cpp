#include "core/language/template_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hotswap {
namespace {

using Messages = std::vector<Message>;

TEST(TemplateIndexTest, FindsTheTemplateOfAComposedTextAndMovesItsValues) {
  const TemplateIndex index(Messages{{"slot %1 has no version %2", "版本 %2 不在槽位 %1 中"}});
  EXPECT_EQ(index.Translated("slot score has no version 7"), "版本 7 不在槽位 score 中");
}

TEST(TemplateIndexTest, TranslatesAValueThatIsATextItself) {
  const TemplateIndex index(
      Messages{{"%1: the file %2", "%1：文件%2"}, {"is no ELF file", "不是 ELF 文件"}, {"the file %1", "文件 %1"}});
  EXPECT_EQ(index.Translated("a.so: the file is no ELF file"), "a.so：文件不是 ELF 文件");
}

TEST(TemplateIndexTest, PrefersTheTemplateWithTheMostWords) {
  const TemplateIndex index(Messages{{"%1 is %2", "%1 为 %2"}, {"%1 is paused by %2", "%1 被 %2 暂停"}});
  EXPECT_EQ(index.Translated("v2 is paused by a person"), "v2 被 a person 暂停");
}

TEST(TemplateIndexTest, LeavesAloneWhatNoTemplateFits) {
  const TemplateIndex index(Messages{{"slot %1 is gone", "槽位 %1 已不存在"}});
  EXPECT_EQ(index.Translated("slot score was gone yesterday"), "slot score was gone yesterday");
  EXPECT_EQ(index.Translated(""), "");
}

TEST(TemplateIndexTest, DividesWhatWasJoinedWithoutATemplate) {
  const TemplateIndex index(Messages{{"nothing answers yet", "尚无版本应答"}, {"slot %1 is gone", "槽位 %1 已不存在"}});
  EXPECT_EQ(index.Translated("nothing answers yet; slot a is gone"), "尚无版本应答；槽位 a 已不存在");
  EXPECT_EQ(index.Translated("left; right"), "left; right");
}

TEST(TemplateIndexTest, KeepsLinesAndTheirIndentation) {
  const TemplateIndex index(Messages{{"slot %1", "槽位 %1"}, {"paused", "已暂停"}});
  EXPECT_EQ(index.Translated("slot a\n  paused\n\n"), "槽位 a\n  已暂停\n\n");
}

TEST(TemplateIndexTest, LeavesAPercentSignOfATranslationThatIsNoPlaceholder) {
  const TemplateIndex index(Messages{{"%1 % of the gates", "门禁的 %1 %"}});
  EXPECT_EQ(index.Translated("40 % of the gates"), "门禁的 40 %");
}

TEST(TemplateIndexTest, ComesToAnEndWithTextsThatNestWithoutEnd) {
  const TemplateIndex index(Messages{{"a %1", "甲 %1"}});
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a ";
  EXPECT_EQ(index.Translated(text + "b").substr(0, 4), "甲 ");
}

}  // namespace
}  // namespace hotswap
