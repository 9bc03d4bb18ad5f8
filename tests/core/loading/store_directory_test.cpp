#include "core/loading/store_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "tests/core/loading/mounted_child.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ScratchDirectory;

class StoreDirectoryTest : public ::testing::Test {
 protected:
  const ScratchDirectory scratch_;
};

TEST_F(StoreDirectoryTest, MakesNothingWhenItIsOnlyToBeOpened) {
  const auto missing = StoreDirectory::OpenExisting(scratch_ / "store");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::kNotFound);
  EXPECT_THAT(missing.error().text, AllOf(HasSubstr((scratch_ / "store").string()), HasSubstr("--store")));
  fs::create_directory(scratch_ / "other");
  EXPECT_THAT(StoreDirectory::OpenExisting(scratch_ / "other").error().text, HasSubstr("is no operator store"));
  EXPECT_TRUE(fs::is_empty(scratch_ / "other"));
  EXPECT_FALSE(fs::exists(scratch_ / "store"));
}

TEST_F(StoreDirectoryTest, IsTakenAloneOnlyWhenNobodyElseHasItOpen) {
  auto store = StoreDirectory::OpenOrMake(scratch_ / "store").value();
  {
    const auto other = StoreDirectory::OpenExisting(scratch_ / "store").value();
    EXPECT_FALSE(store.TakeAlone());
  }
  EXPECT_TRUE(store.TakeAlone());
  store.ShareAgain();
  EXPECT_TRUE(StoreDirectory::OpenExisting(scratch_ / "store"));
}

TEST_F(StoreDirectoryTest, KeepsItsShareWhenItCannotBeTakenAlone) {
  auto store = StoreDirectory::OpenOrMake(scratch_ / "store").value();
  auto other = StoreDirectory::OpenExisting(scratch_ / "store").value();
  EXPECT_FALSE(store.TakeAlone());
  EXPECT_FALSE(other.TakeAlone()) << "the attempt cost the shared lock";
}

TEST_F(StoreDirectoryTest, StaysLockedWhenItIsMoved) {
  auto first = StoreDirectory::OpenOrMake(scratch_ / "store").value();
  const StoreDirectory moved = std::move(first);
  EXPECT_FALSE(StoreDirectory::OpenExisting(scratch_ / "store").value().TakeAlone());
}

TEST_F(StoreDirectoryTest, SaysThatItIsBeingCleanedInsteadOfWaitingForEver) {
  auto cleaner = StoreDirectory::OpenOrMake(scratch_ / "store").value();
  ASSERT_TRUE(cleaner.TakeAlone());
  const auto refused = StoreDirectory::OpenExisting(scratch_ / "store");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kUnavailable);
  EXPECT_THAT(refused.error().text, HasSubstr("is being cleaned"));
}

TEST_F(StoreDirectoryTest, CanBeReadWhereNothingCanBeWritten) {
  const fs::path mount = scratch_ / "mount";
  fs::create_directory(mount);
  const auto read = testing::TrueWithMount(mount, 0, "size=1m", [&] {
    { const auto made = StoreDirectory::OpenOrMake(mount / "store"); }
    const auto remount = [&](unsigned long flags) {
      return ::mount(nullptr, mount.c_str(), nullptr, MS_REMOUNT | flags, nullptr) == 0;
    };
    if (!remount(MS_RDONLY) || StoreDirectory::OpenExisting(mount / "store")) return false;
    {
      auto locked = StoreDirectory::OpenToRead(mount / "store");
      if (!locked || !locked->unchecked().empty() || !locked->TakeAlone()) return false;
    }
    if (!remount(0) || !fs::remove(mount / "store" / "lock") || !remount(MS_RDONLY)) return false;
    const auto unlocked = StoreDirectory::OpenToRead(mount / "store");
    return unlocked && unlocked->unchecked().size() == 1 && !fs::exists(mount / "store" / "lock");
  });
  if (!read) GTEST_SKIP() << "this user may not mount";
  EXPECT_TRUE(*read);
}

TEST_F(StoreDirectoryTest, IsNotReadWhenOthersMayWriteOrItIsNotThere) {
  EXPECT_EQ(StoreDirectory::OpenToRead(scratch_ / "store").error().code, Errc::kNotFound);
  { const auto made = StoreDirectory::OpenOrMake(scratch_ / "store"); }
  fs::permissions(scratch_ / "store", fs::perms(0777));
  EXPECT_EQ(StoreDirectory::OpenToRead(scratch_ / "store").error().code, Errc::kPermissionDenied);
}

TEST_F(StoreDirectoryTest, SaysWhatToDoWhereNoDirectoryCanBeFound) {
  fs::create_symlink("loop", scratch_ / "loop");
  EXPECT_THAT(StoreDirectory::OpenOrMake(scratch_ / "loop").error().text,
              AllOf(HasSubstr((scratch_ / "loop").string()), HasSubstr("symbolic links"), HasSubstr("--store")));
  EXPECT_THAT(StoreDirectory::OpenOrMake("").error().text, AllOf(HasSubstr("HOME"), HasSubstr("--store")));
}

}  // namespace
}  // namespace hotswap
