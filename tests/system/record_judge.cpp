// Judges a record of `hotswap run --record`:  record_judge RECORD [SLOT:VERSION=FILE.so …]
//
// With operators every score must be bit-equal to what the operator of its version answers; without any, scores are not judged
// (requests of a csv source). Prints one JSON object. Exit status: 0 faultless, 1 faults, 2 nothing could be judged.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "tests/system/record_verdict.h"

namespace hotswap {
namespace {

Error NoOperator(const std::string& file, const char* why) {
  return {Errc::kLoadFailed, file + ": " + (why != nullptr ? why : "no operator")};
}

Result<Witness> LoadWitness(const std::string& file) {
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return NoOperator(file, dlerror());
  const std::shared_ptr<void> library(handle, [](void* loaded) { dlclose(loaded); });
  const auto create = reinterpret_cast<IScoreOperator* (*)()>(dlsym(handle, "create_operator"));
  const auto destroy = reinterpret_cast<void (*)(IScoreOperator*)>(dlsym(handle, "destroy_operator"));
  if (create == nullptr || destroy == nullptr) return NoOperator(file, dlerror());
  return Witness{library, {create(), destroy}};
}

/// "0:1=FILE.so": version 1 of slot 0.
Status AddWitness(const std::string& argument, std::map<VersionKey, Witness>& witnesses) {
  unsigned slot = 0;
  unsigned version = 0;
  int consumed = 0;
  if (std::sscanf(argument.c_str(), "%u:%u=%n", &slot, &version, &consumed) != 2 || consumed == 0) {
    return Error{Errc::kInvalidArgument, argument + ": write SLOT:VERSION=FILE.so"};
  }
  auto witness = LoadWitness(argument.substr(static_cast<std::size_t>(consumed)));
  if (!witness.ok()) return std::move(witness).error();
  witnesses.emplace(VersionKey{slot, version}, std::move(witness).value());
  return {};
}

int Complain(const Error& error) {
  std::cerr << "record_judge: " << error.text << '\n';
  return 2;
}

int Judge(int argc, char** argv) {
  if (argc < 2) return Complain({Errc::kInvalidArgument, "usage: record_judge RECORD [SLOT:VERSION=FILE.so …]"});
  std::map<VersionKey, Witness> witnesses;
  for (int i = 2; i < argc; ++i) {
    if (Status added = AddWitness(argv[i], witnesses); !added.ok()) return Complain(added.error());
  }
  RecordVerdict verdict(witnesses, !witnesses.empty());
  const Status read = ReadRecord(argv[1], [&](const RecordRow& row) { verdict.Hear(row); });
  if (!read.ok()) return Complain(read.error());
  verdict.End();
  std::cout << verdict.Summary() << '\n';
  return verdict.faultless() ? 0 : 1;
}

}  // namespace
}  // namespace hotswap

int main(int argc, char** argv) { return hotswap::Judge(argc, argv); }
