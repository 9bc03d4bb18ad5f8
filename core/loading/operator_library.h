#ifndef HOTSWAP_CORE_LOADING_OPERATOR_LIBRARY_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_LIBRARY_H_

#include <utility>

#include "core/abi/operator_interface.h"
#include "core/loading/shared_library.h"

namespace hotswap {

/// A mapped library and its two entry points. They are looked up once: dlsym waits for as long as a constructor or destructor of
/// any library runs, and an instance of what is mapped already must not.
struct OperatorLibrary {
  using CreateFunction = IScoreOperator* (*)();
  using DestroyFunction = void (*)(IScoreOperator*);

  explicit OperatorLibrary(SharedLibrary opened)
      : library(std::move(opened)),
        create(reinterpret_cast<CreateFunction>(library.Symbol("create_operator"))),
        destroy(reinterpret_cast<DestroyFunction>(library.Symbol("destroy_operator"))) {}

  const SharedLibrary library;
  const CreateFunction create;    ///< Null when the loader does not find it.
  const DestroyFunction destroy;  ///< Null when the loader does not find it.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_LIBRARY_H_
