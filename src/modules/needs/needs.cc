// What the records of needs are, and the rules between them.
// Tested by needs_test.cc

#include "needs/needs.h"

#include <algorithm>

#include "base/text.h"
#include "needs_round.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"

namespace samloft::needs {
namespace {

constexpr std::int64_t kFirstYear = 1990, kLastYear = 2100, kLastPriority = 9999;
constexpr std::int64_t kLastPage = 9999;
constexpr std::size_t kLongestQuote = 1000;
constexpr std::size_t kAdditionShown = 80;  // characters of its text in a heading
// Those who bring the needs of all units together see drafts too.
constexpr Roles kSeeDrafts{Role::coordinator,     Role::owner_leader,         Role::ppt_lead,
                           Role::university_lead, Role::union_representative, Role::auditor};

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void tidy_evidence(Record& record) {
  auto& evidence = static_cast<Evidence&>(record);
  if (evidence.kind == EvidenceKind::self_review) evidence.not_for_comparison = true;
}

void check_evidence(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& evidence = static_cast<const Evidence&>(record);
  if (*evidence.year < kFirstYear || *evidence.year > kLastYear)
    add(errors, "year", N_("Skriv et årstall mellom 1990 og 2100."));
}

void check_priority(db::Connection& db, const Need& need, std::vector<FieldError>& errors) {
  if (!need.priority) return;
  if (*need.priority < 1 || *need.priority > kLastPriority) {
    add(errors, "priority", N_("Skriv et tall mellom 1 og 9999. 1 kommer først."));
  } else if (priority_is_taken(db, *need.priority, need.id)) {
    add(errors, "priority",
        N_("Et annet behov har dette nummeret. Velg et ledig, eller flytt det andre først."));
  }
}

void check_passage(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& passage = static_cast<const Passage&>(record);
  const auto is_page = [](std::int64_t page) { return page >= 1 && page <= kLastPage; };
  if (!is_page(*passage.page_from))
    add(errors, "page_from", N_("Skriv et sidetall mellom 1 og 9999."));
  if (passage.page_until &&
      (!is_page(*passage.page_until) || *passage.page_until < *passage.page_from))
    add(errors, "page_until", N_("Siste side må komme etter den første."));
  if (length(passage.quote) > kLongestQuote) {
    add(errors, "quote",
        {N_("Sitatet er for langt. Bruk høyst {} tegn; nå er det {}. Ta med det viktigste."),
         {std::to_string(kLongestQuote), std::to_string(length(passage.quote))}});
  }
}

void check_passages(db::Connection& db, const Need& need, std::vector<FieldError>& errors) {
  for (const Uuid& passage : need.passages) {
    const Uuid source = source_of(db, passage);
    if (std::find(need.evidence.begin(), need.evidence.end(), source) == need.evidence.end())
      return add(errors, "evidence", N_("Velg også kilden som sitatet er hentet fra."));
  }
}

void check_merging(db::Connection& db, const Need& need, std::vector<FieldError>& errors) {
  if (!need.merged_into) return;
  if (need.merged_into == need.id || is_merged(db, need.merged_into) || has_merged(db, need.id))
    add(errors, "merged_into",
        N_("Et behov kan bare samles i et som ikke selv er samlet i et annet."));
  if (need.priority)
    add(errors, "priority",
        N_("Behovet er samlet i et annet, og det er det andre som har prioritet."));
}

bool is_taken_forward(const Record& record) {
  const NeedState state = static_cast<const Need&>(record).state;
  return state != NeedState::draft && state != NeedState::submitted;
}

// What was merged is a part of the other's history.
std::optional<Message> hold_need(db::Connection&, const Record& record) {
  if (!static_cast<const Need&>(record).merged_into) return std::nullopt;
  return Message(N_("Behovet er samlet i et annet. Ta det ut igjen først."));
}

void check_need(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& need = static_cast<const Need&>(record);
  if (must_have_evidence(need.state) && need.evidence.empty()) {
    add(errors, "evidence",
        N_("Velg minst én kilde som viser behovet. Uten kilde kan det bare være en kladd."));
  }
  if (need.state == NeedState::draft && !need.raised_by) {
    add(errors, "raised_by",
        N_("Velg hvem som melder behovet. Ellers finner den som skrev kladden, den ikke igjen."));
  }
  if (must_have_reason(need.state) && trimmed(need.reason).empty()) {
    add(errors, "reason",
        N_("Skriv hvorfor behovet er satt på vent eller avslått. Den som meldte det, skal få vite "
           "det."));
  }
  check_priority(db, need, errors);
  check_passages(db, need, errors);
  check_merging(db, need, errors);
}

// What one may not see, one cannot add to.
void check_addition_now(records::Work& work, const Record& record,
                        std::vector<FieldError>& errors) {
  Need need;
  const Uuid& of = static_cast<const Addition&>(record).need;
  if (!records::load_for(work.db, *work.kinds.by_name("need"), work.viewer, of, need))
    add(errors, "need", N_("Behovet finnes ikke."));
}

}  // namespace

std::string Passage::heading(const Lookup& lookup) const {
  std::string pages = "s. " + std::to_string(page_from.value_or(0));
  if (page_until && *page_until != *page_from) pages += "–" + std::to_string(*page_until);
  return lookup(evidence) + ", " + pages;
}

void Passage::describe(Fields& f) {
  f.link({"evidence", N_("Kilde"), Must::be_filled}, "evidence", evidence);
  f.number({"page_from", N_("Side"), Must::be_filled}, page_from);
  f.number({"page_until", N_("Til side"), Must::no, N_("Tom når alt står på én side.")},
           page_until);
  f.prose({"quote", N_("Det som står der"), Must::be_filled,
           N_("Ordrett, høyst 1000 tegn. Aldri noe om enkeltbarn.")},
          quote);
  f.prose({"note", N_("Merknad")}, note);
}

std::string Evidence::heading(const Lookup&) const {
  return year ? title + " (" + std::to_string(*year) + ")" : title;
}

void Evidence::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.choice({"kind", N_("Type kilde")}, kind);
  f.number({"year", N_("År"), Must::be_filled}, year);
  f.link({"organisation", N_("Organisasjon"), Must::no, N_("Den som har laget kilden.")},
         "organisation", organisation);
  f.text({"source", N_("Hvor den finnes"), Must::no,
          N_("En nettadresse som begynner med https://, eller hvor den er arkivert."), 500},
         source);
  f.prose({"findings", N_("Viktige funn"), Must::no,
           N_("Det kilden viser, med sidetall. Aldri noe om enkeltbarn.")},
          findings);
  f.yes_no({"not_for_comparison", N_("Ikke til sammenligning"), Must::no,
            N_("Resultatene kan ikke brukes til å sammenligne enheter eller vise endring over "
               "tid. Det gjelder alle ståstedsanalyser.")},
           not_for_comparison);
  f.yes_no({"restricted", N_("Kilden er ikke åpen for alle"), Must::no,
            N_("Skriv da bare funn som alle i partnerskapet kan lese.")},
           restricted);
}

