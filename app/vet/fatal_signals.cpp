#include "app/vet/fatal_signals.h"

#include <cxxabi.h>
#include <ucontext.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string_view>

#include "app/vet/guarded_input.h"
#include "app/vet/heap_fence.h"
#include "app/vet/operator_calls.h"
#include "app/vet/report.h"
#include "app/vet/system_call_filter.h"

namespace hotswap::vet {
namespace {

constexpr std::size_t kStackBytes = 64 << 10;
constexpr int kFatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};

/// What nearly every text ends with.
constexpr std::string_view kConsequence = "; in this process that would end all traffic; ";

constexpr char kTrapText[] =
    "; a compiler puts it where a program must never come: __builtin_trap, a check of -fsanitize-trap, the end of a function "
    "that returns no value";

constexpr char kNewerText[] = "; it is probably built for a newer one, as by -march=native on another machine";

/// Whether the instruction that raised SIGILL is the one that compilers make of __builtin_trap.
bool IsTrapInstruction(const siginfo_t& info) {
#if defined(__x86_64__)
  constexpr std::string_view kTrap = "\x0F\x0B";  // ud2
  // The processor has just read it, so it can be read.
  return info.si_code > 0 && std::memcmp(info.si_addr, kTrap.data(), kTrap.size()) == 0;
#else
  (void)info;
  return false;
#endif
}

std::size_t StackPointer(const void* context) {
  const auto& registers = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  return static_cast<std::size_t>(registers.gregs[REG_RSP]);
#elif defined(__aarch64__)
  return registers.sp;
#else
  (void)registers;
  return 0;
#endif
}

/// A stack that grew into the page below it is touched near its pointer.
bool LooksLikeStackOverflow(const siginfo_t& info, const void* context) {
  constexpr std::size_t kNear = 64 << 10;
  const auto address = reinterpret_cast<std::size_t>(info.si_addr);
  return info.si_signo == SIGSEGV && StackPointer(context) - address + kNear < 2 * kNear;
}

const char* SignalName(int number) {
  switch (number) {
    case SIGSEGV: return "SIGSEGV, an invalid access to memory";
    case SIGBUS: return "SIGBUS, an access to memory that is not there";
    case SIGILL: return "SIGILL, an instruction that the processor refuses";
    case SIGFPE: return "SIGFPE, such as an integer division by zero";
    case SIGABRT: return "SIGABRT, an abort or a failed assertion";
    case SIGTRAP: return "SIGTRAP, a breakpoint that was left in, or a check that ends a program when it fails";
    default: return "SIGSYS";
  }
}

[[noreturn]] void RefuseSystemCall(int number) {
  const std::string_view name = SystemCallName(number);
  Line line;
  if (name == "rt_sigaction") {
    line << "changes how the process handles a signal, " << report::CurrentStage().doing
         << "; handlers belong to the program, which would no longer see a crash or a wish to stop; remove the call";
    report::Refuse(Errc::kSideEffect, line.text());
  }
  line << "makes the system call " << name << " " << report::CurrentStage().doing
       << "; an operator may compute, use memory, read files and start threads; leave the rest to the program around it";
  report::Refuse(Errc::kForbiddenCall, line.text());
}

[[noreturn]] void RefuseMemory(const char* what, std::string_view remedy) {
  Line line;
  line << what << " " << report::CurrentStage().doing << remedy;
  report::Refuse(Errc::kMemoryError, line.text());
}

/// What an invalid access shows when its address is one of those that were laid out for it; returns when it is not.
void JudgeAddress(const void* address) {
  constexpr std::string_view kFindIt =
      "; in this process it would spoil other code's memory; run it under AddressSanitizer or valgrind to find the place";
  if (InsideAllocator()) RefuseMemory("spoils the books of the heap, or frees what is not its own,", kFindIt);
  if (heap_fence::Covers(address)) RefuseMemory(heap_fence::Diagnosis(address), kFindIt);
  if (GuardedInput::CoversView(address)) {
    Line line;
    line << "writes to the request that it is given, " << report::CurrentStage().doing
         << "; other code reads the same request; declare the parameter const and copy what has to change";
    report::Refuse(Errc::kInputChanged, line.text());
  }
  if (GuardedInput::CoversGuard(address)) {
    RefuseMemory("reads or writes beside the request that it is given,",
                 "; is it built against another Feature? Include core/abi/operator_interface.h unchanged");
  }
  if (IsPoison(address)) {
    report::Refuse(
        Errc::kBadObject,
        "takes name() for a function with an argument: its interface has other virtual functions than IScoreOperator, so "
        "that calls would go astray; build it against core/abi/operator_interface.h unchanged");
  }
}

void JudgeObject() {
  const VettingStage& stage = report::CurrentStage();
  if (&stage == &vetting_stage::kObject) {
    report::Refuse(
        Errc::kBadObject,
        "returns from create_operator a pointer to something that is no IScoreOperator, so that the first call on it would "
        "crash; return an object of a class that derives from IScoreOperator");
  }
  if (IsReadingName()) {
    report::Refuse(
        Errc::kBadObject,
        "returns from name() a pointer that cannot be read; return a text that lives as long as the instance, and build it "
        "against core/abi/operator_interface.h unchanged");
  }
}

void OnFatalSignal(int number, siginfo_t* info, void* context) {
  // A second thread that crashes waits for the first one to end the process.
  static std::atomic<bool> reporting{false};
  if (reporting.exchange(true)) {
    for (;;) pause();
  }
  if (number == SIGSYS && info->si_code > 0) RefuseSystemCall(info->si_syscall);
  if (number == SIGSEGV || number == SIGBUS) JudgeAddress(info->si_addr);
  if (number == SIGABRT && InsideAllocator()) JudgeAddress(nullptr);
  JudgeObject();
  Line line;
  line << "crashes " << report::CurrentStage().doing << " (" << SignalName(number);
  if (LooksLikeStackOverflow(*info, context)) {
    line << "; the stack is full, perhaps by endless recursion";
  } else if (number == SIGILL) {
    line << (IsTrapInstruction(*info) ? kTrapText : kNewerText);
  } else if (number == SIGSEGV || number == SIGBUS) {
    line << " at 0x";
    line.Hex(reinterpret_cast<std::size_t>(info->si_addr), 12);
  }
  line << ")" << kConsequence << "run its own tests under a debugger or AddressSanitizer";
  report::Refuse(Errc::kCrashed, line.text());
}

[[noreturn]] void OnTerminate() {
  Line line;
  line << "lets an exception go where none may pass (a thread, a destructor, a noexcept function), "
       << report::CurrentStage().doing;
  line << kConsequence << "catch it there";
  report::Refuse(Errc::kThrew, line.text());
}

void OnExit() {
  if (report::IsDone()) return;
  Line line;
  line << "ends the process " << report::CurrentStage().doing << " (exit, or the last thread ended itself)" << kConsequence
       << "report a failure by an exception instead";
  report::Refuse(Errc::kExited, line.text());
}

}  // namespace

SignalStack::SignalStack() : memory_(std::make_unique<char[]>(kStackBytes)) {
  const stack_t stack{.ss_sp = memory_.get(), .ss_flags = 0, .ss_size = kStackBytes};
  sigaltstack(&stack, nullptr);
}

SignalStack::~SignalStack() {
  const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
  sigaltstack(&none, nullptr);
}

void ReportFatalSignals() {
  struct sigaction action {};
  action.sa_sigaction = OnFatalSignal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (const int number : kFatal) sigaction(number, &action, nullptr);
  std::set_terminate(OnTerminate);
  std::atexit(OnExit);
}

}  // namespace hotswap::vet
