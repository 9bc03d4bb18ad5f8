#include "ui/bridge/journal_loader.h"

#include <QMetaObject>
#include <utility>

namespace hotswap::ui {

JournalLoader::JournalLoader(JournalRows reader, QObject* parent) : QObject(parent), reader_(std::move(reader)) {}

JournalLoader::~JournalLoader() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  // Here, not with the members: the thread posts to this object as long as it runs, and a signal needs the whole of it.
  thread_.Join();
}

void JournalLoader::request(const JournalQuery& query) {
  if (!isAvailable()) return;
  {
    const MutexLock lock(mutex_);
    wanted_ = Request{.number = ++newest_, .query = query};
  }
  changed_.NotifyAll();
  if (!std::exchange(started_, true)) thread_ = NamedThread("hs-pages", [this] { run(); });
}

void JournalLoader::run() {
  while (const std::optional<Request> request = next()) {
    auto page = std::make_shared<const Result<JournalPage>>(reader_(request->query));
    QMetaObject::invokeMethod(
        this,
        [this, number = request->number, page = std::move(page)] {
          if (number == newest_) Q_EMIT loaded(page);
        },
        Qt::QueuedConnection);
  }
}

std::optional<JournalLoader::Request> JournalLoader::next() {
  const MutexLock lock(mutex_);
  while (!wanted_ && !stopping_) changed_.Wait(mutex_);
  return stopping_ ? std::nullopt : std::exchange(wanted_, std::nullopt);
}

}  // namespace hotswap::ui
