#include "core/loading/verdict_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

using testing::ScratchDirectory;

VettingResult GoodResult() {
  VettingResult result;
  result.findings = {{"G3", "load", FindingLevel::kOk, "", "loads"},
                     {"G3", "unload", FindingLevel::kWarning, "not_unloaded", "stays \xC2\xB5"}};
  result.scores = {0.1, -0.0, 1e-300, std::nextafter(1.0, 2.0)};
  result.median_call_ns = 17.25;
  return result;
}

std::chrono::system_clock::time_point Now() { return std::chrono::system_clock::now(); }

VettingResult RefusedBy(Errc code) {
  VettingResult result;
  result.findings = {{"G3", "scores", FindingLevel::kRefusal, std::string(ErrcName(code)), "is bad"}};
  return result;
}

class VerdictCacheTest : public ::testing::Test {
 protected:
  const ScratchDirectory scratch_;
  const std::filesystem::path directory_ = scratch_ / "verdicts";
  const VerdictCache cache_{directory_};
  const std::string key_ = VerdictCache::Key({"/x.so", "ab"}, "samples", "host").value();
};

TEST_F(VerdictCacheTest, GivesBackWhatItKeepsBitByBit) {
  EXPECT_FALSE(cache_.Find(key_));
  cache_.Keep(key_, GoodResult(), Now());
  const auto found = cache_.Find(key_);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->cached);
  EXPECT_EQ(found->scores, GoodResult().scores);
  EXPECT_TRUE(std::signbit(found->scores[1]));
  EXPECT_EQ(found->median_call_ns, 17.25);
  ASSERT_EQ(found->findings.size(), 2U);
  EXPECT_EQ(found->findings[1].gate, "G3");
  EXPECT_EQ(found->findings[1].check, "unload");
  EXPECT_EQ(found->findings[1].level, FindingLevel::kWarning);
  EXPECT_EQ(found->findings[1].code, "not_unloaded");
  EXPECT_EQ(found->findings[1].text, "stays \xC2\xB5");
}

TEST_F(VerdictCacheTest, IsReadableByItsUserAlone) {
  cache_.Keep(key_, GoodResult(), Now());
  struct stat status {};
  ASSERT_EQ(stat(directory_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(VerdictCacheTest, KeepsARefusalThatTheBytesDecided) {
  cache_.Keep(key_, RefusedBy(Errc::kCrashed), Now());
  ASSERT_TRUE(cache_.Find(key_));
  EXPECT_EQ(cache_.Find(key_)->findings[0].code, "crashed");
}

TEST_F(VerdictCacheTest, KeepsNothingThatTheMachineDecided) {
  for (const Errc code : {Errc::kTimedOut, Errc::kUnavailable, Errc::kTooSlow, Errc::kMissingLibrary, Errc::kStale, Errc::kIo}) {
    cache_.Keep(key_, RefusedBy(code), Now());
    EXPECT_FALSE(cache_.Find(key_)) << ErrcName(code);
  }
}

TEST_F(VerdictCacheTest, ForgetsWhatAnotherLibraryHadAPartIn) {
  const auto library = scratch_.Write("libmodel.so", "one");
  VettingResult result = GoodResult();
  result.libraries = {library.string()};
  const auto later = Now() + std::chrono::seconds(1);
  cache_.Keep(key_, result, later);
  ASSERT_TRUE(cache_.Find(key_));
  EXPECT_EQ(cache_.Find(key_)->libraries, result.libraries);

  const auto written = std::filesystem::last_write_time(library);
  std::filesystem::rename(scratch_.Write("new.so", "two"), library);
  std::filesystem::last_write_time(library, written);
  EXPECT_FALSE(cache_.Find(key_)) << "another file of the same size and age";
  cache_.Keep(key_, result, later);
  ASSERT_TRUE(cache_.Find(key_));
  std::filesystem::remove(library);
  EXPECT_FALSE(cache_.Find(key_));
}

TEST_F(VerdictCacheTest, KeepsNothingOfALibraryThatWasChangedMeanwhile) {
  VettingResult result = GoodResult();
  result.libraries = {scratch_.Write("libmodel.so", "one").string()};
  cache_.Keep(key_, result, Now() - std::chrono::seconds(1));
  EXPECT_FALSE(cache_.Find(key_));
}

TEST_F(VerdictCacheTest, ForgetsADamagedEntry) {
  cache_.Keep(key_, GoodResult(), Now());
  const std::string whole = testing::ReadAll(directory_ / key_);
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    scratch_.Write("verdicts/" + key_, damaged);
    ASSERT_FALSE(cache_.Find(key_)) << at;
    scratch_.Write("verdicts/" + key_, whole.substr(0, at));
    ASSERT_FALSE(cache_.Find(key_)) << at;
  }
}

TEST_F(VerdictCacheTest, BelievesNoEntryUnderAnothersName) {
  cache_.Keep(key_, GoodResult(), Now());
  const std::string other(64, '0');
  std::filesystem::copy_file(directory_ / key_, directory_ / other);
  EXPECT_FALSE(cache_.Find(other));
}

TEST_F(VerdictCacheTest, BelievesNothingWhereOthersMayWrite) {
  cache_.Keep(key_, GoodResult(), Now());
  std::filesystem::permissions(directory_, std::filesystem::perms(0777));
  EXPECT_FALSE(cache_.Find(key_));
}

TEST_F(VerdictCacheTest, LeavesNoTemporaryFile) {
  for (int i = 0; i < 3; ++i) cache_.Keep(key_, GoodResult(), Now());
  const std::filesystem::directory_iterator entries(directory_);
  EXPECT_EQ(std::distance(begin(entries), end(entries)), 1);
}

TEST_F(VerdictCacheTest, TellsApartAllThatDecides) {
  const VettingRequest request{"/x.so", "ab"};
  VettingRequest strict = request;
  strict.strict = true;
  VettingRequest stateful = request;
  stateful.stateful = true;
  VettingRequest per_worker = request;
  per_worker.per_worker = true;
  const auto key = [](const VettingRequest& asked, const char* samples = "samples", const char* host = "host") {
    return VerdictCache::Key(asked, samples, host).value();
  };
  const std::vector<std::string> keys = {key(request),
                                         key({"/x.so", "ac"}),
                                         key(strict),
                                         key(stateful),
                                         key(per_worker),
                                         key(request, "others"),
                                         key(request, "samples", "newer")};
  EXPECT_EQ(std::set(keys.begin(), keys.end()).size(), keys.size());
  EXPECT_EQ(key(request), key({"/y.so", "ab"})) << "the path decides nothing";
}

TEST(VerdictCacheWithoutDirectoryTest, KeepsNothing) {
  const VerdictCache cache({});
  cache.Keep("key", GoodResult(), Now());
  EXPECT_FALSE(cache.Find("key"));
}

}  // namespace
}  // namespace hotswap
