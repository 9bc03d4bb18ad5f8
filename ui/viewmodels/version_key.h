#ifndef HOTSWAP_UI_VIEWMODELS_VERSION_KEY_H_
#define HOTSWAP_UI_VIEWMODELS_VERSION_KEY_H_

#include <QMetaType>
#include <cstdint>

namespace hotswap::ui {

/// Names a version among all slots.
struct VersionKey {
  std::uint32_t slot = 0;    ///< Index into Snapshot::slots.
  std::uint32_t number = 0;  ///< 0 is no version.

  bool valid() const { return number != 0; }
  friend bool operator==(const VersionKey&, const VersionKey&) = default;
};

}  // namespace hotswap::ui

Q_DECLARE_METATYPE(hotswap::ui::VersionKey)

#endif  // HOTSWAP_UI_VIEWMODELS_VERSION_KEY_H_
