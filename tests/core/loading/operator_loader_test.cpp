#include "core/loading/operator_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/named_thread.h"
#include "core/loading/elf_inspection.h"
#include "tests/core/loading/process_resources.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::MappingsOf;
using ::testing::Not;
using testing::OpenDescriptors;
using testing::ScratchDirectory;
using testing::ShippedOperator;
using ::testing::StartsWith;

constexpr Feature kFeature{7, 11, 0.25, 0.75};

class OperatorLoaderTest : public ::testing::Test {
 protected:
  StoredLibrary Import(const fs::path& file) { return store_.Import(file).value(); }
  std::unique_ptr<LoadedOperator> Load(const fs::path& file) { return loader_.Load(Import(file)).value(); }

  /// Why a fixture is refused by the loader, after checking that nothing of it stays.
  Error Refusal(const std::string& name) {
    const StoredLibrary library = Import(FixtureOperator(name));
    const std::size_t descriptors = OpenDescriptors();
    const auto loaded = loader_.Load(library);
    if (loaded) return {Errc::kUnavailable, "was loaded"};
    EXPECT_THAT(loaded.error().text, StartsWith(FixtureOperator(name).string() + ": "));
    EXPECT_THAT(loaded.error().text, Not(HasSubstr(library.stored.string())));
    EXPECT_EQ(OpenDescriptors(), descriptors);
    EXPECT_FALSE(SharedLibrary::IsMapped(library.stored));
    EXPECT_EQ(MappingsOf(scratch_.path()), 0u);
    return loaded.error();
  }

  const ScratchDirectory scratch_;
  OperatorStore store_ = OperatorStore::Open(scratch_ / "store").value();
  OperatorLoader loader_;
};

TEST_F(OperatorLoaderTest, RunsBothShippedOperatorsSideBySide) {
  const auto linear = Load(ShippedOperator("score_op_v1"));
  const auto nonlinear = Load(ShippedOperator("score_op_v2"));
  EXPECT_EQ(linear->name(), "ScoreOperatorV1");
  EXPECT_EQ(nonlinear->name(), "ScoreOperatorV2");
  EXPECT_DOUBLE_EQ(linear->get().compute_score(kFeature), 0.25 * 0.7 + 0.75 * 0.3);
  EXPECT_DOUBLE_EQ(nonlinear->get().compute_score(kFeature), (0.25 * 0.4 + 0.75 * 0.6) * (1 + 0.1 * std::sin(7 * 0.1)) + 2.0);
}

TEST_F(OperatorLoaderTest, AnswersManyThreadsAtOnce) {
  const auto loaded = Load(ShippedOperator("score_op_v2"));
  const double expected = loaded->get().compute_score(kFeature);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int call = 0; call < 1000; ++call) EXPECT_EQ(loaded->get().compute_score(kFeature), expected);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(OperatorLoaderTest, ProvesThatARetiredOperatorIsGone) {
  auto loaded = Load(FixtureOperator("constant"));
  EXPECT_FALSE(loaded->revived());
  EXPECT_GT(MappingsOf(scratch_.path()), 0u);
  const RetireProof proof = loader_.Retire(std::move(loaded));
  EXPECT_TRUE(proof.unmapped);
  EXPECT_FALSE(proof.shared);
  EXPECT_EQ(proof.note, "");
  EXPECT_EQ(MappingsOf(scratch_.path()), 0u);
}

TEST_F(OperatorLoaderTest, SharesOneMappingAmongInstancesAndProvesTheUnloadWithTheLast) {
  auto first = Load(FixtureOperator("counting"));
  auto second = Load(FixtureOperator("counting"));
  EXPECT_FALSE(first->revived());
  EXPECT_TRUE(second->revived());
  EXPECT_EQ(first->get().compute_score(kFeature), 1.0);
  EXPECT_EQ(second->get().compute_score(kFeature), 2.0);

  const RetireProof of_first = loader_.Retire(std::move(first));
  EXPECT_TRUE(of_first.shared);
  EXPECT_FALSE(of_first.unmapped);
  EXPECT_EQ(second->get().compute_score(kFeature), 2.0);
  EXPECT_TRUE(loader_.Retire(std::move(second)).unmapped);

  const auto fresh = Load(FixtureOperator("counting"));
  EXPECT_FALSE(fresh->revived());
  EXPECT_EQ(fresh->get().compute_score(kFeature), 1.0) << "static state survived the unload";
}

