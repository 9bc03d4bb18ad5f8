#include "core/control/version_catalogue.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace hotswap {
namespace {

StoredLibrary Library(char content) { return {.sha256 = std::string(64, content), .original = "x.so", .stored = {}, .size = 1}; }

class VersionCatalogueTest : public ::testing::Test {
 protected:
  Version& Admit(char content, std::uint32_t slot = 0) { return catalogue_.Admit(slot, Library(content)); }

  /// What a publication does to a version's instances: the newest serves, and the route of the one before drains.
  void Publish(Version& version, bool rollback = false) {
    version.instances.clear();
    version.instances.push_back(std::make_unique<Instance>());
    version.instances.back()->served = true;
    catalogue_.NotePublished(0, version.number, rollback);
  }

  VersionCatalogue catalogue_{{"score", "ctr"}, 2};
};

TEST_F(VersionCatalogueTest, NumbersGrowByOneInEachSlotAndBelongToTheirBytes) {
  EXPECT_EQ(Admit('a').number, 1U);
  EXPECT_EQ(Admit('b').number, 2U);
  EXPECT_EQ(Admit('a').number, 1U);
  EXPECT_EQ(Admit('c').number, 3U);
  EXPECT_EQ(Admit('b', 1).number, 1U);
}

TEST_F(VersionCatalogueTest, TheSameBytesUnderAnotherNameAreTheSameVersion) {
  Admit('a');
  StoredLibrary renamed = Library('a');
  renamed.original = "renamed.so";
  EXPECT_EQ(catalogue_.Admit(0, renamed).library.original, "renamed.so");
}

TEST_F(VersionCatalogueTest, FindsASlotByNameAndTheFirstByNone) {
  EXPECT_EQ(catalogue_.FindSlot("").value(), 0U);
  EXPECT_EQ(catalogue_.FindSlot("ctr").value(), 1U);
  const auto missing = catalogue_.FindSlot("rank");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, Errc::kNotFound);
  EXPECT_EQ(missing.error().text, "there is no slot \"rank\"; the slots are: score, ctr");
}

TEST_F(VersionCatalogueTest, NoNumberButThoseGivenIsFound) {
  Admit('a');
  EXPECT_EQ(catalogue_.slot(0).Find(0), nullptr);
  EXPECT_NE(catalogue_.slot(0).Find(1), nullptr);
  EXPECT_EQ(catalogue_.slot(0).Find(2), nullptr);
}

TEST_F(VersionCatalogueTest, VersionsOfEarlierRunsKeepTheirNumbersAndNewOnesComeAfterThem) {
  catalogue_.Restore(0, 7, Library('x')).name = "X";
  EXPECT_EQ(catalogue_.slot(0).Find(1), nullptr);
  EXPECT_EQ(Admit('a').number, 8U);
  EXPECT_EQ(catalogue_.Admit(0, Library('b'), 3).number, 3U) << "what the journal knows of older bytes";
  EXPECT_EQ(catalogue_.Admit(0, Library('c'), 3).number, 9U) << "never a number that other bytes have";
  EXPECT_EQ(catalogue_.slot(0).Find(3)->library.sha256, std::string(64, 'b'));
  EXPECT_EQ(catalogue_.slot(0).Find(7)->name, "X");
  EXPECT_EQ(Admit('x').number, 7U);
}

TEST_F(VersionCatalogueTest, AnEarlierVersionIsUnloadedUntilItIsUsedAndQuarantinedOnesSaySo) {
  Version& version = catalogue_.Restore(0, 1, Library('x'));
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kUnloaded);
  version.quarantine = "it died";
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kQuarantined);
  Admit('x');
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kInspected);
}

TEST_F(VersionCatalogueTest, APersonReachesEarlierVersionsAndAFaultOnlyThoseThatPassedTheirTrial) {
  Version& old = catalogue_.Restore(0, 1, Library('x'));
  catalogue_.slot(0).trail = {1};
  Publish(Admit('a'));
  EXPECT_EQ(catalogue_.RollbackTarget(0), 1U);
  EXPECT_EQ(catalogue_.LastGood(0), 0U);
  old.confirmed = true;
  EXPECT_EQ(catalogue_.LastGood(0), 1U);
  old.quarantine = "it died";
  EXPECT_EQ(catalogue_.RollbackTarget(0), 0U);
}

