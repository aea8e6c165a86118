// Questions that come ready: our own profile, and those of a set.
// Tested by surveys_test.cc

#include <algorithm>

#include "base/text.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"
#include "surveys/surveys.h"

namespace samloft::surveys {
namespace {

constexpr std::string_view kProfileSource = "Samløft: profil for lærende fellesskap";

struct Statement {
  std::size_t dimension;
  std::string_view nb, nn, en;
};
// The six preconditions of learning communities in the partnership's plan, in our own words.
const Said kDimensions[] = {
    {"Gjensidig støtte og tillit", "Gjensidig støtte og tillit", "Mutual support and trust"},
    {"Felles retning", "Felles retning", "Shared direction"},
    {"Strukturerte møter for læring", "Strukturerte møte for læring", "Structured learning meetings"},
    {"Barnas utvikling og læring i sentrum", "Utviklinga og læringa til barna i sentrum",
     "Focus on children's development and learning"},
    {"Øving og utprøving", "Øving og utprøving", "Practising and trying out"},
    {"Ledelse som driver læringen", "Leiing som driv læringa", "Leadership that drives learning"}};
constexpr Statement kStatements[] = {
    {0, "Hos oss er det trygt å si at noe ikke fungerte.", "Hos oss er det trygt å seie at noko ikkje fungerte.",
     "Here it is safe to say that something did not work."},
    {0, "Jeg får hjelp av kollegaer når jeg står fast.", "Eg får hjelp av kollegaer når eg står fast.",
     "My colleagues help me when I am stuck."},
    {1, "Vi er enige om hva vi vil bli bedre til.", "Vi er samde om kva vi vil bli betre til.",
     "We agree on what we want to become better at."},
    {1, "Jeg kan forklare hvordan det vi øver på, skal komme barna til gode.",
     "Eg kan forklare korleis det vi øver på, skal kome barna til gode.",
     "I can explain how what we practise will benefit the children."},
    {2, "Vi har faste møter der vi lærer av hverandres praksis.",
     "Vi har faste møte der vi lærer av praksisen til kvarandre.",
     "We have regular meetings where we learn from each other's practice."},
    {2, "Møtene våre ender med noe vi skal prøve.", "Møta våre endar med noko vi skal prøve.",
     "Our meetings end with something that we will try."},
    {3, "Når vi snakker om praksis, begynner vi med det vi ser hos barna.",
     "Når vi snakkar om praksis, byrjar vi med det vi ser hos barna.",
     "When we talk about practice, we start from what we see in the children."},
    {3, "Vi undersøker om det vi endrer, merkes for barna.",
     "Vi undersøkjer om det vi endrar, er til å merke for barna.",
     "We look into whether what we change makes a difference to the children."},
    {4, "Jeg prøver ut noe nytt mellom møtene.", "Eg prøver ut noko nytt mellom møta.",
     "I try out something new between the meetings."},
    {4, "Kollegaer ser på praksisen min og gir meg tilbakemelding.",
     "Kollegaer ser på praksisen min og gir meg tilbakemelding.",
     "Colleagues watch my practice and give me feedback."},
    {5, "Lederen min setter av tid til at vi kan lære sammen.",
     "Leiaren min set av tid til at vi kan lære saman.",
     "My leader sets aside time for us to learn together."},
    {5, "Lederen min følger opp det vi har sagt at vi skal prøve.",
     "Leiaren min følgjer opp det vi har sagt at vi skal prøve.",
     "My leader follows up what we said we would try."}};
const Said kAgreement{"Helt uenig\nNokså uenig\nVerken eller\nNokså enig\nHelt enig",
                      "Heilt usamd\nNokså usamd\nVerken eller\nNokså samd\nHeilt samd",
                      "Strongly disagree\nSomewhat disagree\nNeither\nSomewhat agree\nStrongly agree"};
const Said kRoles{
    "Pedagogisk leder eller lærer\nFagarbeider eller assistent\nSpesialpedagog\nLeder\nAnnet",
    "Pedagogisk leiar eller lærar\nFagarbeidar eller assistent\nSpesialpedagog\nLeiar\nAnna",
    "Teacher\nSkilled worker or assistant\nSpecial-needs educator\nLeader\nOther"};

// Adds questions at the end of a draft, in the viewer's name.
class Adding {
 public:
  Adding(records::Work& work, const Uuid& survey)
      : work_(work), survey_(survey), place_(last_place(work.db, survey)) {}
  Result<void> add(Item item) {
    item.survey = survey_;
    item.place = ++place_;
    const auto made = records::create_by_verb(work_, *work_.kinds.by_name("survey_item"), item);
    if (!made) return made.error();
    return {};
  }

