#include "ui/shell/window_menus.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include "ui/shell/window_actions.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QMenu& addMenu(QMenuBar& bar, const char* name, const QString& title) {
  QMenu* menu = bar.addMenu(title);
  menu->setObjectName(QLatin1String(name));
  menu->setToolTipsVisible(true);  // A disabled entry says why.
  return *menu;
}

void buildView(QMenu& menu, WindowActions& actions, const QList<QAction*>& panels) {
  menu.addActions({actions.freeze, actions.live});
  menu.addMenu(tr("Time &Span"))->addActions(actions.spans->actions());
  menu.addSeparator();
  menu.addActions({actions.error_details, actions.dismiss_error, actions.filter_table, actions.show_values, actions.show_compared,
                   actions.show_quality});
  menu.addSeparator();
  menu.addMenu(tr("&Panels"))->addActions(panels);
  menu.addMenu(tr("Th&eme"))->addActions(actions.themes->actions());
  QMenu* languages = menu.addMenu(tr("Lan&guage"));
  languages->setToolTipsVisible(true);
  languages->addActions(actions.languages->actions());
  menu.addAction(actions.reset_layout);
}

}  // namespace

void buildMenus(QMenuBar& bar, WindowActions& actions, const QList<QAction*>& panels) {
  QMenu& file = addMenu(bar, "fileMenu", tr("&File"));
  file.addActions({actions.load, actions.reload_config});
  file.addSeparator();
  file.addActions({actions.new_window, actions.close_window, actions.quit});

  QMenu& operators = addMenu(bar, "operatorMenu", tr("&Operator"));
  operators.addActions({actions.swap, actions.roll_back, actions.workers});
  operators.addSeparator();
  operators.addActions({actions.show_verdict, actions.go_live, actions.close_verdict});
  operators.addSeparator();
  operators.addActions({actions.run_scenario, actions.stop_scenario});
  QMenu& rollout = addMenu(bar, "rolloutMenu", tr("Rollo&ut"));
  rollout.addActions(actions.rollout->all());
  rollout.addSeparator();
  rollout.addActions({actions.rollout->start, actions.rollout->close});
  buildView(addMenu(bar, "viewMenu", tr("&View")), actions, panels);
  addMenu(bar, "helpMenu", tr("&Help")).addActions({actions.command_palette, actions.shortcuts, actions.about});
}

}  // namespace hotswap::ui
