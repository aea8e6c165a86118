// What was changed: in one record, and in the whole partnership.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "records/image.h"
#include "records/pages_shelf.h"
#include "records/views.h"

namespace samloft::records {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::size_t kLongestShown = 300;

struct Act {
  std::string_view code, word;
};
constexpr Act kActs[] = {{"created", N_("opprettet")},       {"changed", N_("endret")},
                         {"removed", N_("fjernet")},         {"restored", N_("hentet tilbake")},
                         {"imported", N_("lest inn")},       {"invited", N_("inviterte")},
                         {"reminded", N_("minnet på")},      {"renewed", N_("sendte nye lenker")},
                         {"exported", N_("lastet ned")}};

std::vector<page::TableColumn> columns_for(const Visit& visit, std::vector<std::string_view> names) {
  std::vector<page::TableColumn> columns;
  for (const std::string_view name : names) columns.push_back({std::string(visit.t(name)), "", "", false});
  return columns;
}

Html when(const Visit& visit, const journal::Entry& entry) {
  return html(R"(<time datetime="{}">{}</time>)", entry.at.iso(), visit.t.moment(entry.at));
}

// Which kinds the viewer may read the past of: of one with a scope, only who sees all of it.
std::vector<std::string> kinds_with_past(const Visit& visit, const Kinds& kinds) {
  std::vector<std::string> names;
  for (const Kind& kind : kinds.all()) {
    const bool sees_all = kind.scope.empty() || visit.viewer.may(kind.sees_all);
    if (sees_all && visit.viewer.may(kind.readers)) names.emplace_back(kind.name);
  }
  return names;
}

struct JournalView {
  std::string words, action, kind;
  bool oldest_first = false;

  std::string address(const Visit& visit, bool oldest, const std::string& ending) const {
    std::string out = visit.address("journal") + "?";
    const auto add = [&](const std::string& name, const std::string& value) {
      if (!value.empty()) out += name + "=" + web::encode_percent(value) + "&";
    };
    add("q", words);
    add("action", action);
    add("kind", kind);
    if (oldest) add("order", "ascending");
    return out + ending;
  }
};

Html journal_filters(const Visit& visit, const Kinds& kinds, const std::vector<std::string>& allowed,
                     const JournalView& view) {
  const Texts& t = visit.t;
  std::vector<page::Option> of_kind{{"", std::string(t(N_("Alle"))), view.kind.empty()}};
  for (const std::string& name : allowed) {
    const Kind& kind = *kinds.by_name(name);
    of_kind.push_back({name, std::string(t(kind.many)), view.kind == name});
  }
  std::vector<page::Option> acts{{"", std::string(t(N_("Alle"))), view.action.empty()}};
  for (const Act& act : kActs)
    acts.push_back({std::string(act.code), std::string(t(act.word)), view.action == act.code});
  return html(
      R"(<form class="filters" method="get" action="{}" role="search" aria-label="{}" data-swap="#list" data-live>{}{}{}<button class="ds-button filters__go" data-variant="secondary" type="submit">{}</button></form>
)",
      page::Url(visit.address("journal")), t(N_("I denne lista")),
      page::input(t, {"q", std::string(t(N_("Hvem eller hva"))), "", "", false}, "search", view.words),
      page::select(t, {"kind", std::string(t(N_("Slag"))), "", "", false}, of_kind),
      page::select(t, {"action", std::string(t(N_("Hendelse"))), "", "", false}, acts), t(N_("Vis")));
}

}  // namespace

std::string_view act_word(const std::string& action) {
  for (const Act& act : kActs) {
    if (act.code == action) return act.word;
  }
  return N_("endret");
}

Html changes_of(const Visit& visit, const Kind& kind, const journal::Entry& entry,
                const Lookup& heading) {
  if (entry.before.empty() && entry.after.empty()) return {};
  auto blank = kind.make();
  Html lines;
  for (const auto& change : differences(*blank, entry.before, entry.after, heading, visit.t)) {
    if (change.before.empty() && change.after.empty()) continue;
    const std::string was = shortened(change.before, kLongestShown),
                      is = shortened(change.after, kLongestShown);
    Html both;
    if (!was.empty()) both += html("<del>{}</del>", was);
    if (!was.empty() && !is.empty()) both += html(" → ");
    if (!is.empty()) both += html("<ins>{}</ins>", is);
    lines += html("<li>{}: {}</li>", visit.t(change.label), both);
  }
  return lines.empty() ? Html() : html(R"(<ul class="changes">{}</ul>)", lines);
}

Html record_tabs(const Visit& visit, const Kind& kind, const Uuid& id, bool on_history) {
  const std::string address = address_of(visit, kind, id);
  return page::tabs(visit.t(N_("Deler av siden")),
                    {{std::string(visit.t(N_("Om"))), address, !on_history},
                     {std::string(visit.t(N_("Historikk"))), address + "/history", on_history}});
}

