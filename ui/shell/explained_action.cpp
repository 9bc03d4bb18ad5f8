#include "ui/shell/explained_action.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QVariant>

#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

// What an action does, kept while the tool tip says why it cannot.
constexpr char kPurpose[] = "purpose";
// The shortcuts of an action, kept while another action has them.
constexpr char kKeys[] = "keys";
constexpr char kWhyNot[] = "whyNot";

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

}  // namespace

QAction* makeExplained(QObject* parent, const char* name, const QString& text, const QString& purpose,
                       const QList<QKeySequence>& keys) {
  auto* action = new QAction(parent);
  setActionText(*action, text);
  action->setObjectName(QLatin1String(name));
  action->setShortcuts(keys);
  action->setProperty(kKeys, QVariant::fromValue(keys));
  setPurpose(*action, purpose);
  allow(*action, {});
  return action;
}

QString withoutMnemonic(QString text) {
  static const QRegularExpression appended(QStringLiteral("\\(&[^&]\\)"));
  static const QRegularExpression mark(QStringLiteral("&(.)"));  // "&&" is an ampersand.
  return text.remove(appended).replace(mark, QStringLiteral("\\1"));
}

// Qt's own text for buttons keeps the letter of "Swap(&S)".
void setActionText(QAction& action, const QString& text) {
  action.setText(text);
  action.setIconText(withoutMnemonic(text));
}

void setPurpose(QAction& action, const QString& purpose) { action.setProperty(kPurpose, purpose); }

void allow(QAction& action, const QString& why_not) {
  action.setEnabled(why_not.isEmpty());
  action.setProperty(kWhyNot, why_not);
  const QString purpose = action.property(kPurpose).toString();
  const QString keys = action.shortcut().toString(QKeySequence::NativeText);
  QString tool_tip = keys.isEmpty() ? purpose : tr("%1 (%2)").arg(purpose, keys);
  if (!why_not.isEmpty()) tool_tip += QLatin1Char('\n') + tr("Not now: %1").arg(why_not);
  action.setToolTip(plainToolTip(tool_tip));
}

QString whyNot(const QAction& action) { return action.property(kWhyNot).toString(); }

void giveKeys(QAction& action, bool given) {
  action.setShortcuts(given ? action.property(kKeys).value<QList<QKeySequence>>() : QList<QKeySequence>{});
}

QKeySequence shortcutOf(const QAction& action) {
  const auto kept = action.property(kKeys).value<QList<QKeySequence>>();
  return kept.isEmpty() ? action.shortcut() : kept.first();
}

}  // namespace hotswap::ui
