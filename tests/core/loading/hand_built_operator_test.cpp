// Operators that are built without this project's build system, from the headers of core/abi alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "core/loading/elf_inspection.h"
#include "core/loading/operator_loader.h"
#include "core/loading/operator_store.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::ReadAll;
using testing::ScratchDirectory;

const fs::path kSource = HOTSWAP_SOURCE_DIR;

/// The text between the line that begins with `fence` (such as "```cpp") and the closing fence.
std::string FencedBlock(const std::string& text, const std::string& fence) {
  const std::size_t start = text.find('\n', text.find("\n" + fence) + 1) + 1;
  return text.substr(start, text.find("```", start) - start);
}

class HandBuiltOperatorTest : public ::testing::Test {
 protected:
  HandBuiltOperatorTest() {
    fs::create_directories(scratch_ / "core/abi");
    for (const char* header : {"core/abi/operator_interface.h", "core/abi/operator_module.h"}) {
      fs::copy_file(kSource / header, scratch_ / header);
    }
  }

  /// Runs `command` in the scratch directory, where only the two headers of core/abi are, with the compiler of this
  /// build in place of g++.
  bool Run(std::string command) {
    if (command.starts_with("g++ ")) command.replace(0, 3, HOTSWAP_CXX_COMPILER);
    return std::system(("cd '" + scratch_.path().string() + "' && " + command).c_str()) == 0;
  }

  double ScoreOf(const fs::path& file, const Feature& feature) {
    OperatorStore store = OperatorStore::Open(scratch_ / "store").value();
    OperatorLoader loader;
    const StoredLibrary library = store.Import(file).value();
    const Status inspected = InspectElf(library);
    EXPECT_TRUE(inspected) << inspected.error().text;
    auto loaded = loader.Load(library).value();
    const double score = loaded->get().compute_score(feature);
    EXPECT_TRUE(loader.Retire(std::move(loaded)).unmapped);
    return score;
  }

  const ScratchDirectory scratch_;
};

TEST_F(HandBuiltOperatorTest, LoadsWithNothingButTheHeadersAndTheShortestCommand) {
  fs::copy_file(kSource / "plugins/linear/linear_operator.cpp", scratch_ / "x.cpp");
  ASSERT_TRUE(Run("g++ -fPIC -shared -I . -o x.so x.cpp"));
  EXPECT_DOUBLE_EQ(ScoreOf(scratch_ / "x.so", {1, 2, 1.0, 0.0}), 0.7);
}

TEST_F(HandBuiltOperatorTest, LoadsWhenBuiltForAnOlderStandard) {
  fs::copy_file(kSource / "plugins/nonlinear/nonlinear_operator.cpp", scratch_ / "x.cpp");
  ASSERT_TRUE(Run("g++ -std=c++11 -fPIC -shared -I . -o x.so x.cpp"));
  EXPECT_DOUBLE_EQ(ScoreOf(scratch_ / "x.so", {0, 0, 1.0, 1.0}), 3.0);
}

TEST_F(HandBuiltOperatorTest, TheOneInTheReadmeWorksAsPrinted) {
  const std::string readme = ReadAll(kSource / "plugins/README.md");
  scratch_.Write("my_operator.cpp", FencedBlock(readme, "```cpp"));
  ASSERT_TRUE(Run(FencedBlock(readme, "```sh")));
  EXPECT_DOUBLE_EQ(ScoreOf(scratch_ / "my_operator.so", {1, 2, 0.5, 0.25}), 0.5);
  EXPECT_DOUBLE_EQ(ScoreOf(scratch_ / "my_operator.so", {1, 2, 0.125, 0.25}), 0.25);
}

TEST_F(HandBuiltOperatorTest, AnObjectFileIsRefusedWithTheNextStep) {
  fs::copy_file(kSource / "plugins/linear/linear_operator.cpp", scratch_ / "x.cpp");
  ASSERT_TRUE(Run("g++ -fPIC -c -I . -o x.o x.cpp"));
  const StoredLibrary library = OperatorStore::Open(scratch_ / "store").value().Import(scratch_ / "x.o").value();
  EXPECT_THAT(InspectElf(library).error().text, HasSubstr("link it with -shared"));
}

}  // namespace
}  // namespace hotswap