TEST_F(OperatorLoaderTest, KnowsWhatWasLoadedAgainWhileItWasRetired) {
  const StoredLibrary library = Import(FixtureOperator("slow_unload"));
  OperatorLoader* asked = nullptr;
  std::unique_ptr<LoadedOperator> again;
  OperatorLoader loader([&] {
    if (asked != nullptr) again = std::exchange(asked, nullptr)->Load(library).value();
    return true;
  });
  auto loaded = loader.Load(library).value();
  asked = &loader;
  const RetireProof proof = loader.Retire(std::move(loaded));
  ASSERT_NE(again, nullptr);
  EXPECT_TRUE(proof.shared);
  EXPECT_FALSE(proof.unmapped);
  EXPECT_TRUE(loader.Holds(library));
  EXPECT_TRUE(loader.Load(library).ok()) << "it is taken for stale";
  EXPECT_TRUE(loader.Retire(std::move(again)).unmapped);
}

TEST_F(OperatorLoaderTest, TwoHundredRoundsLeaveDescriptorsAndMappingsAsTheyWere) {
  const StoredLibrary libraries[] = {Import(ShippedOperator("score_op_v1")), Import(ShippedOperator("score_op_v2"))};
  for (const auto& library : libraries) loader_.Retire(loader_.Load(library).value());
  const std::size_t descriptors = OpenDescriptors();
  const std::size_t mappings = MappingsOf("");
  for (int round = 0; round < 200; ++round) {
    ASSERT_TRUE(loader_.Retire(loader_.Load(libraries[round % 2]).value()).unmapped);
  }
  EXPECT_EQ(OpenDescriptors(), descriptors);
  EXPECT_LE(MappingsOf(""), mappings + 2);
}

TEST_F(OperatorLoaderTest, RefusesWhatCannotBeCreated) {
  EXPECT_EQ(Refusal("create_null").code, Errc::kCreateFailed);
  EXPECT_THAT(Refusal("create_null").text, HasSubstr("create_operator returned null"));
  EXPECT_EQ(Refusal("create_throws").code, Errc::kCreateFailed);
  EXPECT_THAT(Refusal("create_throws").text, HasSubstr("create_operator threw: no model?? here"));
  EXPECT_THAT(Refusal("create_throws_mute").text, HasSubstr("create_operator threw: a std::exception without a text"));
  EXPECT_EQ(Refusal("null_name").code, Errc::kCreateFailed);
  EXPECT_THAT(Refusal("null_name").text, HasSubstr("name() returned null"));
  EXPECT_THAT(Refusal("name_throws").text, HasSubstr("name() threw: something that is no std::exception"));
}

TEST_F(OperatorLoaderTest, NamesTheSymbolThatTheLoaderMisses) {
  EXPECT_EQ(Refusal("undefined_symbol").code, Errc::kLoadFailed);
  EXPECT_THAT(Refusal("undefined_symbol").text, HasSubstr("undefined symbol: nobody_has_this"));
  EXPECT_EQ(Refusal("no_create").code, Errc::kMissingSymbol);
  EXPECT_EQ(Refusal("no_destroy").code, Errc::kMissingSymbol);
}

TEST_F(OperatorLoaderTest, LoadsTheOldBytesAfterTheFileWasOverwrittenAndDeleted) {
  const fs::path file = scratch_ / "x.so";
  fs::copy_file(ShippedOperator("score_op_v1"), file);
  const StoredLibrary library = Import(file);
  const auto before = loader_.Load(library).value();
  scratch_.Write("x.so", "no operator any more");
  EXPECT_EQ(before->get().compute_score(kFeature), 0.25 * 0.7 + 0.75 * 0.3);
  fs::remove(file);
  EXPECT_EQ(loader_.Load(store_.Verified(library).value()).value()->name(), "ScoreOperatorV1");
}

TEST_F(OperatorLoaderTest, LoadsNewBytesBehindAPathWhoseOldBytesAreStillLoaded) {
  const fs::path file = scratch_ / "x.so";
  fs::copy_file(ShippedOperator("score_op_v1"), file);
  const auto time = fs::last_write_time(file);
  const auto old_one = Load(file);
  fs::copy_file(ShippedOperator("score_op_v2"), file, fs::copy_options::overwrite_existing);
  fs::last_write_time(file, time);
  const auto new_one = Load(file);
  EXPECT_EQ(old_one->name(), "ScoreOperatorV1");
  EXPECT_EQ(new_one->name(), "ScoreOperatorV2");
}

