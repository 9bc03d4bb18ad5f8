#include "core/language/template_index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace hotswap {
namespace {

/// A text within a text within a text …: no composed text comes near it, and no text can make the search endless.
constexpr int kDeepest = 12;
/// Pieces that are looked up for one text; a report of some hundred lines has fewer. What is over stays English.
constexpr int kMostPieces = 2000;
/// With fewer letters a template such as "%1 from %2" fits to what it does not mean, and comes after all else.
constexpr std::size_t kFewLetters = 8;

bool IsPlaceholder(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 1 < text.size() && text[at + 1] >= '1' && text[at + 1] <= '9';
}

/// The number at `at`, which is behind a percent sign; moves `at` behind it.
std::size_t Number(std::string_view text, std::size_t& at) {
  std::size_t number = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && number < 100; ++at) {
    number = 10 * number + static_cast<std::size_t>(text[at] - '0');
  }
  return number;
}

}  // namespace

TemplateIndex::TemplateIndex(const std::vector<Message>& messages) {
  for (const Message& message : messages) {
    Template parsed = Parsed(message);
    if (parsed.numbers.empty()) {
      whole_.emplace(message.english, message.translated);
    } else if (parsed.weight > 0) {
      templates_.push_back(std::move(parsed));
    }
  }
  std::ranges::stable_sort(templates_, std::greater<>(), [](const Template& each) { return each.weight + each.rank; });
}

TemplateIndex::Template TemplateIndex::Parsed(const Message& message) {
  Template parsed{{""}, {}, message.translated};
  const std::string& english = message.english;
  for (std::size_t i = 0; i < english.size();) {
    if (IsPlaceholder(english, i)) {
      parsed.numbers.push_back(Number(english, ++i));
      parsed.literals.emplace_back();
    } else {
      parsed.literals.back() += english[i++];
    }
  }
  for (std::size_t i = 0; i < parsed.literals.size(); ++i) {
    parsed.weight += parsed.literals[i].size();
    if (parsed.literals[i].size() > parsed.literals[parsed.longest].size()) parsed.longest = i;
  }
  // What follows a label is a text of its own, however many words it has.
  const std::string& label = parsed.literals.front();
  if (parsed.weight == label.size() && (label.ends_with(": ") || label.ends_with("  "))) parsed.rank += 1000;
  return parsed;
}

bool TemplateIndex::Fits(const Template& candidate, std::string_view text, std::vector<std::string_view>& values) {
  const auto& literals = candidate.literals;
  if (text.size() < candidate.weight || !text.starts_with(literals.front()) || !text.ends_with(literals.back())) return false;
  // Most candidates go here: their longest words do not stand in the text at all.
  if (text.find(literals[candidate.longest]) == std::string_view::npos) return false;
  values.clear();
  const std::size_t end = text.size() - literals.back().size();
  std::size_t at = literals.front().size();
  for (std::size_t i = 1; i + 1 < literals.size(); ++i) {
    const std::size_t found = text.find(literals[i], at);
    if (found == std::string_view::npos || found + literals[i].size() > end) return false;
    values.push_back(text.substr(at, found - at));
    at = found + literals[i].size();
  }
  values.push_back(text.substr(at, end - at));
  return true;
}

std::string TemplateIndex::Translated(std::string_view text) const {
  std::string translated;
  int left = kMostPieces;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    translated += Line(text.substr(begin, end - begin), 0, left);
    if (end < text.size()) translated += '\n';
    begin = end + 1;
  }
  return translated;
}

std::string TemplateIndex::Line(std::string_view line, int depth, int& left) const {
  const std::size_t indentation = std::min(line.find_first_not_of(' '), line.size());
  const std::string_view text = line.substr(indentation);
  if (text.empty() || depth > kDeepest || --left < 0) return std::string(line);
  std::string translated(line.substr(0, indentation));
  if (const auto whole = whole_.find(std::string(text)); whole != whole_.end()) return translated + whole->second;
  std::vector<std::string_view> values;
  auto candidate = templates_.begin();
  for (; candidate != templates_.end() && candidate->weight + candidate->rank >= kFewLetters; ++candidate) {
    if (Fits(*candidate, text, values)) return translated + Filled(*candidate, values, depth, left);
  }
  if (const std::string divided = Divided(text, depth, left); divided != text) return translated + divided;
  for (; candidate != templates_.end(); ++candidate) {
    if (Fits(*candidate, text, values)) return translated + Filled(*candidate, values, depth, left);
  }
  return std::string(line);
}

std::string TemplateIndex::Filled(const Template& chosen, const std::vector<std::string_view>& values, int depth,
                                  int& left) const {
  std::string filled;
  for (std::size_t i = 0; i < chosen.translated.size();) {
    if (!IsPlaceholder(chosen.translated, i)) {
      filled += chosen.translated[i++];
      continue;
    }
    const std::size_t number = Number(chosen.translated, ++i);
    const auto place = std::ranges::find(chosen.numbers, number);
    if (place == chosen.numbers.end()) continue;
    filled += Line(values[static_cast<std::size_t>(place - chosen.numbers.begin())], depth + 1, left);
  }
  return filled;
}

std::string TemplateIndex::Divided(std::string_view text, int depth, int& left) const {
  if (text.ends_with('.')) {
    const std::string_view sentence = text.substr(0, text.size() - 1);
    const std::string translated = Line(sentence, depth + 1, left);
    if (translated != sentence) return translated + "。";
  }
  // Most often a cause follows the object that it is about, and has marks of its own, so that the colon comes first.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kDividers{
      {{": ", "："}, {". ", "。"}, {"; ", "；"}, {", ", "，"}}};
  for (const auto& [divider, other] : kDividers) {
    const std::size_t at = text.find(divider);
    if (at == std::string_view::npos) continue;
    const std::string_view before = text.substr(0, at);
    const std::string_view behind = text.substr(at + divider.size());
    const std::string first = Line(before, depth + 1, left);
    const std::string second = Line(behind, depth + 1, left);
    if (first != before || second != behind) return first + std::string(other) + second;
  }
  return std::string(text);
}

}  // namespace hotswap
