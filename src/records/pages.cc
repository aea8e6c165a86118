// Handlers of the pages every kind has.
// Tested by pages_test.cc

#include "records/pages.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "journal/journal.h"
#include "records/form.h"
#include "records/image.h"
#include "records/views.h"

namespace samloft::records {
namespace {

using access::Visit;
using page::Html;
using page::html;

constexpr std::int64_t kPageSize = 25;
constexpr std::int64_t kReferrersShown = 12;
constexpr std::int64_t kHistoryShown = 20;
constexpr std::int64_t kNoVersion = -1;

// What a handler of one kind works with.
struct Shelf {
  const Kinds& kinds;
  const Kind& kind;
  const Extras& extras;
};

std::string list_address(const Visit& visit, const Kind& kind) { return visit.address(kind.plural); }

std::int64_t whole_number(const std::string& text, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

Work work_of(Visit& visit, const Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

std::int64_t last_entry(Visit& visit) {
  const auto newest = journal::newest(visit.db(), 1);
  return newest.empty() ? 0 : newest.front().number;
}

// ---------------------------------------------------------------- list

struct Filter {
  Field field;
  Choices choices;
};

// Choice fields among the columns become filters.
class FilterFields final : public SomeFields {
 public:
  explicit FilterFields(const Kind& kind) : kind_(kind) { kind.make()->describe(*this); }
  std::vector<Filter> filters;
  std::vector<std::string> links;
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
  void link(const Field& f, std::string_view, Uuid&) override {
    sort_by(f);
    links.emplace_back(f.name);
  }

 private:
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
  query.page = std::clamp<std::int64_t>(whole_number(given.get("page"), 1), 1, 1'000'000);
  query.size = kPageSize;
  for (const Filter& filter : fields.filters)
    query.filters[std::string(filter.field.name)] = given.get(filter.field.name);
  for (const std::string& link : fields.links) query.filters[link] = given.get(link);
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

Html filter_form(const Visit& visit, const Shelf& shelf, const ListQuery& query,
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
  Html kept;
  for (const std::string& link : fields.links) {
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
  for (const Filter& filter : fields.filters) {
    const std::string id = "name=\"f-" + std::string(filter.field.name) + "\"";
    if (const auto at = text.find(id); at != std::string::npos)
      text.replace(at, id.size(), "name=\"" + std::string(filter.field.name) + "\"");
  }
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
  LinkedIds linked;
  for (const auto& record : found.records) record->describe(linked);
  const Headings headings = headings_of(visit.db(), linked.ids);
  auto columns = head_of(visit, shelf, query, fields);
  std::vector<page::TableRow> rows;
  for (std::size_t i = 0; i < found.records.size(); ++i) {
    FieldViews views(visit, shelf.kinds, headings);
    found.records[i]->describe(views);
    page::TableRow row;
    row.cells.push_back(page::link(page::Url(address_of(visit, shelf.kind, found.records[i]->id)),
                                   found.headings[i]));
    for (std::size_t c = 0; c < shelf.kind.columns.size(); ++c) {
      for (const auto& view : views.views) {
        if (view.name != shelf.kind.columns[c]) continue;
        row.cells.push_back(view.value);
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
  const bool may = visit.viewer.may(shelf.kind.writers);
  return page::empty_state(
      t(N_("Her er det tomt ennå")), t(shelf.kind.purpose),
      may ? page::button_link(page::Url(list_address(visit, shelf.kind) + "/new"),
                              t(shelf.kind.add), page::Weight::primary, "add")
          : Html());
}

web::Response show_list(Visit& visit, const Shelf& shelf) {
  const Texts& t = visit.t;
  const FilterFields fields(shelf.kind);
  ListQuery query = query_of(visit, fields);
  const ListPage found = list(visit.db(), shelf.kind, visit.viewer, query);
  const std::int64_t last = std::max<std::int64_t>(1, (found.total + kPageSize - 1) / kPageSize);
  bool narrowed = !query.search.empty() || query.page > 1;
  for (const auto& [name, value] : query.filters) narrowed = narrowed || !value.empty();
  Html inner = Html::trusted(
      with_plain_names(filter_form(visit, shelf, query, fields).text(), fields));
  if (found.records.empty()) {
    inner += nothing_found(visit, shelf, narrowed);
  } else {
    const auto first = (query.page - 1) * kPageSize + 1;
    inner += html(R"(<p class="count" data-say>{}</p>)",
                  t.fill(N_("Viser {}–{} av {}."),
                         {grouped(first),
                          grouped(first + static_cast<std::int64_t>(found.records.size()) - 1),
                          grouped(found.total)}));
    inner += rows_of(visit, shelf, found, query, fields);
    inner += page::pagination(
        t, query.page, last,
        list_link(visit, shelf.kind, query, query.sort, query.descending, "page="), "list");
  }
  Extra extra;
  if (const auto more = shelf.extras.of_list.find(shelf.kind.name);
      more != shelf.extras.of_list.end()) {
    extra = more->second(visit);
  }
  Html actions = extra.actions;
  if (visit.viewer.may(shelf.kind.writers)) {
    actions += page::button_link(page::Url(list_address(visit, shelf.kind) + "/new"),
                                 t(shelf.kind.add), page::Weight::primary, "add");
  }
  const std::string title(t(shelf.kind.many));
  return visit.page(title, {{title, list_address(visit, shelf.kind), false}},
                    page::hero({visit.partnership.name, title,
                                html(R"(<p class="muted">{}</p>)", t(shelf.kind.purpose)), actions}) +
                        extra.above +
                        html(R"(<section class="panel"><div id="list" class="stack">{}</div></section>)", inner) +
                        extra.below);
}

// ---------------------------------------------------------------- detail

// A record that the viewer may see, by the id in the address.
std::unique_ptr<Record> wanted(Visit& visit, const Kind& kind) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return nullptr;
  auto record = kind.make();
  if (!load_for(visit.db(), kind, visit.viewer, *id, *record)) return nullptr;
  return record;
}

std::string heading_in(Visit& visit, const Record& record) {
  return record.heading([&](const Uuid& id) { return heading_of(visit.db(), id); });
}

std::vector<page::NavItem> crumbs_of(Visit& visit, const Kind& kind, const Record* record,
                                     const std::string& last) {
  std::vector<page::NavItem> crumbs{
      {std::string(visit.t(kind.many)), list_address(visit, kind), false}};
  if (record) crumbs.push_back({heading_in(visit, *record), address_of(visit, kind, record->id), false});
  if (!last.empty()) crumbs.push_back({last, visit.request.path, false});
  return crumbs;
}

Html referring_panels(Visit& visit, const Shelf& shelf, const Record& record) {
  const auto& references = shelf.kinds.references_to(shelf.kind.name);
  const auto found = referrers(visit.db(), shelf.kinds, shelf.kind, visit.viewer, record.id,
                               kReferrersShown);
  Html panels;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const Kind& from = *references[i].from;
    if (!visit.viewer.may(from.readers)) continue;
    Html items;
    std::int64_t count = 0;
    for (const Referrer& one : found) {
      if (one.reference != i) continue;
      ++count;
      items += html("<li>{}</li>", page::link(page::Url(address_of(visit, from, one.id)), one.heading));
    }
    const bool part = from.part_of == references[i].field;
    const bool may_add = visit.viewer.may(from.writers);
    if (count == 0 && !(part && may_add)) continue;
    const std::string pointed = std::string(references[i].field) + "=" + record.id.text();
    Html more;
    if (count == kReferrersShown && !references[i].many) {
      more = html("<p>{}</p>", page::link(page::Url(list_address(visit, from) + "?" + pointed),
                                          visit.t(N_("Vis alle"))));
    }
    const Html actions =
        may_add ? page::button_link(page::Url(list_address(visit, from) + "/new?" + pointed),
                                    visit.t(from.add), page::Weight::tertiary, "add")
                : Html();
    const Html content = count > 0 ? html(R"(<ul class="linked">{}</ul>{})", items, more)
                                   : html(R"(<p class="muted">{}</p>)", visit.t(from.purpose));
    panels += page::panel("from-" + std::string(from.plural) + "-" + std::string(references[i].field),
                          visit.t(from.many), content, actions);
  }
  return panels;
}

std::string_view action_word(const std::string& action) {
  if (action == "created") return N_("opprettet");
  if (action == "restored") return N_("hentet tilbake");
  if (action == "invited") return N_("inviterte");
  if (action == "removed") return N_("fjernet");
  return N_("endret");
}

Html history_panel(Visit& visit, const Shelf& shelf, const Record& record) {
  const auto entries = journal::of_record(visit.db(), record.id, kHistoryShown);
  if (entries.empty()) return {};
  const Lookup heading = [&](const Uuid& id) { return heading_of(visit.db(), id); };
  Html items;
  for (const auto& entry : entries) {
    Html changes;
    if (entry.action == "changed") {
      auto blank = shelf.kind.make();
      for (const auto& change : differences(*blank, entry.before, entry.after, heading, visit.t)) {
        changes += html("<br>{}: <del>{}</del> → <ins>{}</ins>", visit.t(change.label),
                        shortened(change.before, 120), shortened(change.after, 120));
      }
    }
    items += html(R"(<li><time datetime="{}">{}</time> · {} {}{}</li>)", entry.at.iso(),
                  visit.t.moment(entry.at), entry.who, visit.t(action_word(entry.action)), changes);
  }
  return page::panel("history", visit.t(N_("Historikk")), html(R"(<ol class="history">{}</ol>)", items));
}

web::Response show_record(Visit& visit, const Shelf& shelf) {
  const auto record = wanted(visit, shelf.kind);
  if (!record) return visit.problem(Problem::not_found());
  LinkedIds linked;
  record->describe(linked);
  const Headings headings = headings_of(visit.db(), linked.ids);
  FieldViews shown_fields(visit, shelf.kinds, headings);
  record->describe(shown_fields);
  std::vector<page::Fact> facts;
  for (auto& view : shown_fields.views) {
    if (!view.value.empty()) facts.push_back({view.label, view.value, view.prose});
  }
  Extra extra;
  if (const auto more = shelf.extras.of_record.find(shelf.kind.name);
      more != shelf.extras.of_record.end()) {
    extra = more->second(visit, *record);
  }
  const std::string address = address_of(visit, shelf.kind, record->id);
  Html actions = extra.actions;
  if (visit.viewer.may(shelf.kind.writers)) {
    actions += page::button_link(page::Url(address + "/edit"), visit.t(N_("Endre")),
                                 page::Weight::primary, "edit") +
               page::post_button(page::Url(address + "/removal"), visit.csrf(),
                                 visit.t(N_("Fjern")), page::Weight::tertiary, "remove");
  }
  const std::string heading = heading_in(visit, *record);
  const Html side = referring_panels(visit, shelf, *record) + history_panel(visit, shelf, *record);
  const Html main = page::panel("about", visit.t(N_("Om")), page::facts_list(facts)) + extra.below;
  return visit.page(
      heading, crumbs_of(visit, shelf.kind, record.get(), ""),
      page::hero({std::string(visit.t(shelf.kind.one)), heading, {}, actions}) + extra.above +
          html(R"(<div class="grid"><div class="grid__main">{}</div><div class="grid__side">{}</div></div>)",
               main, side));
}

// ---------------------------------------------------------------- new and edit

struct FormState {
  std::vector<FieldError> errors;
  const web::Parameters* typed = nullptr;
  Html note;
  int status = 200;
};

web::Response form_page(Visit& visit, const Shelf& shelf, Record& record, const FormState& state) {
  const Texts& t = visit.t;
  const bool fresh = record.version == 0;
  FormWriter writer(visit.db(), t, state.errors, state.typed);
  record.describe(writer);
  const std::string action = fresh ? list_address(visit, shelf.kind)
                                   : address_of(visit, shelf.kind, record.id);
  const Html identity = page::hidden("csrf", visit.csrf()) + page::hidden("id", record.id.text()) +
                        page::hidden("version", std::to_string(record.version));
  const Html form = html(
      R"(<div id="form" class="stack">{}{}<form class="form" method="post" action="{}" novalidate data-swap="#form">{}{}{}</form></div>)",
      page::error_summary(t, state.errors), state.note, page::Url(action), identity, writer.fields,
      page::form_actions(page::submit(t(N_("Lagre")), page::Weight::primary) +
                         page::button_link(page::Url(fresh ? list_address(visit, shelf.kind) : action),
                                           t(N_("Avbryt")), page::Weight::tertiary)));
  const std::string title = fresh ? std::string(t(shelf.kind.add))
                                  : t.fill(N_("Endre {}"), {heading_in(visit, record)});
  const std::string crumb(fresh ? t(shelf.kind.add) : t(N_("Endre")));
  return visit.page(title, crumbs_of(visit, shelf.kind, fresh ? nullptr : &record, crumb),
                    page::hero({std::string(t(shelf.kind.one)), title, {}, {}}) +
                        html(R"(<section class="panel">{}</section>)", form),
                    state.status);
}

// ?goal=<id> chooses a link beforehand.
class Preset final : public SomeFields {
 public:
  explicit Preset(const web::Parameters& given) : given_(given) {}
  void link(const Field& f, std::string_view, Uuid& id) override {
    if (const auto read = Uuid::parse(given_.get(f.name))) id = *read;
  }
  void links(const Field& f, std::string_view, std::vector<Uuid>& ids) override {
    if (const auto read = Uuid::parse(given_.get(f.name))) ids = {*read};
  }

 private:
  const web::Parameters& given_;
};

web::Response show_new(Visit& visit, const Shelf& shelf) {
  auto record = shelf.kind.make();
  record->id = Uuid::fresh();
  Preset preset(visit.request.query);
  record->describe(preset);
  return form_page(visit, shelf, *record, {});
}

web::Response show_edit(Visit& visit, const Shelf& shelf) {
  const auto record = wanted(visit, shelf.kind);
  if (!record) return visit.problem(Problem::not_found());
  return form_page(visit, shelf, *record, {});
}

web::Response refused(Visit& visit, const Shelf& shelf, Record& record, const Problem& problem) {
  FormState state{problem.fields, &visit.form.fields, {}, 422};
  if (problem.fields.empty())
    state.note = page::alert("danger", html("<p>{}</p>", visit.t(problem.message)));
  return form_page(visit, shelf, record, state);
}

web::Response create_record(Visit& visit, const Shelf& shelf) {
  auto record = shelf.kind.make();
  FormReader reader(visit.form.fields);
  record->describe(reader);
  reader.report_unknown_fields();
  record->id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (!reader.errors.empty())
    return refused(visit, shelf, *record, Problem::invalid(std::move(reader.errors)));
  // The browser sent the form again because the answer was lost: it is stored already.
  if (kind_of(visit.db(), record->id) == shelf.kind.name)
    return web::Response::see_other(address_of(visit, shelf.kind, record->id));
  Work work = work_of(visit, shelf.kinds);
  auto created = create(work, shelf.kind, *record);
  if (created) return done(visit, address_of(visit, shelf.kind, *created));
  if (created.error().kind == Problem::Kind::forbidden) return visit.problem(created.error());
  record->version = 0;
  return refused(visit, shelf, *record, created.error());
}

// Someone else saved first: what they saved stands beside what was typed, and saving again wins.
web::Response conflict_page(Visit& visit, const Shelf& shelf, Record& typed) {
  auto stored = shelf.kind.make();
  if (!load_for(visit.db(), shelf.kind, visit.viewer, typed.id, *stored))
    return visit.problem(Problem::not_found());
  auto blank = shelf.kind.make();
  const Lookup heading = [&](const Uuid& id) { return heading_of(visit.db(), id); };
  std::vector<std::vector<std::string>> rows;
  for (const auto& change : differences(*blank, image(*stored), image(typed), heading, visit.t))
    rows.push_back({std::string(visit.t(change.label)), change.before, change.after});
  const Texts& t = visit.t;
  FormState state;
  state.typed = &visit.form.fields;
  state.status = 409;
  state.note = page::alert(
      "warning",
      html("<p>{}</p>{}", t(N_("Noen andre lagret mens du skrev. Under ser du forskjellen. Det du skrev, står i skjemaet; lagrer du nå, er det ditt som gjelder.")),
           page::data_table(t(N_("Forskjellen")),
                            {std::string(t(N_("Felt"))), std::string(t(N_("Lagret nå"))),
                             std::string(t(N_("Ditt")))},
                            rows)));
  typed.version = stored->version;
  return form_page(visit, shelf, typed, state);
}

web::Response save_record(Visit& visit, const Shelf& shelf) {
  auto record = wanted(visit, shelf.kind);
  if (!record) return visit.problem(Problem::not_found());
  // Without a version that could be the stored one it is a stale save, never a new record.
  const std::int64_t version = whole_number(visit.field("version"), 0);
  record->version = version > 0 ? version : kNoVersion;
  FormReader reader(visit.form.fields);
  record->describe(reader);
  reader.report_unknown_fields();
  if (!reader.errors.empty())
    return refused(visit, shelf, *record, Problem::invalid(std::move(reader.errors)));
  Work work = work_of(visit, shelf.kinds);
  const auto saved = save(work, shelf.kind, *record);
  if (saved) return done(visit, address_of(visit, shelf.kind, record->id));
  switch (saved.error().kind) {
    case Problem::Kind::conflict: return conflict_page(visit, shelf, *record);
    case Problem::Kind::invalid: return refused(visit, shelf, *record, saved.error());
    default: return visit.problem(saved.error());
  }
}

web::Response remove_record(Visit& visit, const Shelf& shelf) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return visit.problem(Problem::not_found());
  Work work = work_of(visit, shelf.kinds);
  const auto removed = remove(work, shelf.kind, *id);
  if (!removed) return visit.problem(removed.error());
  return done(visit, list_address(visit, shelf.kind));
}

// ---------------------------------------------------------------- over all kinds

web::Response undo(Visit& visit, const Kinds& kinds) {
  Work work = work_of(visit, kinds);
  const auto restored = restore(work, whole_number(visit.part("number"), 0));
  if (!restored) return visit.problem(restored.error());
  const Kind* kind = kinds.by_name(kind_of(visit.db(), *restored));
  return done(visit, address_of(visit, *kind, *restored));
}

web::Response show_search(Visit& visit, const Kinds& kinds) {
  const Texts& t = visit.t;
  const std::string& words = visit.request.query.get("q");
  const auto number = std::clamp<std::int64_t>(
      whole_number(visit.request.query.get("page"), 1), 1, 1'000'000);
  const Hits found = search(visit.db(), kinds, visit.viewer, words, number, kPageSize);
  Html content;
  if (found.hits.empty()) {
    content = page::empty_state(
        t(words.empty() ? N_("Søk i hele partnerskapet") : N_("Ingen treff")),
        t(words.empty() ? N_("Skriv et navn, en enhet, et mål eller et ord som står i teksten.")
                        : N_("Prøv færre ord eller bare begynnelsen av et ord.")),
        {});
  } else {
    std::vector<page::TableRow> rows;
    for (const Hit& hit : found.hits) {
      const Kind& kind = *kinds.by_name(hit.kind);
      rows.push_back({{page::link(page::Url(address_of(visit, kind, hit.id)), hit.heading),
                       html("{}", t(kind.one))}});
    }
    const std::int64_t last = (found.total + kPageSize - 1) / kPageSize;
    content = html(R"(<p class="count">{}</p>)", t.plural(found.total, N_("{} treff"), N_("{} treff"))) +
              page::table(t(N_("Treff")),
                          {{std::string(t(N_("Treff"))), "", "", false},
                           {std::string(t(N_("Hva det er"))), "", "", false}},
                          rows) +
              page::pagination(t, number, last,
                               visit.address("search") + "?q=" + web::encode_percent(words) + "&page=",
                               "");
  }
  const std::string title(t(N_("Søk")));
  return visit.page(title, {{title, visit.address("search"), false}},
                    page::hero({visit.partnership.name,
                                words.empty() ? title : t.fill(N_("Søk etter «{}»"), {words}), {}, {}}) +
                        html(R"(<section class="panel">{}</section>)", content),
                    200, words);
}

void add_pages_of(std::vector<access::Route>& routes, const Shelf& shelf) {
  using access::Who;
  const Who readers = Who::members(shelf.kind.readers);
  const Who writers = Who::members(shelf.kind.writers);
  const std::string list = "/{partnership}/" + std::string(shelf.kind.plural);
  const auto handler = [shelf](web::Response (*handle)(Visit&, const Shelf&)) {
    return [shelf, handle](Visit& visit) { return handle(visit, shelf); };
  };
  routes.push_back({"GET", list, readers, handler(show_list)});
  routes.push_back({"GET", list + "/new", writers, handler(show_new)});
  routes.push_back({"POST", list, writers, handler(create_record)});
  routes.push_back({"GET", list + "/{id}", readers, handler(show_record)});
  routes.push_back({"GET", list + "/{id}/edit", writers, handler(show_edit)});
  routes.push_back({"POST", list + "/{id}", writers, handler(save_record)});
  routes.push_back({"POST", list + "/{id}/removal", writers, handler(remove_record)});
}

}  // namespace

std::string address_of(const Visit& visit, const Kind& kind, const Uuid& id) {
  return visit.address(kind.plural) + "/" + id.text();
}

web::Response done(Visit& visit, const std::string& address) {
  return web::Response::see_other(address + (address.find('?') == std::string::npos ? "?" : "&") +
                                  "done=" + std::to_string(last_entry(visit)));
}

std::vector<access::Route> pages(const Kinds& kinds, const Extras& extras) {
  std::vector<access::Route> routes;
  for (const Kind& kind : kinds.all()) add_pages_of(routes, Shelf{kinds, kind, extras});
  routes.push_back({"POST", "/{partnership}/undo/{number}", access::Who::members(kEveryRole),
                    [&kinds](Visit& visit) { return undo(visit, kinds); }});
  routes.push_back({"GET", "/{partnership}/search", access::Who::members(kEveryRole),
                    [&kinds](Visit& visit) { return show_search(visit, kinds); }});
  return routes;
}

}  // namespace samloft::records
