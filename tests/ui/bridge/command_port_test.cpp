#include "ui/bridge/command_port.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/ui/fake_engine.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

class CommandPortTest : public ::testing::Test {
 protected:
  CommandPortTest() {
    QObject::connect(&port_, &CommandPort::libraryLoaded, &port_,
                     [this](std::uint32_t, std::uint32_t version) { loaded_.push_back(version); });
    QObject::connect(&port_, &CommandPort::finished, &port_, [this](CommandId, bool ok) { finished_.push_back(ok); });
  }

  ManualClock clock_;
  FakeEngine engine_{clock_};
  CommandPort port_{engine_};
  std::vector<std::uint32_t> loaded_;
  std::vector<bool> finished_;
};

TEST_F(CommandPortTest, TellsOfALoadOnlyWhenASnapshotKnowsItsOutcome) {
  port_.submit(LoadLibrary{.slot = {}, .path = "a.so"});
  port_.apply(*engine_.Latest());
  EXPECT_TRUE(loaded_.empty());
  EXPECT_EQ(port_.pending(), 1);

  clock_.Advance(400ms);
  port_.apply(*engine_.Latest());
  EXPECT_EQ(loaded_, std::vector<std::uint32_t>{1});
  EXPECT_EQ(port_.pending(), 0);
}

TEST_F(CommandPortTest, TellsEachOutcomeOnce) {
  port_.submit(LoadLibrary{.slot = {}, .path = "a.so"});
  clock_.Advance(400ms);
  port_.apply(*engine_.Latest());
  port_.apply(*engine_.Latest());
  EXPECT_EQ(finished_.size(), 1U);
}

TEST_F(CommandPortTest, ARefusedLoadFinishesWithoutAVersion) {
  port_.submit(LoadLibrary{.slot = {}, .path = "bad.so"});
  clock_.Advance(400ms);
  port_.apply(*engine_.Latest());
  EXPECT_TRUE(loaded_.empty());
  EXPECT_EQ(finished_, std::vector<bool>{false});
}

TEST_F(CommandPortTest, HandsOverTheVerdictOfALoadAcceptedOrNot) {
  std::vector<CommandOutcome> judged;
  std::vector<VersionKey> versions;
  QObject::connect(&port_, &CommandPort::judged, &port_, [&](VersionKey version, const CommandOutcome& outcome) {
    versions.push_back(version);
    judged.push_back(outcome);
  });
  port_.submit(LoadLibrary{.slot = {}, .path = "a.so"});
  port_.submit(LoadLibrary{.slot = {}, .path = "bad.so"});
  port_.submit(SwapToVersion{.slot = {}, .version = 1});
  clock_.Advance(1s);
  port_.apply(*engine_.Latest());
  ASSERT_EQ(judged.size(), 2U);
  EXPECT_FALSE(judged[0].verdict->refused());
  EXPECT_EQ(versions[0], (VersionKey{0, 1}));
  EXPECT_TRUE(judged[1].verdict->refused());
  EXPECT_FALSE(versions[1].valid());
}

TEST_F(CommandPortTest, IgnoresCommandsOfOthers) {
  engine_.Submit(LoadLibrary{.slot = {}, .path = "a.so"});
  clock_.Advance(400ms);
  port_.apply(*engine_.Latest());
  EXPECT_TRUE(finished_.empty());
}

TEST_F(CommandPortTest, ForgetsCommandsWhoseOutcomesTheEngineNoLongerKeeps) {
  for (int i = 0; i < 100; ++i) port_.submit(SetPaused{.paused = i % 2 == 0});
  port_.apply(*engine_.Latest());
  EXPECT_EQ(finished_.size(), 64U);
  EXPECT_EQ(port_.pending(), 0);
}

}  // namespace
}  // namespace hotswap::ui
