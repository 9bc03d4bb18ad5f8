#ifndef HOTSWAP_TESTS_CORE_LOADING_INSPECTED_BYTES_H_
#define HOTSWAP_TESTS_CORE_LOADING_INSPECTED_BYTES_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "core/loading/static_inspection.h"
#include "tests/core/loading/elf_surgeon.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap::testing {

/// An operator without an ABI note.
inline std::string PlainOperator() { return ReadAll(FixtureOperator("constant")); }

/// A shipped operator: noted and sealed.
inline std::string SealedOperator() { return ReadAll(ShippedOperator("score_op_v1")); }

inline Inspection Inspect(const std::string& bytes, bool strict = false) {
  return InspectLibrary(std::as_bytes(std::span(bytes)), {.strict = strict});
}

/// What the check found; an empty finding when it was not reached.
inline Finding FindingOf(const Inspection& inspection, std::string_view check) {
  const auto found = std::ranges::find(inspection.findings, check, &Finding::check);
  return found == inspection.findings.end() ? Finding{} : *found;
}

/// The first refusal, or an empty finding.
inline Finding RefusalOf(const Inspection& inspection) {
  const auto found = std::ranges::find(inspection.findings, FindingLevel::kRefusal, &Finding::level);
  return found == inspection.findings.end() ? Finding{} : *found;
}

/// Expects that `bytes` are refused by that check of that gate, for that reason.
inline void ExpectRefusal(const std::string& bytes, std::string_view gate, std::string_view check, std::string_view code,
                          const std::string& part_of_text, bool strict = false) {
  const Finding refusal = RefusalOf(Inspect(bytes, strict));
  EXPECT_EQ(refusal.gate, gate) << refusal.text;
  EXPECT_EQ(refusal.check, check) << refusal.text;
  EXPECT_EQ(refusal.code, code) << refusal.text;
  EXPECT_THAT(refusal.text, ::testing::HasSubstr(part_of_text));
}

/// Expects that a damaged plain operator is refused by that check of G2.
inline void ExpectDamage(const ElfSurgeon& patient, std::string_view check, const std::string& part_of_text) {
  ExpectRefusal(patient.bytes(), "G2", check, "not_elf", part_of_text);
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_INSPECTED_BYTES_H_
