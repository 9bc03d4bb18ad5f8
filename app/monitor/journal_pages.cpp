#include "app/monitor/journal_pages.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <string_view>
#include <utility>

#include "core/journal/entry_words.h"
#include "core/journal/journal_reader.h"

namespace hotswap {
namespace {

/// "published v2 after v1", then the reason.
std::string TextOf(const JournalEntry& entry) {
  std::string text = EntryHeadline(entry);
  if (!entry.text.empty()) text += (text.empty() ? "" : ": ") + entry.text;
  if (!entry.gate.empty()) text += " (gate " + entry.gate + ")";
  return text;
}

char Lower(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

bool Contains(std::string_view text, std::string_view wanted) {
  const auto same = [](char a, char b) { return Lower(a) == Lower(b); };
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end();
}

bool Fits(const JournalRow& row, const JournalQuery& query) {
  if (query.text.empty() || Contains(row.slot, query.text) || Contains(row.text, query.text)) return true;
  return query.shown && Contains(query.shown(row.text), query.text);
}

Result<JournalPage> Read(const std::filesystem::path& file, const JournalQuery& query) {
  auto reader = JournalReader::Open(file);
  if (!reader.ok()) return reader.error().code == Errc::kNotFound ? Result<JournalPage>(JournalPage{}) : reader.error();
  JournalFilter filter;
  if (!query.kind.empty()) filter.kinds.push_back(query.kind);
  std::deque<JournalRow> newest;  // No more than are wanted: a journal may be larger than what should lie in memory.
  bool more = false;
  const Status read = reader->ForEach(filter, [&](const JournalEntry& entry) {
    JournalRow row{.at = entry.at,
                   .run = entry.run,
                   .kind = entry.kind,
                   .slot = entry.slot,
                   .version = entry.version,
                   .text = TextOf(entry)};
    if (!Fits(row, query)) return;
    newest.push_front(std::move(row));
    if (newest.size() <= query.count) return;
    newest.pop_back();
    more = true;
  });
  if (!read.ok()) return read.error();
  return JournalPage{.rows = {std::make_move_iterator(newest.begin()), std::make_move_iterator(newest.end())}, .more = more};
}

}  // namespace

JournalRows JournalPagesOf(std::filesystem::path file) {
  return [file = std::move(file)](const JournalQuery& query) { return Read(file, query); };
}

}  // namespace hotswap
