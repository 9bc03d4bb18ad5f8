#ifndef HOTSWAP_CORE_SESSION_PARSE_LIMITS_H_
#define HOTSWAP_CORE_SESSION_PARSE_LIMITS_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace hotswap {

/// Goes over JSON without making anything of it, and stops where it would become more than any session: a few bytes of a file can stand
/// for a machine's memory. A pass of its own, as the parser that asks for each value is quadratic in the objects of a list.
class ParseLimits final : public nlohmann::json_sax<nlohmann::json> {
 public:
  static constexpr int kDeepest = 16;
  static constexpr std::size_t kMostValues = 8'000'000;  ///< Twice what 64 threads with full rings make.

  /// Why the text is no session's: "is no JSON from byte 7 on"; empty when it may be parsed.
  static std::string WhyNot(std::string_view text) {
    ParseLimits limits;
    nlohmann::json::sax_parse(text.begin(), text.end(), &limits);
    return limits.why_not_;
  }

  bool null() override { return Count(); }
  bool boolean(bool) override { return Count(); }
  bool number_integer(number_integer_t) override { return Count(); }
  bool number_unsigned(number_unsigned_t) override { return Count(); }
  bool number_float(number_float_t, const string_t&) override { return Count(); }
  bool string(string_t&) override { return Count(); }
  bool binary(binary_t&) override { return Count(); }
  bool key(string_t&) override { return Count(); }
  bool start_object(std::size_t) override { return Enter(); }
  bool end_object() override { return Leave(); }
  bool start_array(std::size_t) override { return Enter(); }
  bool end_array() override { return Leave(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    return Stop("ends too early, or is no JSON from byte " + std::to_string(position) + " on");
  }

 private:
  bool Stop(std::string why_not) {
    why_not_ = std::move(why_not);
    return false;
  }
  bool Count() { return ++values_ <= kMostValues || Stop("has more values than any session"); }
  bool Enter() { return ++depth_ <= kDeepest ? Count() : Stop("is nested deeper than any session"); }
  bool Leave() {
    --depth_;
    return true;
  }

  std::size_t values_ = 0;
  int depth_ = 0;
  std::string why_not_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_PARSE_LIMITS_H_
