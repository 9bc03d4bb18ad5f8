#include "core/session/session_file.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/session/session_text.h"
#include "tests/core/session/random_session.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using testing::RandomSession;

class SessionFileTest : public ::testing::Test {
 protected:
  ~SessionFileTest() override { std::filesystem::remove_all(folder_); }

  static std::string ContentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void Write(const std::string& text) const { std::ofstream(file_, std::ios::binary) << text; }
  std::size_t Files() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {})); }

  std::string name_ = (std::filesystem::temp_directory_path() / "session-test-XXXXXX").string();
  const std::filesystem::path folder_ = mkdtemp(name_.data());
  const std::filesystem::path file_ = folder_ / "run.hsession";
};

TEST_F(SessionFileTest, WhatIsSavedIsReadAgain) {
  const Session session = RandomSession(1);
  ASSERT_TRUE(SaveSession(*session.snapshot, "hotswap-monitor 9", file_).ok());
  const auto read = ReadSession(file_);
  ASSERT_TRUE(read.ok()) << read.error().text;
  EXPECT_EQ(read->program, "hotswap-monitor 9");
  EXPECT_THAT(read->saved_at, ::testing::MatchesRegex("....-..-..T..:..:..Z"));
  EXPECT_EQ(read->snapshot->events->size(), session.snapshot->events->size());
  EXPECT_EQ(Files(), 1U);
}

TEST_F(SessionFileTest, AWriteThatFailsLeavesWhatWasThereAndNothingElse) {
  Write("what was there");
  // As a full disk does: what is written past the limit fails.
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 100;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status saved = SaveSession(*RandomSession(2).snapshot, "p", file_);
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(saved.ok());
  EXPECT_THAT(saved.error().text, HasSubstr(file_.string()));
  EXPECT_THAT(saved.error().text, HasSubstr("Choose another place"));
  EXPECT_EQ(ContentOf(file_), "what was there");
  EXPECT_EQ(Files(), 1U);
}

TEST_F(SessionFileTest, WhatAKilledProcessLeftIsNoHindranceAndALinkStaysOne) {
  std::ofstream(folder_ / (".hotswap-save-" + std::to_string(getpid()))) << "half";
  std::filesystem::create_symlink("run.hsession", folder_ / "link");
  Write("old");
  ASSERT_TRUE(SaveSession(*RandomSession(2).snapshot, "p", folder_ / "link").ok());
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "link"));
  EXPECT_TRUE(ReadSession(file_).ok());
  EXPECT_EQ(Files(), 2U);
}

TEST_F(SessionFileTest, AFolderOrDeviceIsNeverReplaced) {
  const Session session = RandomSession(2);
  const Snapshot& snapshot = *session.snapshot;
  EXPECT_FALSE(SaveSession(snapshot, "p", folder_).ok());
  EXPECT_FALSE(SaveSession(snapshot, "p", "/dev/null").ok());
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  EXPECT_FALSE(SaveSession(snapshot, "p", folder_ / "no" / "such" / "folder").ok());
}

TEST_F(SessionFileTest, AFileThatIsNoSessionIsRefusedWithItsNameTheCauseAndTheNextStep) {
  const auto refusal = [this] {
    const auto read = ReadSession(file_);
    const Error error = read.ok() ? Error{Errc::kIo, "was read"} : read.error();
    EXPECT_THAT(error.text, HasSubstr(file_.string()));
    return error;
  };
  EXPECT_EQ(refusal().code, Errc::kNotFound);
  Write("");
  EXPECT_THAT(refusal().text, HasSubstr("is empty; name one"));
  Write("PNG\n");
  EXPECT_THAT(refusal().text, HasSubstr("is not a session that hotswap-monitor saved"));
  const std::string whole = SessionText(RandomSession(5));
  Write(whole.substr(0, whole.size() / 2));
  EXPECT_EQ(refusal().code, Errc::kDamaged);
  std::filesystem::resize_file(file_, kLargestSession + 1);  // Sparse: it takes no room.
  EXPECT_EQ(refusal().code, Errc::kTooLarge);
  std::filesystem::remove(file_);
  ASSERT_EQ(mkfifo(file_.c_str(), 0600), 0);
  EXPECT_EQ(refusal().code, Errc::kNotRegularFile);
}

}  // namespace
}  // namespace hotswap
