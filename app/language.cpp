#include "app/language.h"

#include <CLI/CLI.hpp>

#include "core/language/catalogue.h"

namespace hotswap {
namespace {

/// Never destroyed: an operator may end the program at any moment, which is told, too.
const Catalogue& Language() {
  static const Catalogue& language = *new Catalogue(Catalogue::OfEnvironment());
  return language;
}

}  // namespace

std::string Translated(std::string_view english) { return Language().Translated(english); }

void TranslateHelp(CLI::App& app) {
  if (Language().empty()) return;
  app.description(Translated(app.get_description()));
  for (CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    option->description(Translated(option->get_description()));
    if (option->get_group() == "Options") option->group(Translated("Options"));
  }
  // The library's own words. A command copies them from the one above when it is made, before this.
  for (const char* label : {"Usage", "Positionals", "REQUIRED", "Needs", "Excludes"}) {
    app.get_formatter()->label(label, Translated(label));
  }
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_group() == "Subcommands") command->group(Translated("Subcommands"));
    TranslateHelp(*command);
  }
}

}  // namespace hotswap
