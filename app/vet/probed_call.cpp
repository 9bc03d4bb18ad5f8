#include "app/vet/probed_call.h"

#include <array>
#include <cstdint>
#include <string_view>

#include "app/vet/report.h"

namespace hotswap::vet {

#if defined(__x86_64__)

namespace {

/// What a call gets in the registers that are its caller's, and what it leaves there.
struct CallersRegisters {
  std::array<std::uint64_t, 6> values;  // rbx, rbp, r12 to r15
  std::uint64_t flags;
};

constexpr std::array<const char*, 6> kNames{"rbx", "rbp", "r12", "r13", "r14", "r15"};
constexpr CallersRegisters kMarks{{0xB0B0'1111'2222'3333, 0xB0B0'4444'5555'6666, 0xB0B0'7777'8888'9999, 0xB0B0'AAAA'BBBB'CCCC,
                                   0xB0B0'DDDD'EEEE'FFFF, 0xB0B0'1234'5678'9ABC},
                                  0};
constexpr std::uint64_t kDirectionFlag = 1 << 10;

}  // namespace

// Source: System V Application Binary Interface, AMD64 Architecture Processor Supplement, 3.2.1 (registers) and 3.2.3 (calls),
// https://gitlab.com/x86-psABIs/x86-64-ABI. In assembler, since a compiler saves and loads registers around a call as it likes;
// with unwind information, since exceptions pass.
extern "C" double HotswapVetProbedCall(ScoreFunction function, IScoreOperator* instance, const Feature* feature,
                                       CallersRegisters* registers);

asm(R"(
  .text
  .p2align 4
  .type HotswapVetProbedCall, @function
  .globl HotswapVetProbedCall
  .hidden HotswapVetProbedCall
HotswapVetProbedCall:
  .cfi_startproc
  pushq %rbp
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %rbp, 0
  pushq %rbx
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %rbx, 0
  pushq %r12
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %r12, 0
  pushq %r13
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %r13, 0
  pushq %r14
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %r14, 0
  pushq %r15
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %r15, 0
  subq $24, %rsp
  .cfi_adjust_cfa_offset 24
  movq %rcx, (%rsp)
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  movq 0(%rcx), %rbx
  movq 8(%rcx), %rbp
  movq 16(%rcx), %r12
  movq 24(%rcx), %r13
  movq 32(%rcx), %r14
  movq 40(%rcx), %r15
  call *%rax
  movq (%rsp), %rcx
  movq %rbx, 0(%rcx)
  movq %rbp, 8(%rcx)
  movq %r12, 16(%rcx)
  movq %r13, 24(%rcx)
  movq %r14, 32(%rcx)
  movq %r15, 40(%rcx)
  pushfq
  .cfi_adjust_cfa_offset 8
  popq 48(%rcx)
  .cfi_adjust_cfa_offset -8
  cld
  addq $24, %rsp
  .cfi_adjust_cfa_offset -24
  popq %r15
  .cfi_adjust_cfa_offset -8
  .cfi_restore %r15
  popq %r14
  .cfi_adjust_cfa_offset -8
  .cfi_restore %r14
  popq %r13
  .cfi_adjust_cfa_offset -8
  .cfi_restore %r13
  popq %r12
  .cfi_adjust_cfa_offset -8
  .cfi_restore %r12
  popq %rbx
  .cfi_adjust_cfa_offset -8
  .cfi_restore %rbx
  popq %rbp
  .cfi_adjust_cfa_offset -8
  .cfi_restore %rbp
  ret
  .cfi_endproc
  .size HotswapVetProbedCall, . - HotswapVetProbedCall
)");

double ProbedCall(ScoreFunction function, IScoreOperator* instance, const Feature& feature) {
  CallersRegisters registers = kMarks;
  const double score = HotswapVetProbedCall(function, instance, &feature, &registers);
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (registers.values[i] == kMarks.values[i]) continue;
    Line line;
    line << "returns from compute_score with other content in the register " << kNames[i]
         << ", which belongs to its caller: in this process the caller would go on with a wrong value, and crash or answer "
            "wrongly; "
            "save and restore the register in assembler code, or name it in the clobber list of the asm statement";
    report::Refuse(Errc::kSideEffect, line.text());
  }
  if ((registers.flags & kDirectionFlag) != 0) {
    report::Refuse(Errc::kSideEffect,
                   "returns from compute_score with the processor's direction flag set, so that its caller would copy memory "
                   "backwards, over what lies before it; add the instruction cld before the end of its assembler code");
  }
  return score;
}

void CheckFloatingPointStack() {
  struct {
    std::uint32_t control, status, tags, rest[4];
  } environment;
  // Storing it masks all exceptions, so it is loaded again.
  asm volatile("fnstenv %0\n\tfldenv %0" : "=m"(environment));
  constexpr std::uint32_t kAllEmpty = 0xFFFF;
  if ((environment.tags & kAllEmpty) == kAllEmpty) return;
  report::Refuse(
      Errc::kSideEffect,
      "returns from compute_score with registers of the x87 unit in use, so that later computations of other code with "
      "long double would give NaN; add _mm_empty() (the instruction emms) behind its MMX code, or pop what it pushes");
}

#else

double ProbedCall(ScoreFunction function, IScoreOperator* instance, const Feature& feature) {
  return function(instance, feature);
}

void CheckFloatingPointStack() {}

#endif

}  // namespace hotswap::vet
