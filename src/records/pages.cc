// The routes of the pages every kind has, and the search over all kinds.
// Tested by pages_test.cc

#include "records/pages.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "records/pages_shelf.h"

namespace samloft::records {

using access::Visit;
using page::Html;
using page::html;

namespace {

web::Response show_search(Visit& visit, const Kinds& kinds) {
  const Texts& t = visit.t;
  const std::string& words = visit.request.query.get("q");
  const auto number = page_number(visit);
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
    content = html(R"(<p class="count">{}</p>)", t.plural(found.total, N_("1 treff"), N_("{} treff"))) +
              page::table(t(N_("Treff")),
                          {{std::string(t(N_("Treff"))), "", "", false},
                           {std::string(t(N_("Hva det er"))), "", "", false}},
                          rows) +
              page::pagination(t, number, last_page(found.total),
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

// Whether removing a record of the kind takes along what is asked for again when it is changed by itself:
// a person's employments, the seats of a body.
bool takes_rights_along(const Kinds& kinds, const Kind& kind) {
  const auto& references = kinds.references_to(kind.name);
  return std::any_of(references.begin(), references.end(), [&](const Kinds::Reference& one) {
    return one.from != &kind && one.from->part_of == one.field &&
           (one.from->asks == access::Asks::again || takes_rights_along(kinds, *one.from));
  });
}

void add_pages_of(std::vector<access::Route>& routes, const Shelf& shelf) {
  using access::Who;
  const Who readers = Who::members(shelf.kind.readers);
  // Where the record says who else writes, its pages ask it.
  const Who writers = Who::members(shelf.kind.also_writes
                                       ? kEveryRole
                                       : shelf.kind.writers | shelf.kind.own_writers);
  const std::string list = "/{partnership}/" + std::string(shelf.kind.plural);
  const auto handler = [shelf](web::Response (*handle)(Visit&, const Shelf&)) {
    return [shelf, handle](Visit& visit) { return handle(visit, shelf); };
  };
  routes.push_back({"GET", list, readers, handler(show_list)});
  routes.push_back({"GET", list + "/new", writers, handler(show_new)});
  routes.push_back({"POST", list, writers, handler(create_record), shelf.kind.asks});
  routes.push_back({"GET", list + "/{id}", readers, handler(show_record)});
  routes.push_back({"GET", list + "/{id}/history", readers, handler(show_history)});
  routes.push_back({"GET", list + "/{id}/edit", writers, handler(show_edit)});
  routes.push_back({"POST", list + "/{id}", writers, handler(save_record), shelf.kind.asks});
  const access::Asks removal_asks =
      takes_rights_along(shelf.kinds, shelf.kind) ? access::Asks::again : shelf.kind.asks;
  routes.push_back({"POST", list + "/{id}/removal", writers, handler(remove_record), removal_asks});
}

}  // namespace

std::int64_t page_number(const Visit& visit) {
  return std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 1), 1, 1'000'000);
}

std::int64_t last_page(std::int64_t total) {
  return std::max<std::int64_t>(1, (total + kPageSize - 1) / kPageSize);
}

Html counted(const Visit& visit, std::int64_t page, std::size_t shown, std::int64_t total) {
  const auto first = (page - 1) * kPageSize + 1;
  return html(R"(<p class="count" data-say>{}</p>)",
              visit.t.fill(N_("Viser {}–{} av {}."),
                           {grouped(first), grouped(first + static_cast<std::int64_t>(shown) - 1),
                            grouped(total)}));
}

std::string list_address(const Visit& visit, const Kind& kind) { return visit.address(kind.plural); }

std::unique_ptr<Record> wanted(Visit& visit, const Kind& kind) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return nullptr;
  auto record = kind.make();
  if (!load_for(visit.db(), kind, visit.viewer, *id, *record)) return nullptr;
  return record;
}

Lookup lookup_for(Visit& visit, const Kinds& kinds) {
  return [&](const Uuid& id) {
    const auto found = headings_of(visit.db(), kinds, visit.viewer, {id});
    return found.empty() ? std::string() : found.begin()->second;
  };
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

std::string address_of(const Visit& visit, const Kind& kind, const Uuid& id) {
  return visit.address(kind.plural) + "/" + id.text();
}

namespace {

web::Response done_with(const std::string& address, std::int64_t entry) {
  return web::Response::see_other(address + (address.find('?') == std::string::npos ? "?" : "&") +
                                  "done=" + std::to_string(entry));
}

}  // namespace

access::Handler with(const Kinds& kinds, web::Response (*handle)(Visit&, const Kinds&)) {
  return [&kinds, handle](Visit& visit) { return handle(visit, kinds); };
}

web::Response done(Visit& visit, const std::string& address) {
  return done_with(address, changes(visit.db()));
}

web::Response done(Visit& visit, const std::string& address, const Uuid& record) {
  const auto newest = journal::of_record(visit.db(), record, 1);
  ensure(!newest.empty(), "what was done stands in the journal");
  return done_with(address, newest.front().number);
}

std::vector<access::Route> pages(const Kinds& kinds, const Extras& extras) {
  std::vector<access::Route> routes;
  for (const Kind& kind : kinds.all()) add_pages_of(routes, Shelf{kinds, kind, extras});
  routes.push_back({"POST", "/{partnership}/undo/{number}", access::Who::members(kEveryRole),
                    [&kinds](Visit& visit) { return undo(visit, kinds); }});
  routes.push_back({"GET", "/{partnership}/search", access::Who::members(kEveryRole),
                    [&kinds](Visit& visit) { return show_search(visit, kinds); }});
  routes.push_back({"GET", "/{partnership}/journal", access::Who::members(kJournalReaders),
                    [&kinds](Visit& visit) { return show_journal(visit, kinds); }});
  return routes;
}

}  // namespace samloft::records
