// Many needs at once, from a spreadsheet or pasted rows.
// Tested by pages_import_test.cc; what it stores, by the app's walk of needs.

#include <algorithm>

#include "base/text.h"
#include "needs_import.h"
#include "pages.h"
#include "rules.h"
#include "rules_alike.h"
#include "sheet/download.h"
#include "store_process.h"
#include "views_import.h"

namespace samloft::needs {

using access::Visit;

namespace {

constexpr std::size_t kRowsOnPage = 50, kBadShown = 50;

std::string import_address(const Visit& visit, const Uuid& id, std::string_view below = {}) {
  return visit.address("need-import/" + id.text()) + std::string(below);
}

std::optional<records::KeptImport> wanted_import(Visit& visit) {
  const auto id = Uuid::parse(visit.part("id"));
  return id ? imports().find(visit.db(), *id) : std::nullopt;
}

web::Response import_answer(Visit& visit, const std::string& title, const std::string& under,
                            const page::Html& content, int status) {
  const std::string first(visit.t(N_("Legg inn mange behov")));
  std::vector<page::NavItem> crumbs{
      {std::string(visit.t(N_("Behov"))), visit.address("needs"), false},
      {first, visit.address("need-import"), false}};
  if (title != first) crumbs.push_back({title, visit.request.path, false});
  return visit.page(
      title, std::move(crumbs),
      page::hero(
          {visit.partnership.name, title, page::html(R"(<p class="muted">{}</p>)", under), {}}) +
          content,
      status);
}

// --- sending in

web::Response sending(Visit& visit, const std::string& error) {
  SendingView view;
  view.csrf = visit.csrf();
  view.action = visit.address("need-import");
  view.empty_sheet = visit.address("need-import/empty.xlsx");
  view.typed = visit.field("rows");
  view.error = error;
  for (const records::KeptImport& one : imports().confirmed(visit.db(), 10))
    view.earlier.push_back({one.file_name, import_address(visit, one.id),
                            visit.t.moment(one.made_at), one.made_by, one.state == "undone"});
  return import_answer(
      visit, std::string(visit.t(N_("Legg inn mange behov"))),
      std::string(visit.t(N_("Du får se hva som vil skje med hver rad før noe lagres."))),
      sending_page(visit.t, view), error.empty() ? 200 : 422);
}

// The file when there is one, else what was pasted.
std::pair<std::string, std::string> sent_needs(const Visit& visit) {
  for (const web::Upload& one : visit.form.uploads)
    if (one.field == "file" && !one.content.empty()) return {one.file_name, one.content};
  return {std::string(visit.t(N_("Limt inn"))), with_heading(visit.field("rows"))};
}

// --- what would happen

ImportRowView import_row(Visit& visit, const PlannedNeed& row,
                         const std::map<Uuid, std::string>& names) {
  ImportRowView view;
  view.line = row.line;
  view.title = row.need.title.empty() ? "–" : row.need.title;
  for (const auto* ids : {&row.need.units, &row.need.elements})
    for (const Uuid& id : *ids)
      if (const auto name = names.find(id); name != names.end())
        view.concerns += (view.concerns.empty() ? "" : ", ") + name->second;
  switch (row.fate) {
    case Fate::make:
      view.colour = "success";
      view.state = visit.t(N_("Klar"));
      break;
    case Fate::known:
      view.colour = "neutral";
      view.state = visit.t(N_("Finnes"));
      view.address = need_address(visit, row.known);
      break;
    case Fate::doubled:
      view.colour = "neutral";
      view.state = visit.t(N_("Finnes"));
      view.remarks.push_back(
          visit.t.fill(N_("Det samme som rad {}."), {std::to_string(row.doubles)}));
      break;
    case Fate::refuse:
      view.colour = "danger";
      view.state = visit.t(N_("Må rettes"));
      for (const Message& error : row.errors) view.remarks.push_back(visit.t(error));
      break;
  }
  return view;
}

// The most alike of the needs that are there: the row may belong with it.
std::string most_alike(const Texts& t, const Need& need, const std::vector<Features>& others) {
  const Features one{{}, need.title, need.elements, words_of(need.title + " " + need.description)};
  const auto found = alike(one, others, 1);
  return found.empty() ? "" : t.fill(N_("Ligner «{}». De kan samles etterpå."), {found[0].title});
}

void show_rows(PreviewView& view, Visit& visit, const records::Kinds& kinds,
               const std::vector<const PlannedNeed*>& rows) {
  view.last = std::max<std::int64_t>(
      1, static_cast<std::int64_t>((rows.size() + kRowsOnPage - 1) / kRowsOnPage));
  view.page =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 1), 1, view.last);
  const auto start = static_cast<std::size_t>(view.page - 1) * kRowsOnPage;
  const auto end = std::min(start + kRowsOnPage, rows.size());
  std::vector<Uuid> ids;
  for (std::size_t i = start; i < end; ++i)
    for (const auto* some : {&rows[i]->need.units, &rows[i]->need.elements})
      ids.insert(ids.end(), some->begin(), some->end());
  const auto names = records::headings_of(visit.db(), kinds, visit.viewer, std::move(ids));
  const auto others = open_features(visit.db());
  for (std::size_t i = start; i < end; ++i) {
    view.rows.push_back(import_row(visit, *rows[i], names));
    if (rows[i]->fate != Fate::make) continue;
    const std::string like = most_alike(visit.t, rows[i]->need, others);
    if (!like.empty()) view.rows.back().remarks.push_back(like);
  }
}

