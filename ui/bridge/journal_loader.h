#ifndef HOTSWAP_UI_BRIDGE_JOURNAL_LOADER_H_
#define HOTSWAP_UI_BRIDGE_JOURNAL_LOADER_H_

#include <QObject>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/api/journal_rows.h"
#include "core/base/mutex.h"
#include "core/base/named_thread.h"

namespace hotswap::ui {

/// Has pages of the journal read beside the window's thread. Only the newest request counts.
///
/// Threads   Main thread only. Owns "hs-pages", born with the first request, on which the journal is read.
/// Lifetime  What the reader refers to must outlive it. Destruction waits for the page that is being read; nothing is told any more.
class JournalLoader : public QObject {
  Q_OBJECT

 public:
  /// Without a reader nothing can be asked for.
  explicit JournalLoader(JournalRows reader, QObject* parent = nullptr);
  ~JournalLoader() override;

  bool isAvailable() const { return static_cast<bool>(reader_); }

  /// Asks for a page. An earlier request that was not told yet is void.
  void request(const JournalQuery& query);

 Q_SIGNALS:
  void loaded(const std::shared_ptr<const hotswap::Result<hotswap::JournalPage>>& page);

 private:
  struct Request {
    std::uint64_t number = 0;
    JournalQuery query;
  };

  void run() EXCLUDES(mutex_);
  std::optional<Request> next() EXCLUDES(mutex_);

  // Fixed after construction.
  const JournalRows reader_;

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

#endif  // HOTSWAP_UI_BRIDGE_JOURNAL_LOADER_H_
