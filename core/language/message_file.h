#ifndef HOTSWAP_CORE_LANGUAGE_MESSAGE_FILE_H_
#define HOTSWAP_CORE_LANGUAGE_MESSAGE_FILE_H_

#include <filesystem>
#include <string>
#include <vector>

namespace hotswap {

/// A template and what it is in the language of its file.
struct Message {
  std::string english;
  std::string translated;
};

/// The messages of a file as msgfmt writes it (GNU gettext, revision 0, of this machine's byte order), without the header.
/// Empty when the file is not there, over 8 MiB, damaged or of another kind: who asks goes on in English.
std::vector<Message> ReadMessageFile(const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LANGUAGE_MESSAGE_FILE_H_
