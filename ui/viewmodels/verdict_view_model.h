#ifndef HOTSWAP_UI_VIEWMODELS_VERDICT_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_VERDICT_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <string>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/unload_row.h"
#include "ui/viewmodels/verdict_page.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// The sheet with the verdicts of what this window asked for, and again of any version: which pages it has, which one is shown.
///
/// Files that were picked together share a sheet, one page each, in order; the newest page is shown until a page was seen or somebody
/// turned one: from then on pages are only added. Whoever turns to the page of an accepted file makes that the target; goLive() acts on the shown page, whatever the target is. Once a version answers its page tells
/// how its probation goes.
class VerdictViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Learns the versions: what can be shown again, and what can go live.
  void apply(const Snapshot& snapshot);

  /// What is shown is a recording, to which nothing can be done: that is why not, whatever is asked.
  void setRecording(bool recording) { recording_ = recording; }

  /// These loads were asked for together, of a file each.
  void expect(const std::vector<CommandId>& batch, const QStringList& files = {});

  /// The shown page was in sight for long enough to be read.
  void noteSeen();

  /// Somebody reads the shown page: what is loaded meanwhile takes neither its place nor that of the target.
  bool isHeld() const { return isOpen() && held_; }

  /// A command ended that may have judged a file; `version` is what it became, number 0 for nothing. What failed for a reason that is
  /// in no verdict is the error bar's.
  void judged(VersionKey version, const CommandOutcome& outcome);

  /// Shows the version's verdict again.
  void show(VersionKey version);
  QString whyNotShow(VersionKey version) const;  ///< Empty when it can be shown.

  /// Shows what an event is about: why the file was refused of which this was told, else the version's verdict. No effect where there
  /// is neither, or the refusal was long ago.
  void showTold(const QString& message, VersionKey version);

  /// The target changed: the open sheet goes with it, or closes when that has no verdict. A refusal stays.
  void follow(VersionKey target);

  /// The version was asked to answer: its open page has done its duty.
  void leave(VersionKey version);

  /// Asks for the shown page's version to answer, or says why that cannot be.
  void goLive();

  /// Next (+1) or previous (-1) page; no effect at the ends.
  void turn(int by) { turnTo(current_ + by); }
  void turnTo(int page);

  /// Another language is spoken from now on.
  void retell();

  /// The sheet was read.
  void close();

  /// Something else needs the room: a refusal that nobody saw goes to the error bar.
  void giveWay();

  bool isOpen() const { return !pages_.empty(); }

  // Only when open:
  const VerdictPage& page() const { return shown_; }
  VersionKey version() const { return pageAt(current_).version; }  ///< Number 0 for a refused file.
  QString title() const;                                           ///< "libctr.so → v3 CtrDeep", "libbad.so".
  QString status() const;        ///< "v3 is ready and not live yet", "v1 keeps serving", "v2 was unloaded; …".
  QString whyNotGoLive() const;  ///< Empty when it can.
  QString place() const;         ///< "2 of 3"; empty when there is but one.
  bool canTurn(int by) const { return hasPage(current_ + by); }
  int pageCount() const { return static_cast<int>(pages_.size()); }
  int currentPage() const { return current_; }
  QStringList filesToCome() const;  ///< Of the shown batch, in the order in which they will be judged.
  const VerdictPage& judgedPage(int page) const { return pageAt(page).page; }  ///< As the gates judged the file.

  /// What the error bar would say of the refused files in the sheet.
  QStringList messages() const;

 Q_SIGNALS:
  void changed();
  void pageShown();                                    ///< A page came to the front.
  void versionShown(hotswap::ui::VersionKey version);  ///< Somebody asked to see it.
  void read(const QStringList& messages);
  void goLiveRequested(hotswap::ui::VersionKey version);
  void goLiveDenied(const QString& why);

 private:
  struct Page {
    VerdictPage page;
    VersionKey version;
    QString message;
    std::shared_ptr<const Verdict> verdict;  ///< What the page tells.
    bool seen = false;                       ///< It was in sight for long enough.
  };
  struct Known {
    VersionKey version;
    QString name;
    QString why_not_live;
    bool active = false;
    bool published = false;
    Standing standing;
    QString fault;
    GateRow probation;
    std::shared_ptr<const Verdict> verdict;

    friend bool operator==(const Known&, const Known&) = default;
  };

  struct Awaited {
    CommandId command = 0;
    QString file;
  };

  const Known* find(VersionKey version) const;
  const Page& pageAt(int page) const { return pages_[static_cast<std::size_t>(page)]; }
  bool hasPage(int page) const { return page >= 0 && page < pageCount(); }
  int pageOf(VersionKey version) const;
  void showPage(int page);
  void addPage(Page page, bool of_batch);
  void clear();
  void discard();
  void compose();

  bool recording_ = false;
  std::vector<Known> known_;
  std::vector<std::string> slot_names_;
  std::shared_ptr<const std::vector<SwapReceipt>> receipts_;
  std::vector<QString> serving_;  ///< By slot: "v1"; empty before the first.

  std::vector<Page> refused_;  ///< The latest refusals, newest last.
  std::vector<Page> pages_;
  int current_ = 0;
  VerdictPage shown_;             ///< The current one with what became of the version since.
  std::vector<Awaited> awaited_;  ///< Of the newest batch, without an outcome yet.
  bool batch_begun_ = false;      ///< The pages are those of the newest batch.
  bool held_ = false;             ///< Since the newest batch was asked for a page was seen or turned.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_VERDICT_VIEW_MODEL_H_
