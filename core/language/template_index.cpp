#include "core/language/template_index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace hotswap {
namespace {

/// A text within a text within a text …: no composed text comes near it, and no text can make the search endless.
constexpr int kDeepest = 16;
/// Pieces that are looked up for one line, and bytes of one: what somebody else composed may have more, and stays as it is.
constexpr int kMostPieces = 400;
constexpr std::size_t kLongest = 4096;
/// With fewer letters a template such as "%1 from %2" fits to what it does not mean, and comes after all else.
constexpr std::size_t kFewLetters = 12;
/// Templates that are tried on a text: the first one that fits may have taken half of another sentence for a value.
constexpr int kMostFits = 4;
/// More than any template has letters.
constexpr std::size_t kFirst = 10'000;

/// Between texts that were joined, and what stands there in Chinese.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kDividers{
    {{": ", "："}, {". ", "。"}, {"; ", "；"}, {", ", "，"}}};

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

/// Of a template that says what stands at the end, such as "%1; %2 keeps answering": what is before it may hold its marks, too.
bool FitsFromBehind(const std::vector<std::string>& literals, std::string_view text, std::vector<std::string_view>& values) {
  std::size_t end = text.size() - literals.back().size();
  for (std::size_t i = literals.size() - 2; i > 0; --i) {
    const std::size_t found = text.substr(0, end).rfind(literals[i]);
    if (found == std::string_view::npos) return false;
    values.push_back(text.substr(found + literals[i].size(), end - found - literals[i].size()));
    end = found;
  }
  values.push_back(text.substr(0, end));
  std::ranges::reverse(values);
  return true;
}

bool HasLetters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// Whether a character of East Asia begins here: U+3000 and above.
bool IsWide(char lead) { return static_cast<unsigned char>(lead) >= 0xe3; }

bool EndsWide(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xc0) == 0x80) --at;
  return at > 0 && at < text.size() && IsWide(text[at - 1]);
}

/// A blank stands between a Chinese word and a Latin one or a figure, and not between two Chinese ones: which of them a value is
/// shows when it takes its place.
void Join(std::string& text, std::string_view piece) {
  if (text.ends_with(' ') && !piece.empty() && IsWide(piece.front()) &&
      EndsWide(std::string_view(text).substr(0, text.size() - 1))) {
    text.pop_back();
  } else if (piece.size() > 1 && piece.front() == ' ' && IsWide(piece[1]) && EndsWide(text)) {
    piece.remove_prefix(1);
  }
  // What follows a sentence in one value begins with the mark that ends it, or is that mark.
  for (const auto& [mark, other] : kDividers) {
    if (!EndsWide(text) || !(piece.starts_with(mark) || piece == mark.substr(0, 1))) continue;
    text += other;
    piece.remove_prefix(std::min(mark.size(), piece.size()));
  }
  const auto ends = [&](const auto& divider) { return text.ends_with(divider.second); };
  if (piece.starts_with(' ') && std::ranges::any_of(kDividers, ends)) piece.remove_prefix(1);
  text += piece;
}

/// Two words of small letters: neither a name nor the label of a version.
bool ReadsAsEnglish(std::string_view value) {
  int words = 0;
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find(' ', begin), value.size());
    const std::string_view word = value.substr(begin, end - begin);
    const bool small = !word.empty() && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    words += small ? 1 : 0;
    begin = end + 1;
  }
  return words > 1;
}

/// Of words that are no names, as far as that can be told: small letters, and more than a unit has.
std::size_t EnglishLetters(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const bool small = word.size() > 2 && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    letters += small ? word.size() : 0;
    begin = end + 1;
  }
  return letters;
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
  PutBeforeTheirLabels();
  const auto letters = [](const Template& each) { return each.weight + each.rank; };
  std::ranges::stable_sort(templates_, std::greater<>(), letters);
  strong_ = std::ranges::count_if(templates_, [&](const Template& each) { return letters(each) >= kFewLetters; });
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
  // What follows a label is a text of its own, however many words it has, and so is what stands before a remark in brackets.
  const bool remarks = parsed.literals.front().empty() && parsed.literals.size() == 3 && parsed.literals[1].starts_with(" (") &&
                       parsed.literals[2] == ")";
  if (IsLabel(parsed) || remarks) parsed.rank = kFirst;
  if (IsConsequence(parsed)) parsed.rank = 2 * kFirst;
  return parsed;
}

/// "%1; %2 keeps answering" and "%1; the present one stays": what is before it is a text of its own, with its label.
bool TemplateIndex::IsConsequence(const Template& parsed) {
  const auto& literals = parsed.literals;
  if (!literals.front().empty() || literals.back().empty()) return false;
  return literals.size() == 2 ? literals[1].starts_with("; ") : literals.size() == 3 && literals[1] == "; ";
}

bool TemplateIndex::IsLabel(const Template& parsed) {
  const std::string& front = parsed.literals.front();
  return parsed.weight == front.size() && (front.ends_with(": ") || front.ends_with("  "));
}

/// "rollout: slot %1 has none" says more than "rollout: %1".
void TemplateIndex::PutBeforeTheirLabels() {
  std::vector<std::string> labels;
  for (const Template& each : templates_) {
    if (IsLabel(each)) labels.push_back(each.literals.front());
  }
  for (Template& each : templates_) {
    const auto begins = [&](const std::string& label) { return each.literals.front().starts_with(label); };
    if (std::ranges::any_of(labels, begins)) each.rank = kFirst;
  }
}

