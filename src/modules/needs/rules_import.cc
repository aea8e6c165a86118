// Headings and cells of needs.
// Tested by rules_import_test.cc

#include "rules_import.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/texts.h"
#include "rules.h"

namespace samloft::needs {
namespace {

constexpr std::size_t kLongestTitle = 200, kLongestDescription = 20'000;

struct Heading {
  ImportColumn column;
  std::string_view label;     // of our own sheet; translated
  std::string_view variants;  // squeezed, separated by blanks
};
constexpr std::array kHeadings{
    Heading{ImportColumn::title, N_("Behov"), "behov tittel tittelen need title overskrift"},
    Heading{ImportColumn::description, N_("Beskrivelse"),
            "beskrivelse beskriving description begrunnelse utdyping tekst"},
    Heading{ImportColumn::kind, N_("Type behov"), "typebehov type slags kind"},
    Heading{ImportColumn::target_groups, N_("Målgrupper"), "malgrupper malgruppe targetgroups"},
    Heading{ImportColumn::units, N_("Enheter"), "enheter enhet unit units barnehage skole skule"},
    Heading{ImportColumn::elements, N_("Deler av rammeverket"),
            "deleravrammeverket rammeverk framework element"},
    Heading{ImportColumn::evidence, N_("Kunnskapsgrunnlag"),
            "kunnskapsgrunnlag kilde kilder kjelde kjelder source sources evidence"},
    Heading{ImportColumn::raised_by, N_("Meldt av"), "meldtav meldav innsender epost raisedby"},
    Heading{ImportColumn::raised_role, N_("Meldt i rollen"), "meldtirollen rolle role"},
    Heading{ImportColumn::raised_on, N_("Meldt"), "meldt dato date raised"},
    Heading{ImportColumn::remark, kRemarkHeading, ""},
};

ImportColumn column_of(std::string_view heading) {
  static const auto spellings = [] {
    std::map<std::string, ImportColumn, std::less<>> made;
    for (const Heading& one : kHeadings)
      for (const Language language : kLanguages)
        made.emplace(squeezed(Texts(language)(one.label)), one.column);
    for (const Heading& one : kHeadings)
      for (const std::string& variant : split(one.variants, ' '))
        if (!variant.empty()) made.emplace(squeezed(variant), one.column);
    return made;
  }();
  const auto found = spellings.find(squeezed(heading));
  return found == spellings.end() ? ImportColumn::unknown : found->second;
}

// The choice that a word means, by its label in any of the languages or by its code.
std::optional<std::size_t> choice_named(Choices choices, const std::string& word) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (folded(word) == folded(choices[i].code)) return i;
    for (const Language language : kLanguages)
      if (folded(word) == folded(Texts(language)(choices[i].label))) return i;
  }
  return std::nullopt;
}

// What a cell lists: its parts between semicolons and line breaks, or else between commas.
std::vector<std::string> listed(const std::string& cell) {
  const bool hard = cell.find_first_of(";\n") != std::string::npos;
  std::string with_one = cell;
  for (char& letter : with_one)
    if (letter == '\n' || letter == '\r' || (!hard && letter == ',')) letter = ';';
  std::vector<std::string> parts;
  for (const std::string& part : split(with_one, ';'))
    if (!trimmed(part).empty()) parts.push_back(trimmed(part));
  return parts;
}

std::string several(const std::vector<std::string>& names) {
  constexpr std::size_t kNamed = 3;
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i)
    all += (i ? ", «" : "«") + names[i] + "»";
  return all + (names.size() > kNamed ? " …" : "");
}

// Reads one row.
class RowOfNeed {
 public:
  RowOfNeed(const ImportTable& table, const std::vector<ImportColumn>& columns,
            const ImportTable::Line& line, const ImportDirectory& directory)
      : table_(table), columns_(columns), line_(line), directory_(directory) {
    planned_.line = line.number;
  }