Lookup lookup_of(Visit& visit, const Kinds& kinds, const std::vector<journal::Entry>& entries) {
  LinkedIds linked;
  for (const auto& entry : entries) {
    const Kind* kind = kinds.by_name(entry.kind);
    if (kind == nullptr) continue;
    const auto blank = kind->make();
    describe_change(*blank, entry.before, entry.after, linked);
  }
  return [headings = headings_of(visit.db(), kinds, visit.viewer, linked.ids)](const Uuid& id) {
    const auto found = headings.find(id);
    return found == headings.end() ? std::string() : found->second;
  };
}

web::Response show_history(Visit& visit, const Shelf& shelf) {
  const Texts& t = visit.t;
  const auto record = wanted(visit, shelf.kind);
  if (!record) return visit.problem(Problem::not_found());
  const auto number = page_number(visit);
  const auto total = journal::count_of_record(visit.db(), record->id);
  const auto entries = journal::of_record(visit.db(), record->id, kPageSize, (number - 1) * kPageSize);
  const Lookup heading = lookup_of(visit, shelf.kinds, entries);
  std::vector<page::TableRow> rows;
  for (const auto& entry : entries) {
    rows.push_back({{when(visit, entry), html("{}", entry.who), html("{}", t(act_word(entry.action))),
                     changes_of(visit, shelf.kind, entry, heading)}});
  }
  const Html list =
      rows.empty() ? page::empty_state(t(N_("Ingen historikk her")),
                                       t(N_("Endringer vises her fra den dagen de blir gjort.")), {})
                   : counted(visit, number, rows.size(), total) +
                         page::table(t(N_("Historikk")),
                                     columns_for(visit, {N_("Når"), N_("Hvem"), N_("Hendelse"), N_("Fra og til")}),
                                     rows) +
                         page::pagination(t, number, last_page(total),
                                          visit.request.path + "?page=", "list");
  const std::string title = heading_in(visit, *record);
  return visit.page(t.fill(N_("Historikk for {}"), {title}),
                    crumbs_of(visit, shelf.kind, record.get(), std::string(t(N_("Historikk")))),
                    page::hero({std::string(t(shelf.kind.one)), title, {}, {}}) +
                        record_tabs(visit, shelf.kind, record->id, true) +
                        html(R"(<section class="panel"><div id="list" class="stack">{}</div></section>)", list));
}

web::Response show_journal(Visit& visit, const Kinds& kinds) {
  const Texts& t = visit.t;
  const web::Parameters& given = visit.request.query;
  const auto allowed = kinds_with_past(visit, kinds);
  JournalView view{given.get("q"), given.get("action"), given.get("kind"),
                   given.get("order") == "ascending"};
  if (std::find(allowed.begin(), allowed.end(), view.kind) == allowed.end()) view.kind = {};
  const auto number = page_number(visit);
  journal::Query query;
  query.kinds = view.kind.empty() ? allowed : std::vector{view.kind};
  query.words = view.words;
  query.action = view.action;
  query.oldest_first = view.oldest_first;
  query.limit = kPageSize;
  query.skipped = (number - 1) * kPageSize;
  const auto found = journal::find(visit.db(), query);
  std::vector<Uuid> ids;
  for (const auto& entry : found.entries) ids.push_back(entry.record);
  const auto there = headings_of(visit.db(), kinds, visit.viewer, ids);
  const Lookup heading = lookup_of(visit, kinds, found.entries);
  std::vector<page::TableRow> rows;
  for (const auto& entry : found.entries) {
    const Kind& kind = *kinds.by_name(entry.kind);
    const Html name = there.contains(entry.record)
                          ? page::link(page::Url(address_of(visit, kind, entry.record) + "/history"), entry.heading)
                          : html("{}", entry.heading);
    // What all fields of a new record were is on its own page; here they would hide the changes.
    const bool is_change = !entry.before.empty() && !entry.after.empty();
    rows.push_back({{when(visit, entry), html("{}", entry.who), html("{}", t(act_word(entry.action))),
                     html("{} <span class=\"muted\">{}</span>", name, t(kind.one)),
                     is_change ? changes_of(visit, kind, entry, heading) : Html()}});
  }
  Html inner = journal_filters(visit, kinds, allowed, view);
  if (rows.empty()) {
    inner += page::empty_state(t(N_("Ingen treff")), t(N_("Prøv færre ord, eller ta bort et filter.")), {});
  } else {
    auto columns = columns_for(visit, {N_("Når"), N_("Hvem"), N_("Hendelse"), N_("Hva"), N_("Fra og til")});
    columns.front().address = view.address(visit, !view.oldest_first, "");
    columns.front().order = view.oldest_first ? "ascending" : "descending";
    inner += counted(visit, number, rows.size(), found.total) +
             page::table(t(N_("Endringslogg")), columns, rows, "list") +
             page::pagination(t, number, last_page(found.total),
                              view.address(visit, view.oldest_first, "page="), "list");
  }
  const std::string title(t(N_("Endringslogg")));
  return visit.page(
      title, {{title, visit.address("journal"), false}},
      page::hero({visit.partnership.name, title,
                  html(R"(<p class="muted">{}</p>)", t(N_("Alt som er endret i partnerskapet: hvem, når, fra hva og til hva. Ingen kan endre det som står her."))), {}}) +
          html(R"(<section class="panel"><div id="list" class="stack">{}</div></section>)", inner));
}

}  // namespace samloft::records
