// Sections of the plan from the facts.
// Tested by basis_test.cc

#include "basis/basis.h"

#include <algorithm>

#include "access/route.h"
#include "base/money.h"
#include "document/document.h"
#include "page/components.h"
#include "thread/thread.h"

namespace samloft::basis {
namespace {

using document::Bullets;
using document::Paragraph;
using document::Picture;
using document::Section;
using document::Table;
using documents::Topic;
using thread::Facts;

template <class Enum>
std::string word(const Texts& t, Enum value) {
  return std::string(t(label_of(value)));
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

// Writes one section; each verb of it is a topic.
class Writer {
 public:
  Writer(const Facts& facts, const Texts& t) : facts_(facts), t_(t) {}
  Section section;

  void partnership() {
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

  void phases() {
    Table all = table(N_("De seks fasene, med begge parters del"),
                      {N_("Fase"), N_("Status"), N_("Kommunens del"), N_("Universitetets del")});
    for (const auto& phase : facts_.phases)
      all.rows.push_back({phase.heading({}), word(t_, phase.state), phase.municipality_part,
                          phase.university_part});
    put(std::move(all));
  }

  void anchoring(const page::Figure& model) {
    for (const auto& element : facts_.elements) {
      if (element.level == framework::Level::purpose)
        section.blocks.push_back(Paragraph{t_.fill(N_("Alt skal føre til dette: {}."), {element.title})});
    }
    if (model.drawing.empty()) return;
    Picture picture{"strategimodell", model.title, model.key, page::svg_of(model),
                    {model.title, model.head, model.rows, {}}};
    section.blocks.push_back(std::move(picture));
  }

  void strategies() {
    Table all = table(N_("Strategier og prinsipper"), {N_("Navn"), N_("Hva det betyr")});
    for (const auto& element : facts_.elements) {
      if (element.level == framework::Level::principle ||
          element.level == framework::Level::focus_area)
        all.rows.push_back({element.title, element.text});
    }
    put(std::move(all));
  }

  void needs() {
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

  void goals() {
    Table all = table(N_("Målene"), {N_("Mål"), N_("Nivå"), N_("Tjener målet"), N_("Svarer på behov"),
                                     N_("Status")});
    for (const auto& goal : facts_.goals)
      all.rows.push_back({goal.title, word(t_, goal.level), name_in(facts_.goals, goal.parent),
                          names_in(facts_.needs, goal.needs), word(t_, goal.state)});
    put(std::move(all));
    Table signs = table(N_("Kjennetegn på måloppnåelse"),
                        {N_("Kjennetegn"), N_("Mål"), N_("Kilde"), N_("Utgangspunkt"), N_("Ønsket verdi"),
                         N_("Siste måling")});
    for (const auto& sign : facts_.signs)
      signs.rows.push_back({sign.title, name_in(facts_.goals, sign.goal), sign.source,
                            valued(sign.baseline, sign.baseline_on), sign.target,
                            valued(sign.measured, sign.measured_on)});
    put(std::move(signs));
  }

  void measures() {
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

  void networks() {
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

  void organisation(Date today) {
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

  void evaluation() {
    Table all = table(N_("Hvor langt vi er kommet med hvert mål"),
                      {N_("Mål"), N_("Hvor langt vi er kommet"), N_("Vurdering"), N_("Grunnlag")});
    for (const auto& goal : facts_.goals)
      all.rows.push_back({goal.title,
                          std::string(thread::quarters_name(t_, thread::quarters_of(goal, facts_))),
                          word(t_, goal.judgement), goal.judgement_grounds});
    put(std::move(all));
  }

  void money() {
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

 private:
  Table table(std::string_view caption, std::initializer_list<std::string_view> columns) const {
    Table made;
    made.caption = t_(caption);
    for (std::string_view column : columns) made.columns.emplace_back(t_(column));
    return made;
  }
  void put(Table table) {
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
  }
  std::string valued(const std::string& value, const std::optional<Date>& on) const {
    return on && !value.empty() ? value + " (" + t_.short_date(*on) + ")" : value;
  }

  const Facts& facts_;
  const Texts& t_;
};

}  // namespace

Section contents(access::Visit& visit, Topic topic, const Texts& t, const records::Kinds& kinds,
                 thread::Reader& reader) {
  const auto facts = thread::facts_of(visit, reader);
  Writer writer(*facts, t);
  switch (topic) {
    case Topic::partnership: writer.partnership(); break;
    case Topic::phases: writer.phases(); break;
    case Topic::anchoring: writer.anchoring(thread::strategy_model(visit, kinds, reader, t)); break;
    case Topic::strategies: writer.strategies(); break;
    case Topic::needs: writer.needs(); break;
    case Topic::goals: writer.goals(); break;
    case Topic::measures: writer.measures(); break;
    case Topic::networks: writer.networks(); break;
    case Topic::organisation: writer.organisation(local_day(visit.now)); break;
    case Topic::evaluation: writer.evaluation(); break;
    case Topic::money: writer.money(); break;
  }
  return std::move(writer.section);
}

}  // namespace samloft::basis
