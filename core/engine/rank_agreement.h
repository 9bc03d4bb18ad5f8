#ifndef HOTSWAP_CORE_ENGINE_RANK_AGREEMENT_H_
#define HOTSWAP_CORE_ENGINE_RANK_AGREEMENT_H_

#include <optional>
#include <utility>
#include <vector>

namespace hotswap {

/// Kendall's tau-b: how far two scores of the same things rank them alike, from -1 (the other way round) over 0 (unrelated) to 1.
/// Ties count for neither side. Nothing where one of the two tells none of the things apart. Takes n log n steps.
///
/// Source: W. R. Knight, "A Computer Method for Calculating Kendall's Tau with Ungrouped Data", JASA 61 (1966).
std::optional<double> RankAgreement(std::vector<std::pair<double, double>> pairs);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_RANK_AGREEMENT_H_
