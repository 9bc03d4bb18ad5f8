#include "tests/ui/fake_verdicts.h"

#include <string>
#include <string_view>

namespace hotswap::ui {
namespace {

bool Named(const std::filesystem::path& path, std::string_view part) {
  return path.filename().string().find(part) != std::string::npos;
}

void Add(Verdict& verdict, const char* gate, const char* check, const char* text) {
  verdict.findings.push_back({.gate = gate, .check = check, .level = FindingLevel::kOk, .code = {}, .text = text});
}

void Warn(Verdict& verdict, const char* gate, const char* check, const char* code, const char* text) {
  verdict.findings.push_back({.gate = gate, .check = check, .level = FindingLevel::kWarning, .code = code, .text = text});
}

void Refuse(Verdict& verdict, const char* gate, const char* check, const char* code, const char* text) {
  verdict.findings.push_back({.gate = gate, .check = check, .level = FindingLevel::kRefusal, .code = code, .text = text});
}

void AddIdentity(Verdict& verdict, bool warns) {
  verdict.identity = OperatorIdentity{.id = "org.example." + std::filesystem::path(verdict.path).stem().string(),
                                      .version = "1.4.2",
                                      .vendor = "Example Ltd",
                                      .abi_major = 1,
                                      .abi_minor = 0,
                                      .sealed = !warns,
                                      .stateful = false,
                                      .per_worker = false};
}

void AddCopyAndDigest(Verdict& verdict, bool warns) {
  Add(verdict, "G0", "copy", "is a regular file of 48 KiB; its copy in the store has the same SHA-256");
  Add(verdict, "G1", "note", "carries an ABI note for interface 1.0, which the host has");
  if (warns) {
    Warn(verdict, "G1", "seal", "unverified",
         "is not sealed: a change of its bytes after the build cannot be noticed; build it with hotswap_add_operator() or run "
         "`hotswap seal` on it");
  } else {
    Add(verdict, "G1", "seal", "is sealed, and its bytes are those that were sealed");
  }
}

void AddStatic(Verdict& verdict, bool warns) {
  Add(verdict, "G2", "headers", "has sound program and section headers");
  Add(verdict, "G2", "exports", "exports create_operator and destroy_operator as functions");
  if (!warns) return Add(verdict, "G2", "unload", "has nothing that keeps it mapped");
  Warn(verdict, "G2", "unique", "policy",
       "uses std::make_shared without -fno-gnu-unique: it would stay mapped after a swap and its memory would not come back; "
       "rebuild "
       "it with -fno-gnu-unique");
}

void AddTrial(Verdict& verdict) {
  Add(verdict, "G3", "scores", "scored 256 requests twice with equal, finite results and left its input alone");
  Add(verdict, "G3", "unload", "was unloaded without a trace");
  Add(verdict, "G4", "load", "is loaded from the store, and the loader answers with these bytes");
  Add(verdict, "G5", "parity", "scores here as it did in the vetting process");
  Add(verdict, "G6", "warmup", "answered 1,000 warm-up requests");
}

}  // namespace

Verdict FakeInspection(const std::filesystem::path& path) {
  const bool warns = Named(path, "warn");
  Verdict verdict;
  verdict.path = path.string();
  verdict.sha256 = std::string(64, 'a');
  verdict.size = 48 * 1024 + 200;
  verdict.took = std::chrono::microseconds{310};
  if (!Named(path, "bad")) AddIdentity(verdict, warns);
  AddCopyAndDigest(verdict, warns || Named(path, "bad"));
  if (Named(path, "bad")) {
    Refuse(verdict, "G2", "exports", "missing_symbol",
           "exports no function create_operator, so no operator can be made from it; declare it extern \"C\" and build with "
           "hotswap_add_operator()");
  } else {
    AddStatic(verdict, warns);
  }
  return verdict;
}

std::shared_ptr<const Verdict> FakeVerdict(const std::filesystem::path& path) {
  auto verdict = std::make_shared<Verdict>(FakeInspection(path));
  if (verdict->refused()) return verdict;
  verdict->took = std::chrono::microseconds{12400};
  if (Named(path, "crash")) {
    Refuse(*verdict, "G3", "scores", "crashed",
           "crashed with SIGSEGV in compute_score at its 17th request; run `hotswap vet` on it under a debugger");
  } else {
    AddTrial(*verdict);
  }
  return verdict;
}

}  // namespace hotswap::ui
