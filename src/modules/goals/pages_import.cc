// Measurements out to spreadsheets and in from them, or from rows that are pasted.
// Tested by app/goals_walk_test.cc

#include "base/text.h"
#include "goals_import.h"
#include "pages.h"
#include "records/kind.h"
#include "sheet/download.h"
#include "views_import.h"

namespace samloft::goals {

using access::Visit;

namespace {

web::Response import_form(Visit& visit, ImportView view) {
  const Texts& t = visit.t;
  view.action = visit.address("measurement-import");
  view.empty_sheet = visit.address("measurement-import/empty.xlsx");
  view.csrf = visit.csrf();
  const std::string title(t(N_("Hent målinger")));
  const int status = view.faults.empty() && view.error.empty() ? 200 : 422;
  return visit.page(title,
                    {{std::string(t(N_("Målinger"))), visit.address("measurements"), false},
                     {title, visit.address("measurement-import"), false}},
                    page::hero({visit.partnership.name, title, {}, {}}) + import_page(t, view),
                    status);
}

web::Response show_import(Visit& visit) {
  ImportView view;
  if (const auto batch = Uuid::parse(visit.request.query.get("batch"))) {
    view.undo = visit.address("measurement-import/" + batch->text() + "/undo");
    view.list = visit.address("measurements");
  }
  return import_form(visit, std::move(view));
}

// The file when there is one, else what was pasted.
std::pair<std::string, std::string> sent_sheet(const Visit& visit) {
  for (const web::Upload& one : visit.form.uploads)
    if (one.field == "file" && !one.content.empty()) return {one.file_name, one.content};
  return {"rader.csv", visit.field("rows")};
}

web::Response take_import(Visit& visit, const records::Kinds& kinds) {
  const auto [name, bytes] = sent_sheet(visit);
  ImportView view;
  view.typed = visit.field("rows");
  if (trimmed(bytes).empty()) {
    view.error = visit.t(N_("Velg en fil, eller lim inn rader."));
    return import_form(visit, std::move(view));
  }
  const auto sheet = sheet::read(name, bytes);
  if (!sheet) {
    view.error = visit.t(sheet.error().message);
    return import_form(visit, std::move(view));
  }
  auto work = work_of(visit, kinds);
  work.batch = Uuid::fresh();
  for (const ImportFault& fault : take_measurements(work, *sheet))
    view.faults.push_back({fault.line, fault.column, fault.cell, visit.t(fault.message)});
  if (view.faults.empty())
    return web::Response::see_other(visit.address("measurement-import?batch=" + work.batch.text()));
  // What was in a file can be mended on the page.
  if (view.typed.empty()) view.typed = sheet::write_csv(*sheet);
  return import_form(visit, std::move(view));
}

web::Response undo_import(Visit& visit, const records::Kinds& kinds) {
  const auto batch = Uuid::parse(visit.part("batch"));
  if (!batch) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto undone = records::undo_batch(work, *batch);
  if (!undone) return visit.problem(undone.error());
  return records::done(visit, visit.address("measurements"));
}

}  // namespace

page::Html measurement_actions(const Visit& visit, const records::Kinds& kinds) {
  using page::Weight;
  const Texts& t = visit.t;
  page::Html all = page::button_link(page::Url(visit.address("measurements.xlsx")),
                                     t(N_("Last ned som regneark")), Weight::tertiary) +
                   page::button_link(page::Url(visit.address("measurements.csv")),
                                     t(N_("Last ned som CSV")), Weight::tertiary);
  if (visit.viewer.may(kinds.by_name("measurement")->writers))
    all += page::button_link(page::Url(visit.address("measurement-import")),
                             t(N_("Hent fra regneark")), Weight::secondary, "upload");
  return all;
}

std::vector<access::Route> import_routes(const records::Kinds& kinds) {
  using access::Who;
  const records::Kind& kind = *kinds.by_name("measurement");
  const Who readers = Who::members(kind.readers), writers = Who::members(kind.writers);
  using sheet::Format;
  const auto as = [](Format format) {
    return [format](Visit& visit) {
      return sheet::download(measurement_sheet(visit.db(), visit.t), format, "maalinger",
                             visit.t(N_("Målinger")));
    };
  };
  const auto empty = [](Visit& visit) {
    return sheet::download(empty_measurement_sheet(visit.db(), visit.t), Format::xlsx,
                           "maalinger-tomt", visit.t(N_("Målinger")));
  };
  const std::string import = "/{partnership}/measurement-import";
  return {{"GET", "/{partnership}/measurements.csv", readers, as(Format::csv)},
          {"GET", "/{partnership}/measurements.xlsx", readers, as(Format::xlsx)},
          {"GET", import, writers, show_import},
          {"POST", import, writers, with(kinds, take_import)},
          {"GET", import + "/empty.xlsx", writers, empty},
          {"POST", import + "/{batch}/undo", writers, with(kinds, undo_import)}};
}

}  // namespace samloft::goals
