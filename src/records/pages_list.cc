// The list of a kind: search, filters, sorting, pages.
// Tested by pages_test.cc

#include <algorithm>

#include "base/role_names.h"
#include "base/text.h"
#include "records/pages_shelf.h"
#include "records/views.h"

namespace samloft::records {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kMostNarrowing = 200;  // targets that a list offers to be narrowed to

struct Filter {
  Field field;
  Choices choices;
};

// Choice fields among the columns become filters, and the links that the kind says.
class FilterFields final : public SomeFields {
 public:
  explicit FilterFields(const Kind& kind) : kind_(kind) { kind.make()->describe(*this); }
  std::vector<Filter> filters;
  std::vector<std::string> kept;  // links that an address may narrow by
  struct Narrowing {
    Field field;
    std::string_view kind;
  };
  std::vector<Narrowing> narrowing;
  std::vector<std::string> sortable;
  void number(const Field& f, std::optional<std::int64_t>&) override { sort_by(f); }
  void money(const Field& f, std::optional<Ore>&) override { sort_by(f); }
  void percent(const Field& f, std::optional<std::int64_t>&) override { sort_by(f); }
  void date(const Field& f, std::optional<Date>&) override { sort_by(f); }
  void yes_no(const Field& f, bool&) override { sort_by(f); }
  void choice_at(const Field& f, Choices choices, std::size_t&) override {
    sort_by(f);
    if (shown(f)) filters.push_back({f, choices});
  }
  void link(const Field& f, std::string_view kind, Uuid&) override {
    sort_by(f);
    if (narrows(f))
      narrowing.push_back({f, kind});
    else
      kept.emplace_back(f.name);
  }
  void links(const Field& f, std::string_view kind, std::vector<Uuid>&) override {
    if (narrows(f)) narrowing.push_back({f, kind});
  }

 private:
  bool narrows(const Field& f) const {
    return std::find(kind_.narrowed_by.begin(), kind_.narrowed_by.end(), f.name) !=
           kind_.narrowed_by.end();
  }
  bool shown(const Field& f) const {
    return std::find(kind_.columns.begin(), kind_.columns.end(), f.name) != kind_.columns.end();
  }
  void sort_by(const Field& f) { sortable.emplace_back(f.name); }
  const Kind& kind_;
};

ListQuery query_of(const Visit& visit, const FilterFields& fields) {
  const web::Parameters& given = visit.request.query;
  ListQuery query;
  query.search = given.get("q");
  query.sort = given.get("sort");
  query.descending = given.get("order") == "descending";
  query.page = page_number(visit);
  query.size = kPageSize;
  for (const Filter& filter : fields.filters)
    query.filters[std::string(filter.field.name)] = given.get(filter.field.name);
  for (const std::string& link : fields.kept) query.filters[link] = given.get(link);
  for (const auto& one : fields.narrowing)
    query.filters[std::string(one.field.name)] = given.get(one.field.name);
  return query;
}

// The address of this list with another sort or page; empty values are left out.
std::string list_link(const Visit& visit, const Kind& kind, const ListQuery& query,
                      const std::string& sort, bool descending, const std::string& ending) {
  std::string out = list_address(visit, kind) + "?";
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) out += name + "=" + web::encode_percent(value) + "&";
  };
  add("q", query.search);
  for (const auto& [name, value] : query.filters) add(name, value);
  add("sort", sort);
  if (descending) add("order", "descending");
  return out + ending;
}

Html filter_form(Visit& visit, const Shelf& shelf, const ListQuery& query,
                 const FilterFields& fields) {
  const Texts& t = visit.t;
  Html controls = page::input(t, {"q", std::string(t(N_("Søk i lista"))), "", "", false}, "search",
                              query.search);
  for (const Filter& filter : fields.filters) {
    const std::string chosen = query.filters.at(std::string(filter.field.name));
    std::vector<page::Option> options{{"", std::string(t(N_("Alle"))), chosen.empty()}};
    for (const Choice& choice : filter.choices) {
      options.push_back({std::string(choice.code), std::string(t(choice.label)),
                         choice.code == chosen});
    }
    controls += page::select(t, {"f-" + std::string(filter.field.name),
                                 std::string(t(filter.field.label)), "", "", false}, options);
  }
  for (const auto& one : fields.narrowing) {
    const std::string chosen = query.filters.at(std::string(one.field.name));
    std::vector<page::Option> options{{"", std::string(t(N_("Alle"))), chosen.empty()}};
    for (const Named& target :
         choices(visit.db(), shelf.kinds, visit.viewer, one.kind, kMostNarrowing))
      options.push_back({target.id.text(), target.heading, target.id.text() == chosen});
    if (options.size() > 1)
      controls += page::select(t, {"f-" + std::string(one.field.name),
                                   std::string(t(one.field.label)), "", "", false}, options);
  }
  Html kept;
  for (const std::string& link : fields.kept) {
    const std::string& value = query.filters.at(link);
    if (!value.empty()) kept += page::hidden(link, value);
  }
  return html(
      R"(<form class="filters" method="get" action="{}" role="search" aria-label="{}" data-swap="#list" data-live>{}{}<button class="ds-button filters__go" data-variant="secondary" type="submit">{}</button></form>
)",
      page::Url(list_address(visit, shelf.kind)), t(N_("I denne lista")), controls, kept,
      t(N_("Vis")));
}

