#include "ui/panels/verdict_panel.h"

#include <gtest/gtest.h>

#include <QGuiApplication>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <memory>

#include "tests/ui/fake_verdicts.h"
#include "tests/ui/offscreen_test.h"
#include "ui/panels/elided_label.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

class VerdictPanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    palette_ = QGuiApplication::palette();
    window_ = std::make_unique<QWidget>();
    panel_ = new VerdictPanel(model_, window_.get());
    auto* column = new QVBoxLayout(window_.get());
    column->addWidget(panel_);
    column->addStretch(1);
    window_->resize(1000, 700);
    window_->show();
    VersionInfo info;
    info.number = 2;
    info.name = "Ctr";
    info.state = VersionState::kReady;
    snapshot_.slots = {SlotInfo{.name = "score", .active = 0, .rollback_target = 0}};
    snapshot_.versions = {info};
    model_.apply(snapshot_);
  }
  void TearDown() override {
    window_.reset();
    QGuiApplication::setPalette(palette_);
  }

  /// The load of the file ended; FakeVerdict() decides how.
  void judge(const char* file, CommandId id = 1) {
    const auto verdict = FakeVerdict(file);
    const bool ok = !verdict->refused();
    model_.judged({0, ok ? 2U : 0U},
                  {.id = id, .ok = ok, .version = ok ? 2U : 0U, .text = ok ? "" : "was not loaded", .verdict = verdict});
    settle();
  }

  template <typename T>
  T* find(const char* name) const {
    T* found = panel_->findChild<T*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
  }

  QStringList texts(const char* name) const {
    QStringList all;
    for (const QLabel* label : panel_->findChildren<QLabel*>(QLatin1String(name))) all << label->text();
    return all;
  }

  VerdictViewModel model_;
  std::unique_ptr<QWidget> window_;
  VerdictPanel* panel_ = nullptr;
  Snapshot snapshot_;

 private:
  QPalette palette_;
};

TEST_F(VerdictPanelTest, TakesNoRoomUntilThereIsAVerdict) {
  EXPECT_FALSE(panel_->isVisible());
  judge("/opt/libctr.so");
  EXPECT_TRUE(panel_->isVisible());
  find<QToolButton>("verdictClose")->click();
  EXPECT_FALSE(panel_->isVisible());
}

TEST_F(VerdictPanelTest, TellsFileVersionSummaryAndWhoMadeIt) {
  judge("/opt/libwarn.so");
  EXPECT_EQ(find<QLabel>("verdictTitle")->text(), QString::fromUtf8("libwarn.so → v2 Ctr"));
  EXPECT_EQ(find<QLabel>("verdictTitle")->toolTip(), "/opt/libwarn.so");
  EXPECT_EQ(find<QLabel>("verdictSummary")->text(), "accepted with 2 warnings");
  EXPECT_TRUE(find<QLabel>("verdictDetails")->text().contains("by Example Ltd"));
}

TEST_F(VerdictPanelTest, ShowsTheWordsOfWarningsAndFoldsAwayWhatPassed) {
  judge("/opt/libwarn.so");
  EXPECT_EQ(texts("findingText").size(), 2);
  EXPECT_TRUE(texts("findingText").first().startsWith("Is not sealed"));
  EXPECT_TRUE(texts("passedText").isEmpty());
  find<QToolButton>("verdictPassed")->click();
  EXPECT_EQ(texts("passedText").size(), model_.page().passedChecks());
}

TEST_F(VerdictPanelTest, AnAcceptedVersionGoesLiveByItsButton) {
  judge("/opt/libctr.so");
  VersionKey asked;
  QObject::connect(panel_, &VerdictPanel::goLiveRequested, panel_, [&](VersionKey version) { asked = version; });
  find<QToolButton>("verdictGoLive")->click();
  EXPECT_EQ(asked, (VersionKey{0, 2}));
}

