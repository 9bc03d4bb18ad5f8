// The base ABI of a scoring operator. Frozen: operators compiled years ago against nothing but this header must still
// load, so no virtual function, field or export is ever added, removed or reordered here.
//
// A shared library is an operator when it exports create_operator and destroy_operator with C linkage:
//
//   g++ -std=c++20 -O2 -fPIC -shared -fvisibility=hidden -fno-gnu-unique -o my_operator.so my_operator.cpp
//
// Threads   create_operator and destroy_operator are called on a thread of the host that answers no requests, one at a
//           time, and given up when they do not come back within seconds. One instance answers every worker thread: compute_score
//           and name are called concurrently, without a lock. An operator that keeps mutable state must protect it.
// Lifetime  The host calls destroy_operator of the same library on every pointer that create_operator returned, after the
//           last call on it has come back, and then unloads the library.
// Failure   An exception out of compute_score is counted as this version's error and the request is answered by NaN. A
//           null from create_operator refuses the library.
#ifndef HOTSWAP_CORE_ABI_OPERATOR_INTERFACE_H_
#define HOTSWAP_CORE_ABI_OPERATOR_INTERFACE_H_

/// One request as an operator sees it. Features are dimensionless; their range is the source's affair.
struct Feature {
  int user_id;
  int item_id;
  double user_feature;
  double item_feature;
};

/// A scoring function with its own state, made and destroyed by the library that implements it.
struct IScoreOperator {
  virtual ~IScoreOperator() = default;

  /// The score of one request. Called from every worker thread at once.
  virtual double compute_score(const Feature& feature) = 0;

  /// A name for people, valid as long as the instance. Never null.
  virtual const char* name() const = 0;
};

// Made visible here, so that -fvisibility=hidden hides everything of an operator but these two.
extern "C" {
__attribute__((visibility("default"))) IScoreOperator* create_operator();
__attribute__((visibility("default"))) void destroy_operator(IScoreOperator*);
}

#endif  // HOTSWAP_CORE_ABI_OPERATOR_INTERFACE_H_
