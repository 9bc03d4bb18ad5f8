#ifndef HOTSWAP_UI_BRIDGE_COMMAND_PORT_H_
#define HOTSWAP_UI_BRIDGE_COMMAND_PORT_H_

#include <QObject>
#include <cstdint>
#include <map>
#include <string>

#include "core/api/engine.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// Hands the window's commands to the engine and tells when a later snapshot knows how they ended.
///
/// Threads   Main thread only; submit() never waits.
/// Lifetime  The engine must outlive it.
/// Failure   The engine keeps the outcomes of 64 commands. One that fell out before it was seen is forgotten without a signal;
///           its event remains.
class CommandPort : public QObject {
  Q_OBJECT

 public:
  explicit CommandPort(Engine& engine, QObject* parent = nullptr);

  CommandId submit(Command command);

  /// Reads the outcomes of what was submitted here.
  void apply(const Snapshot& snapshot);

  /// How many commands have no outcome yet.
  int pending() const { return static_cast<int>(pending_.size()); }

 Q_SIGNALS:
  /// A library became a version of the slot (its index in the snapshot).
  void libraryLoaded(std::uint32_t slot, std::uint32_t version);

  /// A load ended, or another command failed at a file that was judged for it: outcome.verdict, null for a load that got no verdict.
  /// `version` is what the file became, number 0 for nothing.
  void judged(hotswap::ui::VersionKey version, const hotswap::CommandOutcome& outcome);

  /// Any command ended.
  void finished(hotswap::CommandId id, bool ok);

 private:
  void settle(const Command& command, const CommandOutcome& outcome, const Snapshot& snapshot);

  Engine& engine_;
  std::map<CommandId, Command> pending_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_BRIDGE_COMMAND_PORT_H_