  PlannedNeed read(Date today) {
    Need& need = planned_.need;
    for (const std::string& cell : line_.cells)
      if (cell == kFormulaCell)
        return refused(N_("Cella inneholder en formel; skriv verdien i stedet."));
    need.title = cell(ImportColumn::title);
    if (need.title.empty()) fault(N_("Behovet mangler tittel."));
    too_long(need.title, kLongestTitle,
             N_("Tittelen er på {} tegn. Bruk høyst {}, og skriv resten i beskrivelsen."));
    need.description = cell(ImportColumn::description);
    too_long(need.description, kLongestDescription,
             N_("Beskrivelsen er på {} tegn. Bruk høyst {}."));
    need.raised_role = cell(ImportColumn::raised_role);
    too_long(need.raised_role, kLongestTitle, N_("Rollen er på {} tegn. Bruk høyst {}."));
    read_kind();
    read_target_groups();
    need.units = named(ImportColumn::units, directory_.units);
    need.elements = named(ImportColumn::elements, directory_.elements);
    need.evidence = named(ImportColumn::evidence, directory_.evidence);
    const auto persons = named(ImportColumn::raised_by, directory_.persons);
    if (persons.size() > 1) fault(N_("Bare én person kan ha meldt behovet."));
    if (!persons.empty()) need.raised_by = persons.front();
    read_day(today);
    return std::move(planned_);
  }

 private:
  void fault(Message message) {
    planned_.fate = Fate::refuse;
    planned_.errors.push_back(std::move(message));
  }
  PlannedNeed refused(Message message) {
    fault(std::move(message));
    planned_.need.title = cell(ImportColumn::title);
    return std::move(planned_);
  }
  void too_long(const std::string& text, std::size_t most, std::string_view message) {
    if (length(text) > most) fault({message, {std::to_string(length(text)), std::to_string(most)}});
  }

  std::size_t place(ImportColumn column) const {
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) -
                                    columns_.begin());
  }
  std::string cell(ImportColumn column) const {
    const std::size_t at = place(column);
    if (at == columns_.size() || line_.cells[at] == kFormulaCell) return "";
    return trimmed(line_.cells[at]);
  }
  const std::string& heading(ImportColumn column) const { return table_.header[place(column)]; }

  void read_kind() {
    const std::string word = cell(ImportColumn::kind);
    if (word.empty()) return;
    const auto kind = choice_named(ChoicesOf<NeedKind>::list, word);
    if (!kind) return fault(N_("Typen er ukjent. Skriv «Utfordring» eller «Kompetansebehov»."));
    planned_.need.kind = static_cast<NeedKind>(*kind);
  }

  void read_target_groups() {
    for (const std::string& word : listed(cell(ImportColumn::target_groups))) {
      const auto group = choice_named(ChoicesOf<TargetGroup>::list, word);
      if (group)
        planned_.need.target_groups |= 1ull << *group;
      else
        fault({N_("Målgruppa «{}» er ukjent. Bruk navnene i skjemaet for et behov."), {word}});
    }
  }

  void read_day(Date today) {
    const std::string text = cell(ImportColumn::raised_on);
    const auto day = text.empty() ? std::optional(today) : Date::parse(text);
    if (!day)
      fault({N_("«{}» er ingen dato. Skriv den slik: 25.11.2026."), {text}});
    else if (*day > today)
      fault(N_("Behovet kan ikke være meldt etter i dag."));
    planned_.need.raised_on = day;
  }

  // The whole cell may be one name with a comma in it.
  std::vector<Uuid> named(ImportColumn column, const Names& names) {
    const std::string text = cell(column);
    std::vector<Uuid> ids;
    if (text.empty()) return ids;
    if (const auto whole = names.find(text); whole.id) return {whole.id};
    for (const std::string& part : listed(text)) {
      const auto found = names.find(part);
      if (!found.names.empty())
        fault({N_("{}: flere kan være «{}»: {}. Skriv hele navnet."),
               {heading(column), part, several(found.names)}});
      else if (!found.id)
        fault({N_("{}: «{}» finnes ikke i Samløft. Skriv navnet slik det står der, eller legg det "
                  "til først."),
               {heading(column), part}});
      else if (std::find(ids.begin(), ids.end(), found.id) == ids.end())
        ids.push_back(found.id);
    }
    return ids;
  }

  const ImportTable& table_;
  const std::vector<ImportColumn>& columns_;
  const ImportTable::Line& line_;
  const ImportDirectory& directory_;
  PlannedNeed planned_;
};

}  // namespace

