#include "core/remote/control_socket.h"

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/mutex.h"
#include "core/remote/remote_client.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

constexpr std::chrono::seconds kLong{60};  // nothing here takes that long on any machine
const std::string kKey = "0123456789abcdef";

/// Remembers commands, and ends them when it is told to.
class SlowEngine final : public Engine {
 public:
  CommandId Submit(Command command) override {
    const MutexLock lock(mutex_);
    commands_.push_back(std::move(command));
    changed_.NotifyAll();
    return commands_.size();
  }
  std::shared_ptr<const Snapshot> Latest() const override {
    const MutexLock lock(mutex_);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->slots = {{.name = "score", .active = 1, .rollback_target = 0}};
    snapshot->events = std::make_shared<const std::vector<Event>>();
    snapshot->receipts = std::make_shared<const std::vector<SwapReceipt>>();
    snapshot->outcomes = outcomes_;
    return snapshot;
  }
  void WaitForCommands(std::size_t count) {
    const MutexLock lock(mutex_);
    while (commands_.size() < count) changed_.Wait(mutex_);
  }
  void End(CommandId id, bool ok, const std::string& text = {}) {
    const MutexLock lock(mutex_);
    outcomes_.push_back({.id = id, .ok = ok, .version = 0, .text = text, .verdict = nullptr});
  }
  std::size_t commands() const {
    const MutexLock lock(mutex_);
    return commands_.size();
  }

 private:
  mutable Mutex mutex_;
  CondVar changed_;
  std::vector<Command> commands_ GUARDED_BY(mutex_);
  std::vector<CommandOutcome> outcomes_ GUARDED_BY(mutex_);
};

class ControlSocketTest : public ::testing::Test {
 protected:
  void Start(RemoteLimits limits = {}) {
    auto listening = ListeningSocket::Open(kKey, Places());
    ASSERT_TRUE(listening.ok()) << listening.error().text;
    socket_ = std::make_unique<ControlSocket>(std::move(listening).value(), engine_,
                                              EngineIdentity{.program = "hotswap", .store = "/store", .pid = getpid()}, limits);
  }
  std::vector<std::filesystem::path> Places() const { return {directory_.Path() / "hotswap"}; }

  FileDescriptor Connect() const {
    auto connection = SocketFolder::Open(Places().front())->Connect(SocketFolder::NameOf(kKey, getpid()));
    EXPECT_TRUE(connection.ok()) << connection.error().text;
    return connection.ok() ? std::move(connection).value() : FileDescriptor();
  }

  static void Send(const FileDescriptor& connection, std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(connection.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      if (sent < 0 && errno != EAGAIN) return;
      if (sent < 0) Poll(connection, POLLOUT);
    }
  }

