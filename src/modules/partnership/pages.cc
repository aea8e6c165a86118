// The front page of a partnership, and what stands beside the fields of phases and schemes.
// Tested by pages_test.cc

#include "access/site.h"
#include "page/components.h"
#include "partnership/partnership.h"
#include "records/pages.h"
#include "rules.h"
#include "store.h"
#include "views.h"

namespace samloft::partnership {
namespace {

using access::Visit;

const records::Kind& kind_named(const records::Kinds& kinds, std::string_view name) {
  return *kinds.by_name(name);
}

std::vector<PhaseView> phase_views(Visit& visit, const records::Kinds& kinds) {
  std::vector<PhaseView> views;
  for (const PhaseRow& row : phases(visit.db())) {
    views.push_back({row.number, row.title,
                     records::address_of(visit, kind_named(kinds, "phase"), row.id), row.state,
                     row.period, lacks_university(row.university_part)});
  }
  return views;
}

std::vector<PartyView> party_views(Visit& visit, const records::Kinds& kinds) {
  std::vector<PartyView> views;
  for (const PartyRow& row : parties_on(visit.db(), local_day(visit.now))) {
    views.push_back(
        {row.name, records::address_of(visit, kind_named(kinds, "party"), row.id), row.role});
  }
  return views;
}

std::vector<AgreementView> agreement_views(Visit& visit, const records::Kinds& kinds) {
  std::vector<AgreementView> views;
  for (const AgreementRow& row : agreements_on(visit.db(), local_day(visit.now))) {
    views.push_back({row.title,
                     records::address_of(visit, kind_named(kinds, "agreement"), row.id), row.state,
                     row.period});
  }
  return views;
}

std::vector<page::Card> cards_of(Visit& visit, const records::Kinds& kinds,
                                 const std::vector<std::string_view>& names) {
  if (names.empty()) return {};
  auto numbers = records::counts(visit.db(), kinds, visit.viewer, names);
  std::vector<page::Card> cards;
  for (std::string_view name : names) {
    const records::Kind* kind = kinds.by_name(name);
    if (kind == nullptr || !visit.viewer.may(kind->readers)) continue;
    cards.push_back({visit.address(kind->plural), grouped(numbers[std::string(name)]),
                     std::string(visit.t(kind->many)), {}});
  }
  return cards;
}

// What is missing before the partnership can begin, for those who may mend it.
std::vector<Step> steps_of(Visit& visit, const records::Kinds& kinds, const FrontView& view) {
  if (!visit.viewer.may(kind_named(kinds, "phase").writers)) return {};
  const auto has = [&](PartyRole role) {
    for (const PartyView& party : view.parties) {
      if (party.role == role) return true;
    }
    return false;
  };
  return {{N_("Legg inn kommunen som part"), N_("Ny part"), visit.address("parties/new"),
           has(PartyRole::municipality)},
          {N_("Legg inn universitetet som part"), N_("Ny part"), visit.address("parties/new"),
           has(PartyRole::university)},
          {N_("Legg inn avtalen mellom partene"), N_("Ny avtale"), visit.address("agreements/new"),
           !view.agreements.empty()},
          {N_("Skriv de seks fasene, med begge parters del"), N_("Ny fase"),
           visit.address("phases/new"), view.phases.size() == kPhases}};
}

web::Response show_front_page(Visit& visit, const records::Kinds& kinds, const FrontPage& more) {
  FrontView view;
  view.partnership = visit.partnership.name;
  if (more.purpose) view.purpose = more.purpose(visit);
  view.phases = phase_views(visit, kinds);
  view.parties = party_views(visit, kinds);
  view.agreements = agreement_views(visit, kinds);
  view.cards = cards_of(visit, kinds, more.card_kinds);
  if (more.last_card) view.cards.push_back(more.last_card(visit));
  view.steps = steps_of(visit, kinds, view);
  if (more.picture) view.picture = more.picture(visit);
  if (more.actions) view.actions = more.actions(visit);
  return visit.page(view.partnership, {}, front_page(visit.t, view));
}

records::Extra phase_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& phase = static_cast<const Phase&>(record);
  page::Html above = phase_steps(visit.t, phase_views(visit, kinds));
  if (lacks_university(phase.university_part)) above += university_warning(visit.t);
  return {{}, above, {}};
}

records::Extra scheme_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  RulesView view;
  view.scheme = static_cast<const Scheme&>(record).name;
  view.day = local_day(visit.now);
  if (const auto rules = rule_set_on(visit.db(), record.id, view.day)) {
    view.heading = records::heading_of(visit.db(), *rules);
    view.address = records::address_of(visit, kind_named(kinds, "rule_set"), *rules);
  }
  return {{}, rules_in_force(visit.t, view), {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["phase"] = [&kinds](Visit& visit, const Record& record) {
    return phase_extra(visit, record, kinds);
  };
  extras.of_record["scheme"] = [&kinds](Visit& visit, const Record& record) {
    return scheme_extra(visit, record, kinds);
  };
  extras.of_list["phase"] = [&kinds](Visit& visit) {
    return records::Extra{{}, phase_steps(visit.t, phase_views(visit, kinds)), {}};
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds, FrontPage more) {
  return {{"GET", "/{partnership}", access::Who::members(kEveryRole),
           [&kinds, more = std::move(more)](Visit& visit) {
             return show_front_page(visit, kinds, more);
           }}};
}

}  // namespace samloft::partnership