std::string with_heading(const std::string& pasted) {
  const std::string text = trimmed(pasted);
  const std::string first = text.substr(0, text.find_first_of("\r\n"));
  if (text.find_first_of(";\t") != std::string::npos) return pasted;
  for (const std::string& heading : split(first, ','))
    if (column_of(heading) != ImportColumn::unknown) return pasted;
  return "Behov\n" + text;
}

std::vector<std::string_view> import_headings() {
  std::vector<std::string_view> all;
  for (const Heading& one : kHeadings)
    if (one.column != ImportColumn::remark) all.push_back(one.label);
  return all;
}

Result<std::vector<ImportColumn>> recognise(const ImportTable& table) {
  std::vector<ImportColumn> columns;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const ImportColumn column = column_of(table.header[i]);
    const bool is_doubled = column != ImportColumn::unknown && column != ImportColumn::remark &&
                            std::find(columns.begin(), columns.end(), column) != columns.end();
    if (is_doubled)
      return Problem::invalid(
          Message(N_("To kolonner betyr det samme: «{}» er den andre. Ta bort en av dem."),
                  {table.header[i]}));
    if (column == ImportColumn::unknown && has_content(table, i))
      return Problem::invalid(
          Message(N_("Kolonnen «{}» er ukjent. Ta den bort, eller gi den et av navnene "
                     "i det tomme arket."),
                  {table.header[i]}));
    columns.push_back(column);
  }
  if (std::find(columns.begin(), columns.end(), ImportColumn::title) == columns.end())
    return Problem::invalid(
        N_("Arket mangler kolonnen «Behov». Skriv det over kolonnen med titlene."));
  if (table.lines.empty())
    return Problem::invalid(N_("Arket har ingen rader under overskriftene."));
  if (table.lines.size() > kMostImported)
    return Problem::invalid(
        Message(N_("Arket har {} rader. Del det i flere på høyst {} rader."),
                {std::to_string(table.lines.size()), std::to_string(kMostImported)}));
  return columns;
}

void Names::add(const std::string& name, const Uuid& id) {
  const std::string key = folded(name);
  whole_.emplace(key, One{id, name});
  beginning_.emplace(key, One{id, name});
}

void Names::add_other(const std::string& name, const Uuid& id) {
  if (!name.empty()) whole_.emplace(folded(name), One{id, name});
}

Names::Found Names::find(const std::string& text) const {
  const std::string key = folded(text);
  if (key.empty()) return {};
  std::map<Uuid, std::string> found;
  const auto [first, last] = whole_.equal_range(key);
  for (auto at = first; at != last; ++at) found.emplace(at->second.id, at->second.name);
  if (found.empty()) {
    for (auto at = beginning_.lower_bound(key);
         at != beginning_.end() && at->first.starts_with(key); ++at) {
      // «Sol» is no beginning of «Solvika».
      const char next = at->first[key.size()];
      if (next == ' ' || next == '(' || next == ',') found.emplace(at->second.id, at->second.name);
    }
  }
  if (found.size() == 1) return {found.begin()->first, {}};
  Found several_of;
  for (const auto& [id, name] : found) several_of.names.push_back(name);
  return several_of;
}

std::string sameness(const Need& need) {
  std::vector<Uuid> units = need.units;
  std::sort(units.begin(), units.end());
  return folded(trimmed(need.title)) + "\n" + given_as_text(units);
}

std::vector<PlannedNeed> plan_needs(const ImportTable& table,
                                    const std::vector<ImportColumn>& columns,
                                    const ImportDirectory& directory, Date today) {
  std::vector<PlannedNeed> all;
  std::map<std::string, int> lines;
  for (const auto& line : table.lines) {
    PlannedNeed planned = RowOfNeed(table, columns, line, directory).read(today);
    if (planned.fate == Fate::make) {
      const std::string key = sameness(planned.need);
      const auto known = directory.known.find(key);
      const auto [same, is_first] = lines.emplace(key, line.number);
      if (known != directory.known.end()) {
        planned.fate = Fate::known;
        planned.known = known->second;
      } else if (!is_first) {
        planned.fate = Fate::doubled;
        planned.doubles = same->second;
      }
    }
    all.push_back(std::move(planned));
  }
  return all;
}

}  // namespace samloft::needs