TEST_F(VerdictPanelTest, ACountdownLeavesTheLabelsWhereTheyAre) {
  judge("/opt/libwarn.so");
  VersionInfo& info = snapshot_.versions[0];
  info.published = info.on_probation = true;
  info.probation_ends = std::chrono::seconds(60);
  model_.apply(snapshot_);
  const auto labels = panel_->findChildren<QLabel*>(QStringLiteral("findingText"));
  EXPECT_TRUE(labels.last()->text().contains("60 s left"));
  snapshot_.at = std::chrono::seconds(1);
  model_.apply(snapshot_);
  EXPECT_EQ(panel_->findChildren<QLabel*>(QStringLiteral("findingText")), labels);
  EXPECT_TRUE(labels.last()->text().contains("59 s left"));
}

TEST_F(VerdictPanelTest, AVersionThatAnswersAlreadySaysSoAtTheButton) {
  judge("/opt/libctr.so");
  snapshot_.slots[0].active = 2;
  snapshot_.versions[0].state = VersionState::kActive;
  model_.apply(snapshot_);
  EXPECT_FALSE(find<QToolButton>("verdictGoLive")->isEnabled());
  EXPECT_TRUE(find<QToolButton>("verdictGoLive")->toolTip().contains("v2 answers already"));
}

TEST_F(VerdictPanelTest, ARefusedFileHasNoButtonToGoLive) {
  judge("/opt/libbad.so");
  EXPECT_FALSE(find<QToolButton>("verdictGoLive")->isVisible());
  EXPECT_EQ(find<QLabel>("verdictSummary")->text(), "refused at static inspection");
  EXPECT_TRUE(texts("findingText").last().startsWith("Exports no function create_operator"));
}

TEST_F(VerdictPanelTest, OffersTheWayThroughSeveralFiles) {
  judge("/opt/libctr.so");
  EXPECT_FALSE(find<QToolButton>("verdictNext")->isVisible());
  model_.expect({5, 6});
  judge("/opt/libctr.so", 5);
  judge("/opt/libbad.so", 6);
  EXPECT_EQ(find<QLabel>("verdictPlace")->text(), "2 of 2");
  EXPECT_FALSE(find<QToolButton>("verdictNext")->isEnabled());
  find<QToolButton>("verdictPrevious")->click();
  EXPECT_EQ(find<QLabel>("verdictPlace")->text(), "1 of 2");
  EXPECT_EQ(find<QLabel>("verdictSummary")->text(), "accepted");
}

TEST_F(VerdictPanelTest, TakesAPartOfTheWindowOnlyAndScrollsTheRest) {
  judge("/opt/libwarn.so");
  find<QToolButton>("verdictPassed")->click();
  window_->resize(600, 500);
  settle();
  EXPECT_LE(panel_->height(), 200);
  EXPECT_TRUE(find<QScrollArea>("verdictScroll")->verticalScrollBar()->isVisible());
  window_->resize(1000, 1400);
  settle();
  EXPECT_FALSE(find<QScrollArea>("verdictScroll")->verticalScrollBar()->isVisible());
}

TEST_F(VerdictPanelTest, ShowsEveryGateOfAFileOfWhichThereIsNothingToTell) {
  window_->resize(1000, 1400);
  judge("/opt/libctr.so");
  ASSERT_TRUE(texts("findingText").isEmpty());
  const auto* scroll = find<QScrollArea>("verdictScroll");
  EXPECT_FALSE(scroll->verticalScrollBar()->isVisible());
  EXPECT_GE(scroll->viewport()->height(), scroll->widget()->sizeHint().height());
}

TEST_F(VerdictPanelTest, GatesOfWhichThereIsNothingToTellShareARow) {
  judge("/opt/libbad.so");
  QStringList titles;
  for (const QLabel* label : find<QWidget>("verdictRows")->findChildren<QLabel*>()) {
    if (label->text().startsWith(QLatin1Char('G'))) titles << label->text();
  }
  EXPECT_EQ(titles, QStringList({"G0 Copy", "G1 Digest", "G2 Static inspection", QString::fromUtf8("G3–G8")}));
}

