#include "ui/bridge/file_preview.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QThread>
#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace hotswap::ui {
namespace {

class FilePreviewTest : public ::testing::Test {
 protected:
  /// Watches a preview whose inspector first waits for the gate, if there is one.
  void make(std::shared_future<void> gate = {}) {
    preview_ = std::make_unique<FilePreview>([this, gate](const std::filesystem::path& path) {
      ++begun_;
      if (gate.valid()) gate.wait();
      Verdict verdict;
      verdict.path = path.string();
      on_main_ = on_main_ || QThread::currentThread() == QCoreApplication::instance()->thread();
      return verdict;
    });
    QObject::connect(preview_.get(), &FilePreview::inspected, preview_.get(),
                     [this](const QString& path, const std::shared_ptr<const Verdict>& verdict) {
                       EXPECT_EQ(path.toStdString(), verdict->path);
                       EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
                       told_.push_back(verdict->path);
                     });
  }

  template <typename Condition>
  static bool waitFor(Condition condition) {
    for (int i = 0; i < 2000 && !condition(); ++i) {
      QCoreApplication::processEvents();
      QThread::msleep(5);  // The other thread needs the processor; the condition ends the wait.
    }
    return condition();
  }

  int argc_ = 1;
  char name_[5] = "test";
  char* argv_[2] = {name_, nullptr};
  QCoreApplication application_{argc_, argv_};
  std::atomic<int> begun_ = 0;
  std::atomic<bool> on_main_ = false;
  std::vector<std::string> told_;
  std::unique_ptr<FilePreview> preview_;
};

TEST_F(FilePreviewTest, TellsTheVerdictOnTheMainThreadAndJudgesOnAnother) {
  make();
  preview_->request("/opt/a.so");
  ASSERT_TRUE(waitFor([&] { return !told_.empty(); }));
  EXPECT_EQ(told_, std::vector<std::string>{"/opt/a.so"});
  EXPECT_FALSE(on_main_);
}

TEST_F(FilePreviewTest, ANewerSelectionVoidsOlderOnes) {
  std::promise<void> gate;
  make(gate.get_future().share());
  preview_->request("/opt/a.so");
  ASSERT_TRUE(waitFor([&] { return begun_ == 1; }));
  preview_->request("/opt/b.so");
  preview_->request("/opt/c.so");
  gate.set_value();
  ASSERT_TRUE(waitFor([&] { return !told_.empty(); }));
  EXPECT_EQ(told_, std::vector<std::string>{"/opt/c.so"});
  EXPECT_EQ(begun_, 2) << "the one that was passed over need not be read";
}

TEST_F(FilePreviewTest, WhatWasCancelledIsNotTold) {
  std::promise<void> gate;
  make(gate.get_future().share());
  preview_->request("/opt/a.so");
  ASSERT_TRUE(waitFor([&] { return begun_ == 1; }));
  preview_->cancel();
  gate.set_value();
  preview_->request("/opt/b.so");
  ASSERT_TRUE(waitFor([&] { return !told_.empty(); }));
  EXPECT_EQ(told_, std::vector<std::string>{"/opt/b.so"});
}

TEST_F(FilePreviewTest, MayGoWhileAFileIsBeingRead) {
  std::promise<void> gate;
  make(gate.get_future().share());
  preview_->request("/opt/a.so");
  ASSERT_TRUE(waitFor([&] { return begun_ == 1; }));
  gate.set_value();
  preview_.reset();
  QCoreApplication::processEvents();
  EXPECT_TRUE(told_.empty());
}

TEST_F(FilePreviewTest, WithoutAnInspectorNothingHappens) {
  FilePreview none({});
  EXPECT_FALSE(none.isAvailable());
  none.request("/opt/a.so");
  none.cancel();
}

}  // namespace
}  // namespace hotswap::ui
