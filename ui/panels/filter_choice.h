#ifndef HOTSWAP_UI_PANELS_FILTER_CHOICE_H_
#define HOTSWAP_UI_PANELS_FILTER_CHOICE_H_

#include <QComboBox>
#include <QList>
#include <QString>
#include <utility>

namespace hotswap::ui {

/// A choice that narrows a table. What was chosen is remembered also while there is no such entry, as of a slot before it is known.
class FilterChoice : public QComboBox {
  Q_OBJECT

 public:
  /// `name` is the key of what the window remembers.
  explicit FilterChoice(const QString& name, QWidget* parent = nullptr);

  /// Pairs of text and key; the first one's key is empty and lets everything through.
  void setEntries(const QList<std::pair<QString, QString>>& entries);

  /// The key that was chosen; empty: everything.
  const QString& choice() const { return choice_; }
  void choose(const QString& key);

  /// The key that narrows now: empty while there is no entry for the choice.
  QString shown() const { return currentData().toString(); }

 Q_SIGNALS:
  /// What is shown changed.
  void narrowed(const QString& key);

 private:
  void select();

  QString choice_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_FILTER_CHOICE_H_
