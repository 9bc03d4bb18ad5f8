#include "core/config/config_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/api/config_rows.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class ReadConfigTest : public ::testing::Test {
 protected:
  Result<ConfigFile> Read(std::string_view text) {
    return ReadConfig(directory_.Write("config.toml", text), directory_.Path() / "plugins");
  }

  TemporaryDirectory directory_;
};

TEST_F(ReadConfigTest, TakesWhatAnEmptyFileDoesNotSayFromTheDefaults) {
  const auto read = Read("").value();
  EXPECT_EQ(ConfigRows(read.config), ConfigRows(Config{}));
  EXPECT_TRUE(read.lines.empty());
}

TEST_F(ReadConfigTest, ReadsEveryTable) {
  const auto shipped = directory_.Write("plugins/score_op_v1.so", "");
  const auto read = Read(R"(
[workers]
threads = 8
interval = "0"
[source]
kind = "csv"
file = "r.csv"
loop = true
[store]
directory = "store"
resident = 0
[gates]
strict = true
vetting = false
cache = false
latency_budget = "50us"
call_limit = "2s"
vet_limit = "9s"
[trial]
duration = "0"
[journal]
enabled = false
file = "/var/j.db"
max_age = "7d"
max_size = "1GiB"
[window]
theme = "dark"
language = "zh_CN"
refresh = "100ms"
[guards]
max_nonfinite = 3
[rollout.quick]
steps = [{ threads = 1 }]
[rollout.careful]
steps = [{ share = 1, min_time = "1h" }, { share = 100 }]
guards = { max_score_psi = 0.1 }
[[slot]]
name = "score"
operator = "score_op_v1.so"
[[slot]]
name = "ctr"
operator = "ctr.so"
watch = "out"
policy = "rollout"
rollout = "careful"
instances = "per_worker"
configure = { model = "a", k = [1, 2.5], deep = { on = true } }
moment = "low_load"
requests_per_s = 5
deadline = "1m"
)");
  ASSERT_TRUE(read.ok()) << read.error().text;
  const Config& config = read->config;
  EXPECT_EQ(config.workers, (WorkerSettings{.threads = 8, .interval = 0ns, .rounds = 0}));
  EXPECT_EQ(config.source.file, directory_.Path() / "r.csv");
  EXPECT_TRUE(config.source.loop);
  EXPECT_EQ(config.store.directory, directory_.Path() / "store");
  EXPECT_EQ(config.store.resident, 0U);
  EXPECT_TRUE(config.gates.strict);
  EXPECT_FALSE(config.gates.vetting);
  EXPECT_FALSE(config.gates.use_verdicts);
  EXPECT_EQ(config.gates.call_limit, 2s);
  EXPECT_EQ(config.gates.vet_limit, 9s);
  EXPECT_EQ(config.probation.duration, 60s);
  EXPECT_EQ(config.probation.latency_budget, 500us) << "10 times that of the gates";
  EXPECT_EQ(config.trial.duration, 0s);
  EXPECT_FALSE(config.journal.enabled);
  EXPECT_EQ(config.journal.file, "/var/j.db");
  EXPECT_EQ(config.journal.max_age, 7 * 24h);
  EXPECT_EQ(config.journal.max_size, std::uint64_t{1} << 30);
  EXPECT_EQ(config.window.theme, "dark");
  EXPECT_EQ(config.window.language, "zh_CN");
  EXPECT_EQ(config.window.refresh, 100ms);
  ASSERT_EQ(config.rollouts.size(), 3U) << "in order of name, with the built-in one";
  EXPECT_EQ(config.rollouts[0].name, "careful");
  EXPECT_EQ(config.rollouts[0].guards.at(0).name, "max_score_psi");
  EXPECT_EQ(config.rollouts[1].name, "quick");
  EXPECT_EQ(config.rollouts[1].guards.at(0).limit, 3) << "those of [guards]";
  EXPECT_EQ(config.rollouts[2].guards.size(), 1U) << "of the built-in strategy, too";
  ASSERT_EQ(config.slots.size(), 2U);
  EXPECT_EQ(config.slots[0].library, shipped);
  EXPECT_EQ(config.slots[1].library, directory_.Path() / "ctr.so");
  EXPECT_EQ(config.slots[1].watch, directory_.Path() / "out");
  EXPECT_EQ(config.slots[1].policy, WatchPolicy::kRollout);
  EXPECT_EQ(config.slots[1].rollout, "careful");
  EXPECT_EQ(config.slots[1].instances, InstanceSharing::kPerWorker);
  EXPECT_EQ(config.slots[1].configure, R"({"deep":{"on":true},"k":[1,2.5],"model":"a"})");
  EXPECT_EQ(config.slots[1].moment.requests_per_s, 5);
}

