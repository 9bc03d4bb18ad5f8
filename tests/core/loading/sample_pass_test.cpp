#include "core/loading/sample_pass.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

struct Doubler final : IScoreOperator {
  double compute_score(const Feature& feature) override {
    if (feature.user_id == throws_for) throw std::runtime_error("not this one");
    return 2 * feature.user_feature;
  }
  const char* name() const override { return "Doubler"; }
  int throws_for = -1;
};

constexpr std::array<Feature, 2> kSamples{Feature{1, 1, 0.5, 0}, Feature{2, 1, 0.25, 0}};

Status Compare(IScoreOperator& op, std::span<const Feature> samples, std::vector<double> scores) {
  std::atomic<std::uint64_t> answered{0};
  return CompareScores(op, samples, {.scores = std::move(scores), .call_time = 1us, .environment = {}}, answered);
}

TEST(SamplePassTest, EqualScoresAreEqualBitByBit) {
  Doubler op;
  EXPECT_TRUE(Compare(op, kSamples, {1.0, 0.5}).ok());
  const Status other = Compare(op, kSamples, {1.0, std::nextafter(0.5, 1.0)});
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, Errc::kParity);
  EXPECT_THAT(other.error().text, HasSubstr("sample 1 as 0.5 in this process and as 0.50000000000000011"));
}

TEST(SamplePassTest, NamesTheEnvironmentWhereTheVettingSawThatItIsAskedFor) {
  Doubler op;
  std::atomic<std::uint64_t> answered{0};
  const Vetted vetted{.scores = {1.0, 0.75}, .call_time = 1us, .environment = "asks for the environment variable MODEL_DIR"};
  const Status other = CompareScores(op, kSamples, vetted, answered);
  ASSERT_FALSE(other.ok());
  EXPECT_THAT(other.error().text,
              HasSubstr("a likely cause, which its vetting found: it asks for the environment variable MODEL_DIR"));
  EXPECT_THAT(other.error().text, Not(HasSubstr("symbol")));
  EXPECT_EQ(answered, 2U);
}

/// Each call takes longer than a pass may take in all.
struct Sleeper final : IScoreOperator {
  double compute_score(const Feature&) override {
    std::this_thread::sleep_for(1100ms);
    return 1.0;
  }
  const char* name() const override { return "Sleeper"; }
};

TEST(SamplePassTest, TellsHowSlowItIsWhereItWasQuickWhenItWasVetted) {
  Sleeper op;
  const Status slow = Compare(op, kSamples, {1.0, 1.0});
  ASSERT_FALSE(slow.ok());
  EXPECT_EQ(slow.error().code, Errc::kTooSlow);
  EXPECT_THAT(slow.error().text, HasSubstr("(1 of 2 in "));
  EXPECT_THAT(slow.error().text, HasSubstr("s when it was vetted"));
}

/// Prepares what it needs in the first call.
struct Lazy final : IScoreOperator {
  double compute_score(const Feature&) override {
    if (!prepared) std::this_thread::sleep_for(1100ms);
    prepared = true;
    return 1.0;
  }
  const char* name() const override { return "Lazy"; }
  bool prepared = false;
};

TEST(SamplePassTest, TheFirstCallMayTakeLonger) {
  Lazy op;
  EXPECT_TRUE(Compare(op, kSamples, {1.0, 1.0}).ok());
}

TEST(SamplePassTest, ANegativeZeroIsNotAZero) {
  Doubler op;
  constexpr std::array<Feature, 1> zero{Feature{1, 1, 0.0, 0}};
  EXPECT_FALSE(Compare(op, zero, {-0.0}).ok());
}

TEST(SamplePassTest, AnExceptionIsAFailureThatSaysWhatWasThrown) {
  Doubler op;
  op.throws_for = 2;
  const Status threw = Compare(op, kSamples, {1.0, 0.5});
  ASSERT_FALSE(threw.ok());
  EXPECT_EQ(threw.error().code, Errc::kThrew);
  EXPECT_THAT(threw.error().text, HasSubstr("sample 1"));
  EXPECT_THAT(threw.error().text, HasSubstr("not this one"));
}

struct Mute final : std::exception {
  const char* what() const noexcept override { return nullptr; }
};

struct ThrowsMute final : IScoreOperator {
  double compute_score(const Feature&) override { throw Mute(); }
  const char* name() const override { return "ThrowsMute"; }
};

TEST(SamplePassTest, AnExceptionMayHaveNothingToSay) {
  ThrowsMute op;
  EXPECT_EQ(Compare(op, kSamples, {1.0, 0.5}).error().code, Errc::kThrew);
}

TEST(SamplePassTest, RepeatsThePassesUntilAnException) {
  Doubler op;
  EXPECT_EQ(ScoreRepeatedly(op, kSamples, 4, 1h), 8U);
  EXPECT_EQ(ScoreRepeatedly(op, kSamples, 4, 0s), 0U);
  op.throws_for = 2;
  EXPECT_EQ(ScoreRepeatedly(op, kSamples, 4, 1h), 1U);
}

}  // namespace
}  // namespace hotswap