 private:
  records::Work& work_;
  Uuid survey_;
  std::int64_t place_;
};

Result<Survey> draft_of_runner(records::Work& work, const Uuid& id) {
  auto survey = records::find<Survey>(work.db, *work.kinds.by_name("survey"), id);
  if (!survey) return Problem::not_found();
  if (!runs(work, *survey)) return Problem::forbidden();
  if (survey->state != SurveyState::draft) {
    return Problem::conflict(
        N_("Undersøkelsen er åpnet. Spørsmålene kan ikke endres, for noen kan ha svart."));
  }
  return std::move(*survey);
}

Item section_named(const Said& title) {
  Item item;
  item.type = ItemType::section;
  item.text = title;
  return item;
}

Item role_question() {
  Item item;
  item.type = ItemType::choice;
  item.text = {"Hvilken rolle har du?", "Kva rolle har du?", "What is your role?"};
  item.choices = kRoles;
  item.splits = true;
  item.code = "role";
  return item;
}

Result<Uuid> profile_set(records::Work& work) {
  if (const Uuid known = item_set_of_source(work.db, std::string(kProfileSource))) return known;
  ItemSet set;
  set.title = "Profil for lærende fellesskap";
  set.source = kProfileSource;
  set.licence = Licence::own;
  set.choices = kAgreement;
  for (const Statement& one : kStatements) {
    const auto line = [](std::string& all, std::string_view text) {
      all += (all.empty() ? "" : "\n") + std::string(text);
    };
    line(set.questions.nb, one.nb);
    line(set.questions.nn, one.nn);
    line(set.questions.en, one.en);
  }
  return records::create_by_verb(work, *work.kinds.by_name("item_set"), set);
}

}  // namespace

Result<void> add_profile(records::Work& work, const Uuid& id) {
  TRY(draft_of_runner(work, id));
  TRY_ASSIGN(const Uuid set, profile_set(work));
  const auto present = items_of(work.db, id);
  if (std::any_of(present.begin(), present.end(),
                  [&](const Item& one) { return one.item_set == set; })) {
    return Problem::conflict(N_("Disse spørsmålene er med i undersøkelsen fra før."));
  }
  const bool split = std::any_of(present.begin(), present.end(),
                                 [](const Item& one) { return one.splits; });
  Adding adding(work, id);
  if (!split) {
    TRY(adding.add(section_named({"Om deg", "Om deg", "About you"})));
    TRY(adding.add(role_question()));
  }
  TRY(adding.add(section_named({"Slik har vi det hos oss", "Slik har vi det hos oss",
                                "How things are here"})));
  std::size_t number = 0;
  for (const Statement& one : kStatements) {
    Item item;
    item.text = {std::string(one.nb), std::string(one.nn), std::string(one.en)};
    item.choices = kAgreement;
    item.dimension = kDimensions[one.dimension];
    item.item_set = set;
    item.code = "plc-" + std::to_string(++number);
    TRY(adding.add(std::move(item)));
  }
  return {};
}

Result<void> add_set(records::Work& work, const Uuid& id, const Uuid& item_set) {
  TRY(draft_of_runner(work, id));
  const auto set = records::find<ItemSet>(work.db, *work.kinds.by_name("item_set"), item_set);
  if (!set) return Problem::not_found();
  const auto reversed = numbers_of(set->reversed).value_or(std::vector<std::size_t>{});
  Adding adding(work, id);
  TRY(adding.add(section_named({set->title, "", ""})));
  std::size_t number = 0;
  for (Said& text : lines_of(set->questions)) {
    Item item;
    item.text = std::move(text);
    item.choices = set->choices;
    item.item_set = item_set;
    ++number;
    item.reversed = std::find(reversed.begin(), reversed.end(), number) != reversed.end();
    item.code = slug(set->title) + "-" + std::to_string(number);
    TRY(adding.add(std::move(item)));
  }
  return {};
}

Result<void> move_item(records::Work& work, const Uuid& id, Direction direction) {
  const auto item = records::find<Item>(work.db, *work.kinds.by_name("survey_item"), id);
  if (!item) return Problem::not_found();
  TRY(draft_of_runner(work, item->survey));
  auto all = items_of(work.db, item->survey);
  const auto at = std::find_if(all.begin(), all.end(), [&](const Item& one) { return one.id == id; });
  const bool up = direction == Direction::up;
  if (up ? at == all.begin() : at + 1 == all.end()) return {};
  std::iter_swap(at, up ? at - 1 : at + 1);
  Viewer system = work.viewer;
  system.system = true;
  records::Work saving{work.db, work.kinds, system, work.now, work.batch};
  const records::Kind& kind = *work.kinds.by_name("survey_item");
  std::int64_t place = 0;
  for (const Item& one : all) {
    ++place;
    if (one.place == place) continue;
    auto stored = records::find<Item>(work.db, kind, one.id);
    stored->place = place;
    TRY(records::save(saving, kind, *stored));
  }
  return {};
}

}  // namespace samloft::surveys
