#ifndef HOTSWAP_CORE_LOADING_STORED_LIBRARY_H_
#define HOTSWAP_CORE_LOADING_STORED_LIBRARY_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/file_descriptor.h"
#include "core/loading/incoming_file.h"
#include "core/loading/sealed_memory.h"

namespace hotswap {

/// A library that the store holds a copy of.
struct StoredLibrary {
  std::string sha256;              ///< 64 lower-case hex digits.
  std::filesystem::path original;  ///< As the user gave it; every error text names this one.
  std::filesystem::path stored;    ///< <store>/<sha256>.so, absolute.
  std::uint64_t size = 0;          ///< In bytes.
  /// Its bytes where nothing can be executed from the store's file system; set by OperatorStore::Verified(), else null.
  std::shared_ptr<const SealedMemory> memory = nullptr;

  /// What dlopen takes.
  const std::filesystem::path& Loadable() const { return memory != nullptr ? memory->path() : stored; }
};

/// A private copy of a file, which the later gates judge before the store accepts it.
///
/// Lifetime  Move-only. The copy is removed with it, unless it was accepted or the store had an entry of the same bytes.
struct StagedLibrary {
  std::string sha256;              ///< 64 lower-case hex digits.
  std::filesystem::path original;  ///< As the user gave it; every error text names this one.
  std::filesystem::path staged;    ///< What the later gates read: absolute, a copy of its own or the entry of the same bytes.
  std::uint64_t size = 0;          ///< In bytes.
  /// What dlopen takes in a process that vets, while this object lives: `staged`, or /proc/<pid>/fd/<number> of sealed memory where
  /// nothing can be executed from the store's file system.
  std::filesystem::path loadable;
  FileDescriptor descriptor;         ///< Of the bytes at `loadable`: cannot be written to; for that process to inherit.
  std::optional<IncomingFile> copy;  ///< Removes `staged`; empty when that is an entry.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_STORED_LIBRARY_H_
