// Sections from the facts: each verb adds to the section that is being written.
// Tested by basis_test.cc

#include "basis_sections.h"

#include <algorithm>
#include <map>

#include "base/money.h"
#include "page/components.h"

namespace samloft::basis {

using document::Paragraph;
using document::Picture;
using document::Table;

namespace {

template <class Enum>
std::string word(const Texts& t, Enum value) {
  return std::string(t(label_of(value)));
}

bool has(const std::vector<Uuid>& ids, const Uuid& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

template <class T>
std::string name_in(const std::vector<T>& all, const Uuid& id) {
  for (const T& one : all)
    if (one.id == id) return one.heading({});
  return "";
}

template <class T>
std::string names_in(const std::vector<T>& all, const std::vector<Uuid>& ids) {
  std::string names;
  for (const Uuid& id : ids) {
    const std::string name = name_in(all, id);
    if (!name.empty()) names += (names.empty() ? "" : "; ") + name;
  }
  return names;
}

std::string day(const Texts& t, const std::optional<Date>& date) {
  return date ? t.short_date(*date) : "";
}

std::string period(const Texts& t, const std::optional<Date>& from, const std::optional<Date>& until) {
  if (!from && !until) return "";
  return day(t, from) + "–" + day(t, until);
}

}  // namespace

int school_year_for(const std::optional<std::int64_t>& year, Date today) {
  return year && *year >= 2000 && *year <= 2100 ? static_cast<int>(*year) : thread::school_year_of(today);
}

void Writer::partnership() {
  Table parties = table(N_("Partene"), {N_("Part"), N_("Rolle"), N_("Oppgaver")});
  for (const auto& party : facts_.parties)
    parties.rows.push_back({name_in(facts_.organisations, party.organisation),
                            word(t_, party.role), party.duties});
  put(std::move(parties));
  Table schemes = table(N_("Ordningene"), {N_("Ordning"), N_("Beskrivelse")});
  for (const auto& scheme : facts_.schemes) schemes.rows.push_back({scheme.name, scheme.description});
  put(std::move(schemes));
  Table agreements = table(N_("Avtaler"), {N_("Avtale"), N_("Status"), N_("Gjelder")});
  for (const auto& one : facts_.agreements)
    agreements.rows.push_back({one.title, word(t_, one.state), period(t_, one.valid_from, one.valid_until)});
  put(std::move(agreements));
}

void Writer::phases() {
  Table all = table(N_("De seks fasene, med begge parters del"),
                    {N_("Fase"), N_("Status"), N_("Kommunens del"), N_("Universitetets del")});
  for (const auto& phase : facts_.phases)
    all.rows.push_back({phase.heading({}), word(t_, phase.state), phase.municipality_part,
                        phase.university_part});
  put(std::move(all));
}

void Writer::anchoring(const page::Figure& model) {
  for (const auto& element : facts_.elements) {
    if (element.level == framework::Level::purpose)
      section.blocks.push_back(Paragraph{t_.fill(N_("Alt skal føre til dette: {}."), {element.title})});
  }
  show(model);
}

void Writer::strategies() {
  Table all = table(N_("Strategier og prinsipper"), {N_("Navn"), N_("Hva det betyr")});
  for (const auto& element : facts_.elements) {
    if (element.level == framework::Level::principle ||
        element.level == framework::Level::focus_area)
      all.rows.push_back({element.title, element.text});
  }
  put(std::move(all));
}

// Who decided the order of needs, where and when: the newest decision is the order that stands.
void Writer::decided_rounds() {
  Table all = table(N_("Hvem som har vedtatt rekkefølgen"),
                    {N_("Prioritering"), N_("Vedtatt av"), N_("Dato for vedtaket"),
                     N_("Ført i referatet"), N_("Behov i rekkefølgen")});
  all.numbers = {false, false, false, false, true};
  for (const auto& round : facts_.rounds)
    if (round.state == needs::RoundState::decided)
      all.rows.push_back({round.title, name_in(facts_.bodies, round.body),
                          day(t_, round.decided_on), round.minutes,
                          std::to_string(round.ranked.value_or(0))});
  const bool is_ordered = std::any_of(facts_.needs.begin(), facts_.needs.end(),
                                      [](const auto& need) { return need.priority.has_value(); });
  if (all.rows.empty() && is_ordered)
    section.blocks.push_back(Paragraph{std::string(
        t_(N_("Behovene har en rekkefølge, men ingen prioriteringsrunde viser hvem som har vedtatt "
              "den.")))});
  put(std::move(all));
}

// The decision that gave a need its place: body and day.
std::string Writer::who_placed(const Uuid& need) const {
  for (const auto& round : facts_.rounds) {
    if (round.state != needs::RoundState::decided) continue;
    const auto place = std::find(round.needs.begin(), round.needs.end(), need) - round.needs.begin();
    if (place >= round.ranked.value_or(0)) continue;
    const std::string body = name_in(facts_.bodies, round.body), on = day(t_, round.decided_on);
    return body.empty() || on.empty() ? body + on : body + ", " + on;
  }
  return "";
}

void Writer::needs() {
  Table all = table(N_("Behovene"), {N_("Behov"), N_("Type"), N_("Prioritet"), N_("Status"),
                                     N_("Kunnskapsgrunnlag")});
  all.numbers = {false, false, true, false, false};
  for (const auto& need : facts_.needs) {
    if (need.state == needs::NeedState::draft) continue;
    all.rows.push_back({need.title, word(t_, need.kind),
                        need.priority ? std::to_string(*need.priority) : "", word(t_, need.state),
                        names_in(facts_.evidence, need.evidence)});
  }
  put(std::move(all));
  Table evidence = table(N_("Kunnskapsgrunnlaget"), {N_("Kilde"), N_("Type kilde"), N_("År"),
                                                     N_("Fra"), N_("Viktige funn")});
  for (const auto& one : facts_.evidence)
    evidence.rows.push_back({one.title, word(t_, one.kind), one.year ? std::to_string(*one.year) : "",
                             name_in(facts_.organisations, one.organisation), one.findings});
  put(std::move(evidence));
}

void Writer::goals() {
  Table all = table(N_("Målene"), {N_("Mål"), N_("Nivå"), N_("Tjener målet"), N_("Svarer på behov"),
                                   N_("Status")});
  // A goal may answer a need that is a draft still.
  std::vector<needs::Need> told;
  for (const auto& need : facts_.needs)
    if (need.state != needs::NeedState::draft) told.push_back(need);
  for (const auto& goal : facts_.goals)
    all.rows.push_back({goal.title, word(t_, goal.level), name_in(facts_.goals, goal.parent),
                        names_in(told, goal.needs), word(t_, goal.state)});
  put(std::move(all));
  Table signs = table(N_("Kjennetegn på måloppnåelse"),
                      {N_("Kjennetegn"), N_("Mål"), N_("Kilde"), N_("Utgangspunkt"), N_("Ønsket verdi"),
                       N_("Siste måling")});
  for (const auto& sign : facts_.signs) {
    const auto last = goals::newest(sign, facts_.measurements);
    signs.rows.push_back({sign.title, name_in(facts_.goals, sign.goal), sign.source,
                          valued(sign.baseline, sign.baseline_on), sign.target,
                          last ? valued(goals::shown_value(t_, *last), last->on) : ""});
  }
  put(std::move(signs));
}

void Writer::measures() {
  Table all = table(N_("Tiltakene"), {N_("Tiltak"), N_("Periode"), N_("Mål"), N_("Universitetets del"),
                                      N_("PPTs rolle"), N_("Status")});
  for (const auto& one : facts_.measures)
    all.rows.push_back({one.title, period(t_, one.valid_from, one.valid_until),
                        names_in(facts_.goals, one.goals), one.university_part, one.ppt_role,
                        word(t_, one.state)});
  put(std::move(all));
  Table who = table(N_("Hvem tiltakene er for"), {N_("Deltakere"), N_("Tiltak"), N_("Deltar")});
  for (const auto& one : facts_.participants)
    who.rows.push_back({one.who, name_in(facts_.measures, one.measure), word(t_, one.attendance)});
  put(std::move(who));
}

void Writer::networks() {
  for (const auto& network : facts_.networks) {
    Table all = table(network.name, {N_("Bydel"), N_("Skoleår"), N_("Planlagte samlinger"), N_("Status")});
    all.caption = network.name;
    all.numbers = {false, false, true, false};
    for (const auto& series : facts_.series) {
      if (series.network != network.id) continue;
      all.rows.push_back({name_in(facts_.districts, series.district),
                          series.school_year ? networks::school_year_name(*series.school_year) : "",
                          series.planned_gatherings ? std::to_string(*series.planned_gatherings) : "",
                          word(t_, series.state)});
    }
    std::sort(all.rows.begin(), all.rows.end(), [](const auto& a, const auto& b) {
      return std::tie(a[1], a[0]) < std::tie(b[1], b[0]);
    });
    if (!network.purpose.empty()) section.blocks.push_back(Paragraph{network.purpose});
    put(std::move(all));
  }
}

void Writer::organisation(Date today) {
  for (const auto& body : facts_.bodies) {
    Table seats = table(body.name, {N_("Plass"), N_("Representerer"), N_("Besatt")});
    seats.caption = body.name;
    for (const auto& seat : facts_.seats) {
      if (seat.body != body.id) continue;
      const bool held = std::any_of(facts_.holdings.begin(), facts_.holdings.end(), [&](const auto& h) {
        return h.seat == seat.id && Period{h.valid_from, h.valid_until}.contains(today);
      });
      seats.rows.push_back({seat.function, name_in(facts_.organisations, seat.represents),
                            std::string(held ? t_(N_("Ja")) : t_(N_("Ledig")))});
    }
    put(std::move(seats));
  }
}

void Writer::evaluation() {
  Table all = table(N_("Hvor langt vi er kommet med hvert mål"),
                    {N_("Mål"), N_("Hvor langt vi er kommet"), N_("Vurdering"), N_("Grunnlag")});
  for (const auto& goal : facts_.goals)
    all.rows.push_back({goal.title,
                        std::string(thread::quarters_name(t_, thread::quarters_of(goal, facts_))),
                        word(t_, goal.judgement), goal.judgement_grounds});
  put(std::move(all));
}

void Writer::money() {
  Table all = table(N_("Tilskuddene"), {N_("Tilskudd"), N_("År"), N_("Beløp i kroner"), N_("Tiltak")});
  all.numbers = {false, true, true, false};
  for (const auto& one : facts_.grants)
    all.rows.push_back({one.title, one.decision_year ? std::to_string(*one.decision_year) : "",
                        one.total ? kroner(*one.total) : "", names_in(facts_.measures, one.measures)});
  put(std::move(all));
  Table shares = table(N_("Fordelingen"), {N_("Mottaker"), N_("Tilskudd"), N_("Andel i prosent"),
                                           N_("Kan brukes til")});
  shares.numbers = {false, false, true, false};
  for (const auto& one : facts_.shares)
    shares.rows.push_back({name_in(facts_.organisations, one.organisation),
                           name_in(facts_.grants, one.from_grant),
                           one.parts ? percent(*one.parts) : "", one.uses});
  put(std::move(shares));
  Table tranches = table(N_("Ratene"), {N_("Mottaker"), N_("Budsjettår"), N_("Beløp i kroner"), N_("Status")});
  tranches.numbers = {false, true, true, false};
  for (const auto& one : facts_.tranches)
    tranches.rows.push_back({name_in(facts_.organisations, one.organisation),
                             one.budget_year ? std::to_string(*one.budget_year) : "",
                             one.amount ? kroner(*one.amount) : "", word(t_, one.state)});
  put(std::move(tranches));
}

void Writer::time_lines(Date today) {
  for (const page::Figure& one : thread::time_lines_on_paper(facts_, t_, today)) show(one);
}

void Writer::year_wheel(int year, Date today) {
  show(thread::year_wheel_on_paper(facts_, t_, year, today));
}

// --- of the decision basis alone

void Writer::missing(const std::vector<thread::Loose>& rules,
                     const std::vector<thread::LooseEnd>& ends,
                     const std::vector<statements::Told>& told) {
  Table all = table(kWhatTheRulesFound, {N_("Hva"), N_("Hvor mange"), N_("Gjelder")});
  all.numbers = {false, true, false};
  for (const thread::Loose rule : rules) {
    std::string subjects;
    std::int64_t count = 0;
    for (const auto& end : ends) {
      if (end.rule != rule) continue;
      ++count;
      if (end.id) subjects += (subjects.empty() ? "" : "; ") + end.subject;
    }
    if (count > 0)
      all.rows.push_back(
          {std::string(t_(thread::words_for(rule).title)), std::to_string(count), subjects});
  }
  Table unready = table(N_("Behovsmeldinger som ikke er klare"), {N_("Behovsmelding"), N_("Hvor strengt"), N_("Det som mangler")});
  for (const auto& one : told)
    for (const auto& lacking : one.lacking)
      unready.rows.push_back({one.heading + ": " + one.round,
                              word(t_, lacking.blocks ? partnership::Severity::block
                                                      : partnership::Severity::warn),
                              t_(lacking.words)});
  if (all.rows.empty() && unready.rows.empty())
    section.blocks.push_back(
        Paragraph{std::string(t_(N_("Ingenting mangler, så langt reglene kan se.")))});
  put(std::move(all));
  put(std::move(unready));
}

void Writer::priorities(const std::string& grounds) {
  if (!grounds.empty()) section.blocks.push_back(document::Prose{grounds});
  using State = needs::NeedState;
  Table all = table(N_("Behovene i prioritert rekkefølge"),
                    {N_("Behov"), N_("Prioritet"), N_("Plassen er vedtatt av"), N_("Mål"),
                     N_("Tiltak")});
  all.numbers = {false, true, false, false, false};
  Table others = table(N_("Behov som ikke følges opp nå"),
                       {N_("Behov"), N_("Status"), N_("Begrunnelse")});
  for (const auto& need : facts_.needs) {
    if (need.state == State::parked || need.state == State::rejected)
      others.rows.push_back({need.title, word(t_, need.state), need.reason});
    if (need.state != State::submitted && need.state != State::consolidated &&
        need.state != State::prioritised)
      continue;
    std::vector<Uuid> goals, measures;
    for (const auto& goal : facts_.goals)
      if (has(goal.needs, need.id)) goals.push_back(goal.id);
    for (const auto& measure : facts_.measures)
      if (has(measure.needs, need.id) ||
          std::any_of(goals.begin(), goals.end(),
                      [&](const Uuid& goal) { return has(measure.goals, goal); }))
        measures.push_back(measure.id);
    all.rows.push_back({need.title, need.priority ? std::to_string(*need.priority) : "",
                        need.priority ? who_placed(need.id) : "", names_in(facts_.goals, goals),
                        names_in(facts_.measures, measures)});
  }
  decided_rounds();
  put(std::move(all));
  put(std::move(others));
}

// The best rank of the needs that a measure answers; those without come last.
std::int64_t Writer::priority_of(const Uuid& id) const {
  std::int64_t best = 1000;
  for (const auto& measure : facts_.measures) {
    if (measure.id != id) continue;
    std::vector<Uuid> needs = measure.needs;
    for (const auto& goal : facts_.goals)
      if (has(measure.goals, goal.id)) needs.insert(needs.end(), goal.needs.begin(), goal.needs.end());
    for (const auto& need : facts_.needs)
      if (has(needs, need.id) && need.priority) best = std::min(best, *need.priority);
  }
  return best;
}

void Writer::filed(const std::vector<statements::Told>& told) {
  using statements::Stage;
  auto ordered = told;
  std::stable_sort(ordered.begin(), ordered.end(), [&](const auto& one, const auto& other) {
    return priority_of(one.measure) < priority_of(other.measure);
  });
  Table all = table(N_("Behovsmeldingene i prioritert rekkefølge"),
                    {N_("Behovsmelding"), N_("Ordning og skoleår"), N_("Status"), N_("Søkt om"),
                     N_("Innstilt"), N_("Innvilget")});
  all.numbers = {false, false, false, true, true, true};
  Table years = table(N_("Beløp i kroner for hvert år og hver mottaker"),
                      {N_("Behovsmelding"), N_("År"), N_("Mottaker"), N_("Søkt om"), N_("Innvilget")});
  years.numbers = {false, true, false, true, true};
  const auto shown = [](Ore amount) { return amount.count == 0 ? std::string() : kroner(amount); };
  for (const auto& one : ordered) {
    all.rows.push_back({one.heading, one.round, word(t_, one.state), shown(one.sum(Stage::applied)),
                        shown(one.sum(Stage::advised)), shown(one.sum(Stage::decided))});
    std::map<std::pair<std::int64_t, std::string>, std::pair<Ore, Ore>> cells;
    for (const auto& amount : one.amounts) {
      auto& [applied, decided] = cells[{amount.year, amount.recipient}];
      if (amount.stage == Stage::applied) applied = applied + amount.amount;
      if (amount.stage == Stage::decided) decided = decided + amount.amount;
    }
    for (const auto& [cell, amounts] : cells)
      years.rows.push_back({one.heading, std::to_string(cell.first), cell.second,
                            shown(amounts.first), shown(amounts.second)});
  }
  put(std::move(all));
  put(std::move(years));
}

void Writer::plan(const std::optional<documents::FrozenPlan>& frozen) {
  if (!frozen) return;
  const auto adopted = Date::parse(frozen->adopted_on);
  Table all = table(N_("Planen som gjelder"), {N_("Plan"), N_("Versjon"), N_("Vedtatt"),
                                               N_("Vedtatt av"), N_("Fingeravtrykk")});
  all.numbers = {false, true, false, false, false};
  all.rows.push_back({frozen->title, std::to_string(frozen->number), day(t_, adopted),
                      frozen->body, frozen->fingerprint});
  put(std::move(all));
}

Table Writer::table(std::string_view caption,
                    std::initializer_list<std::string_view> columns) const {
  Table made;
  made.caption = t_(caption);
  for (std::string_view column : columns) made.columns.emplace_back(t_(column));
  return made;
}

void Writer::put(Table table) {
  if (!table.rows.empty()) section.blocks.push_back(std::move(table));
}

void Writer::show(const page::Figure& figure) {
  if (figure.drawing.empty()) return;
  section.blocks.push_back(Picture{figure.id, figure.title, figure.key, page::svg_of(figure),
                                   {figure.title, figure.head, figure.rows, {}}});
}

std::string Writer::valued(const std::string& value, const std::optional<Date>& on) const {
  return on && !value.empty() ? value + " (" + t_.short_date(*on) + ")" : value;
}

}  // namespace samloft::basis
