#ifndef HOTSWAP_CORE_LANGUAGE_TEMPLATE_INDEX_H_
#define HOTSWAP_CORE_LANGUAGE_TEMPLATE_INDEX_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/language/message_file.h"

namespace hotswap {

/// Finds the template that a text was composed after.
///
/// Of several that fit, the one with the most words counts. A placeholder takes as little as the words behind it allow, and what it
/// took is translated by the same rules. A text that no template fits may be the name of a key and what is said of it, else it is
/// divided at its colons, full stops, semicolons and commas. A template of few letters counts only where no words stay English.
///
/// Threads   Immutable.
class TemplateIndex {
 public:
  explicit TemplateIndex(const std::vector<Message>& messages);

  std::string Translated(std::string_view text) const;

 private:
  /// "slot %1 is gone" has the literals "slot " and " is gone"; the first and the last may be empty.
  struct Template {
    std::vector<std::string> literals;
    std::vector<std::size_t> numbers;  ///< Of the placeholder behind each literal but the last.
    std::string translated;
    std::size_t weight = 0;   ///< Bytes of all literals.
    std::size_t rank = 0;     ///< Added to the weight when templates are ordered.
    std::size_t longest = 0;  ///< Which literal is looked for first.
  };

  static Template Parsed(const Message& message);
  static bool IsLabel(const Template& parsed);
  static bool IsConsequence(const Template& parsed);
  void PutBeforeTheirLabels();
  static bool Fits(const Template& candidate, std::string_view text, std::vector<std::string_view>& values);
  std::string Line(std::string_view line, int depth, int& left) const;
  std::optional<std::string> Known(std::string_view text, int depth, int& left) const;
  std::optional<std::string> Guessed(std::string_view text, int depth, int& left) const;
  std::vector<std::string> Said(const Template& candidate, const std::vector<std::string_view>& values, int depth,
                                int& left) const;
  static std::string Filled(const Template& chosen, const std::vector<std::string>& values);
  std::string Divided(std::string_view text, int depth, int& left) const;

  std::unordered_map<std::string, std::string> whole_;  ///< Templates without a placeholder.
  std::vector<Template> templates_;                     ///< Most words first.
  std::ptrdiff_t strong_ = 0;                           ///< How many of them have more than a few letters.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LANGUAGE_TEMPLATE_INDEX_H_
