// What is missing before a statement may go on.
// Tested by rules_gaps_test.cc

#include "rules_gaps.h"

#include <algorithm>

#include "base/text.h"
#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {
namespace {

class Search {
 public:
  explicit Search(const Standing& standing) : s_(standing) {}

  std::vector<Gap> found() {
    content();
    criteria();
    heard();
    money();
    occasion();
    return std::move(gaps_);
  }

 private:
  void add(Lack lack, Severity severity, Message words, std::string anchor, Uuid of = {}) {
    gaps_.push_back({lack, severity, std::move(words), std::move(anchor), of});
  }
  void add_units(Lack lack, Severity severity, std::string_view words, std::uint64_t units) {
    gaps_.push_back({lack, severity, {words, {named(units)}}, "target_groups", {}, units});
  }
  static std::string named(std::uint64_t units) {
    std::string names;
    for (std::size_t i = 0; i < std::size(ChoicesOf<partnership::TargetGroup>::list); ++i)
      if (units >> i & 1)
        names += (names.empty() ? "" : ", ") +
                 std::string(ChoicesOf<partnership::TargetGroup>::list[i].label);
    return names;
  }
  static bool blank(const std::string& text) { return trimmed(text).empty(); }

  void content() {
    const Statement& one = s_.statement;
    if (!s_.has_evidence)
      add(Lack::evidence, Severity::block,
          N_("Ingen av svarene har en kilde. Velg kunnskapsgrunnlag under minst ett av kriteriene."),
          "criteria");
    if (one.partners.empty())
      add(Lack::partner, Severity::block, N_("Velg universitetet eller en annen partner."), "partners");
    if (!one.on_behalf.empty() && blank(one.consents))
      add(Lack::consents, Severity::block,
          N_("Skriv hvordan og når eierne som det meldes for, har samtykket."), "consents");
    if (blank(one.target_group))
      add(Lack::target_group, Severity::block, N_("Skriv hvem tiltaket er for."), "target_group");
    if (blank(one.expected))
      add(Lack::expected, Severity::block, N_("Skriv hva som ventes oppnådd."), "expected");
    if (blank(one.anchoring))
      add(Lack::anchoring, Severity::block, N_("Skriv hvordan behovet er forankret."), "anchoring");
    units();
  }

  void units() {
    const std::uint64_t chosen = s_.statement.target_groups;
    if (const auto wrong = s_.allowed_units == 0 ? 0 : chosen & ~s_.allowed_units; wrong != 0)
      add_units(Lack::units_not_allowed, Severity::block, N_("Ordningen er ikke for: {}."), wrong);
    if (const auto missing = s_.required_units & ~chosen; missing != 0)
      add_units(Lack::units_missing, s_.required_units_severity,
                N_("Ordningen vil ha med også: {}."), missing);
  }

  void criteria() {
    for (const CriterionFact& one : s_.criteria) {
      if (!one.answered)
        add(Lack::criterion, one.severity, {N_("Kriterium {} er ikke besvart."), {one.code}},
            "answer-" + one.id.text(), one.id);
      else if (one.wants_evidence && !one.has_evidence)
        add(Lack::criterion_evidence, Severity::warn,
            {N_("Kriterium {} er besvart uten at en kilde er valgt."), {one.code}},
            "answer-" + one.id.text(), one.id);
    }
    for (const FieldFact& one : s_.required_fields)
      if (!one.filled)
        add(Lack::field, Severity::block, {N_("Skjemaet krever «{}»."), {one.label}},
            "answer-" + one.id.text(), one.id);
  }

  void heard() {
    if (!s_.heard.staff)
      add(Lack::staff_unheard, s_.involvement_severity,
          N_("Ingen ansatte uten lederansvar står som hørt om behovet."), "");
    if (!s_.heard.union_)
      add(Lack::union_unheard, s_.involvement_severity,
          N_("Ingen tillitsvalgte står som hørt om behovet."), "");
    if (s_.heard.private_silent.empty()) return;
    const auto& silent = s_.heard.private_silent;
    std::string some;
    for (std::size_t i = 0; i < std::min<std::size_t>(silent.size(), 5); ++i)
      some += (some.empty() ? "" : ", ") + silent[i];
    add(Lack::private_silent, s_.private_severity,
        {silent.size() > 5 ? N_("{} private enheter er ikke spurt eller har ikke svart, blant dem {}.")
                           : N_("{} private enheter er ikke spurt eller har ikke svart: {}."),
         {std::to_string(silent.size()), some}},
        "");
  }

  void money() {
    const auto years = years_of(s_.years, s_.cells);
    if (sum_of(s_.cells).count == 0)
      add(Lack::amounts, Severity::block, N_("Skriv beløp for hvert år og hver mottaker."), "amounts");
    for (FieldError& fault : sum_faults(s_.years, s_.cells, s_.statement.total))
      add(Lack::sums, Severity::block, std::move(fault.message), fault.field);
    for (FieldError& fault : year_faults(years, s_.max_years, s_.school_year))
      add(Lack::years, Severity::block, std::move(fault.message), fault.field);
    for (FieldError& fault :
         overlap_faults(s_.cells, !!s_.statement.supplement_to, s_.siblings))
      add(Lack::overlap, Severity::block, std::move(fault.message), fault.field);
    if (s_.parents_last_year && !s_.supplement_may_extend && !years.empty() &&
        years.back() > *s_.parents_last_year)
      add(Lack::beyond_parent, Severity::block,
          {N_("Et tillegg kan ikke vare lenger enn det som løper, til {}."),
           {std::to_string(*s_.parents_last_year)}},
          sum_name(years.back()));
    const Ore own = s_.statement.own_money.value_or(Ore{});
    if (s_.own_contribution && own < *s_.own_contribution)
      add(Lack::own_effort, Severity::warn,
          {N_("Ordningen krever en egenandel på {} kr. Det er skrevet {} kr."),
           {kroner(*s_.own_contribution), kroner(own)}},
          "own_money");
  }

  void occasion() {
    if (!s_.takes_new_money)
      add(Lack::no_new_money, Severity::block,
          N_("Ordningen tar ikke imot nye penger den dagen vedtaket skal gjøres. Meld behovet i ordningen som gjelder da."),
          "");
    if (is_filed(s_.statement.state)) return;
    if (s_.opens_on && s_.today < *s_.opens_on)
      add(Lack::not_open, Severity::block,
          {N_("Runden åpner {}."), {Texts().short_date(*s_.opens_on)}}, "");
    if (s_.due && !in_time(s_.now, *s_.due))
      add(Lack::too_late, Severity::block,
          {N_("Fristen gikk ut {}. Avtal ny frist med statsforvalteren; koordinatoren retter runden."),
           {Texts().moment(*s_.due)}},
          "");
  }

  const Standing& s_;
  std::vector<Gap> gaps_;
};

}  // namespace

std::vector<Gap> gaps(const Standing& standing) {
  auto all = Search(standing).found();
  std::stable_sort(all.begin(), all.end(), [](const Gap& one, const Gap& other) {
    return one.severity < other.severity;
  });
  return all;
}

std::vector<Gap> gaps_before(const Standing& standing, State to) {
  const bool prepares = to == State::anchored || to == State::uh_confirmed || to == State::submitted;
  if (!prepares) return {};
  auto all = gaps(standing);
  std::erase_if(all, [&](const Gap& gap) {
    const bool timely = gap.lack == Lack::too_late || gap.lack == Lack::not_open;
    return gap.severity != Severity::block || (timely && to != State::submitted);
  });
  return all;
}

}  // namespace samloft::statements