TEST_F(OperatorLoaderTest, RefusesAPathThatSomebodyElseHasMapped) {
  const StoredLibrary library = Import(FixtureOperator("constant"));
  const SharedLibrary foreign = SharedLibrary::Open(library.stored).value();
  const auto loaded = loader_.Load(library);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, Errc::kStale);
  EXPECT_THAT(loaded.error().text, StartsWith(FixtureOperator("constant").string()));
}

TEST_F(OperatorLoaderTest, RefusesAForeignMappingAlsoOfBytesThatItOnceHad) {
  const StoredLibrary library = Import(FixtureOperator("constant"));
  ASSERT_TRUE(loader_.Retire(loader_.Load(library).value()).unmapped);
  const SharedLibrary foreign = SharedLibrary::Open(library.stored).value();
  EXPECT_EQ(loader_.Load(library).error().code, Errc::kStale);
}

TEST_F(OperatorLoaderTest, TellsWhatDestroyThrewAndUnloadsAllTheSame) {
  const RetireProof proof = loader_.Retire(Load(FixtureOperator("destroy_throws")));
  EXPECT_TRUE(proof.unmapped);
  EXPECT_EQ(proof.note, "destroy_operator threw: could not save its state");
}

TEST_F(OperatorLoaderTest, TearsDownWithoutRetire) {
  const StoredLibrary library = Import(FixtureOperator("counting"));
  loader_.Load(library).value().reset();
  EXPECT_FALSE(SharedLibrary::IsMapped(library.stored));
  const auto again = loader_.Load(library).value();
  EXPECT_FALSE(again->revived());
  EXPECT_EQ(again->get().compute_score(kFeature), 1.0);
}

TEST_F(OperatorLoaderTest, DestroysEveryInstanceExactlyOnce) {
  constexpr Feature kAskForLiving{-1, 0, 0.0, 0.0};
  const auto witness = Load(FixtureOperator("counting"));
  {
    const auto dropped = Load(FixtureOperator("counting"));
    auto retired = Load(FixtureOperator("counting"));
    EXPECT_EQ(witness->get().compute_score(kAskForLiving), 3.0);
    loader_.Retire(std::move(retired));
    EXPECT_EQ(witness->get().compute_score(kAskForLiving), 2.0);
  }
  EXPECT_EQ(witness->get().compute_score(kAskForLiving), 1.0);
}

TEST_F(OperatorLoaderTest, InstancesOutliveTheLoader) {
  const StoredLibrary library = Import(FixtureOperator("constant"));
  auto loaded = std::make_unique<OperatorLoader>()->Load(library).value();
  EXPECT_EQ(loaded->get().compute_score(kFeature), 1.0);
  loaded.reset();
  EXPECT_FALSE(SharedLibrary::IsMapped(library.stored));
}

TEST_F(OperatorLoaderTest, EveryShippedAndGoodFixturePassesTheGatesInOrder) {
  for (const auto& file : {ShippedOperator("score_op_v1"), ShippedOperator("score_op_v2"), FixtureOperator("slow"),
                           FixtureOperator("throws_sometimes"), FixtureOperator("slow_create")}) {
    const StoredLibrary library = Import(file);
    ASSERT_TRUE(store_.Verified(library));
    ASSERT_TRUE(InspectElf(library)) << file;
    EXPECT_TRUE(loader_.Retire(loader_.Load(library).value()).unmapped) << file;
  }
}

TEST_F(OperatorLoaderTest, KeepsALibraryInWhichAThreadSleeps) {
  const StoredLibrary library = Import(FixtureOperator("leave_thread_in_create"));
  const RetireProof proof = loader_.Retire(loader_.Load(library).value());
  EXPECT_FALSE(proof.unmapped);
  EXPECT_FALSE(proof.shared);
  EXPECT_THAT(proof.note, HasSubstr("that it started runs on"));
  EXPECT_THAT(proof.note, HasSubstr("join its threads in destroy_operator"));
  EXPECT_TRUE(SharedLibrary::IsMapped(library.stored));
  EXPECT_TRUE(SharedLibrary::AnyLeftOpen());

  auto revived = loader_.Load(library).value();
  EXPECT_TRUE(revived->revived());
  EXPECT_EQ(revived->get().compute_score(kFeature), kFeature.user_feature + kFeature.item_feature);
  EXPECT_THAT(loader_.Retire(std::move(revived)).note, HasSubstr("that it started runs on"));
}

