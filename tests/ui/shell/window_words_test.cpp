// Every text of a Chinese window in which all that an engine can tell is told: no English sentence may be left.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextDocument>
#include <QTextEdit>
#include <QTreeWidget>
#include <fstream>
#include <map>

#include "tests/support/english_words.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/window_list.h"
#include "ui/shell/window_session.h"

namespace hotswap::ui {
namespace {

/// What the programs print in English (tests/core/language).
std::vector<std::string> spokenTexts() {
  std::vector<std::string> texts;
  std::ifstream lines(HOTSWAP_SPOKEN_TEXTS);
  for (std::string line; std::getline(lines, line);) texts.push_back(line);
  return texts;
}

std::shared_ptr<const Verdict> verdictOf(const std::string& path, bool refused) {
  auto verdict = std::make_shared<Verdict>();
  verdict->path = path;
  verdict->sha256 = std::string(64, 'a');
  verdict->size = 49352;
  verdict->identity = OperatorIdentity{.id = "org.example.ctr", .version = "1.4.2", .vendor = "Example", .sealed = true};
  const auto find = [&](const char* gate, const char* check, FindingLevel level, const char* code, const char* text) {
    verdict->findings.push_back({.gate = gate, .check = check, .level = level, .code = code, .text = text});
  };
  find("G0", "file", FindingLevel::kOk, "", "is a file of 49352 bytes");
  find("G1", "seal", FindingLevel::kWarning, "unsealed",
       "is not sealed: a damaged copy of it could not be told from the original; run `hotswap seal` on it after linking");
  find("G2", "exports", FindingLevel::kOk, "", "exports create_operator and destroy_operator as functions");
  if (refused) {
    find("G3", "scores", FindingLevel::kRefusal, "crashed",
         "crashes in compute_score (SIGSEGV, an invalid access to memory at 0x000000000000); in this process that would end all "
         "traffic; run its own tests under a debugger or AddressSanitizer");
  } else {
    find("G3", "scores", FindingLevel::kOk, "", "answers all 256 requests by finite scores");
    find("G5", "parity", FindingLevel::kOk, "", "gives the same 256 scores here as when it was vetted");
  }
  return verdict;
}

RolloutStatus rolloutUnderWay() {
  RolloutStatus rollout;
  rollout.number = 1;
  rollout.slot = "score";
  rollout.path = "/opt/b.so";
  rollout.stable = 1;
  rollout.candidate = 2;
  rollout.steps = {{.share = 5, .min_time = 30s, .min_requests = 100}, {.threads = 1}, {.share = 100}};
  rollout.requests_missing = 40;
  rollout.time_missing = 12s;
  rollout.reason = "40 requests more at the candidate; 12.0 s more";
  rollout.guards = {{.name = "max_error_rate",
                     .limit = 0.001,
                     .figure = 0,
                     .verdict = GuardVerdict::kPassing,
                     .sample = 203,
                     .needed = 200,
                     .unit = "requests",
                     .text = "0 (at most 0.001) in 203 requests: passing"},
                    {.name = "max_p99_ratio",
                     .limit = 1.5,
                     .figure = std::nullopt,
                     .verdict = GuardVerdict::kNeedsSamples,
                     .sample = 3,
                     .needed = 512,
                     .unit = "requests",
                     .text = "no figure yet (at most 1.5): needs 512 requests, has 3"},
                    {.name = "min_auc_delta",
                     .limit = 0,
                     .figure = -0.2,
                     .verdict = GuardVerdict::kBroken,
                     .sample = 900,
                     .needed = 500,
                     .unit = "labelled requests",
                     .text = "-0.2 (at least 0) in 900 labelled requests: broken; the candidate ranks worse: look at its model "
                             "before another try"}};
  return rollout;
}

/// A fake engine whose snapshots tell everything that a real one can, in its words.
class TellingEngine final : public Engine {
 public:
  explicit TellingEngine(FakeEngine& fake) : fake_(fake) {
    std::uint64_t number = 0;
    for (const std::string& text : spokenTexts()) {
      Event event;
      event.number = ++number;
      event.level = static_cast<EventLevel>(number % 3);
      event.slot = "score";
      event.text = text;
      events_->push_back(event);
    }
  }

