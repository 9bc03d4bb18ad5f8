#ifndef HOTSWAP_UI_SHELL_EXPLAINED_ACTION_H_
#define HOTSWAP_UI_SHELL_EXPLAINED_ACTION_H_

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QString>

namespace hotswap::ui {

// Actions whose tool tip says what they do and, while they cannot, why not.

/// An enabled action; its first shortcut stands in the tool tip.
QAction* makeExplained(QObject* parent, const char* name, const QString& text, const QString& purpose,
                       const QList<QKeySequence>& keys);

/// The text without its mnemonic, "Swap" of "&Swap" and of the form that Chinese has, "Swap(&S)".
QString withoutMnemonic(QString text);

/// The text in menus, and without its mnemonic on buttons.
void setActionText(QAction& action, const QString& text);

/// What it does from now on; seen after the next allow().
void setPurpose(QAction& action, const QString& purpose);

/// Enables it, or disables it with the reason.
void allow(QAction& action, const QString& why_not);

/// Why it cannot act now; empty while it can, or when it never said.
QString whyNot(const QAction& action);

/// Takes its shortcuts away, as another action has them now, or gives them back.
void giveKeys(QAction& action, bool given);

/// The first shortcut that it has, or has while no other action has it.
QKeySequence shortcutOf(const QAction& action);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_EXPLAINED_ACTION_H_
