#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "core/api/config_rows.h"
#include "core/api/guard_names.h"
#include "core/config/config_keys.h"
#include "core/config/config_reader.h"
#include "core/config/plan_reader.h"
#include "core/config/traffic_reader.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;

std::string DefaultText() {
  std::ostringstream text;
  text << std::ifstream(HOTSWAP_DEFAULT_CONFIG).rdbuf();
  return text.str();
}

/// The file with the keys that are not set by default; a moment's parameters are left out, since no moment takes all of them.
std::string TextWithEveryKey() {
  std::istringstream lines(DefaultText());
  std::string all;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("kind = ")) line.replace(line.find("synthetic"), 9, "csv");
    const bool key = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    bool parameter = false;
    for (const char* name : {"#period", "#requests_per_s", "#deadline"}) parameter = parameter || line.starts_with(name);
    all += (key && !parameter ? line.substr(1) : line) + "\n";
  }
  return all;
}

TEST(DefaultConfigTest, IsWhatIsBuiltIn) {
  const auto read = ReadConfig(HOTSWAP_DEFAULT_CONFIG, {});
  ASSERT_TRUE(read.ok()) << read.error().text;
  EXPECT_EQ(ConfigRows(read->config), ConfigRows(Config{}));
}

TEST(DefaultConfigTest, ShowsEveryKeyThatIsReadAndEachRow) {
  const auto read = ParseConfig(TextWithEveryKey(), "/etc/config.toml", {});
  ASSERT_TRUE(read.ok()) << read.error().text;
  for (const ConfigRow& row : ConfigRows(read->config)) {
    EXPECT_TRUE(read->lines.contains(row.key)) << row.key;
  }
}

template <typename Keys>
void ExpectKeys(const Keys& keys) {
  for (const std::string_view key : keys)
    EXPECT_THAT(DefaultText(),
                ::testing::ContainsRegex("(^|\n)[#[]*" + std::string(key) + "[].]|(^|\n)#?" + std::string(key) + " = "))
        << key;
}

TEST(DefaultConfigTest, HasEveryKeyOfEveryTable) {
  ExpectKeys(kConfigKeys);
  ExpectKeys(kWorkersKeys);
  ExpectKeys(kSourceKeys);
  ExpectKeys(kSlotKeys);
  ExpectKeys(kStoreKeys);
  ExpectKeys(kGatesKeys);
  ExpectKeys(kProbationKeys);
  ExpectKeys(kTrialKeys);
  ExpectKeys(kStrategyKeys);
  ExpectKeys(kJournalKeys);
  ExpectKeys(kWindowKeys);
  for (const std::string_view guard : kGuardNames) EXPECT_THAT(DefaultText(), HasSubstr(guard));
}

TEST(DefaultConfigTest, SaysOfEveryKeyWhetherItIsLiveAsTheRowsDo) {
  const auto read = ParseConfig(TextWithEveryKey(), "/etc/config.toml", {}).value();
  std::istringstream stream(DefaultText());
  std::vector<std::string> lines{""};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  for (const ConfigRow& row : ConfigRows(read.config)) {
    const auto at = read.lines.find(row.key);
    if (at == read.lines.end() || row.key == "slot" || row.key == "guards" || row.key.ends_with(".steps")) continue;
    EXPECT_THAT(lines.at(at->second), HasSubstr(row.live ? "(live)" : "(restart)")) << row.key;
  }
}

}  // namespace
}  // namespace hotswap
