// The page of loose ends: each rule with its ends, or one rule with all of them.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/pages.h"
#include "rules_loose.h"

namespace samloft::thread {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::size_t kShown = 5;      // of a rule among others
constexpr std::int64_t kPageSize = 25;

bool may_see_end(const Visit& visit, const records::Kinds& kinds, const LooseEnd& end) {
  return visit.viewer.may(kinds.by_name(end.kind)->readers);
}

EndView end_view(const Visit& visit, const records::Kinds& kinds, const LooseEnd& end) {
  const records::Kind& kind = *kinds.by_name(end.kind);
  EndView view;
  // What stands on no record is called by its list, in the words of the page.
  view.subject = end.id ? end.subject : std::string(visit.t(end.subject));
  view.address = end.id ? records::address_of(visit, kind, end.id) : visit.address(kind.plural);
  view.mend = visit.t(words_for(end.rule).mend);
  if (!end.new_kind.empty()) {
    const records::Kind& made = *kinds.by_name(end.new_kind);
    if (records::may_make(visit.viewer, made))
      view.mend_address =
          visit.address(made.plural) + "/new" + (end.query.empty() ? "" : "?" + end.query);
  } else if (!end.field.empty() && visit.viewer.may(kind.writers)) {
    view.mend_address = view.address + "/edit#" + std::string(end.field);
  }
  return view;
}

RuleView rule_view(const Visit& visit, Loose rule, std::int64_t count) {
  const LooseWords words = words_for(rule);
  RuleView view;
  view.id = "rule-" + std::to_string(static_cast<int>(rule) + 1);
  view.title = visit.t(words.title);
  view.advice = visit.t(words.advice);
  view.address = visit.address("loose-ends?rule=" + std::to_string(static_cast<int>(rule) + 1));
  view.count = count;
  return view;
}

Html overview(const Visit& visit, const records::Kinds& kinds, const std::vector<LooseEnd>& ends) {
  Html panels;
  for (std::size_t i = 0; i < ends.size();) {
    const auto last = std::find_if(ends.begin() + static_cast<std::ptrdiff_t>(i), ends.end(),
                                   [&](const auto& end) { return end.rule != ends[i].rule; });
    const auto next = static_cast<std::size_t>(last - ends.begin());
    RuleView view = rule_view(visit, ends[i].rule, static_cast<std::int64_t>(next - i));
    for (std::size_t j = i; j < std::min(next, i + kShown); ++j)
      view.ends.push_back(end_view(visit, kinds, ends[j]));
    panels += rule_panel(visit.t, view, false);
    i = next;
  }
  return html(R"(<div class="rules">{}</div>)", panels);
}

Html one_rule(const Visit& visit, const records::Kinds& kinds, const std::vector<LooseEnd>& ends,
              Loose rule) {
  const auto total = static_cast<std::int64_t>(ends.size());
  const std::int64_t last = std::max<std::int64_t>(1, (total + kPageSize - 1) / kPageSize);
  const std::int64_t at =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 0), 1, last);
  RuleView view = rule_view(visit, rule, total);
  for (std::int64_t i = (at - 1) * kPageSize; i < std::min(total, at * kPageSize); ++i)
    view.ends.push_back(end_view(visit, kinds, ends[static_cast<std::size_t>(i)]));
  return html(R"(<div id="list">{}{}</div>)", rule_panel(visit.t, view, true),
              page::pagination(visit.t, at, last, view.address + "&page=", "list"));
}

std::vector<LooseEnd> ends_for(Visit& visit, const records::Kinds& kinds, Reader& reader) {
  std::vector<LooseEnd> ends = reader.read(visit)->ends;
  std::erase_if(ends, [&](const LooseEnd& end) { return !may_see_end(visit, kinds, end); });
  return ends;
}

}  // namespace

Html loose_panels(Visit& visit, const records::Kinds& kinds, Reader& reader,
                  const std::vector<Loose>& rules) {
  std::vector<LooseEnd> ends = ends_for(visit, kinds, reader);
  std::erase_if(ends, [&](const LooseEnd& end) {
    return std::find(rules.begin(), rules.end(), end.rule) == rules.end();
  });
  return ends.empty() ? Html() : overview(visit, kinds, ends);
}

page::Card loose_card(Visit& visit, const records::Kinds& kinds, Reader& reader) {
  return {visit.address("loose-ends"), std::to_string(ends_for(visit, kinds, reader).size()),
          std::string(visit.t(N_("Løse tråder"))), {}};
}

web::Response show_loose_ends(Visit& visit, const records::Kinds& kinds, Reader& reader) {
  const Texts& t = visit.t;
  std::vector<LooseEnd> ends = ends_for(visit, kinds, reader);
  const auto total = static_cast<std::int64_t>(ends.size());
  const std::int64_t chosen = whole_number(visit.request.query.get("rule"), 0);
  const auto rule = static_cast<Loose>(chosen - 1);
  if (chosen > 0) std::erase_if(ends, [&](const LooseEnd& end) { return end.rule != rule; });
  Html content;
  if (ends.empty()) {
    content = page::empty_state(
        t(N_("Ingen løse tråder")),
        t(N_("Alt henger sammen, så langt reglene kan se. Se på tråden selv.")),
        page::button_link(page::Url(visit.address("thread")), t(N_("Den røde tråden")),
                          page::Weight::secondary));
  } else {
    content = chosen > 0 ? one_rule(visit, kinds, ends, rule) : overview(visit, kinds, ends);
  }
  const std::string title(t(N_("Løse tråder")));
  std::vector<page::NavItem> crumbs{{std::string(t(N_("Den røde tråden"))), visit.address("thread"), false},
                                    {title, visit.address("loose-ends"), false}};
  return visit.page(
      title, crumbs,
      page::hero({visit.partnership.name, title,
                  html(R"(<p class="muted">{}</p>)",
                       t.plural(total, N_("Ett sted henger tråden løst."),
                                N_("{} steder henger tråden løst."))),
                  {}}) +
          content);
}

}  // namespace samloft::thread
