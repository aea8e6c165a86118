// The decision basis from the facts.
// Tested by basis_test.cc

#include "basis_decision.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "basis_sections.h"
#include "involvement/involvement.h"
#include "records/image.h"
#include "records/kind.h"
#include "records/store.h"

namespace samloft::basis {

using document::Section;
using thread::Facts;
using thread::Loose;

namespace {

// Images of the records of one kind, each after `forget` has taken the persons out.
template <class T, class Forget>
std::string line(std::string_view plural, const std::vector<T>& all, Forget forget) {
  std::string images;
  for (T one : all) {
    forget(one);
    images += (images.empty() ? "" : ", ") + records::image(one);
  }
  return "\"" + std::string(plural) + "\": [" + images + "]";
}
template <class T>
std::string line(std::string_view plural, const std::vector<T>& all) {
  return line(plural, all, [](T&) {});
}

std::vector<needs::Need> told(const std::vector<needs::Need>& all) {
  std::vector<needs::Need> some;
  for (const auto& need : all)
    if (need.state != needs::NeedState::draft) some.push_back(need);
  return some;
}

// Each statement as a PDF, numbered so that no two are called alike; as many as there is room for.
std::vector<document::Enclosure> statement_files(const DecisionBasis& basis, Language language,
                                                 std::size_t room) {
  constexpr std::size_t kLongestName = 60;
  std::vector<document::Enclosure> all;
  for (auto& one : document::thawed_all(basis.statements, language)) {
    if (all.size() == room) break;
    std::string name = slug(one.subtitle).substr(0, kLongestName);
    while (name.ends_with('-')) name.pop_back();
    const std::string number = std::to_string(all.size() + 1);
    all.push_back({slug(one.title) + "-" + (number.size() == 1 ? "0" : "") + number +
                       (name.empty() ? "" : "-" + name),
                   "", std::move(one), true});
  }
  return all;
}

std::string letter(const Texts& t, const DecisionBasis& basis,
                   const std::optional<documents::FrozenPlan>& plan, const std::string& name,
                   const std::string& plan_name, const std::vector<document::Enclosure>& files) {
  std::string text;
  const auto say = [&](const std::string& paragraph) { text += paragraph + "\n\n"; };
  say(t.fill(N_("{}: beslutningsgrunnlaget til {}, fryst {}."),
             {name + ".pdf, " + name + ".docx, " + name + ".html", basis.recipient,
              t.long_date(*basis.frozen_on)}));
  if (plan)
    say(t.fill(N_("{}: planen den bygger på, {}, versjon {}."),
               {plan_name + ".pdf, " + plan_name + ".docx, " + plan_name + ".html", plan->title,
                std::to_string(plan->number)}));
  for (const auto& one : files)
    say(t.fill(N_("{}: behovsmeldinga {}."), {one.name + ".pdf", one.document->subtitle}));
  if (!basis.statements.empty())
    say(t.fill(N_("{}: alle behovsmeldingene på tre språk, slik de ble fryst."), {"statements.jsonl"}));
  say(t.fill(N_("{}: hver opplysning det siterer, slik den var da. Personer er utelatt."),
             {"sources.json"}));
  say(t.fill(N_("{}: innholdet på tre språk, slik det ble fryst. Kontroller fingeravtrykket {} slik:"),
             {"content.jsonl", basis.fingerprint}) +
      "\n  cat content.jsonl sources.json " +
      (basis.statements.empty() ? "" : "statements.jsonl ") + "| b2sum -l 256");
  if (plan)
    say(t.fill(N_("{}: planens innhold. Fingeravtrykket er {}."),
               {"plan-content.jsonl", plan->fingerprint}) +
        "\n  b2sum -l 256 plan-content.jsonl");
  say(std::string(t(N_("Kontroller at ingen fil er endret, slik:"))) + "\n  sha256sum -c SHA256SUMS");
  return text;
}

}  // namespace

const std::vector<Loose>& rules_for_basis() {
  static const std::vector<Loose> all{
      Loose::agreement_missing,        Loose::needs_missing,
      Loose::plan_missing,             Loose::need_without_evidence,
      Loose::need_without_priority,    Loose::needs_of_equal_priority,
      Loose::need_without_measure,     Loose::need_without_involvement,
      Loose::goal_without_sign,
      Loose::measure_without_goal,     Loose::measure_without_period,
      Loose::measure_without_participants, Loose::measure_without_university,
      Loose::grant_without_measure,    Loose::body_without_party,
      Loose::body_without_union};
  return all;
}

document::Document decision_document(const Facts& facts,
                                     const std::vector<thread::LooseEnd>& ends,
                                     const std::vector<statements::Told>& told,
                                     const Occasion& occasion, const Texts& t) {
  document::Document made;
  made.language = t.language();
  made.title = t(N_("Beslutningsgrunnlag"));
  made.subtitle = occasion.recipient;
  if (occasion.year)
    made.subtitle += (made.subtitle.empty() ? "" : ", ") + std::to_string(*occasion.year);
  made.issuer = occasion.partnership;
  made.date = t.long_date(occasion.day);
  made.version = occasion.number
                     ? t.fill(N_("Nummer {}, fryst {}"), {std::to_string(*occasion.number), made.date})
                     : std::string(t(N_("Slik det er nå, ikke fryst")));
  const auto add = [&](std::string id, std::string_view title, auto write) {
    Writer writer(facts, t);
    write(writer);
    writer.section.id = std::move(id);
    if (!made.sections.empty()) writer.section.number = std::to_string(made.sections.size());
    writer.section.title = t(title);
    made.sections.push_back(std::move(writer.section));
  };
  add("missing", N_("Det som mangler"),
      [&](Writer& w) { w.missing(rules_for_basis(), ends, told); });
  add("partnership", N_("Partnerskapet og ordningen"), [](Writer& w) { w.partnership(); });
  add("needs", N_("Behov og kunnskapsgrunnlag"), [](Writer& w) { w.needs(); });
  add("priorities", N_("Prioriteringer"),
      [&](Writer& w) { w.priorities(trimmed(occasion.grounds)); });
  add("goals", N_("Mål og kjennetegn"), [](Writer& w) { w.goals(); });
  add("measures", N_("Tiltak"), [&](Writer& w) {
    w.measures();
    w.time_lines(occasion.day);
    w.year_wheel(school_year_for(occasion.year, occasion.day), occasion.day);
  });
  add("statements", N_("Behovsmeldinger"), [&](Writer& w) { w.filed(told); });
  add("plan", N_("Planen"), [&](Writer& w) { w.plan(occasion.plan); });
  add("organisation", N_("Hvem som er med og bestemmer"),
      [&](Writer& w) { w.organisation(occasion.day); });
  add("money", N_("Økonomi"), [](Writer& w) { w.money(); });
  return made;
}

document::Document without_statements(document::Document whole) {
  const Texts t(whole.language);
  for (document::Section& section : whole.sections) {
    if (section.id == "statements") {
      section.blocks = {document::Paragraph{std::string(
          t(N_("Behovsmeldingene står her bare for dem som kan lese alle behovsmeldinger i partnerskapet.")))}};
    }
    if (section.id != "missing") continue;
    std::erase_if(section.blocks, [&](const document::Block& block) {
      const auto* table = std::get_if<document::Table>(&block);
      return table == nullptr || table->caption != t(kWhatTheRulesFound);
    });
    if (section.blocks.empty()) {
      section.blocks = {document::Paragraph{std::string(
          t(N_("Det som mangler i behovsmeldingene, står her bare for dem som kan lese dem.")))}};
    }
  }
  return whole;
}

std::string sources_of(const Facts& facts, const std::vector<std::string>& more) {
  std::vector<std::string> lines{
      line("organisations", facts.organisations),
      line("parties", facts.parties),
      line("schemes", facts.schemes),
      line("agreements", facts.agreements),
      line("evidence", facts.evidence),
      line("needs", told(facts.needs), [](needs::Need& need) { need.raised_by = {}; }),
      line("rounds", facts.rounds),
      line("goals", facts.goals),
      line("signs", facts.signs),
      line("measures", facts.measures,
           [](measures::Measure& measure) { measure.responsible_person = {}; }),
      line("participants", facts.participants),
      line("bodies", facts.bodies),
      line("seats", facts.seats),
      line("grants", facts.grants),
      line("shares", facts.shares),
      line("tranches", facts.tranches)};
  lines.insert(lines.end(), more.begin(), more.end());
  std::string all;
  for (const std::string& one : lines) all += (all.empty() ? "{" : ",\n") + one;
  return all + "}\n";
}

namespace {

constexpr std::string_view kOfStatements[] = {
    "rule_set",  "criterion",      "governor_office",  "form_version",     "form_field",    "filing_round",
    "statement", "statement_year", "statement_amount", "statement_answer", "statement_step",
    "involvement"};

}  // namespace

std::vector<std::string> lines_of_statements(db::Connection& db, const records::Kinds& kinds) {
  std::vector<std::string> lines;
  for (std::string_view name : kOfStatements) {
    const records::Kind& kind = *kinds.by_name(name);
    std::string images;
    for (const auto& record : records::every(db, kind)) {
      if (name == "involvement") {
        auto& one = static_cast<involvement::Involvement&>(*record);
        if (!one.published) continue;
        one.recorded_by = {};
      }
      if (name == "statement_step") static_cast<statements::Step&>(*record).person = {};
      images += (images.empty() ? "" : ", ") + records::image(*record);
    }
    lines.push_back("\"" + std::string(kind.plural) + "\": [" + images + "]");
  }
  return lines;
}

const std::vector<std::string_view>& kinds_in_sources() {
  static const std::vector<std::string_view> all{"rule_set", "criterion", "governor_office",
      "form_version", "form_field", "filing_round", "statement", "statement_year", "statement_amount",
      "statement_answer", "statement_step", "involvement",

      "organisation", "party", "scheme",      "agreement", "evidence", "need", "round", "goal",   "sign",
      "measure",      "participant", "body",  "seat",      "grant",    "share", "tranche"};
  return all;
}

std::optional<document::Dossier> dossier_of(const DecisionBasis& basis,
                                            const std::optional<documents::FrozenPlan>& plan,
                                            Language language) {
  const auto own = document::thawed(basis.content, language);
  if (!own || !basis.frozen_on) return std::nullopt;
  const Texts t(language);
  const std::string name = slug(own->title) + "-" + std::to_string(basis.number.value_or(0));
  document::Dossier dossier{*basis.frozen_on, {}};
  dossier.enclosures.push_back({name, "", own});
  std::string plan_name;
  if (plan) {
    plan_name = "plan-" + std::to_string(plan->number);
    if (auto document = document::thawed(plan->content, language))
      dossier.enclosures.push_back({plan_name, "", std::move(document)});
    dossier.enclosures.push_back({"plan-content.jsonl", plan->content, {}});
  }
  dossier.enclosures.push_back({"content.jsonl", basis.content, {}});
  dossier.enclosures.push_back({"sources.json", basis.sources, {}});
  if (!basis.statements.empty())
    dossier.enclosures.push_back({"statements.jsonl", basis.statements, {}});
  auto files = statement_files(basis, language,
                               document::kMostEnclosures - dossier.enclosures.size() - 1);
  dossier.enclosures.push_back({"readme.txt", letter(t, basis, plan, name, plan_name, files), {}});
  std::move(files.begin(), files.end(), std::back_inserter(dossier.enclosures));
  return dossier;
}

}  // namespace samloft::basis
