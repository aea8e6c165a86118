// A set of questions from a spreadsheet: one question a row, in up to three languages.
// Tested by app/survey_walk_test.cc

#include <algorithm>
#include <map>

#include "base/text.h"
#include "page/components.h"
#include "pages.h"
#include "records/pages.h"
#include "records/records.h"
#include "sheet/sheet.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

// Which column a heading names: the words of the empty sheet, in any of the languages.
enum class Column { none, nb, nn, en, reversed };
Column column_of(const std::string& heading) {
  const std::string word = folded(heading);
  const auto is = [&](std::string_view one) { return word == folded(one); };
  if (is("Spørsmål") || is("Bokmål") || is("nb")) return Column::nb;
  if (is("Nynorsk") || is("nn")) return Column::nn;
  if (is("Engelsk") || is("English") || is("en")) return Column::en;
  if (is("Snudd") || is("Reversed")) return Column::reversed;
  return Column::none;
}

bool says_yes(const std::string& cell) {
  const std::string word = folded(cell);
  return word == "ja" || word == "x" || word == "1" || word == "yes" || word == "r";
}

void add_line(std::string& all, const std::string& line) {
  std::string one = line;
  for (char& letter : one)
    if (letter == '\n') letter = ' ';
  all += (all.empty() ? "" : "\n") + one;
}

Result<void> read_rows(const sheet::Sheet& sheet, ItemSet& set) {
  std::vector<Column> columns;
  for (const std::string& heading : sheet.header) columns.push_back(column_of(heading));
  if (std::find(columns.begin(), columns.end(), Column::nb) == columns.end()) {
    return Problem::invalid({{"file", N_("Regnearket mangler kolonnen «Spørsmål». Den må stå i første rad.")}});
  }
  if (!sheet.formulas.empty()) {
    return Problem::invalid({{"file", {N_("Rad {} har en formel. Skriv verdien i stedet."),
                                       {std::to_string(sheet.line_numbers[static_cast<std::size_t>(
                                           sheet.formulas.front().row)])}}}});
  }
  std::size_t number = 0;
  for (const auto& row : sheet.rows) {
    std::map<Column, std::string> cells;
    for (std::size_t i = 0; i < columns.size(); ++i) cells[columns[i]] = row[i];
    if (trimmed(cells[Column::nb]).empty()) continue;
    ++number;
    add_line(set.questions.nb, cells[Column::nb]);
    // A row without translation keeps its bokmål there: the lines must be as many.
    add_line(set.questions.nn, cells[Column::nn].empty() ? cells[Column::nb] : cells[Column::nn]);
    add_line(set.questions.en, cells[Column::en].empty() ? cells[Column::nb] : cells[Column::en]);
    if (says_yes(cells[Column::reversed]))
      set.reversed += (set.reversed.empty() ? "" : ",") + std::to_string(number);
  }
  return {};
}

ItemSet typed_in(const Visit& visit) {
  ItemSet set;
  set.title = trimmed(visit.field("title"));
  set.source = trimmed(visit.field("source"));
  set.licence = value_named<Licence>(visit.field("licence")).value_or(Licence::unknown);
  set.permission = trimmed(visit.field("permission"));
  set.choices.nb = trimmed(visit.field("choices"));
  std::erase(set.choices.nb, '\r');
  return set;
}

web::Response upload_page(Visit& visit, const ItemSet& set, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto frame = [&](const char* name, std::string_view label, std::string_view hint,
                         bool optional) {
    return page::FieldFrame{name, std::string(t(label)), hint.empty() ? "" : std::string(t(hint)),
                            page::error_of(t, errors, name), optional, true};
  };
  std::vector<page::Option> licences;
  for (const Choice& one : ChoicesOf<Licence>::list)
    licences.push_back({std::string(one.code), std::string(t(one.label)), one.code == code_of(set.licence)});
  const std::string title(t(N_("Hent spørsmål fra regneark")));
  const Html fields =
      page::file_input(t, frame("file", N_("Regneark"),
                                N_("Excel eller CSV. Første rad: Spørsmål, Nynorsk, Engelsk, Snudd. Bare den "
                                   "første må være der."), false), ".xlsx,.csv") +
      page::input(t, frame("title", N_("Navn"), "", false), "text", set.title) +
      page::input(t, frame("source", N_("Hvem som har laget det"), "", true), "text", set.source) +
      page::select(t, frame("licence", N_("Lisens"),
                            N_("Spørsmål med ukjent lisens kan ikke brukes i en undersøkelse som åpnes."),
                            false), licences) +
      page::input(t, frame("permission", N_("Tillatelse"),
                           N_("Hvem som ga den, når, og hvor den er arkivert."), true), "text",
                  set.permission) +
      page::text_area(t, frame("choices", N_("Skala"),
                               N_("Ett trinn på hver linje, det laveste først."), false), set.choices.nb);
  return visit.page(
      title,
      {{std::string(t(N_("Spørsmålssett"))), visit.address("item-sets"), false},
       {title, visit.request.path, false}},
      page::hero({"", title, {}, {}}) +
          html(R"(<div class="stack">{}<form class="form" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}{}</form></div>)",
               page::error_summary(t, errors), page::Url(visit.request.path),
               page::hidden("csrf", visit.csrf()), fields,
               page::form_actions(page::submit(t(N_("Hent spørsmålene")), page::Weight::primary, "upload"))),
      errors.empty() ? 200 : 422);
}

web::Response show_upload(Visit& visit, const records::Kinds&) { return upload_page(visit, {}, {}); }

Result<void> read_file(const Visit& visit, ItemSet& set) {
  if (visit.form.uploads.empty() || visit.form.uploads.front().content.empty())
    return Problem::invalid({{"file", N_("Velg et regneark.")}});
  const web::Upload& file = visit.form.uploads.front();
  const auto sheet = sheet::read(file.file_name, file.content);
  if (!sheet) return Problem::invalid({{"file", sheet.error().message}});
  return read_rows(*sheet, set);
}

web::Response take_upload(Visit& visit, const records::Kinds& kinds) {
  ItemSet set = typed_in(visit);
  if (const auto read = read_file(visit, set); !read) return upload_page(visit, set, read.error().fields);
  auto work = work_of(visit, kinds);
  const auto made = records::create(work, *kinds.by_name("item_set"), set);
  if (!made) return upload_page(visit, set, made.error().fields);
  return records::done(visit, records::address_of(visit, *kinds.by_name("item_set"), *made), *made);
}

}  // namespace

std::vector<access::Route> set_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kMakerRoles);
  return {{"GET", "/{partnership}/item-sets/sheet", who, with(kinds, show_upload)},
          {"POST", "/{partnership}/item-sets/sheet", who, with(kinds, take_upload)}};
}

}  // namespace samloft::surveys
