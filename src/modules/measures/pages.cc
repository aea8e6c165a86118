// What measures show beside the pages that every kind has.
// Tested by pages_test.cc

#include "pages.h"
#include "records/kind.h"
#include "store.h"
#include "views.h"

namespace samloft::measures {
namespace {

using access::Visit;

constexpr std::int64_t kMostBars = 200;

page::Html list_actions(const Visit& visit) {
  return page::button_link(page::Url(visit.address("themes")), visit.t(N_("Temaer")),
                           page::Weight::tertiary) +
         page::button_link(page::Url(visit.address("overlaps")),
                           visit.t(N_("Enheter med mye på en gang")), page::Weight::tertiary);
}

records::Extra list_extra(Visit& visit, const records::Kinds& kinds) {
  std::vector<Bar> bars;
  for (const MeasureRow& row : measures_by_start(visit.db(), kMostBars)) {
    Bar bar;
    bar.title = row.title;
    bar.address = records::address_of(visit, *kinds.by_name("measure"), row.id);
    bar.state = visit.t(label_of(value_of<MeasureState>(row.state)));
    bar.done = row.state == "completed" || row.state == "evaluated" || row.state == "stopped";
    bar.period = row.period;
    bars.push_back(std::move(bar));
  }
  const page::Figure figure =
      timeline(visit.t, std::string(visit.t(N_("Når tiltakene går"))), bars, local_day(visit.now));
  if (figure.drawing.empty()) return {};
  return {list_actions(visit), page::html(R"(<section class="panel">{}</section>)", page::figure(visit.t, figure)), {}};
}

std::vector<Missing> missing_of(Visit& visit, const Measure& measure, const std::string& edit) {
  const Texts& t = visit.t;
  std::vector<Missing> all;
  const auto add = [&](bool missing, std::string_view field, std::string_view text,
                       std::string_view mend) {
    if (!missing) return;
    const std::string link = edit.empty() ? "" : edit + "#" + std::string(field);
    all.push_back({std::string(t(text)), link, std::string(t(mend))});
  };
  add(measure.goals.empty(), "goals", N_("Tiltaket tjener ikke noe mål."), N_("Velg mål"));
  add(measure.practice_change.empty(), "practice_change",
      N_("Praksisen som skal endres, er ikke beskrevet."), N_("Beskriv den"));
  add(measure.university_part.empty(), "university_part",
      N_("Universitetets del er ikke beskrevet."), N_("Beskriv den"));
  add(measure.ppt_role.empty(), "ppt_role", N_("PPTs rolle er ikke beskrevet."),
      N_("Beskriv rollen"));
  return all;
}

records::Extra measure_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& measure = static_cast<const Measure&>(record);
  const records::Kind& kind = *kinds.by_name("measure");
  const std::string edit = visit.viewer.may(kind.writers)
                               ? records::address_of(visit, kind, record.id) + "/edit"
                               : "";
  std::vector<ParticipantView> core, may_join;
  std::int64_t core_count = 0;
  for (const ParticipantRow& row : participants_of(visit.db(), record.id)) {
    auto& group = row.attendance == "core" ? core : may_join;
    group.push_back({row.who, records::address_of(visit, *kinds.by_name("participant"), row.id),
                     row.estimated_count});
    if (row.attendance == "core") core_count += row.estimated_count;
  }
  return {state_actions(visit, measure),
          above_fields(who_decides(visit, measure) +
                       missing_alerts(missing_of(visit, measure, edit))),
          participants_panel(visit.t, core, may_join) +
              dose_of_measure(visit, measure, core_count, kinds)};
}

records::Extra themes_extra(Visit& visit, const records::Kinds& kinds) {
  ThemesView view;
  for (const ThemeRow& row : themes(visit.db()))
    view.themes.push_back({row.title, records::address_of(visit, *kinds.by_name("theme"), row.id),
                           std::string(visit.t(label_of(value_of<Depth>(row.depth)))),
                           row.measures, row.hours});
  if (!view.themes.empty()) view.without = measures_without_theme(visit.db());
  return {{}, themes_panel(visit.t, view), {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.drawn_once.insert("measure");
  extras.of_list["theme"] = [&kinds](Visit& visit) { return themes_extra(visit, kinds); };
  extras.of_list["measure"] = [&kinds](Visit& visit) { return list_extra(visit, kinds); };
  extras.of_record["measure"] = [&kinds](Visit& visit, const Record& record) {
    return measure_extra(visit, record, kinds);
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  using access::Who;
  const Who writers = Who::members(kinds.by_name("measure")->writers);
  return {{"GET", "/{partnership}/measures/{id}/state", writers, with(kinds, show_step)},
          {"POST", "/{partnership}/measures/{id}/state", writers, with(kinds, take_step)},
          {"GET", "/{partnership}/overlaps", Who::members(kEveryRole), with(kinds, show_overlaps)}};
}

}  // namespace samloft::measures
