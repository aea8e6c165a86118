// Handlers of spreadsheets of persons.
// Tested by pages_import_test.cc

#include "pages_import.h"

#include <charconv>

#include "access/site.h"
#include "base/text.h"
#include "import.h"
#include "pages_import_words.h"
#include "records/pages.h"
#include "sheet/download.h"
#include "views_import.h"

namespace samloft::people {
namespace {

using access::Visit;

constexpr std::size_t kRowsShown = 25, kBadShown = 50, kPageSize = 50;

records::Work work_of(Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

std::optional<records::KeptImport> wanted(Visit& visit) {
  const auto id = Uuid::parse(visit.part("id"));
  return id ? imports().find(visit.db(), *id) : std::nullopt;
}

std::string address_of_import(const Visit& visit, const Uuid& id, std::string_view below = {}) {
  return visit.address("imports/" + id.text()) + std::string(below);
}

std::int64_t page_number(const Visit& visit, std::size_t rows, std::int64_t& last) {
  last = std::max<std::int64_t>(1, static_cast<std::int64_t>((rows + kPageSize - 1) / kPageSize));
  const std::string& text = visit.request.query.get("page");
  std::int64_t number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp<std::int64_t>(number, 1, last);
}

std::vector<page::NavItem> crumbs(const Visit& visit, const std::string& last) {
  std::vector<page::NavItem> all{
      {std::string(visit.t(N_("Personer"))), visit.address("persons"), false},
      {std::string(visit.t(N_("Hent fra regneark"))), visit.address("imports/new"), false}};
  if (!last.empty()) all.push_back({last, visit.request.path, false});
  return all;
}

// Fields person-<line> and place-<line>; those left open are left out.
ImportChoices choices_of(const web::Parameters& form) {
  ImportChoices choices;
  for (const auto& field : form.all()) {
    const auto take = [&](std::string_view prefix, std::map<int, std::string>& into) {
      const auto& [name, value] = field;
      if (!name.starts_with(prefix) || value.empty()) return;
      int line = 0;
      std::from_chars(name.data() + prefix.size(), name.data() + name.size(), line);
      into[line] = value;
    };
    take("person-", choices.persons);
    take("place-", choices.places);
  }
  return choices;
}

// ---------------------------------------------------------------- choosing a file

web::Response upload_form(Visit& visit, const std::string& error) {
  UploadView view;
  view.partnership = visit.partnership.name;
  view.csrf = visit.csrf();
  view.action = visit.address("imports");
  view.empty_sheet = visit.address("imports/empty.xlsx");
  view.all_persons = visit.address("persons.xlsx");
  view.error = error;
  for (const records::KeptImport& one : imports().confirmed(visit.db(), 10)) {
    view.earlier.push_back({one.file_name, address_of_import(visit, one.id),
                            visit.t.moment(one.made_at), one.made_by, one.state == "undone"});
  }
  return visit.page(std::string(visit.t(N_("Hent personer fra regneark"))), crumbs(visit, ""),
                    upload_page(visit.t, view), error.empty() ? 200 : 422);
}

web::Response show_upload(Visit& visit) { return upload_form(visit, ""); }

web::Response take_upload(Visit& visit, const records::Kinds& kinds) {
  const web::Upload* file = nullptr;
  for (const web::Upload& one : visit.form.uploads)
    if (one.field == "file" && !one.content.empty()) file = &one;
  if (file == nullptr)
    return upload_form(visit, std::string(visit.t(N_("Velg en fil med innhold."))));
  records::Work work = work_of(visit, kinds);
  const auto kept = keep_sheet(work, file->file_name, file->content);
  if (kept) return web::Response::see_other(address_of_import(visit, *kept));
  if (kept.error().kind != Problem::Kind::invalid) return visit.problem(kept.error());
  return upload_form(visit, visit.t(kept.error().message));
}

// ---------------------------------------------------------------- preview

std::vector<page::Option> options_for(const Texts& t, const std::string& chosen,
                                      std::vector<page::Option> answers) {
  answers.insert(answers.begin(), {"", std::string(t(N_("Velg …"))), false});
  answers.push_back({std::string(kSkip), std::string(t(N_("Utelat"))), false});
  bool answered = false;
  for (page::Option& one : answers) {
    one.chosen = !chosen.empty() && one.value == chosen;
    answered = answered || one.chosen;
  }
  answers.front().chosen = !answered;
  return answers;
}

std::string chosen_in(const std::map<int, std::string>& choices, int line) {
  const auto found = choices.find(line);
  return found == choices.end() ? "" : found->second;
}

QuestionView place_question(const Visit& visit, const ImportPlan& plan, const AskedPlace& place,
                            const ImportChoices& choices) {
  QuestionView question;
  question.field = "place-" + std::to_string(place.line);
  question.label = visit.t.fill(N_("Hvilken enhet «{}» er"), {place.name});
  question.missing = {N_("Velg hvilken enhet «{}» er."), {place.name}};
  question.row.name = place.name;
  question.row.details = visit.t.plural(place.rows, N_("{} rad"), N_("{} rader"));
  std::vector<page::Option> answers;
  for (const Candidate& one : place.candidates)
    answers.push_back({one.code, plan.directory.places[one.index].name, false});
  question.options =
      options_for(visit.t, chosen_in(choices.places, place.line), std::move(answers));
  return question;
}

QuestionView person_question(const Visit& visit, const RowWords& words, const PlannedRow& row,
                             const ImportChoices& choices) {
  QuestionView question;
  const std::string line = std::to_string(row.row.line);
  question.field = "person-" + line;
  question.label = visit.t.fill(N_("Hvem {} i rad {} er"), {row.row.name, line});
  question.missing = {N_("Velg hvem {} i rad {} er."), {row.row.name, line}};
  question.row = words.view_of(row);
  std::vector<page::Option> answers{
      {std::string(kNew), std::string(visit.t(N_("En ny person"))), false}};
  for (const Candidate& one : row.person_candidates) {
    const std::string who = words.person_words(one.index);
    answers.push_back({one.code,
                       one.line == 0 ? who
                                     : visit.t.fill(N_("Den samme som i rad {}: {}"),
                                                    {std::to_string(one.line), who}),
                       false});
  }
  question.options =
      options_for(visit.t, chosen_in(choices.persons, row.row.line), std::move(answers));
  return question;
}

void add_row(PreviewView& view, const RowWords& words, const PlannedRow& row) {
  ImportRowView shown = words.view_of(row);
  if (row.row.role && *row.row.role != Role::staff && shown.state == RowState::ready) ++view.roles;
  switch (shown.state) {
    case RowState::ready:
      ++view.ready;
      break;
    case RowState::known:
      ++view.known;
      break;
    case RowState::asks:
      ++view.asks;
      return;
    case RowState::left_out:
      ++view.left_out;
      break;
    case RowState::refused:
      ++view.refused;
      break;
  }
  const bool bad = shown.state == RowState::refused || shown.state == RowState::left_out;
  auto& rows = bad ? view.bad : view.others;
  if (rows.size() < (bad ? kBadShown : kRowsShown)) rows.push_back(std::move(shown));
}

void add_questions(PreviewView& view, const Visit& visit, const ImportPlan& plan,
                   const ImportChoices& choices, const RowWords& words) {
  for (const AskedPlace& place : plan.places)
    view.places.push_back(place_question(visit, plan, place, choices));
  for (const PlannedRow& row : plan.rows)
    if (row.asks_person) view.persons.push_back(person_question(visit, words, row, choices));
}

// Names the choices that are missing.
void add_missing(PreviewView& view) {
  const auto add = [&](const QuestionView& question) {
    if (question.options.front().chosen) view.errors.push_back({question.field, question.missing});
  };
  for (const auto& question : view.places) add(question);
  for (const auto& question : view.persons) add(question);
}

web::Response preview(Visit& visit, const records::KeptImport& kept, const ImportChoices& choices,
                      bool confirmed) {
  const PlannedImport planned = plan_of(visit.db(), kept, choices, local_day(visit.now));
  const RowWords words(visit, planned.plan);
  PreviewView view;
  view.partnership = visit.partnership.name;
  view.csrf = visit.csrf();
  view.file_name = kept.file_name;
  view.action = address_of_import(visit, kept.id);
  view.removal = view.action + "/removal";
  view.all_rows = view.action + "/rows";
  view.refused_csv = view.action + "/refused.csv";
  view.refused_xlsx = view.action + "/refused.xlsx";
  view.total = planned.plan.rows.size();
  view.ignored = planned.columns.ignored;
  for (const PlannedRow& row : planned.plan.rows) add_row(view, words, row);
  add_questions(view, visit, planned.plan, choices, words);
  if (confirmed) add_missing(view);
  const std::string title(visit.t(N_("Se over før du henter inn")));
  return visit.page(title, crumbs(visit, title), preview_page(visit.t, view),
                    confirmed ? 422 : 200);
}

web::Response show_rows(Visit& visit) {
  const auto kept = wanted(visit);
  if (!kept || kept->state != "open") return visit.problem(Problem::not_found());
  const PlannedImport planned = plan_of(visit.db(), *kept, {}, local_day(visit.now));
  const RowWords words(visit, planned.plan);
  AllRowsView view;
  view.partnership = visit.partnership.name;
  view.file_name = kept->file_name;
  view.back = address_of_import(visit, kept->id);
  view.address = view.back + "/rows?page=";
  view.page = page_number(visit, planned.plan.rows.size(), view.last);
  const auto start = static_cast<std::size_t>(view.page - 1) * kPageSize;
  for (std::size_t i = start; i < std::min(start + kPageSize, planned.plan.rows.size()); ++i)
    view.rows.push_back(words.view_of(planned.plan.rows[i]));
  const std::string title(visit.t(N_("Alle radene i arket")));
  return visit.page(title, crumbs(visit, title), all_rows_page(visit.t, view));
}

// ---------------------------------------------------------------- what was done

bool did_something(const DoneRow& row) {
  return row.new_person || row.changes_person || row.new_employment || row.changes_employment;
}

ImportRowView done_row(const Visit& visit, const DoneRow& row,
                       const std::map<Uuid, std::string>& names) {
  ImportRowView view;
  view.line = row.line;
  const auto name = names.find(row.person);
  view.name = name == names.end() ? std::string(visit.t(N_("Fjernet siden"))) : name->second;
  if (name != names.end()) view.found_address = visit.address("persons/" + row.person.text());
  const auto say = [&](bool so, std::string_view text) {
    if (so) view.remarks.emplace_back(visit.t(text));
  };
  say(row.new_person, N_("Ny person."));
  say(row.changes_person, N_("Personen er endret."));
  say(row.new_employment, N_("Ny stilling."));
  say(row.changes_employment, N_("Stillingen er endret."));
  return view;
}

// The page's share of the rows that did something.
void add_done_rows(DoneView& view, const Visit& visit, const records::Kinds& kinds,
                   std::vector<DoneRow> rows) {
  std::erase_if(rows, [](const DoneRow& row) { return !did_something(row); });
  view.page = page_number(visit, rows.size(), view.last);
  const auto start = static_cast<std::size_t>(view.page - 1) * kPageSize;
  const auto end = std::min(start + kPageSize, rows.size());
  std::vector<Uuid> ids;
  for (std::size_t i = start; i < end; ++i) ids.push_back(rows[i].person);
  const auto names = records::headings_of(visit.db(), kinds, visit.viewer, ids);
  for (std::size_t i = start; i < end; ++i) view.rows.push_back(done_row(visit, rows[i], names));
}

void count_done(DoneView& view, const std::vector<DoneRow>& rows) {
  for (const DoneRow& row : rows) {
    view.new_persons += row.new_person;
    view.changed_persons += row.changes_person;
    view.new_employments += row.new_employment;
    view.changed_employments += row.changes_employment;
    view.known += row.verdict == Verdict::same || row.verdict == Verdict::doubled;
    view.refused += row.verdict == Verdict::refuse || row.verdict == Verdict::skip;
  }
}

web::Response show_done(Visit& visit, const records::Kinds& kinds, const records::KeptImport& kept) {
  const std::vector<DoneRow> rows = done_rows(kept);
  const Instant done = Instant::parse_iso(kept.done_at);
  const Date last_day = local_day(done).plus_days(records::kUndoDays - 1);
  DoneView view;
  view.partnership = visit.partnership.name;
  view.csrf = visit.csrf();
  view.file_name = kept.file_name;
  view.when = visit.t.moment(done);
  view.who = kept.made_by;
  view.undone = kept.state == "undone";
  view.details = !rows.empty();
  view.last_day = visit.t.long_date(last_day);
  count_done(view, rows);
  const std::string address = address_of_import(visit, kept.id);
  const bool did = std::any_of(rows.begin(), rows.end(), did_something);
  if (did && local_day(visit.now) <= last_day) view.undo = address + "/undo";
  if (!kept.refused.empty()) {
    view.refused_csv = address + "/refused.csv";
    view.refused_xlsx = address + "/refused.xlsx";
  }
  view.address = address + "?page=";
  add_done_rows(view, visit, kinds, rows);
  const std::string title(view.undone ? visit.t(N_("Importen er angret"))
                                      : visit.t(N_("Hentet inn")));
  return visit.page(title, crumbs(visit, title), done_page(visit.t, view));
}

web::Response show_import(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted(visit);
  if (!kept) return visit.problem(Problem::not_found());
  return kept->state == "open" ? preview(visit, *kept, {}, false) : show_done(visit, kinds, *kept);
}

// ---------------------------------------------------------------- changes

web::Response confirm(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted(visit);
  if (!kept) return visit.problem(Problem::not_found());
  // The browser sent the form again because the answer was lost: it is done already.
  if (kept->state != "open") return web::Response::see_other(address_of_import(visit, kept->id));
  const ImportChoices choices = choices_of(visit.form.fields);
  records::Work work = work_of(visit, kinds);
  const auto done = confirm_import(work, kept->id, choices, visit.t);
  if (done) return web::Response::see_other(address_of_import(visit, kept->id));
  // What can be missing here is a choice.
  if (done.error().kind == Problem::Kind::conflict) return preview(visit, *kept, choices, true);
  return visit.problem(done.error());
}

web::Response remove(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted(visit);
  if (!kept) return visit.problem(Problem::not_found());
  records::Work work = work_of(visit, kinds);
  const auto dropped = drop_import(work, kept->id);
  return dropped ? web::Response::see_other(visit.address("imports/new"))
                 : visit.problem(dropped.error());
}

web::Response undo(Visit& visit, const records::Kinds& kinds) {
  const auto kept = wanted(visit);
  if (!kept) return visit.problem(Problem::not_found());
  records::Work work = work_of(visit, kinds);
  const auto undone = undo_import(work, kept->id);
  return undone ? web::Response::see_other(address_of_import(visit, kept->id))
                : visit.problem(undone.error());
}

// ---------------------------------------------------------------- files

using sheet::Format;

web::Response refused_file(Visit& visit, Format format) {
  const auto kept = wanted(visit);
  if (!kept) return visit.problem(Problem::not_found());
  const ImportTable refused =
      kept->state == "open"
          ? refused_rows(plan_of(visit.db(), *kept, {}, local_day(visit.now)), visit.t)
          : unpacked(kept->refused);
  if (refused.lines.empty()) return visit.problem(Problem::not_found());
  return sheet::download(sheet::sheet_of(refused), format, "avviste-rader", visit.t(N_("Må rettes")));
}

web::Response persons_file(Visit& visit, Format format) {
  return sheet::download(persons_sheet(visit.db(), visit.t), format, "personer",
                         visit.t(N_("Personer")));
}

}  // namespace

page::Html import_actions(const Visit& visit) {
  if (!visit.viewer.may({Role::coordinator})) return {};
  return page::button_link(page::Url(visit.address("persons.xlsx")),
                           visit.t(N_("Last ned som regneark")), page::Weight::tertiary) +
         page::button_link(page::Url(visit.address("persons.csv")), visit.t(N_("Last ned som CSV")),
                           page::Weight::tertiary) +
         page::button_link(page::Url(visit.address("imports/new")),
                           visit.t(N_("Hent fra regneark")), page::Weight::secondary, "upload");
}

std::vector<access::Route> import_routes(const records::Kinds& kinds) {
  using access::Asks;
  const auto who = access::Who::members({Role::coordinator});
  const auto as = [](web::Response (*handle)(Visit&, Format), Format format) {
    return [handle, format](Visit& visit) { return handle(visit, format); };
  };
  const auto empty = [](Visit& visit) {
    return sheet::download(empty_sheet(visit.t), Format::xlsx, "personer", visit.t(N_("Personer")));
  };
  const std::string imports = "/{partnership}/imports", one = imports + "/{id}";
  return {
      {"GET", imports + "/new", who, show_upload},
      {"POST", imports, who, with(kinds, take_upload)},
      {"GET", imports + "/empty.xlsx", who, empty},
      {"GET", one, who, with(kinds, show_import)},
      {"POST", one, who, with(kinds, confirm), Asks::again},
      {"GET", one + "/rows", who, show_rows},
      {"GET", one + "/refused.csv", who, as(refused_file, Format::csv)},
      {"GET", one + "/refused.xlsx", who, as(refused_file, Format::xlsx)},
      {"POST", one + "/removal", who, with(kinds, remove)},
      {"POST", one + "/undo", who, with(kinds, undo), Asks::again},
      {"GET", "/{partnership}/persons.csv", who, as(persons_file, Format::csv), Asks::again},
      {"GET", "/{partnership}/persons.xlsx", who, as(persons_file, Format::xlsx), Asks::again},
  };
}

}  // namespace samloft::people
