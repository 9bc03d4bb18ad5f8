#include "ui/viewmodels/journal_view_model.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QPersistentModelIndex>
#include <QTranslator>
#include <vector>

namespace hotswap::ui {
namespace {

class JournalViewModelTest : public ::testing::Test {
 protected:
  JournalViewModelTest() {
    QObject::connect(&model_, &JournalViewModel::wanted, &model_, [this](const JournalQuery& query) { asked_.push_back(query); });
  }

  static JournalPage page(std::size_t rows, bool more) {
    JournalRow row;
    row.run = 3;
    row.kind = "swap";
    row.slot = "score";
    row.text = "published v2 after v1";
    return {.rows = std::vector<JournalRow>(rows, row), .more = more};
  }

  QString text(int column) const { return model_.data(model_.index(0, column), Qt::DisplayRole).toString(); }

  std::vector<JournalQuery> asked_;
  JournalViewModel model_;
};

TEST_F(JournalViewModelTest, NothingIsReadWhileNobodyLooks) {
  model_.setKind("swap");
  EXPECT_TRUE(asked_.empty());
  model_.setWatched(true);
  ASSERT_EQ(asked_.size(), 1U);
  EXPECT_EQ(asked_[0].kind, "swap");
}

TEST_F(JournalViewModelTest, APageThatGrewAtEitherEndKeepsItsRows) {
  const auto numbered = [](std::initializer_list<std::int64_t> runs) {
    JournalPage made = page(runs.size(), false);
    std::size_t place = 0;
    for (const std::int64_t run : runs) made.rows[place++].run = run;
    return made;
  };
  model_.show(numbered({5, 4, 3}));
  const QPersistentModelIndex selected(model_.index(1, JournalViewModel::kRun));
  model_.show(numbered({7, 6, 5, 4, 3, 2}));
  EXPECT_EQ(model_.rowCount(), 6);
  ASSERT_TRUE(selected.isValid());
  EXPECT_EQ(selected.row(), 3);
  model_.show(numbered({8, 7, 6, 5, 4}));
  EXPECT_EQ(model_.rowCount(), 5);
  EXPECT_EQ(selected.data().toString(), "4");
  model_.show(numbered({1}));
  EXPECT_EQ(model_.rowCount(), 1);
  EXPECT_FALSE(selected.isValid());
}

TEST_F(JournalViewModelTest, ShowsAPageAndSaysHowMuchOfTheJournalItIs) {
  model_.show(page(2, false));
  EXPECT_EQ(model_.rowCount(), 2);
  EXPECT_EQ(text(JournalViewModel::kKind), "swap");
  EXPECT_EQ(text(JournalViewModel::kText), "published v2 after v1");
  EXPECT_EQ(model_.status(), "All 2 entries");
  EXPECT_FALSE(model_.whyNotOlder().isEmpty());
}

TEST_F(JournalViewModelTest, OlderGoesAPageFurtherBackAndAFilterBeginsAnew) {
  model_.setWatched(true);
  model_.show(page(JournalViewModel::kPage, true));
  model_.showOlder();
  EXPECT_EQ(asked_.back().count, 2 * JournalViewModel::kPage);
  model_.setText("refused");
  EXPECT_EQ(asked_.back().count, JournalViewModel::kPage);
  EXPECT_EQ(asked_.back().text, "refused");
}

TEST_F(JournalViewModelTest, ItIsReadAgainWhenSomethingHappened) {
  model_.setWatched(true);
  Snapshot snapshot;
  model_.apply(snapshot);
  const std::size_t before = asked_.size();
  Event event;
  event.number = 1;
  snapshot.events = std::make_shared<const std::vector<Event>>(1, event);
  model_.apply(snapshot);
  model_.apply(snapshot);
  EXPECT_EQ(asked_.size(), before + 1);
}

TEST_F(JournalViewModelTest, AJournalThatCannotBeReadSaysWhy) {
  model_.show(Error{Errc::kDamaged, "journal.db: it is no journal"});
  EXPECT_EQ(model_.rowCount(), 0);
  EXPECT_EQ(model_.status(), "journal.db: it is no journal");
}

TEST_F(JournalViewModelTest, AnEmptyPageSaysWhetherItIsTheFilter) {
  model_.show(page(0, false));
  EXPECT_EQ(model_.status(), "Nothing was written down yet");
  model_.setKind("swap");
  model_.show(page(0, false));
  EXPECT_EQ(model_.status(), "No entry matches the filter");
}

/// Says what a journal holds in another language.
class KnowsTwoTexts : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char*, const char* source, const char*, int) const override {
    const QString text = QString::fromUtf8(source);
    if (text == "swap") return QStringLiteral("切换");
    return text == "published v2 after v1" ? QStringLiteral("已发布 v2（在 v1 之后）") : QString();
  }
};

TEST_F(JournalViewModelTest, IsShownAndSearchedInAnotherLanguageAndAskedForInTheJournals) {
  static int argc = 1;
  static char name[] = "test";
  static char* argv[] = {name, nullptr};
  const QCoreApplication application(argc, argv);
  KnowsTwoTexts translator;
  QCoreApplication::installTranslator(&translator);
  model_.show(page(1, false));
  EXPECT_EQ(text(JournalViewModel::kKind), QStringLiteral("切换"));
  EXPECT_EQ(text(JournalViewModel::kText), QStringLiteral("已发布 v2（在 v1 之后）"));
  EXPECT_EQ(JournalViewModel::kindText("of a later program"), "of a later program");
  model_.setWatched(true);
  model_.setKind("swap");
  EXPECT_EQ(asked_.back().kind, "swap");
  model_.setText(QStringLiteral("已发布"));
  ASSERT_TRUE(asked_.back().shown);
  EXPECT_EQ(asked_.back().shown("published v2 after v1"), "已发布 v2（在 v1 之后）");
  model_.setText("published");
  EXPECT_FALSE(asked_.back().shown) << "English words are found in what was written down";
}

TEST_F(JournalViewModelTest, OneEntryIsNotManyEntries) {
  model_.show(page(1, false));
  EXPECT_EQ(model_.status(), "The only entry");
}

}  // namespace
}  // namespace hotswap::ui
