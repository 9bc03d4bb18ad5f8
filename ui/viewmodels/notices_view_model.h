#ifndef HOTSWAP_UI_VIEWMODELS_NOTICES_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_NOTICES_VIEW_MODEL_H_

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// A failure that stays in front of the user until it is dismissed.
struct Notice {
  QString text;                                          ///< As it was told; what tells two failures apart.
  QString line;                                          ///< The same with the file's name in place of its path.
  QString details;                                       ///< When, where and how often, as lines.
  QString path{};                                        ///< Of the file whose name stands in the line.
  std::string prefix_slot{};                             ///< That the line begins with, where it does not name it.
  std::vector<std::pair<const char*, QString>> facts{};  ///< What the details are made of: each a text with a %1, and that.
  int count = 1;                                         ///< How often the same text came.
  std::string slot{};                                    ///< That it is about; empty for none.
  std::string file{};                                    ///< Likewise of a failure that is about no slot.
  std::uint32_t answered = 0;                            ///< The version that answered the slot's requests when this was told.
  std::uint32_t answers = 0;                             ///< The one that does now.
};

/// The failures that nobody has dismissed yet, taken from error events and from the outcomes of commands.
///
/// The contract lets a failed command speak twice, as its outcome and as an event: the two are one notice.
/// A text that comes again counts up and moves to the front.
class NoticesViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void apply(const Snapshot& snapshot);

  /// A failure that the window itself met, such as a dropped file that is no library.
  void post(const QString& text, const QString& details = {});

  /// Another language is spoken from now on.
  void retell();

  /// Holds back the failures with these texts, as something else in the window tells them; others no longer.
  void holdBack(const QStringList& texts);

  /// The failures with these texts were read elsewhere.
  void drop(const QStringList& texts);

  /// Closes the newest one; the one before it comes to the front.
  void dismiss();

  bool isEmpty() const { return count() == 0; }
  int count() const;  ///< Without those that are held back.

  /// The newest; only when not empty.
  const Notice& current() const;

  /// What the bar shows: the text, then "(v4 answers now)" when that is another version than when it was told, "×3" when it came three
  /// times and "(2 more)" when others wait behind it.
  QString headline() const;

  /// What there is to tell beyond a headline whose long words are cut short; empty when that is all.
  QString details() const;

 Q_SIGNALS:
  void changed();

 private:
  void add(Notice notice);
  void noteWhoAnswers(const Snapshot& snapshot);
  void applyOutcomes(const Snapshot& snapshot);
  void withdraw(const std::string& file);
  void applyEvents(const Snapshot& snapshot);
  bool isShown(const Notice& notice) const { return !held_back_.contains(notice.text); }

  std::vector<Notice> notices_;  ///< Newest last.
  QStringList held_back_;
  CommandId seen_outcome_ = 0;
  std::uint64_t seen_event_ = 0;
  QHash<QString, int> echoes_;  ///< Outcomes minus events per text, so that one of each makes one notice.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_NOTICES_VIEW_MODEL_H_
