// A statement from its records to paper: one document for the page, the preview and every file.
// Tested by statements_document_test.cc

#include "statements_document.h"

#include "base/text.h"
#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {

using document::Paragraph;
using document::Prose;
using document::Section;
using document::Table;

namespace {

// Text that people wrote is shown as it is: a statement is no place for markup.
void say(Section& section, const Texts& t, std::string_view label, const std::string& text) {
  if (trimmed(text).empty()) return;
  Table table;
  table.caption = t(label);
  table.columns = {std::string(t(label))};
  table.rows = {{text}};
  section.blocks.push_back(std::move(table));
}

void put(Section& section, Table table) {
  if (!table.rows.empty()) section.blocks.push_back(std::move(table));
}

std::string units_of(const Texts& t, std::uint64_t bits) {
  std::string names;
  const auto& all = ChoicesOf<partnership::TargetGroup>::list;
  for (std::size_t i = 0; i < std::size(all); ++i)
    if (bits >> i & 1) names += (names.empty() ? "" : ", ") + std::string(t(all[i].label));
  return names;
}

std::string own_effort_of(const Whole& whole) {
  const Statement& one = whole.statement;
  std::string text = one.own_effort;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "\n") + more; };
  if (one.own_money) add(kroner(*one.own_money) + " kr");
  if (one.own_hours) add(std::to_string(*one.own_hours) + " t");
  return text;
}

Section filing(const Whole& whole, const Names& names, const Texts& t) {
  const Statement& one = whole.statement;
  Section section{"filing", "1", std::string(t(N_("Hvem som melder"))), {}};
  Table table;
  table.caption = t(N_("Avsender og partnere"));
  table.columns = {std::string(t(N_("Hva"))), std::string(t(N_("Hvem")))};
  const auto row = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) table.rows.push_back({std::string(t(label)), value});
  };
  row(N_("Meldes av"), names.of(one.filer));
  row(N_("Organisasjonsnummer"), names.filer_number);
  row(N_("Meldes også for"), names.of(one.on_behalf));
  row(N_("Samtykke fra dem"), one.consents);
  row(N_("Partnere"), names.of(one.partners));
  row(N_("Kontakter"), one.contacts);
  row(N_("Ordning og skoleår"), names.of(one.round));
  row(N_("Regelsett"), names.of(one.rule_set));
  row(N_("Tillegg til"), names.of(one.supplement_to));
  put(section, std::move(table));
  return section;
}

Section measure(const Whole& whole, const Names& names, const Texts& t) {
  const Statement& one = whole.statement;
  Section section{"measure", "2", std::string(t(N_("Tiltaket"))), {}};
  section.blocks.push_back(Paragraph{names.of(one.measure)});
  say(section, t, N_("Hvem som er med"), units_of(t, one.target_groups));
  say(section, t, N_("Målgruppe"), one.target_group);
  say(section, t, N_("Deltakere"), one.participants);
  say(section, t, N_("Det som ventes oppnådd"), one.expected);
  say(section, t, N_("Forankring"), one.anchoring);
  return section;
}

Section criteria(const Whole& whole, const Names& names, const Texts& t) {
  Section section{"criteria", "3", std::string(t(N_("Kriteriene"))), {}};
  Table table;
  table.caption = t(N_("Svar på kriteriene i regelsettet"));
  table.columns = {std::string(t(N_("Kriterium"))), std::string(t(N_("Svar"))),
                   std::string(t(N_("Kilder")))};
  for (const CriterionRow& row : whole.criteria) {
    const AnswerRow* answer = whole.answer_to(row.id);
    table.rows.push_back({(row.code.empty() ? "" : row.code + ": ") + row.text,
                          answer ? answer->text.text : "",
                          answer ? names.of(answer->text.evidence) : ""});
  }
  put(section, std::move(table));
  return section;
}

Section office_form(const Whole& whole, const Names& names, const Texts& t) {
  Section section{"form", "4", std::string(t(N_("Embetets skjema"))), {}};
  Table table;
  table.caption = t(N_("Feltene i skjemaet"));
  table.columns = {std::string(t(N_("Felt"))), std::string(t(N_("Svar")))};
  for (const FormField& field : whole.fields)
    table.rows.push_back({field.label, value_for(whole, field, names)});
  put(section, std::move(table));
  return section;
}

