// The page of a record: its fields, what points at it, its history.
// Tested by pages_test.cc

#include <algorithm>
#include <iterator>

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

constexpr std::int64_t kReferrersShown = 12;
constexpr std::int64_t kHistoryShown = 3;

bool is_part(const Kinds::Reference& reference) {
  return reference.from->part_of == reference.field;
}

bool has_panel(const Kinds::Reference& reference) {
  const auto& elsewhere = reference.from->shown_at;
  return !(is_part(reference) && reference.from->shown_by_whole) &&
         std::find(elsewhere.begin(), elsewhere.end(), reference.field) == elsewhere.end();
}

Html referring_panels(Visit& visit, const Shelf& shelf, const Record& record) {
  const auto& references = shelf.kinds.references_to(shelf.kind.name);
  const auto found = referrers(visit.db(), shelf.kinds, shelf.kind, visit.viewer, record.id,
                               kReferrersShown, has_panel);
  Html panels;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const Kind& from = *references[i].from;
    if (!visit.viewer.may(from.readers) || !has_panel(references[i])) continue;
    Html items;
    std::int64_t count = 0;
    for (const Referrer& one : found) {
      if (one.reference != i) continue;
      ++count;
      items +=
          html("<li>{}</li>", page::link(page::Url(address_of(visit, from, one.id)), one.heading));
    }
    const bool may_add = may_make(visit.viewer, from);
    if (count == 0 && !(is_part(references[i]) && may_add)) continue;
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
    panels +=
        page::panel("from-" + std::string(from.plural) + "-" + std::string(references[i].field),
                    visit.t(from.many), content, actions);
  }
  return panels;
}

Html history_panel(Visit& visit, const Shelf& shelf, const Record& record) {
  const auto entries = journal::of_record(visit.db(), record.id, kHistoryShown);
  if (entries.empty()) return {};
  std::vector<journal::Entry> changed;  // of the others only that they happened is shown
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(changed),
               [](const auto& entry) { return entry.action == "changed"; });
  const Lookup heading = lookup_of(visit, shelf.kinds, changed);
  Html items;
  for (const auto& entry : entries) {
    items +=
        html(R"(<li><time datetime="{}">{}</time> · {} {}{}</li>)", entry.at.iso(),
             visit.t.moment(entry.at), entry.who, visit.t(act_word(entry.action)),
             entry.action == "changed" ? changes_of(visit, shelf.kind, entry, heading) : Html());
  }
  return page::panel("history", visit.t(N_("Siste endringer")),
                     html(R"(<ol class="history">{}</ol>)", items));
}

}  // namespace

web::Response show_record(Visit& visit, const Shelf& shelf) {
  const auto record = wanted(visit, shelf.kind);
  if (!record) return visit.problem(Problem::not_found());
  LinkedIds linked;
  record->describe(linked);
  const Headings headings = headings_of(visit.db(), shelf.kinds, visit.viewer, linked.ids);
  FieldViews shown_fields(visit, shelf.kinds, headings);
  record->describe(shown_fields);
  std::vector<page::Fact> facts;
  for (auto& view : shown_fields.views) {
    if (!view.value.empty())
      facts.push_back({std::string(view.label), std::move(view.value), view.prose});
  }
  Extra extra;
  if (const auto more = shelf.extras.of_record.find(shelf.kind.name);
      more != shelf.extras.of_record.end()) {
    extra = more->second(visit, *record);
  }
  const std::string address = address_of(visit, shelf.kind, record->id);
  Html actions = extra.actions;
  if (!extra.is_fixed && may_change(visit.db(), visit.viewer, shelf.kind, *record)) {
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
      page::hero({std::string(visit.t(shelf.kind.one)), heading, {}, actions}) +
          record_tabs(visit, shelf.kind, record->id, false) + extra.above +
          html(
              R"(<div class="grid"><div class="grid__main">{}</div><div class="grid__side">{}</div></div>)",
              main, side));
}

}  // namespace samloft::records
