#ifndef HOTSWAP_UI_BRIDGE_FILE_PREVIEW_H_
#define HOTSWAP_UI_BRIDGE_FILE_PREVIEW_H_

#include <QObject>
#include <QString>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/api/verdict.h"
#include "core/base/mutex.h"
#include "core/base/named_thread.h"

namespace hotswap::ui {

/// Has a file judged beside the window's thread, so that a slow disk stops nothing. Only the newest request counts.
///
/// Threads   Main thread only. Owns "hs-preview", born with the first request, on which the inspector runs, one file at a time.
/// Lifetime  What the inspector refers to must outlive it. Destruction waits for the file that is being read; nothing is told any more.
class FilePreview : public QObject {
  Q_OBJECT

 public:
  /// Judges without running anything of the file; throws nothing.
  using Inspector = std::function<Verdict(const std::filesystem::path&)>;

  /// Without an inspector nothing can be asked for.
  explicit FilePreview(Inspector inspector, QObject* parent = nullptr);
  ~FilePreview() override;

  bool isAvailable() const { return static_cast<bool>(inspector_); }

  /// Asks for the file's verdict. An earlier request that was not told yet is void.
  void request(const QString& path);

  /// What was asked for is not wanted any more.
  void cancel();

 Q_SIGNALS:
  void inspected(const QString& path, const std::shared_ptr<const hotswap::Verdict>& verdict);

 private:
  struct Request {
    std::uint64_t number = 0;
    QString path;
  };

  void run() EXCLUDES(mutex_);
  std::optional<Request> next() EXCLUDES(mutex_);
  void tell(const Request& request, const std::shared_ptr<const Verdict>& verdict);

  // Fixed after construction.
  const Inspector inspector_;

  // Only on the main thread.
  std::uint64_t newest_ = 0;
  bool started_ = false;

  // Shared.
  Mutex mutex_;
  CondVar changed_;
  std::optional<Request> wanted_ GUARDED_BY(mutex_);
  bool stopping_ GUARDED_BY(mutex_) = false;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_BRIDGE_FILE_PREVIEW_H_
