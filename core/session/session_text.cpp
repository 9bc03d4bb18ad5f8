#include "core/session/session_text.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/session/field_reader.h"
#include "core/session/field_writer.h"
#include "core/session/parse_limits.h"
#include "core/session/session_check.h"
#include "core/session/snapshot_fields.h"

namespace hotswap {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestHeader = 4096;

/// Collects the names of a row's columns.
struct ColumnNames {
  FieldWriter::Json names = FieldWriter::Json::array();

  template <typename T>
  void operator()(const char* key, const T&) {
    names.push_back(key);
  }
};

template <typename Row>
FieldWriter::Json ColumnsOf() {
  ColumnNames columns;
  const Row row{};
  Describe(columns, row);
  return std::move(columns.names);
}

std::string Dump(const FieldWriter::Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Throws what is wrong.
Json Parse(std::string_view text) {
  if (const std::string why_not = ParseLimits::WhyNot(text); !why_not.empty()) throw FieldError(why_not);
  return Json::parse(text.begin(), text.end());
}

std::string TextOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Status CheckHeader(const Json& header) {
  const auto version = header.find("version");
  if (version == header.end() || !version->is_number_unsigned() || version->get<std::uint64_t>() == 0) {
    return Error{Errc::kDamaged, "is a damaged session: its first line names no version of the format"};
  }
  if (version->get<std::uint64_t>() <= kSessionVersion) return {};
  const std::string program = TextOf(header, "program");
  return Error{Errc::kTooNew, "has version " + std::to_string(version->get<std::uint64_t>()) + " of the session format" +
                                  (program.empty() ? "" : ", written by " + program) + "; this program reads versions up to " +
                                  std::to_string(kSessionVersion) + ": open it with the one that saved it"};
}

Result<Session> ReadHeader(std::string_view line) {
  const Error not_one{Errc::kParse,
                      "is not a session that hotswap-monitor saved; name one that was written by File > Save Session"};
  if (line.empty() || line.size() > kLongestHeader) return not_one;
  Json header;
  try {
    header = Parse(line);
  } catch (const std::exception&) {
    return not_one;
  }
  if (!header.is_object() || TextOf(header, "format") != kSessionFormat) return not_one;
  if (Status known = CheckHeader(header); !known.ok()) return std::move(known).error();
  return Session{.program = TextOf(header, "program"), .saved_at = TextOf(header, "saved_at"), .snapshot = nullptr};
}

Result<std::shared_ptr<Snapshot>> ReadBody(std::string_view text) {
  const auto damaged = [](const std::string& cause) {
    return Error{Errc::kDamaged, "is a damaged session: its second line " + cause + "; save it again, or take a copy of it"};
  };
  try {
    const Json body = Parse(text);
    if (!body.is_object() || !body.contains("snapshot")) return damaged("holds no snapshot");
    auto snapshot = std::make_shared<Snapshot>();
    FieldReader::ReadSnapshot(body.at("snapshot"), *snapshot);
    if (Status sound = CheckSnapshot(*snapshot); !sound.ok()) return damaged("says what cannot be: " + sound.error().text);
    return snapshot;
  } catch (const std::exception& failure) {
    return damaged(failure.what());
  }
}

}  // namespace

std::string SessionText(const Session& session) {
  FieldWriter::Json header{
      {"format", kSessionFormat}, {"version", kSessionVersion}, {"program", session.program}, {"saved_at", session.saved_at}};
  FieldWriter::Json body;
  body["columns"] = {{"bucket", ColumnsOf<Bucket>()},
                     {"totals", ColumnsOf<TotalsPoint>()},
                     {"share", ColumnsOf<TotalsPoint::Share>()},
                     {"quality", ColumnsOf<QualityPoint>()}};
  body["snapshot"] = FieldWriter::ToJson(*session.snapshot);
  return Dump(header) + '\n' + Dump(body) + '\n';
}

Result<Session> ParseSession(std::string_view text) {
  const std::size_t line = text.substr(0, kLongestHeader + 1).find('\n');
  auto session = ReadHeader(text.substr(0, line));
  if (!session.ok()) return session;
  auto snapshot = ReadBody(line == std::string_view::npos ? std::string_view() : text.substr(line + 1));
  if (!snapshot.ok()) return std::move(snapshot).error();
  session->snapshot = std::move(snapshot).value();
  return session;
}

}  // namespace hotswap
