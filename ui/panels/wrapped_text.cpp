#include "ui/panels/wrapped_text.h"

#include <algorithm>
#include <cmath>

namespace hotswap::ui {
namespace {

constexpr int kLeastLines = 2;
constexpr int kMostLines = 10;

}  // namespace

WrappedText::WrappedText(QWidget* parent) : QPlainTextEdit(parent) {
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse);
  setFrameShape(QFrame::NoFrame);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  document()->setDocumentMargin(0);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setAutoFillBackground(false);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Maximum);
}

void WrappedText::setText(const QString& text) {
  if (text != toPlainText()) setPlainText(text);
  fitHeight();
}

int WrappedText::heightOf(int lines) const { return lines * fontMetrics().lineSpacing(); }

QSize WrappedText::sizeHint() const { return {0, heightOf(std::min(lines_, kMostLines))}; }

QSize WrappedText::minimumSizeHint() const { return {0, heightOf(std::min(lines_, kLeastLines))}; }

void WrappedText::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  fitHeight();
}

// The size of a plain text's document is counted in lines, not in pixels.
void WrappedText::fitHeight() {
  const int lines = std::max(static_cast<int>(std::ceil(document()->size().height())), 1);
  setVerticalScrollBarPolicy(height() < heightOf(lines) ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  if (lines == lines_) return;
  lines_ = lines;
  updateGeometry();
}

}  // namespace hotswap::ui
