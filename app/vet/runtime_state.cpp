#include "app/vet/runtime_state.h"

#include <string_view>

#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

[[noreturn]] void Refuse(std::string_view what, std::string_view remedy) {
  Line line;
  line << "changes " << what << ", which all code in the process shares, and which may lead into the library when that is gone; "
       << remedy;
  report::Refuse(Errc::kSideEffect, line.text());
}

const void* SignalStackOfThread() {
  stack_t stack{};
  return sigaltstack(nullptr, &stack) == 0 ? stack.ss_sp : nullptr;
}

}  // namespace

RuntimeState RuntimeState::Take() {
  RuntimeState state;
  state.streams_ = StreamState::Take();
  state.new_handler_ = std::get_new_handler();
  state.memory_resource_ = std::pmr::get_default_resource();
  state.locale_ = std::locale();
  state.signal_stack_ = SignalStackOfThread();
  return state;
}

void RuntimeState::Check() const {
  streams_.Check();
  if (std::get_new_handler() != new_handler_) {
    Refuse("what is done when there is no memory (std::set_new_handler)", "remove the call and catch std::bad_alloc");
  }
  if (std::pmr::get_default_resource() != memory_resource_) {
    Refuse("where containers take memory from (std::pmr::set_default_resource)",
           "remove the call and give its own containers their resource");
  }
  if (std::locale() != locale_) {
    Refuse("the global locale of C++ (std::locale::global)",
           "remove the call and imbue streams of its own, or use std::to_chars");
  }
  if (SignalStackOfThread() != signal_stack_) {
    Refuse("the stack of its thread for signal handlers (sigaltstack)", "remove the call");
  }
}

}  // namespace hotswap::vet
