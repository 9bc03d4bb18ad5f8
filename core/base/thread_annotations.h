// Clang's thread-safety attributes; empty for other compilers.
// Source: https://clang.llvm.org/docs/ThreadSafetyAnalysis.html
#ifndef HOTSWAP_CORE_BASE_THREAD_ANNOTATIONS_H_
#define HOTSWAP_CORE_BASE_THREAD_ANNOTATIONS_H_

#if defined(__clang__)
#define HOTSWAP_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define HOTSWAP_THREAD_ATTRIBUTE(x)
#endif

#define CAPABILITY(x) HOTSWAP_THREAD_ATTRIBUTE(capability(x))
#define SCOPED_CAPABILITY HOTSWAP_THREAD_ATTRIBUTE(scoped_lockable)
#define GUARDED_BY(x) HOTSWAP_THREAD_ATTRIBUTE(guarded_by(x))
#define REQUIRES(...) HOTSWAP_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define ACQUIRE(...) HOTSWAP_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define RELEASE(...) HOTSWAP_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
#define EXCLUDES(...) HOTSWAP_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
#define NO_THREAD_SAFETY_ANALYSIS HOTSWAP_THREAD_ATTRIBUTE(no_thread_safety_analysis)

#endif  // HOTSWAP_CORE_BASE_THREAD_ANNOTATIONS_H_