web::Response preview(Visit& visit, const records::Kinds& kinds, const records::KeptImport& kept) {
  const PlannedImport planned =
      plan_of(visit.db(), kinds, visit.viewer, kept, local_day(visit.now));
  PreviewView view;
  view.csrf = visit.csrf();
  view.action = import_address(visit, kept.id);
  view.removal = view.action + "/removal";
  view.refused_csv = view.action + "/refused.csv";
  view.refused_xlsx = view.action + "/refused.xlsx";
  view.address = view.action + "?page=";
  std::vector<const PlannedNeed*> others;
  for (const PlannedNeed& row : planned.rows) {
    view.made += row.fate == Fate::make;
    view.refused += row.fate == Fate::refuse;
    if (row.fate != Fate::refuse)
      others.push_back(&row);
    else if (view.bad.size() < kBadShown)
      view.bad.push_back(import_row(visit, row, {}));
  }
  view.known = planned.rows.size() - view.made - view.refused;
  show_rows(view, visit, kinds, others);
  const auto total = static_cast<std::int64_t>(planned.rows.size());
  return import_answer(visit, std::string(visit.t(N_("Se over før du legger inn"))),
                       kept.file_name + " · " + visit.t.plural(total, N_("{} rad"), N_("{} rader")),
                       preview_page(visit.t, view), 200);
}

// --- what was done

web::Response done_import(Visit& visit, const records::Kinds& kinds, const records::KeptImport& kept) {
  const Instant done = Instant::parse_iso(kept.done_at);
  const Date last_day = local_day(done).plus_days(records::kUndoDays - 1);
  const std::vector<Uuid> made = given_in(kept.done);
  DoneView view;
  view.csrf = visit.csrf();
  view.undone = kept.state == "undone";
  view.made = made.size();
  view.details = !made.empty() || local_day(visit.now) <= last_day;
  view.last_day = visit.t.long_date(last_day);
  const std::string address = import_address(visit, kept.id);
  view.address = address + "?page=";
  if (!made.empty() && local_day(visit.now) <= last_day) view.undo = address + "/undo";
  if (!kept.refused.empty()) {
    view.refused_csv = address + "/refused.csv";
    view.refused_xlsx = address + "/refused.xlsx";
  }
  view.last = std::max<std::int64_t>(
      1, static_cast<std::int64_t>((made.size() + kRowsOnPage - 1) / kRowsOnPage));
  view.page =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 1), 1, view.last);
  const auto start = static_cast<std::size_t>(view.page - 1) * kRowsOnPage;
  const auto end = std::min(start + kRowsOnPage, made.size());
  const std::vector<Uuid> ids(made.begin() + static_cast<std::ptrdiff_t>(start),
                              made.begin() + static_cast<std::ptrdiff_t>(end));
  const auto names = records::headings_of(visit.db(), kinds, visit.viewer, ids);
  for (const Uuid& id : ids) {
    ImportRowView row;
    const auto name = names.find(id);
    row.title = name == names.end() ? std::string(visit.t(N_("Fjernet siden"))) : name->second;
    if (name != names.end()) row.address = need_address(visit, id);
    view.rows.push_back(std::move(row));
  }
  const std::string title(view.undone ? visit.t(N_("Angret")) : visit.t(N_("Lagt inn")));
  return import_answer(visit, title,
                       kept.file_name + " · " + visit.t.moment(done) + " · " + kept.made_by,
                       done_page(visit.t, view), 200);
}

