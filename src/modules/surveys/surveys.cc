// What the records of surveys are, and the rules between them.
// Tested by surveys_test.cc

#include "surveys/surveys.h"

#include <algorithm>

#include "base/text.h"
#include "records/kind.h"
#include "records/store.h"
#include "rules.h"
#include "store.h"

namespace samloft::surveys {
namespace {

constexpr Roles kMakers{Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::university_lead};
constexpr std::int64_t kLargestLeast = 100;
constexpr std::size_t kLongestUrn = 64u << 20;

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

const records::Kind& kind_named(std::string_view name) {
  const auto& all = kinds();
  return *std::find_if(all.begin(), all.end(),
                       [&](const records::Kind& one) { return one.name == name; });
}

// What answers were given to: it never changes once the urn is there.
std::string definition_image(const Survey& s) {
  const auto number = [](const auto& value) { return value ? std::to_string(*value) : ""; };
  std::string all;
  for (const std::string& part :
       {s.title.nb, s.title.nn, s.title.en, s.introduction.nb, s.introduction.nn, s.introduction.en,
        std::string(code_of(s.kind)), s.unit.text(), number(s.smallest_group),
        number(s.smallest_share), s.made_by.text()})
    all += part + '\0';
  return all;
}

bool may_follow(SurveyState from, SurveyState to) {
  return from == to || (from == SurveyState::draft && to == SurveyState::open) ||
         (from == SurveyState::open && to == SurveyState::closed);
}

void check_lock(db::Connection& db, const Survey& survey, std::vector<FieldError>& errors) {
  Survey stored;
  if (!records::load(db, kind_named("survey"), survey.id, stored)) return;
  if (!may_follow(stored.state, survey.state))
    add(errors, "state", N_("En undersøkelse kan bare åpnes én gang og lukkes én gang."));
  if (stored.state == SurveyState::draft) return;
  if (definition_image(stored) != definition_image(survey)) {
    add(errors, "title",
        N_("Undersøkelsen er åpnet og kan ikke endres, for noen kan ha svart. Lag en ny hvis noe er "
           "galt. Svarfristen kan flyttes."));
  }
  if (stored.state == SurveyState::closed &&
      (stored.closes_on != survey.closes_on || stored.fingerprint != survey.fingerprint || stored.answers != survey.answers ||
       stored.invited != survey.invited || stored.closed_on != survey.closed_on)) {
    add(errors, "state", N_("Undersøkelsen er lukket. Resultatet kan ikke endres."));
  }
}

void check_survey(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& survey = static_cast<const Survey&>(record);
  if (*survey.smallest_group < kLeastGroup || *survey.smallest_group > kLargestLeast)
    add(errors, "smallest_group", N_("Skriv et tall mellom 5 og 100."));
  if (survey.kind == SurveyKind::self_review && !survey.unit)
    add(errors, "unit", N_("En ståstedsanalyse gjelder én enhet. Velg hvilken."));
  if (survey.sharing == Sharing::shared &&
      (survey.kind != SurveyKind::self_review || survey.state != SurveyState::closed)) {
    add(errors, "sharing", N_("Bare en lukket ståstedsanalyse kan deles."));
  }
  if (survey.state != SurveyState::draft && !has_urn(db, survey.id))
    add(errors, "state", N_("En åpnet undersøkelse har en urne. Den mangler i fila."));
  check_lock(db, survey, errors);
}

void check_item(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& item = static_cast<const Item&>(record);
  if (has_urn(db, item.survey)) {
    return add(errors, "text",
               N_("Undersøkelsen er åpnet. Spørsmålene kan ikke endres, for noen kan ha svart."));
  }
  for (FieldError& error : question_faults(item)) errors.push_back(std::move(error));
}

void check_set(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& set = static_cast<const ItemSet&>(record);
  if (set.licence == Licence::permitted && trimmed(set.permission).empty()) {
    add(errors, "permission",
        N_("Skriv hvor tillatelsen finnes: hvem som ga den, og når."));
  }
  const std::size_t questions = lines_of(set.questions).size(), steps = lines_of(set.choices).size();
  if (questions < 1 || questions > 100)
    add(errors, "questions", N_("Skriv fra 1 til 100 spørsmål, hvert på en egen linje."));
  if (steps < 2 || steps > 11)
    add(errors, "choices", N_("En skala har fra 2 til 11 trinn. Skriv hvert trinn på en egen linje, "
                              "det laveste først."));
  const auto reversed = numbers_of(set.reversed);
  const bool known = reversed && std::all_of(reversed->begin(), reversed->end(),
                                             [&](std::size_t one) { return one <= questions; });
  if (!known) add(errors, "reversed", N_("Skriv numrene på de snudde spørsmålene slik: 3,7."));
}

// What comes in a file was not answered here.
void check_urn(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& urn = static_cast<const Urn&>(record);
  if (has_other_urn(db, urn.survey, urn.id))
    return add(errors, "survey", N_("Undersøkelsen har en urne fra før."));
  if (!is_urn_of(definition_of(items_of(db, urn.survey)), urn.content))
    add(errors, "content", N_("Dette er ikke svar på spørsmålene i undersøkelsen."));
}

std::optional<Message> hold_survey(db::Connection& db, const Record& record) {
  if (!has_urn(db, record.id)) return std::nullopt;
  return Message(N_("Undersøkelsen er åpnet og kan ikke fjernes: svarene ville bli borte."));
}

std::optional<Message> hold_item(db::Connection& db, const Record& record) {
  if (!has_urn(db, static_cast<const Item&>(record).survey)) return std::nullopt;
  return Message(N_("Undersøkelsen er åpnet. Spørsmålene kan ikke fjernes, for noen kan ha svart."));
}

std::optional<Message> hold_urn(db::Connection&, const Record&) {
  return Message(N_("Svarene i en undersøkelse kan ikke fjernes."));
}

struct SaidLabels {
  std::string_view name, name_nn, name_en, label, label_nn, label_en;
};

void describe_line(Fields& f, const SaidLabels& n, Said& said, Must must, std::string_view hint,
                   std::size_t longest) {
  f.text({n.name, n.label, must, hint, longest}, said.nb);
  f.text({n.name_nn, n.label_nn, Must::no, {}, longest}, said.nn);
  f.text({n.name_en, n.label_en, Must::no, {}, longest}, said.en);
}

void describe_prose(Fields& f, const SaidLabels& n, Said& said, Must must, std::string_view hint) {
  f.prose({n.name, n.label, must, hint}, said.nb);
  f.prose({n.name_nn, n.label_nn}, said.nn);
  f.prose({n.name_en, n.label_en}, said.en);
}

}  // namespace

void Survey::describe(Fields& f) {
  constexpr auto kept = Shown::not_in_forms;
  describe_line(f, {"title", "title_nn", "title_en", N_("Tittel"), N_("Tittel på nynorsk"),
                    N_("Tittel på engelsk")},
                title, Must::be_filled, N_("Det de som svarer, ser øverst."), 200);
  describe_prose(f, {"introduction", "introduction_nn", "introduction_en", N_("Innledning"),
                     N_("Innledning på nynorsk"), N_("Innledning på engelsk")},
                 introduction, Must::no,
                 N_("Hva svarene skal brukes til, og hvem som får se resultatene. At svarene er "
                    "anonyme, står der av seg selv."));
  f.choice({"kind", N_("Type undersøkelse"), Must::no,
            N_("En ståstedsanalyse er enhetens egen: lederen ser resultatet først og avgjør om det "
               "deles.")},
           kind);
  f.link({"unit", N_("Enhet"), Must::no, N_("Må stå når det er en ståstedsanalyse.")}, "unit", unit);
  f.number({"smallest_group", N_("Minste gruppe"), Must::be_filled,
            N_("Så mange må ha svart før noe vises, for alle og for hver rolle. Minst 5.")},
           smallest_group);
  f.percent({"smallest_share", N_("Minste andel av de inviterte"), Must::no,
             N_("Det som gir flest av dette og minste gruppe, gjelder for hele undersøkelsen.")},
            smallest_share);
  f.date({"closes_on", N_("Svarfrist"), Must::no, N_("Siste dag man kan svare. Da lukkes den.")},
         closes_on);
  f.choice({"state", N_("Status"), Must::no, {}, 200, kept}, state);
  f.link({"made_by", N_("Laget av"), Must::no, {}, 200, kept}, "person", made_by);
  f.date({"opened_on", N_("Åpnet"), Must::no, {}, 200, kept}, opened_on);
  f.date({"closed_on", N_("Lukket"), Must::no, {}, 200, kept}, closed_on);
  f.number({"invited", N_("Inviterte"), Must::no, {}, 200, kept}, invited);
  f.number({"answers", N_("Svar"), Must::no, {}, 200, kept}, answers);
  f.text({"fingerprint", N_("Fingeravtrykk"), Must::no, {}, 200, Shown::nowhere}, fingerprint);
  f.choice({"sharing", N_("Deling"), Must::no, {}, 200, Shown::nowhere}, sharing);
  f.link({"evidence", N_("Kunnskapsgrunnlag"), Must::no, {}, 200, kept}, "evidence", evidence);
}

void Item::describe(Fields& f) {
  f.link({"survey", N_("Undersøkelse"), Must::be_filled}, "survey", survey);
  f.number({"place", N_("Plass"), Must::no, N_("Rekkefølgen i undersøkelsen.")}, place);
  f.choice({"type", N_("Type spørsmål")}, type);
  describe_line(f, {"text", "text_nn", "text_en", N_("Spørsmål eller påstand"),
                    N_("Spørsmål på nynorsk"), N_("Spørsmål på engelsk")},
                text, Must::be_filled, {}, 500);
  describe_prose(f, {"help", "help_nn", "help_en", N_("Forklaring"), N_("Forklaring på nynorsk"),
                     N_("Forklaring på engelsk")},
                 help, Must::no, {});
  describe_prose(f, {"choices", "choices_nn", "choices_en", N_("Svar"), N_("Svar på nynorsk"),
                     N_("Svar på engelsk")},
                 choices, Must::no,
                 N_("Ett på hver linje. Av en skala det laveste først."));
  describe_prose(f, {"lines", "lines_nn", "lines_en", N_("Påstander"), N_("Påstander på nynorsk"),
                     N_("Påstander på engelsk")},
                 lines, Must::no, N_("For matriser: én på hver linje."));
  f.yes_no({"required", N_("Må besvares")}, required);
  f.yes_no({"reversed", N_("Snudd"), Must::no, N_("Et lavt svar betyr mye.")}, reversed);
  f.yes_no({"splits", N_("Del resultatene etter dette spørsmålet"), Must::no,
            N_("For eksempel etter rolle. Små grupper slås sammen.")},
           splits);
  f.link({"shown_if", N_("Vises etter svar på"), Must::no,
          N_("Uten dette får alle spørsmålet.")},
         "survey_item", shown_if);
  f.text({"shown_if_choices", N_("når svaret er nummer"), Must::no, N_("For eksempel 1,3.")},
         shown_if_choices);
  describe_line(f, {"dimension", "dimension_nn", "dimension_en", N_("Tema"), N_("Tema på nynorsk"),
                    N_("Tema på engelsk")},
                dimension, Must::no, N_("Spørsmål med samme tema får et felles gjennomsnitt."), 120);
  f.link({"item_set", N_("Spørsmålssett")}, "item_set", item_set);
  f.text({"code", N_("Kode"), Must::no,
          N_("Samme spørsmål i en annen undersøkelse har samme kode.")},
         code);
}

void ItemSet::describe(Fields& f) {
  f.text({"title", N_("Navn"), Must::be_filled}, title);
  f.text({"source", N_("Hvem som har laget det"), Must::no,
          N_("Forfattere, år og hvor det er publisert."), 500},
         source);
  f.choice({"licence", N_("Lisens"), Must::no,
            N_("Spørsmål med ukjent lisens kan ikke brukes i en undersøkelse som åpnes.")},
           licence);
  f.text({"permission", N_("Tillatelse"), Must::no,
          N_("Hvem som ga den, når, og hvor den er arkivert."), 500},
         permission);
  describe_prose(f, {"choices", "choices_nn", "choices_en", N_("Skala"), N_("Skala på nynorsk"),
                     N_("Skala på engelsk")},
                 choices, Must::be_filled, N_("Ett trinn på hver linje, det laveste først."));
  describe_prose(f, {"questions", "questions_nn", "questions_en", N_("Spørsmål"),
                     N_("Spørsmålene på nynorsk"), N_("Spørsmålene på engelsk")},
                 questions, Must::be_filled, N_("Ett på hver linje."));
  f.text({"reversed", N_("Snudde spørsmål"), Must::no,
          N_("Numrene på dem der et lavt svar betyr mye: 3,7.")},
         reversed);
}

void Urn::describe(Fields& f) {
  f.link({"survey", N_("Undersøkelse"), Must::be_filled}, "survey", survey);
  f.prose({"content", N_("Svar"), Must::no, {}, kLongestUrn, Shown::only_in_files}, content);
}

std::string Urn::heading(const Lookup& lookup) const { return lookup(survey); }

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "item_set", .plural = "item-sets", .table = "surveys_item_set",
       .one = N_("spørsmålssett"), .many = N_("Spørsmålssett"), .add = N_("Nytt spørsmålssett"),
       .purpose = N_("Spørsmål som hører sammen, med hvem som har laget dem og om dere har lov til å "
                     "bruke dem."),
       .make = make<ItemSet>, .columns = {"licence", "source"}, .writers = kMakers,
       .check = check_set},
      {.name = "survey", .plural = "surveys", .table = "surveys_survey",
       .one = N_("undersøkelse"), .many = N_("Undersøkelser"), .add = N_("Ny undersøkelse"),
       .purpose = N_("Spørreundersøkelser og ståstedsanalyser som ansatte svarer på uten navn."),
       .make = make<Survey>, .columns = {"kind", "unit", "state", "closes_on"}, .writers = kMakers,
       .check = check_survey, .held = hold_survey,
       .scope = "t.state <> 'draft' OR t.made_by = :viewer", .sees_all = kMakers},
      {.name = "survey_item", .plural = "survey-items", .table = "surveys_item",
       .one = N_("spørsmål"), .many = N_("Spørsmål i undersøkelser"), .add = N_("Nytt spørsmål"),
       .purpose = N_("Det undersøkelsen spør om."),
       .make = make<Item>, .columns = {"survey", "type"}, .readers = kMakers, .writers = kMakers,
       .check = check_item, .held = hold_item, .part_of = "survey", .shown_by_whole = true},
      {.name = "urn", .plural = "urns", .table = "surveys_urn",
       .one = N_("urne"), .many = N_("Urner"), .add = N_("Ny urne"),
       .purpose = N_("Svarene i en undersøkelse."),
       .make = make<Urn>, .columns = {}, .readers = {}, .writers = {},
       .check = check_urn, .held = hold_urn, .part_of = "survey", .shown_by_whole = true},
  };
  return all;
}

}  // namespace samloft::surveys
