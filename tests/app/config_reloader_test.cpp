#include "app/config_reloader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/base/mutex.h"
#include "core/config/config_reader.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;

constexpr const char* kThree = "[workers]\nthreads = 3\n";
constexpr const char* kSix = "[workers]\nthreads = 6\n";

class ConfigReloaderTest : public ::testing::Test {
 protected:
  void Start(const std::filesystem::path& file) {
    Config present;
    if (auto read = ReadConfig(file, {}); read.ok()) present = read->config;
    reloader_.emplace(bell_, ConfigReloader::Parts{.file = file, .present = present, .read = [file]() -> Result<Config> {
                                                     auto read = ReadConfig(file, {});
                                                     if (!read.ok()) return read.error();
                                                     return read->config;
                                                   }});
    reloader_->Start([this](ApplyConfig news) {
      const MutexLock lock(mutex_);
      news_.push_back(std::move(news));
      changed_.NotifyAll();
    });
  }

  /// The `index`-th news; fails after ten seconds without it.
  ApplyConfig News(std::size_t index) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    const MutexLock lock(mutex_);
    while (news_.size() <= index && std::chrono::steady_clock::now() < deadline) changed_.WaitUntil(mutex_, deadline);
    if (news_.size() > index) return news_[index];
    ADD_FAILURE() << "no news " << index;
    return {};
  }

  /// Everything that was told, after one more wish has been answered.
  std::vector<ApplyConfig> AllNews() {
    std::size_t before = 0;
    {
      const MutexLock lock(mutex_);
      before = news_.size();
    }
    bell_.Ring();
    static_cast<void>(News(before));
    const MutexLock lock(mutex_);
    return news_;
  }

  TemporaryDirectory directory_;
  const ReloadBell bell_;
  Mutex mutex_;
  CondVar changed_;
  std::vector<ApplyConfig> news_ GUARDED_BY(mutex_);
  // Last: joins before anything above goes away.
  std::optional<ConfigReloader> reloader_;
};

TEST_F(ConfigReloaderTest, TellsWhatChangedWhenTheFileIsWritten) {
  const auto file = directory_.Write("c.toml", kThree);
  Start(file);
  directory_.Write("c.toml", kSix);
  const ApplyConfig news = News(0);
  ASSERT_NE(news.config, nullptr) << news.refusal;
  EXPECT_EQ(news.config->workers.threads, 6U);
  EXPECT_THAT(news.changes, ::testing::ElementsAre(ConfigChange{"workers.threads", "3", "6", true}));
}

TEST_F(ConfigReloaderTest, SeesAFileThatIsRenamedIntoPlace) {
  const auto file = directory_.Write("c.toml", kThree);
  Start(file);
  std::filesystem::rename(directory_.Write("c.toml.new", kSix), file);
  EXPECT_EQ(News(0).changes.size(), 1U);
}

TEST_F(ConfigReloaderTest, SeesTheFileThatALinkPointsToAndALinkThatIsTurned) {
  directory_.Write("real/a.toml", kThree);
  const auto link = directory_.Path() / "c.toml";
  std::filesystem::create_symlink("real/a.toml", link);
  Start(link);
  bell_.Ring();  // answered once the folders are watched
  EXPECT_TRUE(News(0).changes.empty());
  directory_.Write("real/a.toml", kSix);
  EXPECT_EQ(News(1).changes.size(), 1U);
  directory_.Write("other/b.toml", kThree);
  std::filesystem::create_symlink("other/b.toml", directory_.Path() / "turned");
  std::filesystem::rename(directory_.Path() / "turned", link);
  EXPECT_EQ(News(2).changes.size(), 1U);
  directory_.Write("other/b.toml", kSix);
  EXPECT_EQ(News(3).changes.size(), 1U);
}

TEST_F(ConfigReloaderTest, KeepsThePresentOneBesideAHalfWrittenFileAndTellsItOnce) {
  const auto file = directory_.Write("c.toml", kThree);
  Start(file);
  directory_.Write("c.toml", "[workers]\nthr");
  const ApplyConfig refused = News(0);
  EXPECT_EQ(refused.config, nullptr);
  EXPECT_THAT(refused.refusal, HasSubstr(file.string() + ":2:"));
  EXPECT_THAT(refused.refusal, HasSubstr("; the present configuration stays"));
  directory_.Write("another file", "");
  directory_.Write("c.toml", kSix);
  EXPECT_EQ(News(1).changes.size(), 1U) << "not the same refusal again";
}

TEST_F(ConfigReloaderTest, TellsThatARefusedFileIsInOrderAgainThoughItSaysWhatItSaidBefore) {
  const auto file = directory_.Write("c.toml", kThree);
  Start(file);
  directory_.Write("c.toml", "[workers]\nthr");
  EXPECT_EQ(News(0).config, nullptr);
  directory_.Write("c.toml", kThree);
  EXPECT_NE(News(1).config, nullptr);
  EXPECT_TRUE(News(1).changes.empty());
}

TEST_F(ConfigReloaderTest, SaysNothingOfAFileThatIsGoneUnlessItIsAsked) {
  const auto file = directory_.Write("c.toml", kThree);
  Start(file);
  std::filesystem::remove(file);
  directory_.Write("another file", "");
  const auto news = AllNews();
  EXPECT_EQ(news.back().config, nullptr);
  EXPECT_THAT(news.back().refusal, HasSubstr("there is no configuration file " + file.string()));
  EXPECT_EQ(news.size(), 1U);
  directory_.Write("c.toml", kSix);
  EXPECT_EQ(News(1).changes.size(), 1U);
}

TEST_F(ConfigReloaderTest, AnswersAWishThoughNothingChanged) {
  Start(directory_.Write("c.toml", kThree));
  bell_.Ring();
  const ApplyConfig news = News(0);
  ASSERT_NE(news.config, nullptr);
  EXPECT_TRUE(news.changes.empty());
}

TEST_F(ConfigReloaderTest, SaysNothingOfAFileThatIsWrittenAgainWithTheSameWords) {
  Start(directory_.Write("c.toml", kThree));
  directory_.Write("c.toml", std::string("# a remark\n") + kThree);
  directory_.Write("c.toml", kSix);
  EXPECT_EQ(News(0).changes.size(), 1U);
}

TEST_F(ConfigReloaderTest, FindsAFolderThatComesLater) {
  const auto file = directory_.Path() / "later" / "c.toml";
  Start(file);
  directory_.Write("later/c.toml", kSix);
  EXPECT_EQ(News(0).changes.size(), 1U);
}

TEST_F(ConfigReloaderTest, RefusesADirectoryInItsPlaceAndWhatItMayNotRead) {
  const auto file = directory_.Write("c.toml", kThree);
  Start(file);
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);
  EXPECT_THAT(AllNews().back().refusal, HasSubstr("is a directory"));
  std::filesystem::remove(file);
  directory_.Write("c.toml", kSix);
  if (geteuid() == 0) return;  // root may read everything
  std::filesystem::permissions(file, std::filesystem::perms::none);
  EXPECT_THAT(AllNews().back().refusal, HasSubstr("Permission denied"));
}

}  // namespace
}  // namespace hotswap
