// The verbs of plans, and what makes them valid.
// Tested by documents_test.cc

#include "documents/documents.h"

#include "base/text.h"
#include "document/document.h"
#include "records/kind.h"
#include "records/records.h"
#include "records/store.h"
#include "store.h"

namespace samloft::documents {
namespace {

constexpr Roles kWriters{Role::coordinator, Role::owner_leader, Role::university_lead};
constexpr std::size_t kLongestContent = 4'000'000;

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_plan(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& plan = static_cast<const Plan&>(record);
  if (plan.year && (*plan.year < 2000 || *plan.year > 2100))
    add(errors, "year", N_("Skriv et årstall mellom 2000 og 2100."));
  if (plan.previous && plan.previous == plan.id)
    add(errors, "previous", N_("En plan kan ikke bygge på seg selv."));
}

void check_section(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& section = static_cast<const SectionText&>(record);
  if (has_other_section(db, section.id, section.plan, section.topic))
    add(errors, "topic", N_("Planen har denne delen allerede. Endre den i stedet."));
  // A partnership file brings the texts of an adopted plan before its versions.
  const bool comes_by_file = !exists(db, section.id) && last_version(db, section.plan) == 0;
  if (!is_open(db, section.plan) && !comes_by_file)
    add(errors, "plan",
        N_("Planen er vedtatt, og teksten ligger fast. Lag neste års plan for å skrive videre."));
}

void check_comment(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& comment = static_cast<const Comment&>(record);
  if (comment.state == CommentState::not_followed && trimmed(comment.answer).empty())
    add(errors, "answer", N_("Skriv hvorfor innspillet ikke tas til følge."));
  if (!exists(db, comment.id) && last_version(db, comment.plan) > 0)
    add(errors, "plan", N_("Planen er ikke på høring nå."));
}

Result<Plan> wanted(records::Work& work, const Uuid& id) {
  auto plan = records::find<Plan>(work.db, *work.kinds.by_name("plan"), id);
  if (!plan) return Problem::not_found();
  if (!work.viewer.may(kWriters)) return Problem::forbidden();
  return *std::move(plan);
}

Result<void> move_on(records::Work& work, Plan& plan, PlanState to) {
  if (!may_follow(plan.state, to))
    return Problem::conflict(N_("Planen er ikke lenger i den tilstanden. Last siden på nytt."));
  plan.state = to;
  return records::save(work, *work.kinds.by_name("plan"), plan);
}

}  // namespace

std::string Plan::heading(const Lookup&) const {
  return year ? title + " (" + std::to_string(*year) + ")" : title;
}
void Plan::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.number({"year", N_("År"), Must::be_filled, N_("Det første året planen gjelder for.")}, year);
  f.link({"previous", N_("Bygger på"), Must::no, {}, 200, Shown::not_in_forms}, "plan", previous);
  f.yes_no({"published", N_("Åpen for alle på nettet"), Must::no,
            N_("Den vedtatte planen kan da leses uten innlogging. Ingen navn står i den.")},
           published);
  f.choice({"state", N_("Status"), Must::no, {}, 200, Shown::not_in_forms}, state);
}

std::string SectionText::heading(const Lookup&) const { return std::string(label_of(topic)); }
void SectionText::describe(Fields& f) {
  f.link({"plan", N_("Plan"), Must::be_filled}, "plan", plan);
  f.choice({"topic", N_("Del")}, topic);
  f.prose({"text", N_("Tekst"), Must::no, N_("Skriv i Markdown: **viktig**, - punkt, ## overskrift.")},
          text);
}

std::string Comment::heading(const Lookup&) const {
  return std::string(label_of(topic)) + ": " + shortened(text, 60);
}
void Comment::describe(Fields& f) {
  f.link({"plan", N_("Plan"), Must::be_filled}, "plan", plan);
  f.choice({"topic", N_("Del")}, topic);
  f.link({"person", N_("Fra"), Must::no, {}, 200, Shown::not_in_forms}, "person", person);
  f.prose({"text", N_("Innspill"), Must::be_filled}, text);
  f.choice({"state", N_("Status")}, state);
  f.prose({"answer", N_("Svar")}, answer);
}

