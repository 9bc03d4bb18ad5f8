#include "core/base/output_file.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

TEST(OutputFileTest, RefusesWhatCannotBeWrittenAsAFile) {
  const TemporaryDirectory folder;
  const auto fifo = folder.Path() / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  const auto socket_file = folder.Path() / "socket";
  const int server = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, socket_file.c_str(), sizeof address.sun_path - 1);
  ASSERT_EQ(bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  for (const auto& [file, kind] : {std::pair{fifo, "a FIFO"}, {socket_file, "a socket"}, {folder.Path(), "a directory"}}) {
    const Status status = CheckOutputKind("the record", file);
    ASSERT_FALSE(status.ok()) << file;
    EXPECT_EQ(status.error().code, Errc::kNotRegularFile);
    EXPECT_EQ(status.error().text, std::string("the record: is ") + kind + ", not a file");
  }
  close(server);
}

TEST(OutputFileTest, AcceptsFilesDevicesAndWhatIsNotThereYet) {
  const TemporaryDirectory folder;
  std::ofstream(folder.Path() / "file") << "old";
  for (const auto& file : {folder.Path() / "file", folder.Path() / "new", std::filesystem::path("/dev/null")}) {
    EXPECT_TRUE(CheckOutputKind("the record", file).ok()) << file;
  }
}

TEST(OutputFileTest, AcceptsAPipeOfThisProcess) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  EXPECT_TRUE(CheckOutputKind("the record", "/dev/fd/" + std::to_string(ends[1])).ok());
  for (const int end : ends) close(end);
}

}  // namespace
}  // namespace hotswap
