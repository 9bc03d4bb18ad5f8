#ifndef HOTSWAP_UI_BRIDGE_BACKGROUND_WRITER_H_
#define HOTSWAP_UI_BRIDGE_BACKGROUND_WRITER_H_

#include <QByteArray>
#include <QObject>
#include <QString>
#include <deque>
#include <functional>
#include <optional>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/base/result.h"

namespace hotswap::ui {

/// Writes files one after another beside the window's thread: a disk may be slow, and a session large.
///
/// Threads   Main thread only. Owns "hs-export", born with the first file, on which jobs run.
/// Lifetime  Destruction waits until all that was asked for is written; nothing is told any more.
class BackgroundWriter : public QObject {
  Q_OBJECT

 public:
  /// What writes a file, whole or not at all. Must not refer to what the window may change.
  using Job = std::function<Status()>;

  explicit BackgroundWriter(QObject* parent = nullptr) : QObject(parent) {}
  ~BackgroundWriter() override;

  /// Writes `path`, by the job.
  void write(const QString& path, Job job);

  /// Writes the bytes as `path`, whole or not at all.
  void write(const QString& path, QByteArray bytes);

 Q_SIGNALS:
  void written(const QString& path);
  void failed(const QString& path, const QString& text);

 private:
  struct Request {
    QString path;
    Job job;
  };

  void run() EXCLUDES(mutex_);
  std::optional<Request> next() EXCLUDES(mutex_);

  // Only on the main thread.
  bool started_ = false;

  // Shared.
  Mutex mutex_;
  CondVar changed_;
  std::deque<Request> wanted_ GUARDED_BY(mutex_);
  bool stopping_ GUARDED_BY(mutex_) = false;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_BRIDGE_BACKGROUND_WRITER_H_
