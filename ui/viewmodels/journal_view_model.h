#ifndef HOTSWAP_UI_VIEWMODELS_JOURNAL_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_JOURNAL_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

#include "core/api/journal_rows.h"
#include "core/api/snapshot.h"

namespace hotswap::ui {

/// A page of the journal, newest first, and what is asked for: a kind, a text, and how far back.
class JournalViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kTime, kRun, kKind, kSlot, kText, kColumnCount };

  static constexpr std::size_t kPage = 200;   ///< By which "older" goes further back.
  static constexpr std::size_t kMost = 5000;  ///< Entries that a table shows; what is older is found by a filter.

  using QAbstractTableModel::QAbstractTableModel;

  /// The kinds that can be asked for, as the journal spells them.
  static QStringList kinds();

  /// A kind in the language of the window; as it is for one that nobody knows.
  static QString kindText(const QString& kind);

  void setKind(const QString& kind);
  void setText(const QString& text);
  void showOlder();

  /// Whether somebody looks at it: nothing is read while nobody does.
  void setWatched(bool watched);

  /// Asks for the page again when something happened since.
  void apply(const Snapshot& snapshot);

  /// What a reader found, or why it could not.
  void show(const Result<JournalPage>& page);

  /// "The 200 newest entries", what went wrong, or that there is none.
  QString status() const { return status_; }
  QString whyNotOlder() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void wanted(const hotswap::JournalQuery& query);
  void changed();

 private:
  void ask();
  void replaceRows(std::vector<JournalRow> rows);
  QString text(const JournalRow& row, int column) const;

  JournalQuery query_{.kind = {}, .text = {}, .count = kPage};
  JournalPage page_;
  bool watched_ = false;
  bool stale_ = true;
  std::optional<std::uint64_t> last_event_;
  std::optional<std::uint64_t> last_receipt_;
  QString status_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_JOURNAL_VIEW_MODEL_H_
