#ifndef HOTSWAP_APP_VET_JOB_INPUT_H_
#define HOTSWAP_APP_VET_JOB_INPUT_H_

#include <optional>

#include "app/vet/vetting_context.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap::vet {

/// A job and its samples.
struct JobInput {
  VettingJob head;  ///< Its key is for report::Open(), which wipes it.
  VettingContext context;
};

/// Reads the job from kJobFd and closes that. Nothing when it is none, or one for another build.
std::optional<JobInput> ReadJob();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_JOB_INPUT_H_
