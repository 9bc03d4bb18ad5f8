#include "ui/bridge/background_writer.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <future>
#include <memory>

namespace hotswap::ui {
namespace {

class BackgroundWriterTest : public ::testing::Test {
 protected:
  BackgroundWriterTest() {
    QObject::connect(writer_.get(), &BackgroundWriter::written, writer_.get(), [this](const QString& path) {
      EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
      written_ << path;
    });
    QObject::connect(writer_.get(), &BackgroundWriter::failed, writer_.get(),
                     [this](const QString& path, const QString& text) { failed_ << path + QLatin1Char('|') + text; });
  }

  template <typename Condition>
  static bool waitFor(Condition condition) {
    for (int i = 0; i < 6000 && !condition(); ++i) {
      QCoreApplication::processEvents();
      QThread::msleep(5);  // The other thread needs the processor; the condition ends the wait.
    }
    return condition();
  }

  static QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  int argc_ = 1;
  char name_[5] = "test";
  char* argv_[2] = {name_, nullptr};
  QCoreApplication application_{argc_, argv_};
  QTemporaryDir folder_;
  std::unique_ptr<BackgroundWriter> writer_ = std::make_unique<BackgroundWriter>();
  QStringList written_;
  QStringList failed_;
};

TEST_F(BackgroundWriterTest, WritesOneAfterAnotherAndTellsEach) {
  const QString first = folder_.filePath("first");
  const QString second = folder_.filePath("second");
  writer_->write(first, QByteArray("1"));
  writer_->write(second, [] { return Status(); });
  ASSERT_TRUE(waitFor([&] { return written_.size() == 2; }));
  EXPECT_EQ(written_, QStringList({first, second}));
  EXPECT_EQ(contentOf(first), "1");
}

TEST_F(BackgroundWriterTest, AFailureIsToldWithItsCauseAndLeavesWhatWasThere) {
  const QString file = folder_.filePath("picture.png");
  writer_->write(file, QByteArray("before"));
  ASSERT_TRUE(waitFor([&] { return written_.size() == 1; }));
  writer_->write(folder_.filePath("no/such/folder"), QByteArray("lost"));
  writer_->write(file, [] { return Status(Error{Errc::kIo, "the disk is full"}); });
  ASSERT_TRUE(waitFor([&] { return failed_.size() == 2; }));
  EXPECT_TRUE(failed_[0].contains("cannot be written") && failed_[0].contains("choose another place"))
      << failed_[0].toStdString();
  EXPECT_TRUE(failed_[1].endsWith("the disk is full"));
  EXPECT_EQ(contentOf(file), "before");
}

TEST_F(BackgroundWriterTest, NothingThatWasAskedForIsLostAtItsEnd) {
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  writer_->write(folder_.filePath("slow"), [opened] {
    opened.wait();
    return Status();
  });
  const QString last = folder_.filePath("last");
  writer_->write(last, QByteArray("kept"));
  gate.set_value();
  writer_.reset();
  EXPECT_EQ(contentOf(last), "kept");
}

}  // namespace
}  // namespace hotswap::ui
