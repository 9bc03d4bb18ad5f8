#include "core/remote/request.h"

#include <gmock/gmock.h>

#include <string>
#include <variant>

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string Written(const RemoteRequest& request) { return RequestLine(request); }

/// What is read of what is written, written again.
std::string ThereAndBack(const Command& command) {
  const auto read = ReadRequest(Written({command}));
  return read.ok() ? Written(*read) : read.error().text;
}

std::string Refusal(std::string_view line) {
  const auto read = ReadRequest(line);
  return read.ok() ? "accepted" : std::string(ErrcName(read.error().code)) + ": " + read.error().text;
}

TEST(RequestTest, EveryCommandIsReadAsItWasWritten) {
  const Moment low{.kind = MomentKind::kLowLoad, .requests_per_s = 12.5, .deadline = std::chrono::seconds(3)};
  StartRollout rollout;
  rollout.plan = {.slot = "ctr",
                  .library = "/tmp/v2.so",
                  .version = 0,
                  .steps = {{.share = 5, .threads = 0, .min_time = std::chrono::milliseconds(500), .min_requests = 1000},
                            {.share = 0, .threads = 2, .min_time = {}, .min_requests = 0}},
                  .guards = {{"max_error_rate", 0.001}}};
  rollout.restart = true;
  StartRollout by_name;
  by_name.plan = {.slot = "", .library = "/tmp/v2.so", .version = 0, .steps = {}, .guards = {}};
  by_name.strategy = "slow";
  StartRollout guarded = by_name;
  guarded.strategy.clear();
  guarded.plan.guards = {{"max_nonfinite", 2}};
  const Command commands[] = {
      LoadLibrary{"ctr", "/tmp/a b\".so"},
      SwapToVersion{"", 7, {.kind = MomentKind::kAtRequest, .request = 9}},
      SwapToLibrary{"score", "/tmp/x.so", low},
      SwapToLibrary{"", "/x", {.kind = MomentKind::kThreadByThread, .period = std::chrono::nanoseconds(5)}},
      SwapToLibrary{"", "/x", {.kind = MomentKind::kAtTime, .time = std::chrono::seconds(2)}},
      RollBack{"score", 3},
      RollBack{},
      rollout,
      by_name,
      guarded,
      Promote{"ctr"},
      PauseRollout{"", true},
      PauseRollout{"", false},
      Abort{},
      StartShadow{{.slot = "", .library = {}, .version = 4, .duration = std::chrono::seconds(1)}},
      StopShadow{"ctr"}};
  for (const Command& command : commands) EXPECT_EQ(ThereAndBack(command), Written({command}));
}

TEST(RequestTest, ReadsWhatAPersonWrites) {
  const auto read =
      ReadRequest(R"({"v":1,"command":"swap","slot":"ctr","path":"/tmp/f.so","moment":"thread_by_thread","period":"1.5s"})");
  ASSERT_TRUE(read.ok()) << read.error().text;
  const auto& swap = std::get<SwapToLibrary>(*read->command);
  EXPECT_EQ(swap.slot, "ctr");
  EXPECT_EQ(swap.path, "/tmp/f.so");
  EXPECT_EQ(swap.moment.kind, MomentKind::kThreadByThread);
  EXPECT_EQ(swap.moment.period, std::chrono::milliseconds(1500));
}

TEST(RequestTest, StatusIsNoCommand) {
  const auto read = ReadRequest(R"({"v":1,"command":"status"})");
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read->command.has_value());
}

TEST(RequestTest, WhatIsNoJsonObjectIsRefused) {
  using namespace std::string_view_literals;
  for (const std::string_view line :
       {""sv, "garbage"sv, "[1]"sv, "{\"v\":1"sv, "{}{}"sv, "\0\0"sv, "{\"v\":1,\"command\":\"st\xff\"}"sv}) {
    EXPECT_THAT(Refusal(line), HasSubstr("parse: ")) << line;
  }
  EXPECT_THAT(Refusal(std::string(kMaxRequestLine, '[')), HasSubstr("parse: "));
  EXPECT_THAT(Refusal(R"({"v":1,"command":"promote","slot":)" + std::string(30000, '[') + std::string(30000, ']') + "}"),
              HasSubstr("must be a text"));
}

TEST(RequestTest, AnotherVersionOfTheLanguageIsRefused) {
  EXPECT_THAT(Refusal(R"({"v":2,"command":"status"})"), HasSubstr("too_new: "));
  EXPECT_THAT(Refusal(R"({"command":"status"})"), HasSubstr("does not say the version"));
  EXPECT_THAT(Refusal(R"({"v":"1","command":"status"})"), HasSubstr("does not say the version"));
}

TEST(RequestTest, NothingOfALineWithAFaultIsCarriedOut) {
  const std::pair<const char*, const char*> lines[] = {
      {R"({"v":1})", "there is no such command"},
      {R"({"v":1,"command":"explode"})", "there is no such command"},
      {R"({"v":1,"command":7})", "must be a text"},
      {R"({"v":1,"command":"load"})", "\"path\" is missing"},
      {R"({"v":1,"command":"load","path":"f.so"})", "absolute path"},
      {R"({"v":1,"command":"load","path":"/f\u0000.so"})", "NUL"},
      {R"({"v":1,"command":"load","path":"/f.so","force":true})", "no key \"force\""},
      {R"({"v":1,"command":"status","slot":"a"})", "no key \"slot\""},
      {R"({"v":1,"command":"swap"})", "either"},
      {R"({"v":1,"command":"swap","path":"/f.so","version":1})", "either"},
      {R"({"v":1,"command":"swap","version":0})", "whole number"},
      {R"({"v":1,"command":"swap","version":-1})", "whole number"},
      {R"({"v":1,"command":"swap","version":4294967296})", "whole number"},
      {R"({"v":1,"command":"swap","version":1.5})", "whole number"},
      {R"({"v":1,"command":"swap","version":1,"moment":"soon"})", "no moment"},
      {R"({"v":1,"command":"swap","version":1,"moment":"thread_by_thread"})", "\"period\" is missing"},
      {R"({"v":1,"command":"swap","version":1,"moment":"thread_by_thread","period":"0"})", "longer than 0"},
      {R"({"v":1,"command":"swap","version":1,"period":"1s"})", "only for the moment thread_by_thread"},
      {R"({"v":1,"command":"swap","version":1,"moment":"at_time","time":"-1s"})", "negative"},
      {R"({"v":1,"command":"swap","version":1,"moment":"low_load","requests_per_s":0,"deadline":"1s"})", "over 0"},
      {R"({"v":1,"command":"rollback","version":"2"})", "whole number"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[]})", "at least one step"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"share":5}],"strategy":"slow"})", "exclude each other"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[5]})", "must be an object"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"share":0}]})", "over 0"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"share":5,"threads":1}]})", "either"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"threads":65}]})", "1 to 64"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"share":5}],"guards":{"max_fun":1}})", "no guard"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"share":5}],"guards":{"max_p99_ratio":"x"}})", "must be a number"},
      {R"({"v":1,"command":"rollout","path":"/f.so","steps":[{"share":5}],"restart":1})", "true or false"},
  };
  for (const auto& [line, reason] : lines) {
    EXPECT_THAT(Refusal(line), HasSubstr("invalid_argument: ")) << line;
    EXPECT_THAT(Refusal(line), HasSubstr(reason)) << line;
  }
}

}  // namespace
}  // namespace hotswap
