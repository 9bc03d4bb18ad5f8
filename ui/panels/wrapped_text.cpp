#include "ui/panels/wrapped_text.h"

#include <algorithm>
#include <cmath>

namespace hotswap::ui {
namespace {

constexpr int kMostLines = 10;  ///< What is longer is scrolled.

}  // namespace

WrappedText::WrappedText(QWidget* parent) : QPlainTextEdit(parent) {
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse);
  setFrameShape(QFrame::NoFrame);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  document()->setDocumentMargin(0);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setAutoFillBackground(false);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void WrappedText::setText(const QString& text) {
  if (text != toPlainText()) setPlainText(text);
  fitHeight();
}

QSize WrappedText::sizeHint() const { return {0, height()}; }

QSize WrappedText::minimumSizeHint() const { return {0, height()}; }

void WrappedText::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  fitHeight();
}

// The size of a plain text's document is counted in lines, not in pixels.
void WrappedText::fitHeight() {
  const int lines = std::max(static_cast<int>(std::ceil(document()->size().height())), 1);
  setVerticalScrollBarPolicy(lines > kMostLines ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  setFixedHeight(std::min(lines, kMostLines) * fontMetrics().lineSpacing());
}

}  // namespace hotswap::ui