bool TemplateIndex::Fits(const Template& candidate, std::string_view text, std::vector<std::string_view>& values) {
  const auto& literals = candidate.literals;
  if (text.size() < candidate.weight || !text.starts_with(literals.front()) || !text.ends_with(literals.back())) return false;
  // Most candidates go here: their longest words do not stand in the text at all.
  if (text.find(literals[candidate.longest]) == std::string_view::npos) return false;
  values.clear();
  if (literals.front().empty() && !literals.back().empty()) return FitsFromBehind(literals, text, values);
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
  for (std::size_t begin = 0; begin <= text.size();) {
    int left = kMostPieces;
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
  if (text.empty() || text.size() > kLongest || depth > kDeepest || --left < 0) return std::string(line);
  const std::string before(line.substr(0, indentation));
  if (const auto known = Known(text, depth, left)) return before + *known;
  // "share must be over 0": the keys of files keep their names. "it" stands for what was named before.
  const std::size_t space = text.find(' ');
  if (space != std::string_view::npos && std::string_view(":;,.").find(text[space - 1]) == std::string_view::npos) {
    const auto predicate = Known(text.substr(space + 1), depth + 1, left);
    const std::string_view name = text.substr(0, space + 1);
    if (predicate) return before + std::string(name == "it " ? "" : name) + *predicate;
  }
  if (const std::string divided = Divided(text, depth, left); divided != text) return before + divided;
  if (const auto guessed = Guessed(text, depth, left)) return before + *guessed;
  return std::string(line);
}

/// By the template that leaves the least English, of those that are not to be mistaken.
std::optional<std::string> TemplateIndex::Known(std::string_view text, int depth, int& left) const {
  if (const auto whole = whole_.find(std::string(text)); whole != whole_.end()) return whole->second;
  std::optional<std::string> best;
  std::size_t least = std::string::npos;
  int fits = 0;
  std::vector<std::string_view> values;
  for (auto candidate = templates_.begin(); candidate != templates_.begin() + strong_ && fits < kMostFits; ++candidate) {
    if (!Fits(*candidate, text, values)) continue;
    ++fits;
    std::string filled = Filled(*candidate, Said(*candidate, values, depth, left));
    const std::size_t english = EnglishLetters(filled);
    if (english < least) best = std::move(filled);
    least = std::min(least, english);
    if (least == 0) break;
  }
  return best;
}

std::optional<std::string> TemplateIndex::Guessed(std::string_view text, int depth, int& left) const {
  std::vector<std::string_view> values;
  for (auto candidate = templates_.begin() + strong_; candidate != templates_.end(); ++candidate) {
    if (!Fits(*candidate, text, values)) continue;
    const std::vector<std::string> said = Said(*candidate, values, depth, left);
    bool english = false;
    for (std::size_t i = 0; i < values.size(); ++i) english = english || (said[i] == values[i] && ReadsAsEnglish(values[i]));
    if (!english) return Filled(*candidate, said);
  }
  return std::nullopt;
}

/// The name of a slot stays as its user typed it, also one that is a word for a state, such as "shadow".
std::vector<std::string> TemplateIndex::Said(const Template& candidate, const std::vector<std::string_view>& values, int depth,
                                             int& left) const {
  std::vector<std::string> said;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool names_slot = candidate.literals[i].ends_with("slot ") || candidate.literals[i].ends_with("slot \"");
    said.push_back(names_slot ? std::string(values[i]) : Line(values[i], depth + 1, left));
  }
  return said;
}

std::string TemplateIndex::Filled(const Template& chosen, const std::vector<std::string>& values) {
  std::string filled;
  for (std::size_t i = 0; i < chosen.translated.size();) {
    std::size_t end = i;
    while (end < chosen.translated.size() && !IsPlaceholder(chosen.translated, end)) ++end;
    if (end > i) Join(filled, std::string_view(chosen.translated).substr(i, end - i));
    i = end;
    if (i == chosen.translated.size()) break;
    const std::size_t number = Number(chosen.translated, ++i);
    const auto place = std::ranges::find(chosen.numbers, number);
    if (place != chosen.numbers.end()) Join(filled, values[static_cast<std::size_t>(place - chosen.numbers.begin())]);
  }
  return filled;
}

std::string TemplateIndex::Divided(std::string_view text, int depth, int& left) const {
  if (text.ends_with('.')) {
    const std::string_view sentence = text.substr(0, text.size() - 1);
    const std::string translated = Line(sentence, depth + 1, left);
    if (translated != sentence) return translated + "。";
  }
  if (text.ends_with(']') && text.find('[') == std::string_view::npos) {  // it was opened before this text began
    return Line(text.substr(0, text.size() - 1), depth + 1, left) + "]";
  }
  // Sentences that have semicolons of their own may stand side by side: the longest that is known is one.
  static constexpr std::string_view kJoint = "; ";
  for (std::size_t at = text.rfind(kJoint); at != std::string_view::npos && at > 0; at = text.rfind(kJoint, at - 1)) {
    const std::string_view first = text.substr(0, at);
    const auto known = HasLetters(first) ? Known(first, depth + 1, left) : std::optional(std::string(first));
    if (known) return *known + "；" + Line(text.substr(at + kJoint.size()), depth + 1, left);
  }
  // Most often a cause follows the object that it is about, and has marks of its own, so that the colon comes first.
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
