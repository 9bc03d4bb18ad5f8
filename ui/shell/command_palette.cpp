#include "ui/shell/command_palette.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/shell/explained_action.h"
#include "ui/shell/match_delegate.h"
#include "ui/shell/window_language.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/fuzzy_match.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr int kWidest = 720;
constexpr int kHighest = 400;
constexpr qsizetype kRemembered = 8;

}  // namespace

CommandPalette::CommandPalette(QMainWindow& window, More more)
    : QFrame(&window), window_(window), more_(std::move(more)), query_(new QLineEdit(this)), results_(new QTreeWidget(this)) {
  setObjectName(QStringLiteral("commandPalette"));
  setAccessibleName(tr("Command palette"));
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  query_->setObjectName(QStringLiteral("paletteQuery"));
  query_->setAccessibleName(tr("What to do"));
  query_->setPlaceholderText(tr("Type what to do; Return does it, Esc closes"));
  query_->installEventFilter(this);
  window_.installEventFilter(this);
  results_->setObjectName(QStringLiteral("paletteResults"));
  results_->setAccessibleName(tr("What can be done"));
  results_->setFocusPolicy(Qt::NoFocus);
  results_->setColumnCount(2);
  results_->setHeaderHidden(true);
  results_->setRootIsDecorated(false);
  results_->setUniformRowHeights(true);
  results_->setItemDelegateForColumn(0, new MatchDelegate(this));
  results_->header()->setStretchLastSection(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpaceLarge, kSpaceLarge, kSpaceLarge, kSpaceLarge);
  column->addWidget(query_);
  column->addWidget(results_, 1);
  connect(query_, &QLineEdit::textChanged, this, &CommandPalette::list);
  connect(results_, &QTreeWidget::itemClicked, this, &CommandPalette::run);
  hide();
}

void CommandPalette::open() {
  if (!isVisible()) before_ = QApplication::focusWidget();
  delete made_;
  made_ = new QObject(this);
  entries_.clear();
  collect(window_.menuBar()->actions(), {});
  collect(more_(made_), {});
  query_->clear();
  list();
  place();
  show();
  raise();
  query_->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::place() {
  const int width = std::min(kWidest, window_.width() - 4 * kSpaceLarge);
  const int top = window_.menuBar()->height();
  setGeometry((window_.width() - width) / 2, top, width, std::min(kHighest, window_.height() - top - 4 * kSpaceLarge));
  results_->setColumnWidth(0, width * 3 / 5);
}

void CommandPalette::remember(const QString& text) {
  done_.removeAll(text);
  done_.prepend(text);
  done_ = done_.mid(0, kRemembered);
}

void CommandPalette::leave() {
  hide();
  if (before_) before_->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::collect(const QList<QAction*>& actions, const Entry& above) {
  for (QAction* action : actions) {
    if (action->isSeparator() || !action->isVisible() || action->objectName() == QLatin1String("palette")) continue;
    const QString english = englishOf(action->text());
    const Entry entry{above.text + withoutMnemonic(action->text()),
                      above.english + withoutMnemonic(english.isEmpty() ? action->text() : english), action};
    if (action->menu()) {
      const QString deeper = QStringLiteral(" › ");
      collect(action->menu()->actions(), {entry.text + deeper, entry.english + deeper, nullptr});
    } else {
      entries_.append(entry);
    }
  }
}

// What fits the English name only has no letters to underline.
std::optional<FuzzyMatch> CommandPalette::match(const QString& query, const Entry& entry) {
  const auto shown = fuzzyMatch(query, entry.text);
  const auto english = fuzzyMatch(query, entry.english);
  if (!english || (shown && shown->score >= english->score)) return shown;
  return FuzzyMatch{english->score, {}};
}

void CommandPalette::list() {
  struct Found {
    FuzzyMatch match;
    qsizetype done;  ///< Place among what was done; those that were not come last.
    const Entry* entry;
  };
  QList<Found> found;
  for (const Entry& entry : std::as_const(entries_)) {
    const auto match = CommandPalette::match(query_->text(), entry);
    const qsizetype done = done_.indexOf(entry.text);
    if (match && entry.action) found.append({*match, done < 0 ? kRemembered : done, &entry});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::pair(-a.match.score, a.done) < std::pair(-b.match.score, b.done);
  });
  results_->clear();
  for (const auto& [match, done, entry] : std::as_const(found)) {
    const QAction& action = *entry->action;
    const QString side = action.isEnabled() ? shortcutOf(action).toString(QKeySequence::NativeText) : whyNot(action);
    auto* item = new QTreeWidgetItem(results_, {entry->text, side});
    item->setData(0, Qt::UserRole, QVariant::fromValue(entry->action.data()));
    item->setData(0, MatchDelegate::kMatchRole, QVariant::fromValue(match.positions));
    item->setToolTip(1, plainToolTip(side));
    if (!action.isEnabled()) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
  }
  results_->setCurrentItem(nullptr);
  step(1);
}

// Over what cannot be done, as there is nothing that Return would do.
void CommandPalette::step(int by) {
  const int rows = results_->topLevelItemCount();
  QTreeWidgetItem* current = results_->currentItem();
  int row = current ? results_->indexOfTopLevelItem(current) + by : 0;
  while (row >= 0 && row < rows && results_->topLevelItem(row)->isDisabled()) row += by;
  if (row >= 0 && row < rows) results_->setCurrentItem(results_->topLevelItem(row));
}

// The focus goes back first: what the action opens may take it.
void CommandPalette::run(const QTreeWidgetItem* item) {
  if (item == nullptr || item->isDisabled()) return;
  const QPointer<QAction> action = item->data(0, Qt::UserRole).value<QAction*>();
  remember(item->text(0));
  leave();
  // A second Return would press what had the focus before, such as the button that opens files.
  if (auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget())) button->clearFocus();
  if (action) action->trigger();
}

bool CommandPalette::takeKey(int key) {
  switch (key) {
    case Qt::Key_Escape: leave(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: run(results_->currentItem()); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Down: step(1); return true;
    default: return false;
  }
}

// An override keeps Esc and the rest from the window's shortcuts. With a modifier they stay the window's.
bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &window_) {
    if (event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
  }
  if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) hide();
  if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
  if (event->type() == QEvent::KeyPress) return takeKey(key->key());
  const auto own = {Qt::Key_Escape, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Up, Qt::Key_Down};
  if (std::find(own.begin(), own.end(), key->key()) == own.end()) return false;
  event->accept();
  return true;
}

}  // namespace hotswap::ui
