#include "tests/campaigns/trial_load.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace hotswap {
namespace {

// What a child that came to its own end says.
constexpr int kLoaderRefused = 11;
constexpr int kRightScores = 20;
constexpr int kOtherScores = 21;

constexpr unsigned kTimeoutSeconds = 3;

/// A word that parent and child share: the step that the child is at.
class SharedStep {
 public:
  SharedStep()
      : step_(static_cast<volatile TrialStep*>(
            mmap(nullptr, sizeof(TrialStep), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~SharedStep() { munmap(const_cast<TrialStep*>(step_), sizeof(TrialStep)); }
  SharedStep(const SharedStep&) = delete;
  SharedStep& operator=(const SharedStep&) = delete;

  void Set(TrialStep step) { *step_ = step; }
  TrialStep Get() const { return *step_; }

 private:
  volatile TrialStep* step_;
};

void BeAHostThatMayDie() {
  const int nowhere = open("/dev/null", O_RDWR);
  for (int fd = 0; fd <= 2; ++fd) dup2(nowhere, fd);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  const rlimit memory{rlim_t{4} << 30, rlim_t{4} << 30};
  setrlimit(RLIMIT_AS, &memory);
  alarm(kTimeoutSeconds);
}

[[noreturn]] void Load(const std::filesystem::path& library, const std::vector<Feature>& requests,
                       const std::vector<double>& expected, SharedStep& step) {
  step.Set(TrialStep::kLoad);
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) _exit(kLoaderRefused);
  step.Set(TrialStep::kFindExports);
  const auto create = reinterpret_cast<decltype(&create_operator)>(dlsym(handle, "create_operator"));
  const auto destroy = reinterpret_cast<decltype(&destroy_operator)>(dlsym(handle, "destroy_operator"));
  if (create == nullptr || destroy == nullptr) _exit(kLoaderRefused);
  step.Set(TrialStep::kCreate);
  IScoreOperator* instance = create();
  if (instance == nullptr) _exit(kLoaderRefused);
  step.Set(TrialStep::kScore);
  bool right = true;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (instance->compute_score(requests[i]) != expected[i]) right = false;
  }
  step.Set(TrialStep::kDestroy);
  destroy(instance);
  step.Set(TrialStep::kUnload);
  dlclose(handle);
  step.Set(TrialStep::kDone);
  _exit(right ? kRightScores : kOtherScores);
}

}  // namespace

Trial TryToLoad(const std::filesystem::path& library, const std::vector<Feature>& requests, const std::vector<double>& expected) {
  SharedStep step;
  const pid_t child = fork();
  if (child == 0) {
    BeAHostThatMayDie();
    Load(library, requests, expected, step);
  }
  int status = 0;
  waitpid(child, &status, 0);
  Trial trial;
  trial.reached = step.Get();
  trial.host_hung = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  const bool own_end = code == kLoaderRefused || code == kRightScores || code == kOtherScores;
  trial.host_died = !trial.host_hung && !own_end;
  trial.right_scores = code == kRightScores;
  return trial;
}

std::vector<double> ScoresOf(const std::filesystem::path& library, const std::vector<Feature>& requests) {
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) std::abort();
  const auto create = reinterpret_cast<decltype(&create_operator)>(dlsym(handle, "create_operator"));
  const auto destroy = reinterpret_cast<decltype(&destroy_operator)>(dlsym(handle, "destroy_operator"));
  IScoreOperator* instance = create();
  std::vector<double> scores;
  for (const Feature& request : requests) scores.push_back(instance->compute_score(request));
  destroy(instance);
  dlclose(handle);
  return scores;
}

}  // namespace hotswap
