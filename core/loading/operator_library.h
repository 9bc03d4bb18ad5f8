#ifndef HOTSWAP_CORE_LOADING_OPERATOR_LIBRARY_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_LIBRARY_H_

#include <atomic>
#include <utility>

#include "core/abi/operator_interface.h"
#include "core/loading/library_call.h"
#include "core/loading/operator_extensions.h"
#include "core/loading/shared_library.h"

namespace hotswap {

/// A mapped library, its two entry points and what it offers beside them. They are looked up once: dlsym waits for as long as a constructor or destructor of
/// any library runs, and an instance of what is mapped already must not.
struct OperatorLibrary {
  using CreateFunction = IScoreOperator* (*)();
  using DestroyFunction = void (*)(IScoreOperator*);

  explicit OperatorLibrary(SharedLibrary opened)
      : library(std::move(opened)),
        create(reinterpret_cast<CreateFunction>(library.Symbol("create_operator"))),
        destroy(reinterpret_cast<DestroyFunction>(library.Symbol("destroy_operator"))),
        get_extension(reinterpret_cast<GetExtension>(library.Symbol("hotswap_get_extension"))) {}

  /// Asks the library for its extensions; once, before its first instance. `step` follows. See ReadExtensions().
  Status AskForExtensions(std::atomic<LibraryStep>& step) {
    step = LibraryStep::kExtensions;
    auto read = ReadExtensions(get_extension);
    if (!read.ok()) return std::move(read).error();
    extensions = *read;
    return {};
  }

  const SharedLibrary library;
  const CreateFunction create;       ///< Null when the loader does not find it.
  const DestroyFunction destroy;     ///< Null when the loader does not find it.
  const GetExtension get_extension;  ///< Null when the library offers no extensions.
  OperatorExtensions extensions;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_LIBRARY_H_
