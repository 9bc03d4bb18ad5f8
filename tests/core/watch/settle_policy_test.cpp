#include "core/watch/settle_policy.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// What happens to a file at a time.
struct Happening {
  milliseconds at;
  enum class Kind { kTold, kBytes, kUntoldBytes, kSameLooks, kGone } kind;
  std::string bytes{};
};

/// A file that is only a text, and a policy that looks at it whenever it wants to, by a clock that only this moves.
class SettlePolicyTest : public ::testing::Test {
 protected:
  /// Carries out what happens until `until`, and looks at the file every second as well. "TIME BYTES" for each rest with news.
  std::vector<std::string> Run(std::vector<Happening> happenings, milliseconds until) {
    for (auto now = 0ms; now <= until; now += 10ms) {
      while (!happenings.empty() && happenings.front().at <= now) {
        Happen(happenings.front(), now);
        happenings.erase(happenings.begin());
      }
      if (now.count() % 1000 == 0) policy_->See(state_, start_ + now);
      if (policy_->due() && *policy_->due() <= start_ + now) Look(now);
    }
    return news_;
  }

  void Happen(const Happening& what, milliseconds now) {
    using Kind = Happening::Kind;
    if (what.kind == Kind::kGone) state_.reset();
    if (what.kind == Kind::kGone) return;
    bytes_ = what.bytes.empty() ? bytes_ : what.bytes;
    if (what.kind != Kind::kSameLooks) state_ = FileState{.inode = 1, .size = bytes_.size(), .written_ns = now.count()};
    if (what.kind != Kind::kUntoldBytes) policy_->Stir(state_, start_ + now);
  }

  void Look(milliseconds now) {
    const auto step = policy_->Look(state_, start_ + now);
    restless_ += step == SettlePolicy::Step::kRestless ? 1 : 0;
    if (step != SettlePolicy::Step::kRead) return;
    ++reads_;
    const auto settled = policy_->Read(state_, bytes_, start_ + now);
    if (settled && settled->news) news_.push_back(std::to_string(now.count()) + " " + settled->digest);
    first_ = settled ? settled->first : first_;
  }

  const TimePoint start_{1h};
  const SettleLimits limits_{.told = 200ms, .untold = 2s, .patience = 10s};
  std::optional<SettlePolicy> policy_{std::in_place, limits_, false};
  std::optional<FileState> state_;
  std::string bytes_;
  std::vector<std::string> news_;
  int restless_ = 0;
  int reads_ = 0;
  bool first_ = false;
};

using News = std::vector<std::string>;
using Kind = Happening::Kind;

TEST_F(SettlePolicyTest, AFinishedFileIsTakenAfterTheSettleTime) {
  EXPECT_EQ(Run({{100ms, Kind::kBytes, "A"}}, 2s), News{"300 A"});
}

TEST_F(SettlePolicyTest, ABurstIsOneFileTheLastOne) {
  std::vector<Happening> burst;
  for (int i = 0; i < 50; ++i) burst.push_back({100ms + 20ms * i, Kind::kBytes, "B" + std::to_string(i)});
  EXPECT_EQ(Run(burst, 5s), News{"1280 B49"});
  EXPECT_EQ(reads_, 2) << "once in the middle of the settle time and once at its end";
}

TEST_F(SettlePolicyTest, TheSameBytesAgainAreNoNews) {
  EXPECT_EQ(Run({{0ms, Kind::kBytes, "A"}, {1s, Kind::kBytes, "A"}, {2s, Kind::kTold}}, 5s), News{"200 A"});
}

TEST_F(SettlePolicyTest, OtherBytesWithTheSameLooksAreNews) {
  EXPECT_EQ(Run({{0ms, Kind::kBytes, "A"}, {1s, Kind::kSameLooks, "B"}}, 5s), (News{"200 A", "1200 B"}));
}

TEST_F(SettlePolicyTest, BytesThatChangeWhileItSettlesAndLooksTheSameStartItAgain) {
  EXPECT_EQ(Run({{0ms, Kind::kBytes, "A"}}, 120ms), News{});
  bytes_ = "A'";  // through a mapping: nothing else changes
  EXPECT_EQ(Run({}, 1s), News{"300 A'"}) << "and not 200";
}

TEST_F(SettlePolicyTest, AWriterThatNobodyToldOfMustBeDoneForLonger) {
  std::vector<Happening> slow;
  for (int i = 1; i <= 5; ++i) slow.push_back({i * 900ms, Kind::kUntoldBytes, std::string(static_cast<std::size_t>(i), 'x')});
  EXPECT_EQ(Run(slow, 10s), News{"7000 xxxxx"});
}

TEST_F(SettlePolicyTest, AFileThatIsDeletedWhileItSettlesIsForgotten) {
  EXPECT_EQ(Run({{0ms, Kind::kBytes, "A"}, {100ms, Kind::kGone}}, 5s), News{});
  EXPECT_FALSE(policy_->due());
}

TEST_F(SettlePolicyTest, BytesThatComeBackAfterADeletionAreNoNewsAndOthersAre) {
  EXPECT_EQ(Run({{0ms, Kind::kBytes, "A"}, {1s, Kind::kGone}, {2500ms, Kind::kBytes, "A"}, {4s, Kind::kBytes, "B"}}, 9s),
            (News{"200 A", "4200 B"}));
}

TEST_F(SettlePolicyTest, AFileThatNeverRestsIsToldOnceAndTakenWhenItDoes) {
  std::vector<Happening> restless;
  for (int i = 0; i < 600; ++i) restless.push_back({50ms * i, Kind::kBytes, "R" + std::to_string(i)});
  EXPECT_EQ(Run(restless, 40s), News{"30150 R599"});
  EXPECT_EQ(restless_, 1);
}

TEST_F(SettlePolicyTest, WhatLayThereIsMarkedAndReadOnce) {
  policy_.emplace(limits_, true);
  state_ = FileState{.inode = 1};
  bytes_ = "A";
  EXPECT_EQ(Run({}, 5s), News{"100 A"});
  EXPECT_TRUE(first_);
  EXPECT_EQ(reads_, 1);
}

TEST_F(SettlePolicyTest, WhatLayThereAndIsTouchedMeanwhileIsNewsAsAnyOther) {
  policy_.emplace(limits_, true);
  state_ = FileState{.inode = 1};
  bytes_ = "A";
  EXPECT_EQ(Run({{50ms, Kind::kBytes, "B"}}, 5s), News{"250 B"});
  EXPECT_FALSE(first_);
}

TEST_F(SettlePolicyTest, WhatCannotBeReadIsLeftAloneUntilItChanges) {
  state_ = FileState{.inode = 1};
  policy_->Stir(state_, start_);
  EXPECT_EQ(policy_->Look(state_, start_ + 100ms), SettlePolicy::Step::kRead);
  policy_->GiveUp();
  policy_->See(state_, start_ + 1s);
  EXPECT_FALSE(policy_->due());
  state_->changed_ns = 5;
  policy_->See(state_, start_ + 2s);
  EXPECT_TRUE(policy_->due());
}

}  // namespace
}  // namespace hotswap
