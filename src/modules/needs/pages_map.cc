// The map: how many needs concern each part of the framework, in each district or kind of unit.
// Tested by pages_map_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "people/people.h"
#include "records/store.h"
#include "rules_map.h"
#include "store_process.h"
#include "views_map.h"

namespace samloft::needs {

using access::Visit;

namespace {

constexpr std::int64_t kOnAPage = 25;
constexpr std::string_view kNone = "none";

// What the address asks for; what it does not know is left out.
struct Wanted {
  bool by_kind = false;
  MapQuery query;
};
Wanted wanted_map(const Visit& visit) {
  Wanted wanted;
  wanted.by_kind = visit.request.query.get("by") == "kind";
  const std::string state = visit.request.query.get("state");
  const auto known = value_named<NeedState>(state);
  if (known && *known != NeedState::draft) wanted.query.state = state;
  const std::string year = visit.request.query.get("year");
  if (year.size() == 4 && whole_number(year, 0) > 0) wanted.query.year = year;
  return wanted;
}

std::string address_of_map(const Visit& visit, const Wanted& wanted, const std::string& below,
                           const std::string& more) {
  return visit.address("need-map" + below + "?by=" + (wanted.by_kind ? "kind" : "district") +
                       "&state=" + wanted.query.state + "&year=" + wanted.query.year + more);
}

std::string key_of(const Uuid& id) { return id ? id.text() : std::string(kNone); }

std::vector<At> places_of_needs(const std::vector<MapRow>& rows, bool by_kind) {
  std::vector<At> all;
  for (const MapRow& row : rows) {
    const std::string column = by_kind ? (row.unit_kind.empty() ? std::string(kNone) : row.unit_kind)
                                       : key_of(row.district);
    all.push_back({row.need, key_of(row.element), column});
  }
  return all;
}

struct Heading {
  std::string key, label;
};

std::vector<Heading> columns_of(Visit& visit, bool by_kind) {
  std::vector<Heading> columns;
  if (by_kind) {
    for (const Choice& kind : ChoicesOf<people::UnitKind>::list)
      columns.push_back({std::string(kind.code), std::string(visit.t(kind.label))});
    columns.push_back({std::string(kNone), std::string(visit.t(N_("Ingen bestemt enhet")))});
  } else {
    for (const NamedId& district : districts(visit.db()))
      columns.push_back({district.id.text(), district.name});
    columns.push_back({std::string(kNone), std::string(visit.t(N_("Ingen bestemt bydel")))});
  }
  return columns;
}

std::vector<Heading> rows_of_map(Visit& visit, const records::Kinds& kinds,
                                 const std::vector<MapRow>& all) {
  std::vector<Uuid> elements;
  for (const MapRow& row : all)
    if (row.element) elements.push_back(row.element);
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  std::vector<Heading> rows;
  for (const auto& [id, heading] :
       records::headings_of(visit.db(), kinds, visit.viewer, elements))
    rows.push_back({id.text(), heading});
  std::sort(rows.begin(), rows.end(),
            [](const Heading& a, const Heading& b) { return sort_key(a.label) < sort_key(b.label); });
  rows.push_back({std::string(kNone), std::string(visit.t(N_("Ingen del av rammeverket")))});
  return rows;
}

std::vector<std::string> keys(const std::vector<Heading>& all) {
  std::vector<std::string> out;
  for (const Heading& one : all) out.push_back(one.key);
  return out;
}

MapView map_view(const Visit& visit, const Wanted& wanted, const std::vector<Heading>& rows,
                 const std::vector<Heading>& columns, const Map& map) {
  MapView view;
  view.total = map.total;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (map.column_totals[c] > 0) view.columns.push_back({columns[c].label, map.column_totals[c]});
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (map.row_totals[r] == 0) continue;
    MapView::Line line{rows[r].label, {}, map.row_totals[r]};
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (map.column_totals[c] == 0) continue;
      const MapCell& cell = map.cells[r][c];
      line.cells.push_back(
          {cell.count, cell.shade,
           cell.count == 0 ? ""
                           : address_of_map(visit, wanted, "/needs",
                                            "&element=" + rows[r].key + "&at=" + columns[c].key)});
    }
    view.lines.push_back(std::move(line));
  }
  std::stable_sort(view.lines.begin(), view.lines.end(),
                   [](const auto& a, const auto& b) { return a.total > b.total; });
  return view;
}