Section amounts(const Whole& whole, const Names& names, const Texts& t) {
  Section section{"amounts", "5", std::string(t(N_("Beløp"))), {}};
  const auto recipients = whole.recipients();
  put(section, amounts_table(t, N_("Søkt om, i kroner"), whole.cells_of(Stage::applied), recipients, names));
  put(section, amounts_table(t, N_("Innstilt, i kroner"), whole.cells_of(Stage::advised), recipients, names));
  put(section, amounts_table(t, N_("Innvilget, i kroner"), whole.cells_of(Stage::decided), recipients, names));
  put(section, together_table(whole, names, t));
  say(section, t, N_("Egeninnsats"), own_effort_of(whole));
  return section;
}

Section steps(const Whole& whole, const Texts& t) {
  Section section{"steps", "6", std::string(t(N_("Gangen i saken"))), {}};
  Table table;
  table.caption = t(N_("Steg for steg"));
  table.columns = {std::string(t(N_("Status"))), std::string(t(N_("Dato"))),
                   std::string(t(N_("Brev eller referat"))), std::string(t(N_("Begrunnelse")))};
  for (const Step& step : whole.steps)
    table.rows.push_back({std::string(t(label_of(step.state))),
                          step.made_on ? t.short_date(*step.made_on) : "", step.reference, step.reason});
  put(section, std::move(table));
  return section;
}

}  // namespace

std::string Names::of(const Uuid& id) const {
  const auto found = headings.find(id);
  return found == headings.end() ? "" : found->second;
}

std::string Names::of(const std::vector<Uuid>& ids) const {
  std::string all;
  for (const Uuid& id : ids)
    if (const std::string one = of(id); !one.empty()) all += (all.empty() ? "" : ", ") + one;
  return all;
}

std::vector<Uuid> ids_of(const Whole& whole) {
  const Statement& one = whole.statement;
  std::vector<Uuid> ids{one.id, one.round, one.measure, one.rule_set, whole.round.office};
  for (const Uuid& id : {one.form, one.supplement_to, one.granted_as})
    if (id) ids.push_back(id);
  for (const Sibling& other : whole.standing.siblings) ids.push_back(other.id);
  const auto recipients = whole.recipients();
  ids.insert(ids.end(), recipients.begin(), recipients.end());
  for (const Step& step : whole.steps) {
    if (step.person) ids.push_back(step.person);
    ids.insert(ids.end(), step.disqualified.begin(), step.disqualified.end());
  }
  for (const AnswerRow& row : whole.answers)
    ids.insert(ids.end(), row.text.evidence.begin(), row.text.evidence.end());
  return ids;
}

std::string value_for(const Whole& whole, const FormField& field, const Names& names) {
  const Statement& one = whole.statement;
  const auto cells = whole.cells_of(Stage::applied);
  const auto years = years_of(std::vector<YearSum>{}, cells);
  switch (field.filled_from) {
    case FilledFrom::typed: {
      const AnswerRow* answer = whole.answer_to(field.id);
      if (answer == nullptr) return "";
      const auto day = field.type == FieldType::date ? Date::parse(answer->text.text) : std::nullopt;
      return day ? Texts().short_date(*day) : answer->text.text;
    }
    case FilledFrom::filer_name: return names.of(one.filer);
    case FilledFrom::filer_number: return names.filer_number;
    case FilledFrom::partners: return names.of(one.partners);
    case FilledFrom::measure: return names.of(one.measure);
    case FilledFrom::target_group: return one.target_group;
    case FilledFrom::participants: return one.participants;
    case FilledFrom::expected: return one.expected;
    case FilledFrom::anchoring: return one.anchoring;
    case FilledFrom::amount_first_year:
      return years.empty() ? "" : plain_kroner(sum_of_year(cells, years.front()));
    case FilledFrom::amount_total: return cells.empty() ? "" : plain_kroner(sum_of(cells));
    case FilledFrom::own_effort: return own_effort_of(whole);
  }
  return "";
}

