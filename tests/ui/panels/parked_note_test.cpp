#include "ui/panels/parked_note.h"

#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class ParkedNoteTest : public testing::OffscreenTest {};

TEST_F(ParkedNoteTest, IsThereAsLongAsAThreadIsStuck) {
  ParkedViewModel model;
  QWidget window;
  ParkedNote note(model, &window);
  window.show();
  EXPECT_FALSE(note.isVisible());
  Snapshot snapshot;
  snapshot.parked = {{.number = 3, .name = "hs-work-03", .slot = 0, .version = 2, .since = {}}};
  model.apply(snapshot);
  EXPECT_TRUE(note.isVisible());
  EXPECT_TRUE(note.findChild<QLabel*>(QStringLiteral("parkedText"))->text().startsWith("T3 (hs-work-03): stuck in v2"));
  snapshot.parked.clear();
  model.apply(snapshot);
  EXPECT_FALSE(note.isVisible());
}

}  // namespace
}  // namespace hotswap::ui