// The names of the fields are those of the record; the filters' ids must differ from the table's.
std::string with_plain_names(std::string text, const FilterFields& fields) {
  const auto rename = [&](std::string_view field) {
    const std::string id = "name=\"f-" + std::string(field) + "\"";
    if (const auto at = text.find(id); at != std::string::npos)
      text.replace(at, id.size(), "name=\"" + std::string(field) + "\"");
  };
  for (const Filter& filter : fields.filters) rename(filter.field.name);
  for (const auto& one : fields.narrowing) rename(one.field.name);
  return text;
}

std::string label_of(const Kind& kind, std::string_view field, const Texts& t) {
  class Labels final : public Fields {
   public:
    std::string_view name, label;
    void see(const Field& f) {
      if (f.name == name) label = f.label;
    }
    void text(const Field& f, std::string&) override { see(f); }
    void prose(const Field& f, std::string&) override { see(f); }
    void number(const Field& f, std::optional<std::int64_t>&) override { see(f); }
    void money(const Field& f, std::optional<Ore>&) override { see(f); }
    void percent(const Field& f, std::optional<std::int64_t>&) override { see(f); }
    void date(const Field& f, std::optional<Date>&) override { see(f); }
    void yes_no(const Field& f, bool&) override { see(f); }
    void choice_at(const Field& f, Choices, std::size_t&) override { see(f); }
    void options(const Field& f, Choices, std::uint64_t&) override { see(f); }
    void link(const Field& f, std::string_view, Uuid&) override { see(f); }
    void links(const Field& f, std::string_view, std::vector<Uuid>&) override { see(f); }
  } labels;
  labels.name = field;
  kind.make()->describe(labels);
  return std::string(t(labels.label));
}

std::vector<page::TableColumn> head_of(const Visit& visit, const Shelf& shelf,
                                       const ListQuery& query, const FilterFields& fields) {
  std::vector<page::TableColumn> columns;
  const auto add = [&](std::string label, const std::string& sort, bool sortable) {
    page::TableColumn column;
    column.label = std::move(label);
    const bool current = query.sort == sort;
    if (sortable) {
      column.address = list_link(visit, shelf.kind, query, sort, current && !query.descending, "");
      if (current) column.order = query.descending ? "descending" : "ascending";
    }
    columns.push_back(std::move(column));
  };
  std::string name(visit.t(shelf.kind.one));
  add(name, "", true);
  for (const auto column : shelf.kind.columns) {
    const bool sortable = std::find(fields.sortable.begin(), fields.sortable.end(), column) !=
                          fields.sortable.end();
    add(label_of(shelf.kind, column, visit.t), std::string(column), sortable);
  }
  return columns;
}

Html rows_of(Visit& visit, const Shelf& shelf, const ListPage& found, const ListQuery& query,
             const FilterFields& fields) {
  LinkedIds linked(shelf.kind.columns);
  for (const auto& record : found.records) record->describe(linked);
  const Headings headings = headings_of(visit.db(), shelf.kinds, visit.viewer, linked.ids);
  auto columns = head_of(visit, shelf, query, fields);
  std::vector<page::TableRow> rows;
  for (std::size_t i = 0; i < found.records.size(); ++i) {
    FieldViews views(visit, shelf.kinds, headings, shelf.kind.columns);
    found.records[i]->describe(views);
    page::TableRow row;
    row.cells.push_back(page::link(page::Url(address_of(visit, shelf.kind, found.records[i]->id)),
                                   found.headings[i]));
    for (std::size_t c = 0; c < shelf.kind.columns.size(); ++c) {
      for (auto& view : views.views) {
        if (view.name != shelf.kind.columns[c]) continue;
        row.cells.push_back(std::move(view.value));
        columns[c + 1].number = view.number;
      }
    }
    rows.push_back(std::move(row));
  }
  return page::table(visit.t(shelf.kind.many), columns, rows, "list");
}