std::string Version::heading(const Lookup& lookup) const {
  return lookup(plan) + ", versjon " + std::to_string(number.value_or(0));
}
void Version::describe(Fields& f) {
  f.link({"plan", N_("Plan"), Must::be_filled}, "plan", plan);
  f.number({"number", N_("Versjon"), Must::be_filled}, number);
  f.date({"adopted_on", N_("Vedtatt"), Must::be_filled}, adopted_on);
  f.link({"body", N_("Vedtatt av"), Must::be_filled}, "body", body);
  f.text({"fingerprint", N_("Fingeravtrykk"), Must::be_filled,
          N_("BLAKE2b-256 av innholdet: endres ett tegn, endres dette.")},
         fingerprint);
  f.prose({"content", N_("Innhold"), Must::be_filled, {}, kLongestContent, Shown::nowhere}, content);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "plan", .plural = "plans", .table = "documents_plan",
       .one = N_("plan"), .many = N_("Planer"), .add = N_("Ny plan"),
       .purpose = N_("Partnerskapets plan, bygd av det som er lagt inn, og korte tekster."),
       .make = make<Plan>, .columns = {"year", "state"}, .writers = kWriters,
       .check = check_plan, .held = hold_plan},
      {.name = "section", .plural = "sections", .table = "documents_section",
       .one = N_("tekst i plan"), .many = N_("Tekster i planer"), .add = N_("Ny tekst"),
       .purpose = N_("Det koordinatoren skriver i hver del av planen."),
       .make = make<SectionText>, .columns = {"plan"}, .writers = kWriters,
       .check = check_section, .held = hold_section, .part_of = "plan", .shown_by_whole = true},
      {.name = "comment", .plural = "comments", .table = "documents_comment",
       .one = N_("innspill"), .many = N_("Innspill i høringer"), .add = N_("Nytt innspill"),
       .purpose = N_("Det partene og de ansatte mener om planen mens den er på høring."),
       .make = make<Comment>, .columns = {"plan", "topic", "person", "state"},
       .writers = kWriters, .check = check_comment, .part_of = "plan", .shown_by_whole = true},
      {.name = "version", .plural = "versions", .table = "documents_version",
       .one = N_("vedtatt versjon"), .many = N_("Vedtatte versjoner"), .add = N_("Ny versjon"),
       .purpose = N_("Planene slik de ble vedtatt. De endres aldri."),
       .make = make<Version>, .columns = {"number", "adopted_on", "body"}, .writers = {},
       .part_of = "plan", .shown_by_whole = true},
  };
  return all;
}

bool may_follow(PlanState from, PlanState to) {
  switch (from) {
    case PlanState::draft: return to == PlanState::hearing;
    case PlanState::hearing: return to == PlanState::draft || to == PlanState::adopted;
    case PlanState::adopted: return to == PlanState::in_force;
    case PlanState::in_force: return to == PlanState::superseded;
    case PlanState::superseded: return false;
  }
  return false;
}

Result<void> set_state(records::Work& work, const Uuid& id, PlanState to) {
  TRY_ASSIGN(Plan plan, wanted(work, id));
  // Adopting needs its own verb: a plan is never adopted without a frozen version.
  if (to == PlanState::adopted || to == PlanState::superseded)
    return Problem::conflict(N_("Planen er ikke lenger i den tilstanden. Last siden på nytt."));
  if (to == PlanState::in_force) {
    if (const Uuid before = plan_in_force(work.db)) {
      TRY_ASSIGN(Plan old, wanted(work, before));
      TRY(move_on(work, old, PlanState::superseded));
    }
  }
  return move_on(work, plan, to);
}

Result<Uuid> adopt(records::Work& work, const Uuid& id, const Uuid& body, Date day,
                   const std::string& content) {
  TRY_ASSIGN(Plan plan, wanted(work, id));
  TRY(move_on(work, plan, PlanState::adopted));
  Version version;
  version.plan = id;
  version.number = last_version(work.db, id) + 1;
  version.adopted_on = day;
  version.body = body;
  version.content = content;
  version.fingerprint = document::fingerprint(content);
  return records::create_by_verb(work, *work.kinds.by_name("version"), version);
}

Result<Uuid> roll_over(records::Work& work, const Uuid& id, const Uuid& as) {
  TRY_ASSIGN(Plan plan, wanted(work, id));
  Plan next;
  next.id = as;
  next.title = plan.title;
  next.year = plan.year.value_or(0) + 1;
  next.previous = id;
  TRY_ASSIGN(const Uuid made, records::create(work, *work.kinds.by_name("plan"), next));
  for (const SectionRow& row : sections_of(work.db, id)) {
    SectionText copy;
    copy.plan = made;
    copy.topic = row.topic;
    copy.text = row.text;
    TRY(records::create(work, *work.kinds.by_name("section"), copy));
  }
  return made;
}

}  // namespace samloft::documents
