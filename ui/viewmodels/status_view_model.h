#ifndef HOTSWAP_UI_VIEWMODELS_STATUS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_STATUS_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <chrono>
#include <optional>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// The figures of the status bar, in display form.
class StatusViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void apply(const Snapshot& snapshot);

  /// Whose active version is told: an index into Snapshot::slots.
  void setSlot(std::uint32_t slot) { slot_ = slot; }

  /// Tells this for a few seconds instead of what happened last: the answer to a gesture that changed nothing.
  void say(const QString& text);

  /// The window's own frames per second and the share of one core that its thread takes, 0 to 1.
  void setWindowLoad(double frames_per_s, double cpu_share);

  /// While the picture is frozen its few frames are no fault, and are not told.
  void setFrozen(bool frozen);

  QString news() const {
    return said_.isEmpty() ? news_ : said_;
  }                                                          ///< What happened last: "v2 published in 0.4 ms, 3/4 threads".
  QString threads() const { return threads_; }               ///< "4 threads", "4 threads, stopped".
  QString activeVersion() const { return active_version_; }  ///< "v2 4/4"; "ctr v2 4/4" where there are several slots.
  QString activeName() const { return active_name_; }        ///< "v2 ScoreOperatorV2"; empty when none answers.
  std::uint32_t activeNumber() const { return active_number_; }
  QString throughput() const { return throughput_; }       ///< "48.2 M/s"; "all slots: 48.2 M/s" where there are several.
  bool hasSeveralSlots() const { return several_slots_; }  ///< Throughput, p99, lost and faults are of all of them.
  QString p99() const { return p99_; }                     ///< "p99 1.2 µs".
  QString p99Window() const { return p99_window_; }        ///< "over the newest 250 ms in which calls were timed (−0.8 s)".
  QString lost() const { return lost_; }                   ///< "0 lost".
  QString faults() const { return faults_; }               ///< "1,234 errors, 1 score not finite"; empty when there are none.
  QString faultsShort() const { return faults_short_; }    ///< "21.8 M errors, 244 k not finite".
  QString stuck() const { return stuck_; }                 ///< "2 stuck threads"; empty when there are none.
  QString window() const { return window_; }               ///< "window 30 fps 5 %", or "frozen".

 Q_SIGNALS:
  void changed();

 private:
  void applyLatency(const Snapshot& snapshot);

  QString news_;
  QString said_;
  std::optional<std::chrono::nanoseconds> said_until_;  ///< By the first snapshot after it was said.
  QString threads_;
  QString active_version_;
  QString active_name_;
  std::uint32_t slot_ = 0;
  std::uint32_t active_number_ = 0;
  QString throughput_;
  QString p99_;
  QString p99_window_;
  QString lost_;
  QString faults_;
  QString faults_short_;
  QString stuck_;
  QString window_;
  bool several_slots_ = false;
  bool frozen_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_STATUS_VIEW_MODEL_H_