Html nothing_found(const Visit& visit, const Shelf& shelf, bool narrowed) {
  const Texts& t = visit.t;
  if (narrowed) {
    return page::empty_state(t(N_("Ingen treff")),
                             t(N_("Prøv færre ord, eller ta bort et filter.")),
                             page::button_link(page::Url(list_address(visit, shelf.kind)),
                                               t(N_("Vis alle")), page::Weight::secondary));
  }
  const bool may = may_make(visit.viewer, shelf.kind);
  return page::empty_state(
      t(N_("Her er det tomt ennå")), t(shelf.kind.purpose),
      may ? page::button_link(page::Url(list_address(visit, shelf.kind) + "/new"),
                              t(shelf.kind.add), page::Weight::primary, "add")
          : Html());
}

// All that what is kept of a list may depend on besides the state and the day.
std::string question_of(const Visit& visit, const Shelf& shelf, std::string_view what) {
  return std::string(what) + " " + std::string(shelf.kind.name) + " " +
         std::string(tag(visit.t.language())) + " " + eyes_of(visit.viewer, shelf.kinds);
}

std::shared_ptr<const Extra> extra_of(Visit& visit, const Shelf& shelf, Made& made) {
  const auto more = shelf.extras.of_list.find(shelf.kind.name);
  if (more == shelf.extras.of_list.end()) return std::make_shared<Extra>();
  if (!shelf.extras.drawn_once.contains(shelf.kind.name))
    return std::make_shared<Extra>(more->second(visit));
  return made.of<Extra>(question_of(visit, shelf, "above list"), [&] { return more->second(visit); });
}

bool is_narrowed(const ListQuery& query) {
  return !query.search.empty() || query.page > 1 ||
         std::any_of(query.filters.begin(), query.filters.end(),
                     [](const auto& filter) { return !filter.second.empty(); });
}

// The filters and the rows: no name and no token of the viewer's is among them.
Html content_of(Visit& visit, const Shelf& shelf, const ListQuery& query, const FilterFields& fields) {
  const ListPage found = list(visit.db(), shelf.kind, visit.viewer, query);
  Html inner = Html::trusted(
      with_plain_names(filter_form(visit, shelf, query, fields).text(), fields));
  if (found.records.empty()) return inner + nothing_found(visit, shelf, is_narrowed(query));
  inner += counted(visit, query.page, found.records.size(), found.total);
  inner += rows_of(visit, shelf, found, query, fields);
  return inner + page::pagination(
                     visit.t, query.page, last_page(found.total),
                     list_link(visit, shelf.kind, query, query.sort, query.descending, "page="), "list");
}

// A list as the menu leads to it: asked for most, and kept.
bool is_plain(const ListQuery& query) {
  return !is_narrowed(query) && query.sort.empty() && !query.descending;
}

}  // namespace

web::Response show_list(Visit& visit, const Shelf& shelf) {
  const Texts& t = visit.t;
  const FilterFields fields(shelf.kind);
  const ListQuery query = query_of(visit, fields);
  const bool draws_above_once = shelf.extras.drawn_once.contains(shelf.kind.name);
  const bool keeps = is_plain(query) || draws_above_once;
  const auto made = keeps ? shelf.extras.kept->of(visit) : std::make_shared<Made>();
  const auto draw = [&] { return content_of(visit, shelf, query, fields); };
  const bool may = may_make(visit.viewer, shelf.kind);
  const auto content =
      is_plain(query) ? made->of<Html>(question_of(visit, shelf, may ? "list to add to" : "list"), draw)
                      : std::make_shared<const Html>(draw());
  const auto extra = extra_of(visit, shelf, *made);
  if (is_plain(query)) visit.common(content, *content);  // what is drawn for one visit is in no other answer
  if (draws_above_once) {
    visit.common(extra, extra->above);
    visit.common(extra, extra->below);
  }
  Html actions = extra->actions;
  if (may) {
    actions += page::button_link(page::Url(list_address(visit, shelf.kind) + "/new"),
                                 t(shelf.kind.add), page::Weight::primary, "add");
  }
  const std::string title(t(shelf.kind.many));
  return visit.page(title, {{title, list_address(visit, shelf.kind), false}},
                    html(R"({}{}<section class="panel"><div id="list" class="stack">{}</div></section>{})",
                         page::hero({visit.partnership.name, title,
                                     html(R"(<p class="muted">{}</p>)", t(shelf.kind.purpose)), actions}),
                         extra->above, *content, extra->below));
}

}  // namespace samloft::records