document::Table amounts_table(const Texts& t, std::string_view caption, const std::vector<Cell>& cells,
                              const std::vector<Uuid>& recipients, const Names& names) {
  Table table;
  table.caption = t(caption);
  table.columns = {std::string(t(N_("År")))};
  table.numbers = {false};
  for (const Uuid& one : recipients) {
    table.columns.push_back(names.of(one));
    table.numbers.push_back(true);
  }
  table.columns.emplace_back(t(N_("Sum")));
  table.numbers.push_back(true);
  const auto row = [&](const std::string& name, auto amount_of, Ore sum) {
    std::vector<std::string> texts{name};
    for (const Uuid& one : recipients) texts.push_back(kroner(amount_of(one)));
    texts.push_back(kroner(sum));
    table.rows.push_back(std::move(texts));
  };
  const auto years = years_of(std::vector<YearSum>{}, cells);
  for (const std::int64_t year : years)
    row(std::to_string(year), [&](const Uuid& one) {
      Ore sum;
      for (const Cell& cell : cells)
        if (cell.year == year && cell.organisation == one) sum = sum + cell.amount;
      return sum;
    }, sum_of_year(cells, year));
  if (years.size() > 1)
    row(std::string(t(N_("Alle år"))), [&](const Uuid& one) { return sum_of_recipient(cells, one); },
        sum_of(cells));
  return table;
}

document::Table together_table(const Whole& whole, const Names& names, const Texts& t) {
  const Statement& own = whole.statement;
  std::vector<Sibling> all;
  for (const Sibling& one : whole.standing.siblings)
    if (!names.of(one.id).empty()) all.push_back(one);
  Table table;
  table.caption = t(N_("Alt som er meldt for tiltaket i ordningen, i kroner"));
  if (all.empty()) return table;
  const Stage stage = is_decided(own.state) ? Stage::decided : Stage::applied;
  all.push_back({own.id, own.supplement_to, own.state, by_year(whole.cells_of(stage))});
  std::map<std::int64_t, Ore> sums;
  for (const Sibling& one : all)
    for (const auto& [year, amount] : one.years) sums[year] = sums[year] + amount;
  table.columns = {std::string(t(N_("Behovsmelding"))), std::string(t(N_("Status")))};
  for (const auto& [year, sum] : sums) table.columns.push_back(std::to_string(year));
  table.columns.emplace_back(t(N_("Sum")));
  table.numbers = {false, false};
  table.numbers.resize(table.columns.size(), true);
  const auto row = [&](std::string name, std::string state, const std::map<std::int64_t, Ore>& years) {
    std::vector<std::string> texts{std::move(name), std::move(state)};
    Ore whole_sum;
    for (const auto& [year, sum] : sums) {
      const auto found = years.find(year);
      texts.push_back(found == years.end() ? "" : kroner(found->second));
      if (found != years.end()) whole_sum = whole_sum + found->second;
    }
    texts.push_back(kroner(whole_sum));
    table.rows.push_back(std::move(texts));
  };
  for (const Sibling& one : all)
    row(names.of(one.id) + (one.supplement_to ? " (" + std::string(t(N_("tillegg"))) + ")" : ""),
        std::string(t(label_of(one.state))), one.years);
  row(std::string(t(N_("Til sammen"))), "", sums);
  return table;
}

document::Document statement_document(const Whole& whole, const Names& names, const Texts& t,
                                      Date today) {
  document::Document made;
  made.language = t.language();
  made.title = t(N_("Behovsmelding"));
  made.subtitle = names.of(whole.statement.id);
  made.issuer = names.partnership;
  made.version = t(label_of(whole.statement.state));
  made.date = t.long_date(today);
  made.sections = {filing(whole, names, t), measure(whole, names, t), criteria(whole, names, t),
                   office_form(whole, names, t), amounts(whole, names, t), steps(whole, t)};
  std::erase_if(made.sections, [](const Section& one) { return one.blocks.empty(); });
  for (std::size_t i = 0; i < made.sections.size(); ++i)
    made.sections[i].number = std::to_string(i + 1);
  return made;
}

}  // namespace samloft::statements
