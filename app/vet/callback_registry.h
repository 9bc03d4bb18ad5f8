#ifndef HOTSWAP_APP_VET_CALLBACK_REGISTRY_H_
#define HOTSWAP_APP_VET_CALLBACK_REGISTRY_H_

namespace hotswap::vet {

/// Before any code of the library runs: looks up what the functions of this program's own lead to.
void PrepareCallbackRegistry();

/// Refuses when the C library was given a function of the library to call later (at the end of a thread, at quick_exit, at fork),
/// still has it, and the code of it is gone. To be asked when the library was unloaded. What is left for exit() shows itself
/// there: this process ends by it.
///
/// What registers such functions goes through callback_registry.cpp: a program's own definitions go before the C library's.
void CheckCallbacksLeft();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_CALLBACK_REGISTRY_H_