  static void Poll(const FileDescriptor& connection, short what) {
    pollfd watched{connection.get(), what, 0};
    EXPECT_GT(poll(&watched, 1, 60'000), 0) << "nothing came";
  }

  /// The next line; empty when the connection ended before.
  static std::string Line(const FileDescriptor& connection) {
    std::string line;
    for (;;) {
      char byte = 0;
      const ssize_t got = recv(connection.get(), &byte, 1, 0);
      if (got > 0 && byte == '\n') return line;
      if (got > 0) line += byte;
      if (got == 0 || (got < 0 && errno != EAGAIN)) return {};
      if (got < 0) Poll(connection, POLLIN);
    }
  }

  static std::string CodeOf(const std::string& line) { return line.empty() ? "ended" : Json::parse(line).value("code", "none"); }

  static TimePoint Later() { return SteadyClock().Now() + kLong; }

  TemporaryDirectory directory_;
  SlowEngine engine_;
  std::unique_ptr<ControlSocket> socket_;  // after the engine
};

TEST_F(ControlSocketTest, AClientGetsTheStatusAndTheOutcomeOfItsCommand) {
  Start();
  auto client = RemoteClient::Find(kKey, std::nullopt, Places());
  ASSERT_TRUE(client.ok()) << client.error().text;
  EXPECT_EQ(client->engine(), getpid());
  const auto status = client->Ask({}, Later());
  ASSERT_TRUE(status.ok()) << status.error().text;
  EXPECT_EQ(Json::parse(*status).at("status").at("store"), "/store");
  engine_.End(1, false, "v9 is not there");
  const auto refused = client->Ask({SwapToVersion{"score", 9, {}}}, Later());
  EXPECT_EQ(Json::parse(*refused).at("error"), "v9 is not there");
  engine_.End(2, true);
  EXPECT_EQ(Json::parse(*client->Ask({Promote{}}, Later())).at("ok"), true);
}

TEST_F(ControlSocketTest, OthersAreServedWhileACommandTakesLong) {
  Start();
  const auto waiting = Connect();
  Send(waiting, "{\"v\":1,\"command\":\"abort\"}\n");
  engine_.WaitForCommands(1);
  const auto other = Connect();
  Send(other, "{\"v\":1,\"command\":\"status\"}\n");
  EXPECT_EQ(CodeOf(Line(other)), "none");
  engine_.End(1, true);
  EXPECT_EQ(CodeOf(Line(waiting)), "none");
}

TEST_F(ControlSocketTest, OneLineAfterAnotherIsCarriedOutAlsoWhenTheyComeInPiecesOrTogether) {
  Start();
  const auto client = Connect();
  Send(client, "{\"v\":1,");
  Send(client, "\"command\":\"status\"}\n{\"v\":1,\"command\":\"promote\"}\n{\"v\":1,\"command\":\"abort\"}\n");
  EXPECT_THAT(Line(client), HasSubstr("status"));
  engine_.WaitForCommands(1);
  EXPECT_EQ(engine_.commands(), 1U) << "the next one waits for the answer to the one before";
  engine_.End(1, true);
  EXPECT_THAT(Line(client), HasSubstr("promote"));
  engine_.WaitForCommands(2);
}

TEST_F(ControlSocketTest, GarbageIsToldAndTheClientMayGoOn) {
  Start();
  const auto client = Connect();
  const std::string_view garbage[] = {"garbage\n", "\n", std::string_view("\0\0\n", 3), "\xff\xfe\n"};
  for (const std::string_view line : garbage) {
    Send(client, line);
    EXPECT_EQ(CodeOf(Line(client)), "parse");
  }
  Send(client, "{\"v\":99,\"command\":\"status\"}\n");
  EXPECT_EQ(CodeOf(Line(client)), "too_new");
  Send(client, "{\"v\":1,\"command\":\"status\"}\n");
  EXPECT_EQ(CodeOf(Line(client)), "none");
  EXPECT_EQ(engine_.commands(), 0U);
}

TEST_F(ControlSocketTest, ALineWithoutEndIsRefusedAtItsLimit) {
  Start();
  const auto client = Connect();
  Send(client, std::string(10 * kMaxRequestLine, 'x'));
  EXPECT_EQ(CodeOf(Line(client)), "too_large");
  EXPECT_EQ(Line(client), "") << "the connection ends";
}

TEST_F(ControlSocketTest, ALineThatEndsWithItsClientIsNotCarriedOut) {
  Start();
  {
    const auto client = Connect();
    Send(client, "{\"v\":1,\"command\":\"abort\"}");
    shutdown(client.get(), SHUT_WR);
    EXPECT_EQ(Line(client), "");
  }
  EXPECT_EQ(engine_.commands(), 0U);
}

TEST_F(ControlSocketTest, AClientThatWritesNothingMoreStillGetsItsAnswer) {
  Start();
  const auto client = Connect();
  Send(client, "{\"v\":1,\"command\":\"abort\"}\n");
  shutdown(client.get(), SHUT_WR);
  engine_.WaitForCommands(1);
  engine_.End(1, true);
  EXPECT_EQ(CodeOf(Line(client)), "none");
  EXPECT_EQ(Line(client), "");
}

TEST_F(ControlSocketTest, OneClientTooManyIsToldAndLeftAndAPlaceIsFreeAgainLater) {
  Start({.connections = 2});
  auto first = Connect();
  const auto second = Connect();
  const auto status = [](const FileDescriptor& client) {
    Send(client, "{\"v\":1,\"command\":\"status\"}\n");
    return CodeOf(Line(client));
  };
  EXPECT_EQ(status(first), "none");
  EXPECT_EQ(status(second), "none");
  EXPECT_EQ(status(Connect()), "unavailable");
  { const FileDescriptor gone = std::move(first); }
  const TimePoint until = Later();
  while (status(Connect()) != "none") ASSERT_LT(SteadyClock().Now(), until);  // it is seen soon that the first one went
}

TEST_F(ControlSocketTest, ASilentClientLosesItsPlaceAndOneThatWaitsForAnOutcomeDoesNot) {
  Start({.patience = std::chrono::milliseconds(50)});
  const auto waiting = Connect();
  Send(waiting, "{\"v\":1,\"command\":\"abort\"}\n");
  engine_.WaitForCommands(1);
  const auto silent = Connect();
  Send(silent, "{\"v\":1,");
  EXPECT_EQ(Line(silent), "");
  engine_.End(1, true);
  EXPECT_EQ(CodeOf(Line(waiting)), "none");
}

TEST_F(ControlSocketTest, AClientThatGoesInMidAnswerHarmsNobody) {
  Start();
  for (int i = 0; i < 50; ++i) {
    const auto client = Connect();
    Send(client, "{\"v\":1,\"command\":\"abort\"}\n{\"v\":1,\"command\":\"status\"}\n");
  }
  const TimePoint until = Later();
  std::string code;
  while (code != "none") {
    ASSERT_LT(SteadyClock().Now(), until);
    const auto client = Connect();
    Send(client, "{\"v\":1,\"command\":\"status\"}\n");
    code = CodeOf(Line(client));
  }
}

TEST_F(ControlSocketTest, AnEngineThatEndsTellsThoseWhoWait) {
  Start();
  const auto waiting = Connect();
  Send(waiting, "{\"v\":1,\"command\":\"abort\"}\n");
  engine_.WaitForCommands(1);
  socket_->Stop();
  EXPECT_THAT(Line(waiting), HasSubstr("the engine ends"));
  EXPECT_TRUE(std::filesystem::is_empty(Places().front()));
  const auto client = RemoteClient::Find(kKey, std::nullopt, Places());
  ASSERT_FALSE(client.ok());
  EXPECT_EQ(client.error().code, Errc::kNotFound);
}

TEST_F(ControlSocketTest, AClientDoesNotWaitForEver) {
  Start();
  auto client = RemoteClient::Find(kKey, getpid(), Places());
  ASSERT_TRUE(client.ok());
  const auto late = client->Ask({Abort{}}, SteadyClock().Now());
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().code, Errc::kTimedOut);
}

TEST_F(ControlSocketTest, SeveralEnginesAreListedAndOneIsFoundByItsNumber) {
  Start();
  const auto folder = SocketFolder::Open(Places().front());
  const FileDescriptor second(::socket(AF_UNIX, SOCK_STREAM, 0));
  const sockaddr_un address = folder->AddressOf(SocketFolder::NameOf(kKey, 1));
  ASSERT_EQ(bind(second.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  ASSERT_EQ(listen(second.get(), 8), 0);
  const auto unclear = RemoteClient::Find(kKey, std::nullopt, Places());
  ASSERT_FALSE(unclear.ok());
  EXPECT_EQ(unclear.error().code, Errc::kInvalidArgument);
  EXPECT_THAT(unclear.error().text, HasSubstr("1, " + std::to_string(getpid())));
  EXPECT_TRUE(RemoteClient::Find(kKey, getpid(), Places()).ok());
  EXPECT_EQ(RemoteClient::Find(kKey, 2, Places()).error().code, Errc::kNotFound);
}

}  // namespace
}  // namespace hotswap