TEST_F(VerdictPanelTest, TheGateThatFailedIsInSightAlsoWhereThereIsLittleRoom) {
  window_->resize(620, 400);
  snapshot_.versions[0].published = true;
  snapshot_.versions[0].fault = "threw in compute_score on 1 of 9 requests";
  snapshot_.versions[0].state = VersionState::kFailed;
  model_.apply(snapshot_);
  judge("/opt/libwarn.so");
  settle();
  const auto* scroll = find<QScrollArea>("verdictScroll");
  ASSERT_TRUE(scroll->verticalScrollBar()->isVisible()) << "else this shows nothing";
  const QLabel* told = panel_->findChildren<QLabel*>(QStringLiteral("findingText")).last();
  ASSERT_TRUE(told->text().startsWith("Threw"));
  const QRect in_sight(QPoint(0, 0), scroll->viewport()->size());
  EXPECT_TRUE(in_sight.contains(told->mapTo(scroll->viewport(), QPoint(1, told->fontMetrics().height() / 2))));
}

TEST_F(VerdictPanelTest, NoTextIsCutAtItsSide) {
  judge("/opt/libwarn.so");
  window_->resize(620, 900);
  settle();
  for (const QLabel* label : panel_->findChildren<QLabel*>(QStringLiteral("findingText"))) {
    EXPECT_LE(label->heightForWidth(label->width()), label->height()) << label->text().toStdString();
    EXPECT_LE(label->mapTo(panel_, label->rect().bottomRight()).x(), panel_->width());
  }
}

TEST_F(VerdictPanelTest, TheHeadlineIsWholeInASmallWindow) {
  window_->resize(560, 600);
  snapshot_.versions[0].name = "AnOperatorWithALongNameThatNobodyNeedsToRead";
  snapshot_.versions[0].fault = "threw in compute_score on 1 of 9 requests";
  snapshot_.versions[0].state = VersionState::kFailed;
  model_.apply(snapshot_);
  judge("/opt/libwarn.so");
  const auto* summary = find<QLabel>("verdictSummary");
  ASSERT_EQ(summary->text(), "failed live; was accepted with 2 warnings");
  const int advance = summary->fontMetrics().horizontalAdvance(summary->text());
  EXPECT_TRUE(advance <= summary->width() || summary->heightForWidth(summary->width()) <= summary->height());
  EXPECT_TRUE(summary->wordWrap() || advance <= summary->width());
  const QString title = find<ElidedLabel>("verdictTitle")->shownText();
  EXPECT_TRUE(title.startsWith("libwarn") && title.contains(QChar(0x2026)) && title.endsWith("Read")) << title.toStdString();
}

TEST_F(VerdictPanelTest, EveryControlHasANameForAScreenReader) {
  judge("/opt/libwarn.so");
  for (const QToolButton* button : panel_->findChildren<QToolButton*>()) {
    EXPECT_FALSE(button->objectName().isEmpty());
    EXPECT_FALSE(button->accessibleName().isEmpty()) << button->objectName().toStdString();
  }
  EXPECT_FALSE(find<QScrollArea>("verdictScroll")->accessibleName().isEmpty());
  EXPECT_EQ(panel_->accessibleDescription(),
            QString::fromUtf8("libwarn.so → v2 Ctr: accepted with 2 warnings; v2 is ready and not live yet"));
}

TEST_F(VerdictPanelTest, FollowsAChangeOfTheTheme) {
  judge("/opt/libbad.so");
  QPalette dark = QGuiApplication::palette();
  dark.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
  dark.setColor(QPalette::Text, Qt::white);
  QGuiApplication::setPalette(dark);
  settle();
  EXPECT_EQ(find<QLabel>("verdictSummary")->palette().color(QPalette::WindowText), levelColor(EventLevel::kError, true));
}

}  // namespace
}  // namespace hotswap::ui
