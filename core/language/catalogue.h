#ifndef HOTSWAP_CORE_LANGUAGE_CATALOGUE_H_
#define HOTSWAP_CORE_LANGUAGE_CATALOGUE_H_

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hotswap {

/// What the engine and the programs say in English, said in another language.
///
/// A text was composed of words and values: it is found again by the template that it was composed after, such as
/// `slot %1 has no version %2`, and its values are translated, too, where they are texts themselves.
///
/// Threads   Any thread may call Translated(); what was looked up once is kept (some thousand texts) behind a mutex.
/// Lifetime  Depends on nothing; cheap to move, and a new one may be loaded at any time: the environment plays no part.
/// Failure   A language without a catalogue, or a catalogue that is damaged, translates nothing.
class Catalogue {
 public:
  /// Translates nothing: English.
  Catalogue();
  ~Catalogue();
  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;

  /// The catalogue of a language as locales and Qt spell it ("zh_CN", "zh_CN.UTF-8", "zh-CN", "zh-Hans-CN"), out of
  /// `directory`/LANGUAGE/LC_MESSAGES/hotswap.mo. Empty for English and for a language that is not there.
  static Catalogue Load(std::string_view language, const std::filesystem::path& directory = ShippedDirectory());

  /// The first of the languages that the environment wishes that is there; empty when none is, or English comes first.
  static Catalogue OfEnvironment();

  /// The text in this language, its line ends and indentation as they were; unchanged where no template fits.
  std::string Translated(std::string_view english) const;

  /// Whether it translates nothing.
  bool empty() const;

  /// Where the catalogues are that came with the program, in a build tree as where it is installed: ../share/locale.
  static std::filesystem::path ShippedDirectory();

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

/// The languages that the environment wishes, best first, by LANGUAGE, LC_ALL, LC_MESSAGES and LANG, up to English: empty when
/// English comes first. LC_ALL=C, which scripts set to read what is printed, stands above LANGUAGE.
std::vector<std::string> WishedLanguages();

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LANGUAGE_CATALOGUE_H_