TEST_F(VersionCatalogueTest, RollbacksWalkBackAndStopAtTheFirst) {
  Version& a = Admit('a');
  Version& b = Admit('b');
  Version& c = Admit('c');
  EXPECT_EQ(catalogue_.RollbackTarget(0), 0U);
  Publish(a);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 0U);
  Publish(b);
  Publish(c);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 2U);
  Publish(b, true);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 1U);
  Publish(a, true);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 0U);
}

TEST_F(VersionCatalogueTest, ARollbackMayPassOverWhatCannotBeLoadedNow) {
  Publish(Admit('a'));
  Publish(Admit('b'));
  Publish(Admit('c'));
  EXPECT_EQ(catalogue_.LastGood(0, {2}), 1U);
  EXPECT_EQ(catalogue_.LastGood(0, {1, 2}), 0U);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 2U) << "it is blamed for nothing";
}

TEST_F(VersionCatalogueTest, ASwapAfterARollbackGoesOnFromThere) {
  Version& a = Admit('a');
  Version& b = Admit('b');
  Version& c = Admit('c');
  Publish(a);
  Publish(b);
  Publish(a, true);
  Publish(c);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 1U);
}

TEST_F(VersionCatalogueTest, AVersionPublishedAgainIsNoStepBack) {
  Version& a = Admit('a');
  Version& b = Admit('b');
  Publish(a);
  Publish(b);
  Publish(b);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 1U);
}

TEST_F(VersionCatalogueTest, TheTrailHasAnEnd) {
  Version& a = Admit('a');
  Version& b = Admit('b');
  for (int i = 0; i < 1000; ++i) Publish(i % 2 == 0 ? a : b);
  EXPECT_EQ(catalogue_.slot(0).trail.size(), VersionCatalogue::kMaxTrail);
  EXPECT_EQ(catalogue_.RollbackTarget(0), 1U);
}

TEST_F(VersionCatalogueTest, TheLastTwoThatServedStayLoaded) {
  Version& a = Admit('a');
  Version& b = Admit('b');
  Version& c = Admit('c');
  Version& d = Admit('d');
  for (Version* version : {&a, &b, &c, &d}) Publish(*version);
  EXPECT_FALSE(catalogue_.StaysLoaded(0, a));
  EXPECT_TRUE(catalogue_.StaysLoaded(0, b));
  EXPECT_TRUE(catalogue_.StaysLoaded(0, c));
  EXPECT_TRUE(catalogue_.StaysLoaded(0, d));
  Publish(b);
  EXPECT_TRUE(catalogue_.StaysLoaded(0, c));
  EXPECT_TRUE(catalogue_.StaysLoaded(0, d));
}

TEST(VersionCatalogueWithoutResidentsTest, OnlyWhatServesOrNeverServedStaysLoaded) {
  VersionCatalogue catalogue({"score"}, 0);
  Version& a = catalogue.Admit(0, Library('a'));
  Version& b = catalogue.Admit(0, Library('b'));
  Version& fresh = catalogue.Admit(0, Library('c'));
  fresh.instances.push_back(std::make_unique<Instance>());
  catalogue.NotePublished(0, a.number, false);
  catalogue.NotePublished(0, b.number, false);
  EXPECT_FALSE(catalogue.StaysLoaded(0, a));
  EXPECT_TRUE(catalogue.StaysLoaded(0, b));
  EXPECT_TRUE(catalogue.StaysLoaded(0, fresh));
}

TEST_F(VersionCatalogueTest, AStateFollowsFromTheInstances) {
  Version& version = Admit('a');
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kInspected);
  version.failure = "no";
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kFailed);
  version.failure.clear();
  version.loads = 1;
  version.instances.push_back(std::make_unique<Instance>());
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kReady);
  Publish(version);
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kActive);
  Publish(Admit('b'));
  version.instances.back()->routed = true;
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kDraining);
  version.instances.push_back(std::make_unique<Instance>());
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kReady) << "loaded again while it drains";
  version.instances.clear();
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kUnloaded);
  version.zombie_reason = "unique symbols";
  EXPECT_EQ(catalogue_.StateOf(0, version), VersionState::kZombie);
}

TEST_F(VersionCatalogueTest, AnInstanceServesOnce) {
  Version& version = Admit('a');
  EXPECT_EQ(version.Fresh(), nullptr);
  version.instances.push_back(std::make_unique<Instance>());
  EXPECT_EQ(version.Fresh(), version.instances.back().get());
  version.instances.back()->served = true;
  EXPECT_EQ(version.Fresh(), nullptr);
}

}  // namespace
}  // namespace hotswap