MapFilterView filter_view(Visit& visit, const Wanted& wanted) {
  MapFilterView view;
  view.action = visit.address("need-map");
  view.by = {{"district", std::string(visit.t(N_("Bydel"))), !wanted.by_kind},
             {"kind", std::string(visit.t(N_("Type enhet"))), wanted.by_kind}};
  view.states.push_back({"", std::string(visit.t(N_("Alle som ikke er avslått"))),
                         wanted.query.state.empty()});
  for (const Choice& state : ChoicesOf<NeedState>::list)
    if (state.code != code_of(NeedState::draft))
      view.states.push_back({std::string(state.code), std::string(visit.t(state.label)),
                             state.code == wanted.query.state});
  view.years.push_back({"", std::string(visit.t(N_("Alle"))), wanted.query.year.empty()});
  for (const std::string& year : years_raised(visit.db()))
    view.years.push_back({year, year, year == wanted.query.year});
  return view;
}

}  // namespace

web::Response show_map(Visit& visit, const records::Kinds& kinds) {
  const Wanted wanted = wanted_map(visit);
  const auto all = map_rows(visit.db(), wanted.query);
  const auto rows = rows_of_map(visit, kinds, all);
  const auto columns = columns_of(visit, wanted.by_kind);
  const Map map = map_of(places_of_needs(all, wanted.by_kind), keys(rows), keys(columns));
  const std::string title(visit.t(N_("Behovskart")));
  return visit.page(
      title,
      {{std::string(visit.t(N_("Behov"))), visit.address("needs"), false},
       {title, visit.address("need-map"), false}},
      page::hero({std::string(visit.t(N_("Behov"))), title,
                  page::html(R"(<p class="muted">{}</p>)",
                             visit.t(N_("Hvor mange behov som gjelder hver del av rammeverket, og hvor. "
                                        "Velg et tall for å se dem."))),
                  {}}) +
          map_page(visit.t, filter_view(visit, wanted),
                   map_view(visit, wanted, rows, columns, map), wanted.by_kind));
}

web::Response show_cell(Visit& visit, const records::Kinds& kinds) {
  const Wanted wanted = wanted_map(visit);
  const std::string element = visit.request.query.get("element"), at = visit.request.query.get("at");
  std::vector<Uuid> found;
  for (const At& one : places_of_needs(map_rows(visit.db(), wanted.query), wanted.by_kind))
    if (one.row == element && one.column == at) found.push_back(one.need);
  // In order of title, so that equals stand side by side.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const auto total = static_cast<std::int64_t>(found.size());
  const std::int64_t last = std::max<std::int64_t>(1, (total + kOnAPage - 1) / kOnAPage);
  const std::int64_t number =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 1), 1, last);
  const auto first = static_cast<std::size_t>((number - 1) * kOnAPage);
  const std::vector<Uuid> on_page(
      found.begin() + static_cast<std::ptrdiff_t>(first),
      found.begin() + static_cast<std::ptrdiff_t>(std::min(first + kOnAPage, found.size())));
  auto names = records::headings_of(visit.db(), kinds, visit.viewer, on_page);
  std::vector<CellNeedView> shown;
  for (const Uuid& need : on_page) shown.push_back({names[need], need_address(visit, need)});
  const auto id = Uuid::parse(element);
  const std::string title =
      id ? records::heading_of(visit.db(), *id)
         : std::string(visit.t(N_("Ingen del av rammeverket")));
  return visit.page(
      title,
      {{std::string(visit.t(N_("Behov"))), visit.address("needs"), false},
       {std::string(visit.t(N_("Behovskart"))), address_of_map(visit, wanted, "", ""), false},
       {title, visit.request.path, false}},
      page::hero({std::string(visit.t(N_("Behovskart"))), title, {}, {}}) +
          cell_page(visit.t, shown, total,
                    page::pagination(visit.t, number, last,
                                     address_of_map(visit, wanted, "/needs",
                                                    "&element=" + web::encode_percent(element) +
                                                        "&at=" + web::encode_percent(at) + "&page="),
                                     "")));
}

}  // namespace samloft::needs
