#ifndef HOTSWAP_UI_VIEWMODELS_FIRST_STEPS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_FIRST_STEPS_VIEW_MODEL_H_

#include <QObject>
#include <array>

namespace hotswap::ui {

/// The hint of the first minutes: watch, pick, swap. Each step is done once, in any order; a person may close it before. Either way it
/// is over for good.
class FirstStepsViewModel : public QObject {
  Q_OBJECT

 public:
  enum Step { kWatch, kPick, kSwap, kStepCount };

  using QObject::QObject;

  /// Somebody sees it for the first time; without this it is over from the beginning.
  void begin();

  /// Does nothing to a step that is done, nor once it is over.
  void finish(Step step);

  void close();

  bool isOpen() const { return open_; }
  bool isDone(Step step) const { return done_[step]; }

 Q_SIGNALS:
  void changed();
  void over();  ///< It need not come again.

 private:
  std::array<bool, kStepCount> done_{};
  bool open_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_FIRST_STEPS_VIEW_MODEL_H_
