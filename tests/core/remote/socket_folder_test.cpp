#include "core/remote/socket_folder.h"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "core/remote/listening_socket.h"
#include "tests/support/scoped_environment.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kKey = "0123456789abcdef";

std::string MakingFails(const fs::path& path) {
  const auto made = SocketFolder::Make(path);
  return made.ok() ? "made" : made.error().text;
}

/// A socket's file that nobody listens to, as a killed process leaves it.
void LeaveSocket(const SocketFolder& folder, const std::string& name) {
  const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  const sockaddr_un address = folder.AddressOf(name);
  ASSERT_EQ(bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
}

TEST(SocketFolderTest, TheRuntimeDirectoryGoesBeforeTmpWhenItsPathIsAbsolute) {
  const fs::path tmp = "/tmp/hotswap-" + std::to_string(geteuid());
  {
    const ScopedEnvironment runtime("XDG_RUNTIME_DIR", "/run/user/7");
    EXPECT_THAT(SocketPlaces(), ElementsAre("/run/user/7/hotswap", tmp));
  }
  for (const char* unusable : {"", "relative"}) {
    const ScopedEnvironment runtime("XDG_RUNTIME_DIR", unusable);
    EXPECT_THAT(SocketPlaces(), ElementsAre(tmp));
  }
}

TEST(SocketFolderTest, IsMadeForItsUserAlone) {
  const TemporaryDirectory directory;
  ASSERT_TRUE(SocketFolder::Make(directory.Path() / "hotswap").ok());
  EXPECT_EQ(fs::status(directory.Path() / "hotswap").permissions(), fs::perms::owner_all);
  EXPECT_TRUE(SocketFolder::Make(directory.Path() / "hotswap").ok()) << "it is there already";
}

TEST(SocketFolderTest, RefusesWhatOthersMayEnterOrExchange) {
  const TemporaryDirectory directory;
  const fs::path open = directory.Path() / "open";
  fs::create_directory(open);
  fs::permissions(open, fs::perms::owner_all | fs::perms::group_read);
  EXPECT_THAT(MakingFails(open), HasSubstr("mode 0740"));
  fs::create_directory_symlink(open, directory.Path() / "link");
  EXPECT_THAT(MakingFails(directory.Path() / "link"), HasSubstr("symbolic link"));
  EXPECT_THAT(MakingFails(directory.Write("file", "")), HasSubstr("Not a directory"));
  EXPECT_THAT(MakingFails(directory.Path() / "no" / "parent"), HasSubstr("No such file"));
  if (geteuid() != 0) return;
  fs::create_directory(directory.Path() / "others");
  ASSERT_EQ(chown((directory.Path() / "others").c_str(), 64123, 64123), 0);
  EXPECT_THAT(MakingFails(directory.Path() / "others"), HasSubstr("another user (number 64123)"));
}

TEST(SocketFolderTest, TheFileIsThereForItsUserAloneUntilTheSocketGoes) {
  const TemporaryDirectory directory;
  fs::path file;
  {
    const auto socket = ListeningSocket::Open(kKey, {directory.Path() / "hotswap"});
    ASSERT_TRUE(socket.ok()) << socket.error().text;
    file = socket->path();
    EXPECT_EQ(file.filename(), kKey + "-" + std::to_string(getpid()) + ".sock");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const auto folder = SocketFolder::Open(directory.Path() / "hotswap");
    EXPECT_THAT(folder->Engines(kKey), ElementsAre(getpid()));
    EXPECT_THAT(folder->Engines("fedcba9876543210"), ElementsAre());
    EXPECT_TRUE(folder->Connect(file.filename()).ok());
  }
  EXPECT_FALSE(fs::exists(file));
}

TEST(SocketFolderTest, APathLongerThanAnAddressHoldsIsNoHindrance) {
  const TemporaryDirectory directory;
  const fs::path deep = directory.Path() / std::string(200, 'd');
  fs::create_directory(deep);
  const auto socket = ListeningSocket::Open(kKey, {deep / "hotswap"});
  ASSERT_TRUE(socket.ok()) << socket.error().text;
  EXPECT_TRUE(SocketFolder::Open(deep / "hotswap")->Connect(socket->path().filename()).ok());
}

TEST(SocketFolderTest, AnUnusablePlaceIsPassedOverAndAllTogetherAreTold) {
  const TemporaryDirectory directory;
  const fs::path none = directory.Path() / "no" / "parent";
  EXPECT_TRUE(ListeningSocket::Open(kKey, {none, directory.Path() / "good"}).ok());
  const auto failed = ListeningSocket::Open(kKey, {none, directory.Write("file", "")});
  ASSERT_FALSE(failed.ok());
  EXPECT_THAT(failed.error().text, HasSubstr(none.string()));
  EXPECT_THAT(failed.error().text, HasSubstr((directory.Path() / "file").string()));
}

TEST(SocketFolderTest, WhatKilledEnginesLeftGoesAtTheNextStartAndNothingElse) {
  const TemporaryDirectory directory;
  const auto living = ListeningSocket::Open("1111111111111111", {directory.Path() / "hotswap"});
  ASSERT_TRUE(living.ok());
  const auto folder = SocketFolder::Open(directory.Path() / "hotswap");
  const std::string dead = SocketFolder::NameOf(kKey, 4194304);  // above the highest number that Linux gives
  const std::string unfinished = kKey + "-4194304.new";
  LeaveSocket(*folder, dead);
  LeaveSocket(*folder, unfinished);
  const fs::path foreign = directory.Write("hotswap/notes.txt", "mine");
  const auto next = ListeningSocket::Open(kKey, {directory.Path() / "hotswap"});
  ASSERT_TRUE(next.ok());
  EXPECT_FALSE(fs::exists(fs::symlink_status(folder->path() / dead)));
  EXPECT_FALSE(fs::exists(fs::symlink_status(folder->path() / unfinished)));
  EXPECT_TRUE(fs::exists(living->path()));
  EXPECT_TRUE(fs::exists(foreign));
}

TEST(SocketFolderTest, ASymbolicLinkAtTheSocketsPlaceIsReplacedAndNotFollowed) {
  const TemporaryDirectory directory;
  const auto folder = SocketFolder::Make(directory.Path() / "hotswap");
  const fs::path precious = directory.Write("precious", "mine");
  fs::create_symlink(precious, folder->path() / SocketFolder::NameOf(kKey, getpid()));
  const auto socket = ListeningSocket::Open(kKey, {folder->path()});
  ASSERT_TRUE(socket.ok()) << socket.error().text;
  EXPECT_TRUE(fs::is_socket(fs::symlink_status(socket->path())));
  EXPECT_TRUE(fs::is_regular_file(precious));
}

}  // namespace
}  // namespace hotswap
