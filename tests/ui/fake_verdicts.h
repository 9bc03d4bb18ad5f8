#ifndef HOTSWAP_TESTS_UI_FAKE_VERDICTS_H_
#define HOTSWAP_TESTS_UI_FAKE_VERDICTS_H_

#include <filesystem>
#include <memory>

#include "core/api/verdict.h"

namespace hotswap::ui {

/// What the gates would say of a file, by its name alone: "bad" is refused at the static inspection, "crash" at the vetting, "warn" is
/// accepted with two warnings, and all else passes every gate up to the warm-up.
std::shared_ptr<const Verdict> FakeVerdict(const std::filesystem::path& path);

/// The part of it that needs no process: copy, digest and static inspection.
Verdict FakeInspection(const std::filesystem::path& path);

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_FAKE_VERDICTS_H_
