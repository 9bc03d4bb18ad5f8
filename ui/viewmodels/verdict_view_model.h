#ifndef HOTSWAP_UI_VIEWMODELS_VERDICT_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_VERDICT_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/verdict_page.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// The sheet with the verdicts of what this window asked for, and again of any version: which pages it has, which one is shown.
///
/// Files that were picked together share a sheet, one page each, in order; the newest page is shown. A page of an accepted file is
/// the page of the target: whoever looks at it swaps to it by the gesture that swaps to the target.
class VerdictViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Learns the versions: what can be shown again, and what can go live.
  void apply(const Snapshot& snapshot);

  /// These loads were asked for together.
  void expect(const std::vector<CommandId>& batch);

  /// A command ended that may have judged a file; `version` is what it became, number 0 for nothing. What failed for a reason that is
  /// in no verdict is the error bar's.
  void judged(VersionKey version, const CommandOutcome& outcome);

  /// Shows the version's verdict again.
  void show(VersionKey version);
  QString whyNotShow(VersionKey version) const;  ///< Empty when it can be shown.

  /// The target changed: the open sheet goes with it, or closes when that has no verdict. A refusal stays.
  void follow(VersionKey target);

  /// The version was asked to answer: its open page has done its duty.
  void leave(VersionKey version);

  /// Next (+1) or previous (-1) page; no effect at the ends.
  void turn(int by);

  /// The sheet was read.
  void close();

  bool isOpen() const { return !pages_.empty(); }

  // Only when open:
  const VerdictPage& page() const { return pages_[current_].page; }
  VersionKey version() const { return pages_[current_].version; }  ///< Number 0 for a refused file.
  QString title() const;                                           ///< "libctr.so → v3 CtrDeep", "libbad.so".
  QString status() const;                                          ///< "v3 is ready and not live yet", "v1 keeps serving".
  QString whyNotGoLive() const;                                    ///< Empty when it can.
  QString place() const;                                           ///< "2 of 3"; empty when there is but one.
  bool canTurn(int by) const;

  /// What the error bar would say of the refused files in the sheet.
  QStringList messages() const;

 Q_SIGNALS:
  void changed();
  void versionShown(hotswap::ui::VersionKey version);
  void read(const QStringList& messages);

 private:
  struct Page {
    VerdictPage page;
    VersionKey version;
    QString message;
  };
  struct Known {
    VersionKey version;
    QString name;
    QString why_not_live;
    bool active = false;
    std::shared_ptr<const Verdict> verdict;

    friend bool operator==(const Known&, const Known&) = default;
  };

  const Known* find(VersionKey version) const;
  int pageOf(VersionKey version) const;
  void showPage(std::size_t page);
  void discard();

  std::vector<Known> known_;
  std::vector<QString> serving_;  ///< By slot: "v1"; empty before the first.

  std::vector<Page> pages_;
  std::size_t current_ = 0;
  std::vector<CommandId> awaited_;  ///< Of the newest batch, without an outcome yet.
  bool batch_begun_ = false;        ///< The pages are those of the newest batch.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_VERDICT_VIEW_MODEL_H_
