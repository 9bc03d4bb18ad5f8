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
  const TemplateIndex index(Messages{
      {"%1: the library file %2", "%1：库文件%2"}, {"is no ELF file", "不是 ELF 文件"}, {"the library file %1", "库文件 %1"}});
  EXPECT_EQ(index.Translated("a.so: the library file is no ELF file"), "a.so：库文件不是 ELF 文件");
}

TEST(TemplateIndexTest, PrefersTheTemplateWithTheMostWords) {
  const TemplateIndex index(Messages{{"%1 is %2", "%1 为 %2"}, {"%1 is paused by %2", "%1 被 %2 暂停"}});
  EXPECT_EQ(index.Translated("v2 is paused by a person"), "v2 被 a person 暂停");
}

TEST(TemplateIndexTest, LooksFromBehindForWhatStandsAtTheEnd) {
  const TemplateIndex index(
      Messages{{"%1; %2 keeps answering", "%1；%2 继续应答"}, {"%1 is lost; load it", "%1 已丢失；请加载"}});
  EXPECT_EQ(index.Translated("v3 is lost; load it; v2 keeps answering"), "v3 已丢失；请加载；v2 继续应答");
}

TEST(TemplateIndexTest, TakesATemplateOfFewLettersAfterAllElse) {
  const TemplateIndex index(Messages{{"%1 from %2", "%1，来自 %2"}, {"%1 is no number from %2 to %3", "%1 不是 %2 到 %3 的数"}});
  EXPECT_EQ(index.Translated("--threads: x is no number from 1 to 4"), "--threads: x 不是 1 到 4 的数");
  EXPECT_EQ(index.Translated("v1 from a.so"), "v1，来自 a.so");
}

TEST(TemplateIndexTest, MixesNoTwoLanguagesByATemplateOfFewLetters) {
  const TemplateIndex index(Messages{{"%1 with %2", "%1，配置 %2"}, {"slot %1", "槽位 %1"}});
  EXPECT_EQ(index.Translated("one of them with name and operator"), "one of them with name and operator");
  EXPECT_EQ(index.Translated("slot is missing"), "slot is missing");
  EXPECT_EQ(index.Translated("slot score"), "槽位 score");
  EXPECT_EQ(index.Translated("v2 Linear with {}"), "v2 Linear，配置 {}") << "the label of a version is in no language";
}

TEST(TemplateIndexTest, KeepsTheNameOfAKeyBeforeWhatIsSaidOfIt) {
  const TemplateIndex index(Messages{{"is missing: a scenario needs a slot", "缺失：场景需要一个槽位"}, {"slot %1", "槽位 %1"}});
  EXPECT_EQ(index.Translated("a.toml:1:1: slot is missing: a scenario needs a slot"), "a.toml:1:1：slot 缺失：场景需要一个槽位");
}

TEST(TemplateIndexTest, TakesARemarkInBracketsForNoPartOfTheText) {
  const TemplateIndex index(Messages{{"%1 (gate %2)", "%1（门禁 %2）"}, {"it failed: ask %1", "失败：请询问 %1"}});
  EXPECT_EQ(index.Translated("it failed: ask Ann (gate G2)"), "失败：请询问 Ann（门禁 G2）");
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

TEST(TemplateIndexTest, TakesTheLongestKnownTextOfThoseThatStandSideBySide) {
  const TemplateIndex index(Messages{{"has no note; use the macro of %1", "没有标注；所需的宏见 %1"},
                                     {"has no note", "没有标注"},
                                     {"asks for HOME; take it from a file", "查询 HOME；请从文件读取"}});
  EXPECT_EQ(index.Translated("has no note; use the macro of a.h; asks for HOME; take it from a file"),
            "没有标注；所需的宏见 a.h；查询 HOME；请从文件读取");
}

TEST(TemplateIndexTest, PutsNoBlankBetweenTwoChineseWords) {
  const TemplateIndex index(
      Messages{{"built for %1 of %2", "为 %1 构建，属于 %2"}, {"processor %1", "处理器 %1"}, {"nobody", "无人"}});
  EXPECT_EQ(index.Translated("built for processor 7 of nobody"), "为处理器 7 构建，属于无人");
  EXPECT_EQ(index.Translated("built for x86 of Ann"), "为 x86 构建，属于 Ann");
  const TemplateIndex ended(Messages{{"run its own tests%1", "请运行其测试%1"}, {"%1 kept answering", "%1 继续应答"}});
  EXPECT_EQ(ended.Translated("run its own tests. v1 kept answering."), "请运行其测试。v1 继续应答。");
}

TEST(TemplateIndexTest, LeavesOutItBeforeWhatIsSaid) {
  const TemplateIndex index(Messages{{"was not loaded: %1", "未加载：%1"}, {"exports no function", "未导出函数"}});
  EXPECT_EQ(index.Translated("was not loaded: it exports no function"), "未加载：未导出函数");
}

TEST(TemplateIndexTest, LeavesABracketAloneThatWasOpenedBefore) {
  const TemplateIndex index(Messages{{"%1 [step %2 of %3, %4", "%1 [阶段 %2/%3，%4"}, {"passing", "通过"}});
  EXPECT_EQ(index.Translated("v2 [step 1 of 3, passing]"), "v2 [阶段 1/3，通过]");
}

TEST(TemplateIndexTest, PrefersATextThatBeginsWithALabelToTheLabelAlone) {
  const TemplateIndex index(Messages{{"rollout: %1", "灰度发布：%1"}, {"rollout: slot %1 has none", "灰度发布：槽位 %1 没有"}});
  EXPECT_EQ(index.Translated("rollout: slot a has none"), "灰度发布：槽位 a 没有");
  EXPECT_EQ(index.Translated("rollout: v2"), "灰度发布：v2");
  const TemplateIndex more(Messages{{"rollout: %1", "灰度发布：%1"},
                                    {"rollout: slot %1 has none", "灰度发布：槽位 %1 没有"},
                                    {"%1; %2 keeps answering", "%1；%2 继续应答"}});
  EXPECT_EQ(more.Translated("rollout: slot a has none; v1 keeps answering"), "灰度发布：槽位 a 没有；v1 继续应答");
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
  const TemplateIndex index(Messages{{"A %1", "Z %1"}});
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "A ";
  EXPECT_TRUE(index.Translated(text + "b").starts_with("Z Z "));
}

}  // namespace
}  // namespace hotswap