TEST_F(ReadConfigTest, KnowsInWhichLineEachKeyStands) {
  const auto read =
      Read("[workers]\nthreads = 8\n\n[[slot]]\nname = 'a'\noperator = 'a.so'\n[guards]\n[rollout.x]\nsteps = [{share = 1}]\n")
          .value();
  EXPECT_EQ(read.lines.at("workers.threads"), 2U);
  EXPECT_EQ(read.lines.at("slot.a.operator"), 6U);
  EXPECT_EQ(read.lines.at("guards"), 7U);
  EXPECT_EQ(read.lines.at("rollout.x.steps"), 9U);
  EXPECT_FALSE(read.lines.contains("workers.rounds"));
}

TEST_F(ReadConfigTest, TakesJsonAsItStands) {
  const auto read = Read("slot = [{name = 'a', operator = 'a.so', configure = '{ \"k\": [1] }'}]").value();
  EXPECT_EQ(read.config.slots[0].configure, "{ \"k\": [1] }");
}

TEST_F(ReadConfigTest, AFileOfTheBuiltInStrategysNameReplacesIt) {
  const auto read = Read("rollout.standard.steps = [{share = 100}]").value();
  ASSERT_EQ(read.config.rollouts.size(), 1U);
  EXPECT_EQ(read.config.rollouts[0].steps.size(), 1U);
}

TEST_F(ReadConfigTest, AnEmptyTableOfGuardsTurnsThemOff) {
  const auto read = Read("rollout.x = {steps = [{share = 100}], guards = {}}").value();
  EXPECT_TRUE(read.config.rollouts.back().guards.empty());
}

TEST_F(ReadConfigTest, RefusesWhatIsNoReadableFile) {
  EXPECT_EQ(ReadConfig(directory_.Path() / "none.toml", {}).error().code, Errc::kNotFound);
  EXPECT_EQ(ReadConfig(directory_.Path(), {}).error().code, Errc::kNotRegularFile);
  EXPECT_EQ(ReadConfig("/dev/null", {}).error().code, Errc::kNotRegularFile);
  const auto huge = Read(std::string(2 << 20, '#'));
  EXPECT_EQ(huge.error().code, Errc::kTooLarge);
  EXPECT_THAT(huge.error().text, HasSubstr("is this a configuration?"));
}

TEST_F(ReadConfigTest, RefusesKeysThatAreNestedWithoutEnd) {
  std::string key = "x";
  for (int i = 0; i < 200'000; ++i) key += ".a";
  const auto read = Read("[workers]\n" + key + " = 1\n");
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().text, HasSubstr("config.toml:2:64: a key here has over 32 parts"));
}

TEST_F(ReadConfigTest, TakesDotsThatAreNoKey) {
  const std::string dots(200, '.');
  std::string numbers = "0.5";
  for (int i = 0; i < 200; ++i) numbers += ", 0.5";
  EXPECT_TRUE(Read("# " + dots + "\n[[slot]]\nname = '" + dots + "'\noperator = 'a.so'\nconfigure = [" + numbers + "]\n").ok());
}

}  // namespace
}  // namespace hotswap
