#ifndef HOTSWAP_APP_LANGUAGE_H_
#define HOTSWAP_APP_LANGUAGE_H_

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace hotswap {

/// A text for a person in the language that the environment wishes, which is read once. What another program reads is never
/// translated.
///
/// Threads  Any.
std::string Translated(std::string_view english);

/// Has `--help` of a command and of those below it speak that language. Names of options and of what they take stay.
void TranslateHelp(CLI::App& app);

}  // namespace hotswap

#endif  // HOTSWAP_APP_LANGUAGE_H_
