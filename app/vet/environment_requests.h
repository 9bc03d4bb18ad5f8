#ifndef HOTSWAP_APP_VET_ENVIRONMENT_REQUESTS_H_
#define HOTSWAP_APP_VET_ENVIRONMENT_REQUESTS_H_

/// The environment variables that the library asks for and does not get, since its vetting has a clean environment: with them it
/// may score otherwise where it goes live, or need them to work at all. What is asked for by the libraries below it, as a runtime
/// does that can be tuned, is left out; who reads `environ` without getenv() is not seen.
///
/// Threads   Any, also inside a signal handler: nothing is allocated or locked.
namespace hotswap::vet::environment_requests {

/// Reports a warning that names them, unless there are none.
void Tell();

}  // namespace hotswap::vet::environment_requests

#endif  // HOTSWAP_APP_VET_ENVIRONMENT_REQUESTS_H_