void Need::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.prose({"description", N_("Beskrivelse"), Must::no,
           N_("Det dere ser hos barna eller i praksis, og hva som mangler. Aldri noe om "
              "enkeltbarn.")},
          description);
  f.choice({"kind", N_("Type behov")}, kind);
  f.options({"target_groups", N_("Målgrupper")}, ChoicesOf<TargetGroup>::list, target_groups);
  f.links({"units", N_("Enheter")}, "unit", units);
  f.links({"elements", N_("Deler av rammeverket")}, "element", elements);
  f.links({"evidence", N_("Kunnskapsgrunnlag"), Must::no,
           N_("Kildene som viser behovet. En kladd kan være uten.")},
          "evidence", evidence);
  f.links({"passages", N_("Sitater med sidetall")}, "passage", passages);
  f.link({"raised_by", N_("Meldt av"), Must::no,
          N_("En kladd er synlig bare for denne personen og for dem som samler behovene.")},
         "person", raised_by);
  f.text({"raised_role", N_("Meldt i rollen"), Must::no,
          N_("For eksempel «Styrer i barnehage» eller «Hovedtillitsvalgt».")},
         raised_role);
  f.date({"raised_on", N_("Meldt"), Must::no, {}, 200, Shown::not_in_forms}, raised_on);
  f.number({"priority", N_("Prioritet"), Must::no, N_("1 kommer først."), 200, Shown::not_in_forms},
           priority);
  f.choice({"state", N_("Status"), Must::no, {}, 200, Shown::not_in_forms}, state);
  f.prose({"reason", N_("Begrunnelse"), Must::no,
           N_("Må stå når behovet settes på vent eller avslås. Den som meldte det, leser den."),
           200, Shown::not_in_forms},
          reason);
  f.link({"merged_into", N_("Samlet i"), Must::no, {}, 200, Shown::not_in_forms}, "need",
         merged_into);
  f.prose({"gave", N_("Ga videre"), Must::no, {}, 20'000, Shown::nowhere}, gave);
}

std::string Addition::heading(const Lookup&) const { return shortened(text, kAdditionShown); }

void Addition::describe(Fields& f) {
  f.link({"need", N_("Behov"), Must::be_filled}, "need", need);
  f.prose({"text", N_("Tilføyelse"), Must::be_filled,
           N_("Det som bør stå sammen med behovet. Aldri noe om enkeltbarn."), 2000},
          text);
  f.links({"evidence", N_("Kunnskapsgrunnlag"), Must::no, N_("Kildene som viser det.")}, "evidence",
          evidence);
  f.link({"written_by", N_("Skrevet av")}, "person", written_by);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "evidence",
       .plural = "evidence",
       .table = "needs_evidence",
       .one = N_("kilde"),
       .many = N_("Kunnskapsgrunnlag"),
       .add = N_("Ny kilde"),
       .purpose = N_("Rapporter, undersøkelser og innspill som behovene hviler på."),
       .make = make<Evidence>,
       .columns = {"kind", "year", "organisation"},
       .writers = {Role::coordinator, Role::ppt_lead, Role::university_lead, Role::owner_leader},
       .tidy = tidy_evidence,
       .check = check_evidence},
      {.name = "passage",
       .plural = "passages",
       .table = "needs_passage",
       .one = N_("sitat"),
       .many = N_("Sitater med sidetall"),
       .add = N_("Nytt sitat"),
       .purpose = N_("Steder i kildene som behov bygger på, med sidetall."),
       .make = make<Passage>,
       .columns = {"evidence", "page_from"},
       .writers = {Role::coordinator, Role::ppt_lead, Role::university_lead, Role::owner_leader},
       .check = check_passage,
       .part_of = "evidence"},
      {.name = "need",
       .plural = "needs",
       .table = "needs_need",
       .one = N_("behov"),
       .many = N_("Behov"),
       .add = N_("Nytt behov"),
       .purpose = N_("Utfordringer og kompetansebehov som enhetene ser, med kildene som viser "
                     "dem."),
       .make = make<Need>,
       .columns = {"kind", "target_groups", "priority", "state"},
       .writers = {Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::unit_leader},
       .own_writers = {Role::staff, Role::union_representative, Role::private_owner},
       .own = "raised_by",
       .settled = is_taken_forward,
       .settled_writers = mergers() | deciders(),
       .check = check_need,
       .held = hold_need,
       .scope = "t.state <> 'draft' OR t.raised_by = :viewer",
       .sees_all = kSeeDrafts,
       .shown_at = {"merged_into"}},
      {.name = "addition",
       .plural = "additions",
       .table = "needs_addition",
       .one = N_("tilføyelse til et behov"),
       .many = N_("Tilføyelser til behov"),
       .add = N_("Ny tilføyelse"),
       .purpose = N_("Det noen vil legge til et behov etter at det er meldt, med kildene som viser "
                     "det."),
       .make = make<Addition>,
       .columns = {"need", "written_by"},
       .writers = {Role::coordinator, Role::owner_leader, Role::ppt_lead},
       .own_writers = {Role::staff, Role::unit_leader, Role::private_owner,
                       Role::union_representative, Role::university_lead},
       .own = "written_by",
       .check_now = check_addition_now,
       .scope = "EXISTS (SELECT 1 FROM needs_need n WHERE n.id = t.need AND (n.state <> 'draft' OR "
                "n.raised_by = :viewer))",
       .sees_all = kSeeDrafts,
       .part_of = "need",
       .shown_by_whole = true,
       .shown_at = {"written_by"}},
      round_kind(),
      yardstick_kind(),
      assessment_kind(),
  };
  return all;
}

}  // namespace samloft::needs
