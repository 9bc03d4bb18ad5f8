#include "core/language/catalogue.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "core/base/mutex.h"
#include "core/base/thread_annotations.h"
#include "core/language/message_file.h"
#include "core/language/template_index.h"

namespace hotswap {
namespace {

/// Texts with figures never come twice; so many are more than any list shows at a time.
constexpr std::size_t kKept = 8192;

/// "zh_CN" for all that reads simplified Chinese; else the name without codeset and modifier.
std::string Normalised(std::string_view language) {
  std::string name(language.substr(0, language.find_first_of(".@")));
  std::ranges::replace(name, '-', '_');
  if (name == "zh" || name == "zh_SG" || name.starts_with("zh_Hans")) return "zh_CN";
  return name;
}

bool IsEnglish(std::string_view name) {
  return name.empty() || name == "C" || name == "POSIX" || name == "en" || name.starts_with("en_");
}

/// A language becomes part of a path: nothing but letters and underscores.
bool IsName(std::string_view name) {
  return std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; });
}

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

struct Catalogue::Content {
  explicit Content(const std::vector<Message>& messages) : index(messages) {}

  const TemplateIndex index;

  Mutex mutex;
  std::unordered_map<std::string, std::string> kept GUARDED_BY(mutex);
};

Catalogue::Catalogue() = default;
Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;

Catalogue Catalogue::Load(std::string_view language, const std::filesystem::path& directory) {
  Catalogue catalogue;
  const std::string name = Normalised(language);
  if (IsEnglish(name) || !IsName(name)) return catalogue;
  const auto messages = ReadMessageFile(directory / name / "LC_MESSAGES" / "hotswap.mo");
  if (!messages.empty()) catalogue.content_ = std::make_unique<Content>(messages);
  return catalogue;
}

Catalogue Catalogue::OfEnvironment() {
  for (const std::string& language : WishedLanguages()) {
    Catalogue catalogue = Load(language);
    if (!catalogue.empty()) return catalogue;
  }
  return {};
}

bool Catalogue::empty() const { return content_ == nullptr; }

std::string Catalogue::Translated(std::string_view english) const {
  std::string text(english);
  if (content_ == nullptr || text.empty()) return text;
  {
    const MutexLock lock(content_->mutex);
    if (const auto found = content_->kept.find(text); found != content_->kept.end()) return found->second;
  }
  std::string translated = content_->index.Translated(text);
  const MutexLock lock(content_->mutex);
  if (content_->kept.size() >= kKept) content_->kept.clear();
  content_->kept.emplace(std::move(text), translated);
  return translated;
}

std::filesystem::path Catalogue::ShippedDirectory() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : program.parent_path().parent_path() / "share" / "locale";
}

std::vector<std::string> WishedLanguages() {
  if (const std::string all = Variable("LC_ALL"); !all.empty() && IsEnglish(Normalised(all)) && !all.starts_with("C.")) return {};
  std::string wished = Variable("LANGUAGE");
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (wished.empty()) wished = Variable(name);
  }
  std::vector<std::string> languages;
  for (std::size_t begin = 0; begin <= wished.size();) {
    const std::size_t end = std::min(wished.find(':', begin), wished.size());
    const std::string name = Normalised(std::string_view(wished).substr(begin, end - begin));
    begin = end + 1;
    if (name.empty()) continue;
    if (IsEnglish(name)) break;
    languages.push_back(name);
  }
  return languages;
}

}  // namespace hotswap
