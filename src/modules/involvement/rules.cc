// What is missing of involvement: R7, R8 and R9.
// Tested by rules_test.cc

#include "rules.h"

#include "base/text.h"

namespace samloft::involvement {
namespace {

using partnership::Severity;

// A group without units is known by the words of its name.
void read_name(const std::string& who, Composition& out) {
  std::string plain = folded(who);
  for (char& c : plain)
    if (c == ',' || c == ':' || c == ';' || c == '/' || c == '(' || c == ')' || c == '.') c = ' ';
  for (const std::string& word : split(plain, ' ')) {
    if (word.starts_with("barnehage")) out.kindergarten = true;
    if (word.starts_with("skole") && !word.starts_with("skolehelse")) out.school = true;
    if (word == "ppt" || word.starts_with("ppt-") || word.starts_with("pp-tjeneste"))
      out.ppt = true;
  }
}

void add_if(bool missing, Rule rule, std::vector<Gap>& gaps) {
  const Severity severity = rule_code(rule) == "R7" ? Severity::block : Severity::warn;
  if (missing) gaps.push_back({rule, severity, {}});
}

bool in_scope(const Composition& composition, const PrivateUnit& unit) {
  if (!composition.known) return true;
  return unit.kind == "kindergarten" ? composition.kindergarten : composition.school;
}

}  // namespace

std::int64_t staff_asked(const Involvement& entry) {
  return entry.teachers.value_or(0) + entry.other_staff.value_or(0) + entry.ppt.value_or(0) +
         entry.special_educators.value_or(0);
}

std::string_view rule_code(Rule rule) {
  switch (rule) {
    case Rule::r7_staff:
    case Rule::r7_union:
      return "R7";
    case Rule::r8_kindergarten:
    case Rule::r8_school:
    case Rule::r8_ppt:
      return "R8";
    default:
      return "R9";
  }
}

std::string_view words_of(Rule rule) {
  static constexpr std::string_view kWords[] = {
      N_("Ingen ansatte utenom ledere er spurt."),
      N_("De tillitsvalgte er ikke spurt."),
      N_("Ingen barnehage er med. Under Kompetanseløftet bør barnehage, skole og PPT være med."),
      N_("Ingen skole er med. Under Kompetanseløftet bør barnehage, skole og PPT være med."),
      N_("PPT er ikke med. Under Kompetanseløftet bør barnehage, skole og PPT være med."),
      N_("Private enheter er ikke invitert."),
      N_("Private enheter har ikke svart på invitasjonen.")};
  return kWords[static_cast<std::size_t>(rule)];
}

std::vector<Gap> gaps_of_asking(const Asked& asked) {
  std::vector<Gap> gaps;
  add_if(asked.staff == 0, Rule::r7_staff, gaps);
  add_if(asked.unions == 0, Rule::r7_union, gaps);
  return gaps;
}

Composition composition_of(const std::vector<Group>& groups) {
  Composition out;
  out.known = !groups.empty();
  for (const Group& group : groups) {
    if (group.unit_kind == "kindergarten") out.kindergarten = true;
    if (group.unit_kind == "school") out.school = true;
    if (group.unit_kind == "ppt") out.ppt = true;
    if (group.unit_kind.empty()) read_name(group.who, out);
  }
  return out;
}

std::vector<Gap> gaps_of_composition(const Composition& composition) {
  std::vector<Gap> gaps;
  add_if(!composition.kindergarten, Rule::r8_kindergarten, gaps);
  add_if(!composition.school, Rule::r8_school, gaps);
  add_if(!composition.ppt, Rule::r8_ppt, gaps);
  return gaps;
}

std::vector<Gap> gaps_of_inviting(const Composition& composition,
                                  const std::vector<PrivateUnit>& units,
                                  const std::map<Uuid, Invited>& invitations) {
  Gap not_invited{Rule::r9_invitation, Severity::warn, {}};
  Gap not_answered{Rule::r9_answer, Severity::warn, {}};
  for (const PrivateUnit& unit : units) {
    if (!in_scope(composition, unit)) continue;
    const auto found = invitations.find(unit.id);
    if (found == invitations.end()) {
      not_invited.units.push_back({unit.id, unit.name});
    } else if (!found->second.answered) {
      not_answered.units.push_back({unit.id, unit.name});
    }
  }
  std::vector<Gap> gaps;
  if (!not_invited.units.empty()) gaps.push_back(std::move(not_invited));
  if (!not_answered.units.empty()) gaps.push_back(std::move(not_answered));
  return gaps;
}

std::map<Uuid, Invited> newest_for(const std::vector<InvitationRow>& rows, const Uuid& measure) {
  std::map<Uuid, Invited> all;
  for (const InvitationRow& row : rows)
    if (!row.measure || row.measure == measure) all[row.unit] = {row.answered};
  return all;
}

std::vector<Gap> gaps_of_measure(const Known& known, const Uuid& measure) {
  std::vector<Gap> gaps = gaps_of_need(known, measure);
  const auto add_all = [&](std::vector<Gap> more) {
    gaps.insert(gaps.end(), more.begin(), more.end());
  };
  const auto groups = known.groups.find(measure);
  const Composition composition =
      composition_of(groups == known.groups.end() ? std::vector<Group>{} : groups->second);
  if (known.asks_composition) add_all(gaps_of_composition(composition));
  add_all(gaps_of_inviting(composition, known.private_units, newest_for(known.invitations, measure)));
  return gaps;
}

std::vector<Gap> gaps_of_need(const Known& known, const Uuid& need) {
  const auto asked = known.asked.find(need);
  return gaps_of_asking(asked == known.asked.end() ? Asked{} : asked->second);
}

std::vector<const EntryRow*> entries_about(const Known& known, const Uuid& about, const Uuid& viewer,
                                           bool sees_all) {
  std::vector<const EntryRow*> all;
  const auto places = known.about.find(about);
  if (places == known.about.end()) return all;
  for (const std::size_t place : places->second) {
    const EntryRow& entry = known.entries[place];
    const bool own = viewer && entry.recorded_by == viewer;
    if (all.size() < kEntriesShown && (sees_all || entry.published || own)) all.push_back(&entry);
  }
  return all;
}

}  // namespace samloft::involvement
