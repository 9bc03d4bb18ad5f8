#ifndef HOTSWAP_CORE_LOADING_OPERATOR_LOADER_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_LOADER_H_

#include <map>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/loading/loaded_operator.h"
#include "core/loading/operator_store.h"
#include "core/loading/shared_library.h"

namespace hotswap {

/// What became of a mapping when an instance was retired.
struct RetireProof {
  bool unmapped = false;  ///< The loader provably has the library no more.
  bool shared = false;    ///< Other instances still use the mapping, so nothing was to be unmapped.
  std::string note;       ///< Why it is still mapped, or what destroy_operator threw; else empty.
};

/// Gates G4 and G8: turns stored bytes into an operator instance, and an instance back into nothing.
///
/// There is one mapping per SHA-256, counted by its instances. A library that stayed mapped after its last instance (a zombie) is
/// remembered and revived when the same bytes are loaded again.
///
/// Threads   Control thread only.
/// Lifetime  Instances may outlive the loader. One loader per store and process: a second one would take the first one's
///           mappings for stale.
class OperatorLoader {
 public:
  /// A new instance of bytes that OperatorStore::Verified() and InspectElf() accepted. After a failure descriptors and mappings
  /// are as before. kStale: somebody else has the path mapped. kLoadFailed, kMissingSymbol, kCreateFailed: see the text, which
  /// begins with the user's path.
  Result<std::unique_ptr<LoadedOperator>> Load(StoredLibrary library);

  /// Whether an instance keeps these bytes mapped: then Load() runs no dlopen and their copy on disk does not matter.
  bool Holds(const StoredLibrary& library) const;

  /// Destroys an instance that nobody uses any more, closes its library and proves that it is gone. `instance` is not null.
  RetireProof Retire(std::unique_ptr<LoadedOperator> instance);

 private:
  struct Mapping {
    std::weak_ptr<const SharedLibrary> library;  // Expired: a zombie, or its instance was destroyed without Retire().
    StoredLibrary source;  // What it was opened from; its memory lives as long as the loader knows the path.
    std::string occupant;  // The thread for which it was left open, once; it stays so when it is revived.
  };

  /// Opens the mapping that the loader has of these bytes, else a new one, and sets what `library` is loaded from.
  Result<std::shared_ptr<const SharedLibrary>> OpenMapping(StoredLibrary& library);

  /// Forgets the mapping when it is provably gone; whether it is.
  bool ForgetWhenGone(const StoredLibrary& library);

  // By SHA-256, until the mapping is provably gone.
  std::map<std::string, Mapping> mappings_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_LOADER_H_