// --- files

web::Response refused_file(Visit& visit, const records::Kinds& kinds, sheet::Format format) {
  const auto kept = wanted_import(visit);
  if (!kept) return visit.problem(Problem::not_found());
  const ImportTable refused =
      kept->state == "open"
          ? refused_rows(plan_of(visit.db(), kinds, visit.viewer, *kept, local_day(visit.now)),
                         visit.t)
          : unpacked(kept->refused);
  if (refused.lines.empty()) return visit.problem(Problem::not_found());
  return sheet::download(sheet::sheet_of(refused), format, "avviste-behov", visit.t(N_("Må rettes")));
}

// --- handlers

web::Response show_sending(Visit& visit) { return sending(visit, ""); }

web::Response take_needs(Visit& visit, const records::Kinds& kinds) {
  const auto [name, bytes] = sent_needs(visit);
  if (trimmed(bytes).empty() || bytes == with_heading(""))
    return sending(visit, std::string(visit.t(N_("Lim inn behovene, eller velg en fil."))));
  auto work = work_of(visit, kinds);
  const auto kept = keep_needs(work, name, bytes);
  if (kept) return web::Response::see_other(import_address(visit, *kept));
  if (kept.error().kind != Problem::Kind::invalid) return visit.problem(kept.error());
  return sending(visit, visit.t(kept.error().message));
}

web::Response show_import_of_needs(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted_import(visit);
  if (!kept) return visit.problem(Problem::not_found());
  return kept->state == "open" ? preview(visit, kinds, *kept) : done_import(visit, kinds, *kept);
}

web::Response confirm_needs(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted_import(visit);
  if (!kept) return visit.problem(Problem::not_found());
  // The browser sent the form again because the answer was lost: it is done already.
  if (kept->state != "open") return web::Response::see_other(import_address(visit, kept->id));
  auto work = work_of(visit, kinds);
  const auto done = confirm_import(work, kept->id, visit.t);
  return done ? web::Response::see_other(import_address(visit, kept->id))
              : visit.problem(done.error());
}

web::Response throw_away(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted_import(visit);
  if (!kept) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto dropped = drop_import(work, kept->id);
  return dropped ? web::Response::see_other(visit.address("need-import"))
                 : visit.problem(dropped.error());
}

web::Response undo_needs(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted_import(visit);
  if (!kept) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto undone = undo_import(work, kept->id);
  return undone ? web::Response::see_other(import_address(visit, kept->id))
                : visit.problem(undone.error());
}

}  // namespace

std::vector<access::Route> import_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(mergers());
  const auto refused = [&kinds](sheet::Format format) {
    return [&kinds, format](Visit& visit) { return refused_file(visit, kinds, format); };
  };
  const auto empty = [](Visit& visit) {
    return sheet::download(empty_sheet(visit.t), sheet::Format::xlsx, "behov", visit.t(N_("Behov")));
  };
  const std::string all = "/{partnership}/need-import", one = all + "/{id}";
  return {
      {"GET", all, who, show_sending},
      {"POST", all, who, with(kinds, take_needs)},
      {"GET", all + "/empty.xlsx", who, empty},
      {"GET", one, who, with(kinds, show_import_of_needs)},
      {"POST", one, who, with(kinds, confirm_needs)},
      {"GET", one + "/refused.csv", who, refused(sheet::Format::csv)},
      {"GET", one + "/refused.xlsx", who, refused(sheet::Format::xlsx)},
      {"POST", one + "/removal", who, with(kinds, throw_away)},
      {"POST", one + "/undo", who, with(kinds, undo_needs)},
  };
}

}  // namespace samloft::needs
