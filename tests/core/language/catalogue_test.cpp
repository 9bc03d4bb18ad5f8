#include "core/language/catalogue.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

class CatalogueTest : public ::testing::Test {
 protected:
  CatalogueTest() {
    for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  }

  /// What msgfmt writes for one message.
  static std::string OneMessage(const std::string& english, const std::string& translated) {
    const auto size = [](const std::string& text) { return static_cast<std::uint32_t>(text.size()); };
    const std::uint32_t words[] = {0x950412de, 0, 1, 28, 36, 0, 0, size(english), 44, size(translated), 45 + size(english)};
    return std::string(reinterpret_cast<const char*>(words), sizeof(words)) + english + '\0' + translated + '\0';
  }

  void Write(const std::string& language, const std::string& bytes) const {
    const auto folder = directory_ / language / "LC_MESSAGES";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "hotswap.mo", std::ios::binary) << bytes;
  }

  const testing::ScratchDirectory scratch_;
  const std::filesystem::path directory_ = scratch_.path();
};

TEST_F(CatalogueTest, TranslatesByTheFileOfALanguageHoweverItsNameIsSpelt) {
  Write("zh_CN", OneMessage("slot %1 is gone", "槽位 %1 已不存在"));
  for (const char* name : {"zh_CN", "zh_CN.UTF-8", "zh-CN", "zh", "zh-Hans-CN"}) {
    const Catalogue catalogue = Catalogue::Load(name, directory_);
    EXPECT_EQ(catalogue.Translated("slot ctr is gone"), "槽位 ctr 已不存在") << name;
    EXPECT_EQ(catalogue.Translated("slot ctr is gone"), "槽位 ctr 已不存在") << name << ", the second time";
  }
}

TEST_F(CatalogueTest, StaysEnglishWithoutACatalogueAndForNamesThatLeadElsewhere) {
  Write("zh_CN", OneMessage("a text", "文本"));
  for (const char* name : {"en_GB", "C", "", "fr_FR", "../zh_CN", "zh_TW"}) {
    EXPECT_TRUE(Catalogue::Load(name, directory_).empty()) << name;
  }
  EXPECT_EQ(Catalogue().Translated("a text"), "a text");
}

TEST_F(CatalogueTest, StaysEnglishWhereverItsFileIsCutOff) {
  const std::string whole = OneMessage("a text", "文本");
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    Write("zh_CN", whole.substr(0, size));
    EXPECT_TRUE(Catalogue::Load("zh_CN", directory_).empty()) << size;
  }
  Write("zh_CN", "no catalogue at all, but long enough for the words of a header");
  EXPECT_TRUE(Catalogue::Load("zh_CN", directory_).empty());
}

TEST_F(CatalogueTest, WishesWhatTheEnvironmentNamesInGettextsOrder) {
  EXPECT_TRUE(WishedLanguages().empty());
  setenv("LANG", "zh_CN.UTF-8", 1);
  EXPECT_EQ(WishedLanguages(), std::vector<std::string>{"zh_CN"});
  setenv("LC_MESSAGES", "en_US.UTF-8", 1);
  EXPECT_TRUE(WishedLanguages().empty());
  setenv("LANGUAGE", "fr:zh_CN:en", 1);
  EXPECT_EQ(WishedLanguages(), (std::vector<std::string>{"fr", "zh_CN"}));
}

TEST_F(CatalogueTest, SpeaksEnglishToAScriptThatAsksForIt) {
  setenv("LANGUAGE", "zh_CN", 1);
  setenv("LC_ALL", "C", 1);
  EXPECT_TRUE(WishedLanguages().empty());
  setenv("LC_ALL", "C.UTF-8", 1);
  EXPECT_EQ(WishedLanguages(), std::vector<std::string>{"zh_CN"});
}

}  // namespace
}  // namespace hotswap
