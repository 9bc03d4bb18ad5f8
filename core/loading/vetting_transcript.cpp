#include "core/loading/vetting_transcript.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/loading/display_name.h"

namespace hotswap {
namespace {

constexpr std::size_t kHexDigits = 16;

template <typename Number>
std::optional<Number> ReadNumber(std::string_view text, int base) {
  Number number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, number, base);
  if (failure != std::errc() || stopped != end) return std::nullopt;
  return number;
}

/// Cuts the first field off.
std::string_view TakeField(std::string_view& rest) {
  const std::size_t tab = rest.find('\t');
  const std::string_view field = rest.substr(0, tab);
  rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
  return field;
}

std::optional<FindingLevel> LevelOf(std::string_view name) {
  for (const FindingLevel level : {FindingLevel::kOk, FindingLevel::kWarning, FindingLevel::kRefusal}) {
    if (name == FindingLevelName(level)) return level;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> DoubleFromHex(std::string_view digits) {
  if (digits.size() != kHexDigits) return std::nullopt;
  const auto bits = ReadNumber<std::uint64_t>(digits, 16);
  if (!bits) return std::nullopt;
  return std::bit_cast<double>(*bits);
}

VettingTranscript VettingTranscript::Read(std::string_view written, const SipKey& key) {
  VettingTranscript transcript;
  for (std::size_t number = 0; !written.empty(); ++number) {
    const std::size_t end = written.find('\n');
    // Without a line end: the child writes whole lines, so this is not its own.
    if (end == std::string_view::npos || !transcript.Take(written.substr(0, end), number, key)) {
      transcript.forged = true;
      break;
    }
    written.remove_prefix(end + 1);
  }
  return transcript;
}

bool VettingTranscript::Take(std::string_view line, std::size_t number, const SipKey& key) {
  const std::size_t tab = line.rfind('\t');
  if (tab == std::string_view::npos) return false;
  const std::string_view code = line.substr(tab + 1);
  line = line.substr(0, tab);
  if (code.size() != kHexDigits || ReadNumber<std::uint64_t>(code, 16) != SipHash(key, line)) return false;
  if (ReadNumber<std::size_t>(TakeField(line), 10) != number) return false;
  const std::string_view kind = TakeField(line);
  if (kind == "stage") {
    stage = &StageOf(line);
    return true;
  }
  if (kind == "finding") return TakeFinding(line);
  if (kind == "scores") return TakeScores(line);
  if (kind == "library") {
    libraries.emplace_back(line);
    return true;
  }
  if (kind == "median") {
    median_call_ns = DoubleFromHex(line).value_or(0);
    return std::isfinite(median_call_ns);
  }
  done = done || kind == "done";
  return kind == "done";
}

bool VettingTranscript::TakeFinding(std::string_view fields) {
  Finding finding;
  const auto level = LevelOf(TakeField(fields));
  if (!level) return false;
  finding.gate = "G3";
  finding.level = *level;
  finding.check = TakeField(fields);
  finding.code = TakeField(fields);
  const std::string text(fields);  // May quote the library, so any bytes.
  finding.text = DisplayName(text.c_str(), text.size());
  // A check that was in order and then ends badly all the same has one finding, the last.
  std::erase_if(findings, [&](const Finding& earlier) { return earlier.check == finding.check; });
  findings.push_back(std::move(finding));
  return true;
}

bool VettingTranscript::TakeScores(std::string_view digits) {
  while (!digits.empty()) {
    const auto score = DoubleFromHex(digits.substr(0, kHexDigits));
    if (!score || !std::isfinite(*score)) return false;
    scores.push_back(*score);
    digits.remove_prefix(kHexDigits);
  }
  return true;
}

}  // namespace hotswap
