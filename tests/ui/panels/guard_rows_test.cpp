#include "ui/panels/guard_rows.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <memory>

#include "tests/ui/offscreen_test.h"
#include "ui/panels/icon_label.h"
#include "ui/panels/tone_label.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

GuardRow guard(const char* title, GuardVerdict verdict, const char* word, const char* sample = "") {
  return {.title = QString::fromUtf8(title),
          .verdict = verdict,
          .word = QString::fromUtf8(word),
          .figure = QStringLiteral("1.02, at most 1.5"),
          .sample = QString::fromUtf8(sample),
          .tool_tip = QStringLiteral("what it measures")};
}

class GuardRowsTest : public testing::OffscreenTest {
 protected:
  GuardRowsTest() {
    rows_.resize(240, 200);
    rows_.show();
  }

  QStringList texts() const {
    QStringList all;
    for (const QLabel* label : rows_.findChildren<QLabel*>()) all << label->text();
    return all;
  }

  const ToneLabel* word(const QString& text) const {
    for (const ToneLabel* label : rows_.findChildren<ToneLabel*>()) {
      if (label->text() == text) return label;
    }
    return nullptr;
  }

  GuardRows rows_;
};

TEST_F(GuardRowsTest, TellsNameVerdictFigureAndWhatTheSampleLacks) {
  rows_.setGuards({guard("p99 ratio", GuardVerdict::kNeedsSamples, "needs samples", "120 of 200 requests")});
  EXPECT_TRUE(texts().contains("p99 ratio"));
  EXPECT_TRUE(texts().contains("needs samples"));
  EXPECT_TRUE(texts().contains(QString::fromUtf8("1.02, at most 1.5 · 120 of 200 requests")));
  rows_.setGuards({guard("p99 ratio", GuardVerdict::kPassing, "passing")});
  EXPECT_TRUE(texts().contains("1.02, at most 1.5"));
}

TEST_F(GuardRowsTest, TheWordOfABrokenGuardHasTheColourOfAnError) {
  rows_.setGuards({guard("p99 ratio", GuardVerdict::kPassing, "passing"), guard("errors", GuardVerdict::kBroken, "broken")});
  const bool dark = isDark(QGuiApplication::palette());
  ASSERT_NE(word("broken"), nullptr);
  ASSERT_NE(word("passing"), nullptr);
  EXPECT_EQ(word("broken")->palette().color(QPalette::WindowText), levelColor(EventLevel::kError, dark));
  EXPECT_EQ(word("passing")->palette().color(QPalette::WindowText), passedColor(dark));
}

TEST_F(GuardRowsTest, EachVerdictHasASignOfItsOwn) {
  QList<QImage> signs;
  for (const GuardVerdict verdict : {GuardVerdict::kPassing, GuardVerdict::kNeedsSamples, GuardVerdict::kBroken}) {
    rows_.setGuards({guard("p99 ratio", verdict, "word")});
    signs << rows_.findChild<IconLabel*>()->grab().toImage();
  }
  EXPECT_NE(signs[0], signs[1]);
  EXPECT_NE(signs[1], signs[2]);
  EXPECT_NE(signs[0], signs[2]);
}

TEST_F(GuardRowsTest, WhereOnlyFiguresChangeTheLabelsStay) {
  rows_.setGuards({guard("p99 ratio", GuardVerdict::kNeedsSamples, "needs samples", "120 of 200 requests")});
  const auto before = rows_.findChildren<QLabel*>();
  rows_.setGuards({guard("p99 ratio", GuardVerdict::kNeedsSamples, "needs samples", "121 of 200 requests")});
  EXPECT_EQ(rows_.findChildren<QLabel*>(), before);
  EXPECT_TRUE(texts().contains(QString::fromUtf8("1.02, at most 1.5 · 121 of 200 requests")));
}

TEST_F(GuardRowsTest, AnotherRolloutsGuardsTakeTheirPlace) {
  rows_.setGuards({guard("p99 ratio", GuardVerdict::kPassing, "passing"), guard("errors", GuardVerdict::kPassing, "passing")});
  rows_.setGuards({guard("drift", GuardVerdict::kBroken, "broken")});
  EXPECT_EQ(rows_.findChildren<IconLabel*>().size(), 1);
  EXPECT_FALSE(texts().contains("errors"));
  rows_.setGuards({});
  EXPECT_TRUE(rows_.findChildren<QLabel*>().isEmpty());
}

TEST_F(GuardRowsTest, ALongFigureIsWrappedAndNotCut) {
  GuardRow wordy =
      guard("p99 ratio", GuardVerdict::kNeedsSamples, "needs samples", "120 of 200,000 requests of 12 users at least");
  rows_.setGuards({wordy});
  rows_.resize(150, 400);
  settle();
  for (const QLabel* label : rows_.findChildren<QLabel*>()) {
    if (!label->text().startsWith(wordy.figure)) continue;
    EXPECT_GE(label->height(), label->heightForWidth(label->width()));
    EXPECT_EQ(label->accessibleName(), QStringLiteral("p99 ratio: needs samples, ") + label->text());
    EXPECT_TRUE(label->toolTip().contains("what it measures"));
  }
}

}  // namespace
}  // namespace hotswap::ui
