#ifndef HOTSWAP_UI_VIEWMODELS_NEWEST_FIRST_H_
#define HOTSWAP_UI_VIEWMODELS_NEWEST_FIRST_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace hotswap::ui {

/// Shows a published, capped list of numbered things (events, receipts) with the newest in row 0, and tells how one
/// publication differs from the one before, in the terms of an item model.
///
/// T has a `number` that grows by one from entry to entry.
template <typename T>
class NewestFirst {
 public:
  using List = std::shared_ptr<const std::vector<T>>;

  int rows() const { return rows_; }

  /// The entry in a row; row 0 is the newest.
  const T& at(int row) const { return (*list_)[list_->size() - 1 - static_cast<std::size_t>(row)]; }

  /// Whether `next` is another publication than the one shown.
  bool differs(const List& next) const { return next != nullptr && next != list_; }

  /// How many of the last rows `next` no longer has.
  int goneFromEnd(const List& next) const {
    if (rows_ == 0) return 0;
    if (next->empty() || next->back().number < at(0).number) return rows_;  // A recording went back: all is shown anew.
    const std::uint64_t oldest = next->front().number;
    const std::uint64_t shown_oldest = at(rows_ - 1).number;
    return oldest <= shown_oldest ? 0 : static_cast<int>(std::min<std::uint64_t>(oldest - shown_oldest, std::uint64_t(rows_)));
  }

  /// How many entries `next` has that come above row 0.
  int newAtFront(const List& next) const {
    if (next->empty()) return 0;
    if (rows_ == 0) return static_cast<int>(next->size());
    const std::uint64_t grown = next->back().number - at(0).number;
    return static_cast<int>(std::min<std::uint64_t>(grown, next->size()));
  }

  void dropFromEnd(int count) { rows_ -= count; }

  void show(List next) {
    list_ = std::move(next);
    rows_ = static_cast<int>(list_->size());
  }

 private:
  List list_;
  int rows_ = 0;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_NEWEST_FIRST_H_