TEST_F(OperatorLoaderTest, KeepsALibraryWhoseThreadHasNoAddressOfItOnItsStack) {
  const StoredLibrary library = Import(FixtureOperator("leave_std_thread_in_create"));
  auto loaded = loader_.Load(library).value();
  // Until the thread sleeps: one that runs is in doubt, and found by other signs. Nothing tells when.
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_THAT(loader_.Retire(std::move(loaded)).note, HasSubstr("that it started runs on"));
  EXPECT_TRUE(SharedLibrary::IsMapped(library.stored));
}

TEST_F(OperatorLoaderTest, KeepsALibraryInWhichAThreadNeverRests) {
  const StoredLibrary library = Import(FixtureOperator("leave_busy_thread_in_create"));
  const RetireProof proof = loader_.Retire(loader_.Load(library).value());
  EXPECT_FALSE(proof.unmapped);
  EXPECT_THAT(proof.note, HasSubstr("a thread ("));
  EXPECT_TRUE(SharedLibrary::IsMapped(library.stored));
}

TEST_F(OperatorLoaderTest, KeepsALibraryWithAThreadAlsoWithoutRetire) {
  const StoredLibrary library = Import(FixtureOperator("leave_thread_in_load"));
  loader_.Load(library).value().reset();
  EXPECT_TRUE(SharedLibrary::IsMapped(library.stored));
}

TEST_F(OperatorLoaderTest, KeepsALibraryWhoseThreadIsInWhatAnotherOperatorBroughtAndNeedsNoMore) {
  auto first = Load(FixtureOperator("needs_pool"));
  auto second = Load(FixtureOperator("starts_pool"));
  EXPECT_TRUE(loader_.Retire(std::move(first)).unmapped) << "what both need stays with the other";
  static_cast<void>(second->get().compute_score(kFeature));
  const RetireProof proof = loader_.Retire(std::move(second));
  EXPECT_FALSE(proof.unmapped);
  EXPECT_THAT(proof.note, HasSubstr("join its threads in destroy_operator"));
}

TEST_F(OperatorLoaderTest, UnloadsALibraryWhoseThreadIsInWhatAnotherOperatorNeeds) {
  auto first = Load(FixtureOperator("starts_pool"));
  auto second = Load(FixtureOperator("needs_pool"));
  static_cast<void>(first->get().compute_score(kFeature));
  EXPECT_TRUE(loader_.Retire(std::move(first)).unmapped);
}

TEST_F(OperatorLoaderTest, UnloadsALibraryThatJoinedItsThreads) {
  auto loaded = Load(FixtureOperator("joins_threads"));
  static_cast<void>(loaded->get().compute_score(kFeature));
  EXPECT_TRUE(loader_.Retire(std::move(loaded)).unmapped);
}

TEST_F(OperatorLoaderTest, TakesNoThreadOfTheProgramForTheLibrarys) {
  auto loaded = Load(FixtureOperator("joins_threads"));
  IScoreOperator& instance = loaded->get();
  std::atomic<bool> called = false;
  std::atomic<bool> stop = false;
  // Never rests, and has traces of its call on its stack.
  const NamedThread worker("hs-test", [&] {
    static_cast<void>(instance.compute_score(kFeature));
    called = true;
    while (!stop) {
    }
  });
  std::thread other([&] {
    while (!stop) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // Rests now and then.
  });
  while (!called) std::this_thread::yield();
  EXPECT_TRUE(loader_.Retire(std::move(loaded)).unmapped);
  stop = true;
  other.join();
}

#ifndef __clang__  // clang++ makes no unique symbols.
TEST_F(OperatorLoaderTest, SaysWhyALibraryStaysMappedAndRevivesIt) {
  const RetireProof proof = loader_.Retire(Load(FixtureOperator("unique_symbol")));
  EXPECT_FALSE(proof.unmapped);
  EXPECT_FALSE(proof.shared);
  EXPECT_THAT(proof.note, HasSubstr("compile it with -fno-gnu-unique"));

  auto revived = Load(FixtureOperator("unique_symbol"));
  EXPECT_TRUE(revived->revived());
  EXPECT_EQ(revived->get().compute_score(kFeature), 1.0);
  EXPECT_FALSE(loader_.Retire(std::move(revived)).unmapped);
}
#endif

}  // namespace
}  // namespace hotswap
