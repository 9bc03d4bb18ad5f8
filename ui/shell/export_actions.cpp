#include "ui/shell/export_actions.h"

#include <QAbstractScrollArea>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QFileDialog>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QRegularExpression>
#include <utility>

#include "ui/shell/chart_picture.h"
#include "ui/shell/explained_action.h"
#include "ui/shell/file_kinds.h"
#include "ui/shell/window_actions.h"
#include "ui/shell/window_session.h"

namespace hotswap::ui {

ExportActions::ExportActions(WindowSession& session, WindowActions& actions, QWidget* window)
    : QObject(window),
      engine_(session.engine),
      models_(session.models),
      writer_(session.writer),
      actions_(actions),
      window_(window),
      menu_(new QMenu(tr("&Export"), window)) {
  menu_->setObjectName(QStringLiteral("exportMenu"));
  menu_->addAction(actions_.export_report);
  menu_->addSeparator();
  const WindowOptions& options = session.options;
  connectSnapshot(*actions_.save_session, options.save_session, tr("Save the session"), QStringLiteral("session"),
                  QStringLiteral("hsession"));
  connectSnapshot(*actions_.export_report, options.write_report, tr("Export the report"), QStringLiteral("report"),
                  QStringLiteral("json"));
}

void ExportActions::connectSnapshot(QAction& action, const SnapshotWriter& writer, const QString& title, const QString& name,
                                    const QString& suffix) {
  if (!writer) {
    allow(action, tr("This program cannot write it"));
    return;
  }
  connect(&action, &QAction::triggered, this, [this, writer, title, name, suffix] {
    // What was known when the key was pressed, however long the dialog is open.
    ask(title, name, suffix, [this, writer, snapshot = engine_.Latest()](const QString& path) {
      writer_.write(path,
                    [writer, snapshot, file = std::filesystem::path(path.toStdString())] { return writer(*snapshot, file); });
    });
  });
}

void ExportActions::addChart(const ChartSource& source) {
  QMenu* menu = menu_->addMenu(source.title);
  menu->setObjectName(QStringLiteral("export_") + source.name);
  QWidget& chart = *source.chart;
  addChartAction(*menu, tr("Export Chart as &PNG…"), source, QStringLiteral("png"), [&chart] { return pngOf(chart); });
  addChartAction(*menu, tr("Export Chart as &SVG…"), source, QStringLiteral("svg"),
                 [&chart, title = source.title] { return svgOf(chart, title); });
  addChartAction(*menu, tr("Export Visible Range as &CSV…"), source, QStringLiteral("csv"), source.csv);
  if (source.is_empty) {
    connect(menu, &QMenu::aboutToShow, menu, [menu, is_empty = source.is_empty] {
      const QString why_not = is_empty() ? tr("It shows nothing yet") : QString();
      for (QAction* action : menu->actions()) allow(*action, why_not);
    });
  }
  // The mouse is over the viewport, the key for the menu goes to the chart.
  const auto offer = [this, menu](QWidget& place) {
    place.setProperty("exportMenu", QVariant::fromValue<QObject*>(menu));
    place.installEventFilter(this);
  };
  offer(chart);
  if (auto* area = qobject_cast<QAbstractScrollArea*>(&chart)) offer(*area->viewport());
}

void ExportActions::addChartAction(QMenu& menu, const QString& text, const ChartSource& source, const QString& suffix,
                                   std::function<QByteArray()> bytes) {
  QAction* action = menu.addAction(text);
  action->setObjectName(QStringLiteral("export_%1_%2").arg(source.name, suffix));
  connect(action, &QAction::triggered, this, [this, source, suffix, bytes = std::move(bytes)] {
    if (source.is_empty && source.is_empty()) return models_.status.say(tr("%1 shows nothing yet").arg(source.title));
    // Before the dialog: while it is open the chart goes on.
    ask(tr("Export: %1").arg(source.title), source.name, suffix,
        [this, made = bytes()](const QString& path) { writer_.write(path, made); });
  });
}

void ExportActions::addTo(QMenu& menu) {
  const QList<QAction*> entries = menu.actions();
  const auto last_group =
      std::find_if(entries.rbegin(), entries.rend(), [](const QAction* entry) { return entry->isSeparator(); });
  QAction* before = last_group == entries.rend() ? nullptr : *last_group;
  menu.insertSeparator(before);
  menu.insertAction(before, actions_.save_session);
  menu.insertMenu(before, menu_);
}

bool ExportActions::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ContextMenu) return QObject::eventFilter(watched, event);
  if (auto* menu = qobject_cast<QMenu*>(watched->property("exportMenu").value<QObject*>())) {
    menu->popup(static_cast<QContextMenuEvent*>(event)->globalPos());
  }
  return true;
}

void ExportActions::ask(const QString& title, const QString& name, const QString& suffix, Write write) {
  auto* dialog = new QFileDialog(window_, title, directory_);
  dialog->setObjectName(QStringLiteral("saveDialog"));
  dialog->setOption(QFileDialog::DontUseNativeDialog);
  dialog->setIconProvider(&fileKinds());
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setNameFilters({tr("%1 files (*.%2)", "PNG, png").arg(suffix.toUpper(), suffix), tr("All files (*)")});
  dialog->setDefaultSuffix(suffix);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->selectFile(defaultName(name, suffix));
  connect(dialog, &QFileDialog::fileSelected, this, [this, write = std::move(write)](const QString& path) {
    directory_ = QFileInfo(path).absolutePath();
    write(path);
  });
  dialog->open();
}

QString ExportActions::defaultName(const QString& name, const QString& suffix) const {
  QString slot = QString::fromStdString(models_.controls.targetSlot());
  slot.replace(QRegularExpression(QStringLiteral("[^\\w.-]+")), QStringLiteral("_"));  // It becomes part of a file's name.
  const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
  return QStringLiteral("%1-%2-%3.%4").arg(name, slot.isEmpty() ? QStringLiteral("all") : slot, time, suffix);
}

}  // namespace hotswap::ui
