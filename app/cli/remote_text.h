#ifndef HOTSWAP_APP_CLI_REMOTE_TEXT_H_
#define HOTSWAP_APP_CLI_REMOTE_TEXT_H_

#include <nlohmann/json.hpp>
#include <string>

namespace hotswap {

// What engines answered, in words. The answers may lack or add keys: an engine may be of another version than its client.

/// What a command that went well did.
std::string DoneText(const nlohmann::ordered_json& answer);

/// Why a command did not go well: with the gate that refused, and what keeps answering.
std::string RefusedText(const nlohmann::ordered_json& answer);

/// How an engine stands, on several lines.
std::string StatusText(const nlohmann::ordered_json& status);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_REMOTE_TEXT_H_