  CommandId Submit(Command command) override { return fake_.Submit(std::move(command)); }

  std::shared_ptr<const Snapshot> Latest() const override {
    auto snapshot = std::make_shared<Snapshot>(*fake_.Latest());
    snapshot->events = events_;
    for (VersionInfo& version : snapshot->versions) {
      version.verdict = verdictOf(version.path, false);
      if (!version.state_reason.empty()) version.state_reason = "a call in it is stuck on hs-work-01";
    }
    for (CommandOutcome& outcome : snapshot->outcomes) {
      if (outcome.verdict != nullptr) outcome.verdict = verdictOf(outcome.verdict->path, outcome.verdict->refused());
      if (!outcome.ok)
        outcome.text = "/opt/b.so was not loaded: it is not an ELF file; a shared library (.so) for Linux is needed";
    }
    auto receipts = std::make_shared<std::vector<SwapReceipt>>(*snapshot->receipts);
    for (SwapReceipt& receipt : *receipts) {
      if (!receipt.reason.empty()) receipt.reason = "is not an ELF file; a shared library (.so) for Linux is needed";
    }
    snapshot->receipts = receipts;
    return snapshot;
  }

 private:
  FakeEngine& fake_;
  std::shared_ptr<std::vector<Event>> events_ = std::make_shared<std::vector<Event>>();
};

/// Texts with where each was found first.
class Found {
 public:
  void add(const QString& text, const QString& place) {
    if (text.isEmpty()) return;
    QString plain = text;
    if (Qt::mightBeRichText(text)) {
      QTextDocument document;
      document.setHtml(text);
      plain = document.toPlainText();
    }
    texts_.emplace(plain, place);
  }

  void addAction(const QAction& action) {
    const QString place = QStringLiteral("action ") + action.objectName();
    for (const QString& text : {action.text(), action.toolTip(), action.statusTip(), action.whatsThis()}) add(text, place);
  }

  void addModel(const QAbstractItemModel& model, const QString& place, const QModelIndex& parent = {}) {
    for (int column = 0; column < model.columnCount(parent); ++column) {
      for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
        add(model.headerData(column, Qt::Horizontal, role).toString(), place);
      for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, column, parent);
        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole}) {
          add(index.data(role).toString(), place);
        }
        if (column == 0 && model.hasChildren(index)) addModel(model, place, index);
      }
    }
  }

  void addWidget(QWidget& widget) {
    const QString place = QString::fromLatin1(widget.metaObject()->className()) + QLatin1Char(' ') + widget.objectName();
    for (const QString& text :
         {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()}) {
      add(text, place);
    }
    if (QAccessibleInterface* told = QAccessible::queryAccessibleInterface(&widget)) {
      for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help}) {
        add(told->text(kind), place);
      }
    }
    for (const char* property : {"text", "placeholderText", "title", "toolTip", "prefix", "suffix", "plainText"}) {
      add(widget.property(property).toString(), place);
    }
    if (const auto* view = qobject_cast<QAbstractItemView*>(&widget); view != nullptr && view->model() != nullptr) {
      addModel(*view->model(), place);
    }
    if (const auto* box = qobject_cast<QComboBox*>(&widget)) addModel(*box->model(), place);
    if (const auto* tabs = qobject_cast<QTabBar*>(&widget)) {
      for (int i = 0; i < tabs->count(); ++i) add(tabs->tabText(i), place);
    }
    for (const QAction* action : widget.actions()) addAction(*action);
  }

  /// All windows of the program with all that is in them, in sight or not.
  void look() {
    for (QWidget* top : QApplication::topLevelWidgets()) {
      addWidget(*top);
      for (QWidget* widget : top->findChildren<QWidget*>()) addWidget(*widget);
      for (const QAction* action : top->findChildren<QAction*>()) addAction(*action);
    }
  }

  const std::map<QString, QString>& texts() const { return texts_; }

 private:
  std::map<QString, QString> texts_;
};

