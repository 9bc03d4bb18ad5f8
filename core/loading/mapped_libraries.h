#ifndef HOTSWAP_CORE_LOADING_MAPPED_LIBRARIES_H_
#define HOTSWAP_CORE_LOADING_MAPPED_LIBRARIES_H_

#include <filesystem>
#include <string>
#include <vector>

namespace hotswap {

/// A library that this process has mapped.
struct MappedLibrary {
  std::filesystem::path file;
  std::string soname;  ///< What DT_SONAME says; empty when it says nothing.
};

/// All that this process has mapped from files now, the program itself left out. Any thread; waits while another loads.
std::vector<MappedLibrary> MappedLibraries();

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_MAPPED_LIBRARIES_H_
