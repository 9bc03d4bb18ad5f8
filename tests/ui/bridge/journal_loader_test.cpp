#include "ui/bridge/journal_loader.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTest>
#include <QThread>
#include <atomic>
#include <future>
#include <vector>

namespace hotswap::ui {
namespace {

using Page = std::shared_ptr<const Result<JournalPage>>;

class JournalLoaderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    static int argc = 1;
    static char name[] = "test";
    static char* argv[] = {name, nullptr};
    application_ = std::make_unique<QCoreApplication>(argc, argv);
  }
  static void TearDownTestSuite() { application_.reset(); }

  static JournalPage pageOf(const std::string& text) {
    JournalPage page;
    page.rows.push_back(JournalRow{.at = {}, .run = 1, .kind = "swap", .slot = "score", .version = {}, .text = text});
    return page;
  }

  void listen(JournalLoader& loader) {
    QObject::connect(&loader, &JournalLoader::loaded, &loader, [this](const Page& page) { told_.push_back(page); });
  }

  static inline std::unique_ptr<QCoreApplication> application_;
  std::vector<Page> told_;
};

TEST_F(JournalLoaderTest, ReadsOnAnotherThreadAndTellsOnThisOne) {
  std::atomic<bool> elsewhere = false;
  const QThread* const here = QThread::currentThread();
  JournalLoader loader([&](const JournalQuery& query) {
    elsewhere = QThread::currentThread() != here;
    return Result<JournalPage>(pageOf(query.text));
  });
  const QThread* told_on = nullptr;
  listen(loader);
  QObject::connect(&loader, &JournalLoader::loaded, &loader, [&](const Page&) { told_on = QThread::currentThread(); });
  JournalQuery query;
  query.text = "v2";
  loader.request(query);
  ASSERT_TRUE(QTest::qWaitFor([&] { return told_.size() == 1; }));
  EXPECT_TRUE(elsewhere);
  EXPECT_EQ(told_on, here);
  EXPECT_EQ(told_[0]->value().rows.front().text, "v2");
}

TEST_F(JournalLoaderTest, OnlyTheNewestRequestIsTold) {
  std::promise<void> begun;
  std::promise<void> go_on;
  std::atomic<int> reads = 0;
  JournalLoader loader([&](const JournalQuery& query) {
    if (reads++ == 0) {
      begun.set_value();
      go_on.get_future().wait();
    }
    return Result<JournalPage>(pageOf(query.text));
  });
  listen(loader);
  JournalQuery query;
  for (const char* text : {"first", "second", "third"}) {
    query.text = text;
    loader.request(query);
    if (query.text == "first") begun.get_future().wait();
  }
  go_on.set_value();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !told_.empty(); }));
  EXPECT_EQ(told_[0]->value().rows.front().text, "third");
  EXPECT_EQ(reads, 2) << "a request that was replaced before it began is not read";
  EXPECT_EQ(told_.size(), 1U);
}

TEST_F(JournalLoaderTest, AFailureIsToldAsItIs) {
  JournalLoader loader([](const JournalQuery&) -> Result<JournalPage> { return Error{Errc::kUnavailable, "the disk is gone"}; });
  listen(loader);
  loader.request({});
  ASSERT_TRUE(QTest::qWaitFor([&] { return told_.size() == 1; }));
  ASSERT_FALSE(told_[0]->ok());
  EXPECT_EQ(told_[0]->error().text, "the disk is gone");
}

TEST_F(JournalLoaderTest, GoingAwayWaitsForThePageThatIsReadAndTellsNothing) {
  std::promise<void> begun;
  std::atomic<bool> done = false;
  {
    JournalLoader loader([&](const JournalQuery&) {
      begun.set_value();
      QThread::msleep(50);  // Longer than the destructor would take without waiting.
      done = true;
      return Result<JournalPage>(JournalPage{});
    });
    listen(loader);
    loader.request({});
    begun.get_future().wait();
  }
  EXPECT_TRUE(done);
  QCoreApplication::processEvents();
  EXPECT_TRUE(told_.empty());
}

TEST_F(JournalLoaderTest, WithoutAReaderNothingIsAskedFor) {
  JournalLoader loader({});
  listen(loader);
  EXPECT_FALSE(loader.isAvailable());
  loader.request({});
  QCoreApplication::processEvents();
  EXPECT_TRUE(told_.empty());
}

}  // namespace
}  // namespace hotswap::ui