class WindowWordsTest : public WindowFixture {
 protected:
  void SetUp() override {
    if (!hasLanguage(Language::kChinese)) GTEST_SKIP() << "this build has no Chinese texts";
    WindowOptions options;
    options.settings_file = settings_file_;
    options.language = Language::kChinese;
    options.reference_scenario = Scenario{};
    options.notice = QString();
    options.save_session = [](const Snapshot&, const std::filesystem::path&) { return Status(); };
    options.preview = [](const std::filesystem::path& path) { return *verdictOf(path.string(), false); };
    options.journal = [](const JournalQuery&) { return journal(); };
    windows_ = std::make_unique<WindowList>(telling_, clock_, options);
    windows_->open();
  }

  void TearDown() override {
    windows_.reset();
    applyLanguage(*qApp, Language::kEnglish);
  }

  static Result<JournalPage> journal() {
    JournalPage page;
    const std::vector<std::string> texts = spokenTexts();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      JournalRow row;
      row.run = 1;
      row.kind = JournalViewModel::kinds().at(static_cast<qsizetype>(i) % JournalViewModel::kinds().size()).toStdString();
      row.slot = "score";
      row.text = texts[i];
      page.rows.push_back(row);
    }
    return page;
  }

  MainWindow& window() { return *windows_->windows().front(); }

  void act(const char* name) {
    auto* action = window().findChild<QAction*>(QLatin1String(name));
    ASSERT_NE(action, nullptr) << name;
    if (action->isEnabled()) action->trigger();
    live(200ms);
  }

  void live(std::chrono::nanoseconds span) {
    const TimePoint start = clock_.Now();
    ASSERT_TRUE(waitFor([&] { return clock_.Now() - start > span; }));
    found_.look();
  }

  void dropFile(const QString& path) {
    QMimeData data;
    data.setUrls({QUrl("file://" + path)});
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window(), &enter);
    QApplication::sendEvent(&window(), &event);
    live(1s);
  }

  /// Two versions, one of which was refused, rolled out, rolled back and got stuck.
  void liveThroughAll() {
    live(1s);
    dropFile("/opt/a.so");
    act("swap");
    dropFile("/opt/libbad.so");
    act("showVerdict");
    dropFile("/opt/gone.so");
    dropFile("/opt/b.so");
    act("closeVerdict");
    act("canary");
    act("closeCanary");
    engine_.rollouts() = {rolloutUnderWay()};
    live(1s);
    for (const auto outcome :
         {RolloutOutcome::kPromoted, RolloutOutcome::kRolledBack, RolloutOutcome::kHeld, RolloutOutcome::kAborted}) {
      engine_.rollouts().front().outcome = outcome;
      engine_.rollouts().front().reason = "promoted by a person at step 1";
      live(500ms);
    }
    act("swap");
    act("rollBack");
    act("swap");
    engine_.TakeBack("threw in compute_score on 1 of 1 request");
    engine_.Park(1, 2);
    engine_.AddSlot("ctr", "Ctr");
    engine_.slot().watch = "/opt/watched";
    live(1s);
    for (const char* name :
         {"freeze", "live", "workers", "workers", "runScenario", "stopScenario", "showValues", "showCompared", "errorDetails",
          "palette", "shortcuts", "about", "load", "saveSession", "reloadConfig", "filterTable"}) {
      act(name);
    }
    for (QDockWidget* dock : window().findChildren<QDockWidget*>()) {
      dock->show();
      dock->raise();
      live(600ms);
    }
  }

  TellingEngine telling_{engine_};
  std::unique_ptr<WindowList> windows_;
  Found found_;
};

TEST_F(WindowWordsTest, NoEnglishSentenceAndNoBlankWithinChineseIsLeftInAChineseWindow) {
  liveThroughAll();
  ASSERT_GT(found_.texts().size(), 600U);
  static const QRegularExpression blank(QStringLiteral("[\\x{4e00}-\\x{9fff}] [\\x{4e00}-\\x{9fff}]"));
  static const QRegularExpression of_qt(QStringLiteral("^显示 "));  // The columns of Qt's file dialog, by its own catalogue.
  for (const auto& [text, place] : found_.texts()) {
    EXPECT_EQ(EnglishIn(text.toStdString()), "") << place.toStdString() << ": " << text.toStdString();
    const bool apart = blank.match(text).hasMatch() && !of_qt.match(text).hasMatch();
    EXPECT_FALSE(apart) << place.toStdString() << ": " << text.toStdString();
  }
}

}  // namespace
}  // namespace hotswap::ui
