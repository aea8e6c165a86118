// The rows of a plan in words.
// Tested by pages_import_test.cc

#include "pages_import_words.h"

namespace samloft::people {
namespace {

RowState state_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::make:
    case Verdict::change:
      return RowState::ready;
    case Verdict::same:
    case Verdict::doubled:
      return RowState::known;
    case Verdict::choose:
      return RowState::asks;
    case Verdict::skip:
      return RowState::left_out;
    case Verdict::refuse:
      break;
  }
  return RowState::refused;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  }
  return out;
}

}  // namespace

ImportRowView RowWords::view_of(const PlannedRow& row) const {
  ImportRowView view;
  view.line = row.row.line;
  view.name = row.row.name.empty() ? "–" : row.row.name;
  view.details = joined(
      {row.row.mail, row.row.unit, row.row.position, row.row.role ? role_word(*row.row.role) : ""});
  view.state = state_of(row.verdict);
  describe_match(row, view);
  describe_deeds(row, view);
  return view;
}

std::string RowWords::person_words(std::size_t at) const {
  const KnownPerson& person = plan_.directory.persons[at];
  std::vector<std::string> parts{person.name};
  for (const KnownEmployment& one : person.employments) {
    if (parts.size() == 3) break;
    parts.push_back(plan_.directory.places[one.place].name);
  }
  parts.push_back(person.mail);
  return joined(parts);
}

std::string RowWords::role_word(Role role) const {
  return std::string(t_(label_of(role)));
}

void RowWords::describe_match(const PlannedRow& row, ImportRowView& view) const {
  if (row.person == kNone || row.verdict == Verdict::refuse) return;
  const KnownPerson& person = plan_.directory.persons[row.person];
  if (person.id) view.found_address = visit_.address("persons/" + person.id.text());
  if (row.new_person || row.verdict == Verdict::doubled) return;
  // As it is stored now: the plan's directory has the name that the sheet gives.
  std::string name = person.name;
  for (const PlannedChange& change : row.changes)
    if (row.changes_person && change.after == name) name = change.before;
  switch (row.match) {
    case Match::mail:
      view.found = t_.fill(N_("{} (samme e-post)"), {name});
      break;
    case Match::name_and_unit:
      view.found = t_.fill(N_("{} (samme navn og enhet)"), {name});
      break;
    case Match::chosen:
      view.found = t_.fill(N_("{} (valgt av deg)"), {name});
      break;
    case Match::fresh:
    case Match::unsure:
      break;
  }
  if (view.found.empty()) view.found_address.clear();
}

void RowWords::describe_deeds(const PlannedRow& row, ImportRowView& view) const {
  const auto say = [&](std::string sentence) { view.remarks.push_back(std::move(sentence)); };
  for (const Message& error : row.row.errors) say(t_(error));
  if (row.verdict == Verdict::doubled)
    say(t_.fill(N_("Står allerede i rad {}. Hoppes over."), {std::to_string(row.doubles)}));
  if (row.verdict == Verdict::same) say(std::string(t_(N_("Uendret. Hoppes over."))));
  if (row.verdict == Verdict::skip) say(std::string(t_(N_("Utelates etter ditt valg."))));
  if (row.verdict == Verdict::choose && !row.asks_person)
    say(std::string(t_(N_("Venter på valget av enhet."))));
  if (row.new_person) say(std::string(t_(N_("Ny person."))));
  if (row.new_employment) {
    say(t_.fill(N_("Ny stilling: {}, {}."),
                {row.row.position, plan_.directory.places[row.place].name}));
  }
  for (const PlannedChange& change : row.changes) {
    if (change.before.empty()) {
      say(t_.fill(N_("{} blir {}."), {std::string(t_(change.label)), shown(change.after)}));
    } else {
      say(t_.fill(N_("{} endres fra {} til {}."),
                  {std::string(t_(change.label)), shown(change.before), shown(change.after)}));
    }
  }
}

std::string RowWords::shown(const std::string& value) const {
  for (const Choice& role : ChoicesOf<Role>::list)
    if (role.code == value) return std::string(t_(role.label));
  const auto day = value.size() == 10 ? Date::parse(value) : std::nullopt;
  return day ? t_.short_date(*day) : value;
}

}  // namespace samloft::people
