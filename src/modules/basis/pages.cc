// The pages of the decision basis: as it is now, and as it was frozen.
// Tested by pages_test.cc

#include "access/site.h"
#include "base/text.h"
#include "basis/basis.h"
#include "basis_decision.h"
#include "document/html.h"
#include "page/components.h"
#include "records/drafts.h"
#include "records/kept.h"
#include "records/kind.h"
#include "records/pages.h"
#include "records/records.h"
#include "records/store.h"
#include "statements/statements.h"
#include "store.h"
#include "views.h"

namespace samloft::basis {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kShown = 5;  // frozen ones beside the live one

const records::Kind& kind_in(const records::Kinds& kinds) { return *kinds.by_name("decision_basis"); }

std::optional<DecisionBasis> wanted(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return std::nullopt;
  return records::find<DecisionBasis>(visit.db(), kind_in(kinds), *id);
}

bool reads_statements(const Visit& visit) { return visit.viewer.may(statements::kReadAll); }

// Its files are checked by the hashes of the whole, so it is given whole or not at all.
bool may_have_dossier(const Visit& visit, const records::Kinds& kinds) {
  if (!reads_statements(visit)) return false;
  for (std::string_view kind : kinds_in_sources())
    if (!visit.viewer.may(kinds.by_name(kind)->readers)) return false;
  return true;
}

Occasion occasion_of(Visit& visit, const DecisionBasis& basis) {
  return {visit.partnership.name, basis.recipient, basis.grounds, basis.year, {},
          local_day(visit.now), documents::newest_in_force(visit.db())};
}

// --- as it is now

std::string draft_address(const Visit& visit) { return visit.address("decision-basis/draft"); }

FreezeView typed(const Visit& visit) {
  return {visit.address("decision-basis"), visit.csrf(), visit.field("id"), visit.field("recipient"),
          visit.field("year"), visit.field("grounds"), {}, draft_address(visit), {}};
}

// Next year, for the same ones and on the same grounds as last: what is right is left as it is.
FreezeView proposed(Visit& visit, const std::vector<FrozenRow>& frozen) {
  FreezeView view{visit.address("decision-basis"), visit.csrf(), Uuid::fresh().text(), {}, {}, {}, {},
                  draft_address(visit), {}};
  view.year = std::to_string(local_day(visit.now).year() + 1);
  if (frozen.empty()) return view;
  view.recipient = frozen.front().recipient;
  view.grounds = last_grounds(visit.db());
  return view;
}

// What the visitor typed and never froze, rather than what is proposed.
FreezeView with_draft(Visit& visit, FreezeView view) {
  if (!visit.viewer.person) return view;
  auto kept = draft_of(visit.db(), visit.viewer.person);
  if (!kept || (kept->recipient == view.recipient && kept->year == view.year &&
                kept->grounds == view.grounds))
    return view;
  view.recipient = std::move(kept->recipient);
  view.year = std::move(kept->year);
  view.grounds = std::move(kept->grounds);
  view.typed_at = kept->saved_at;
  return view;
}

std::vector<FrozenView> frozen_views(const Visit& visit, const records::Kinds& kinds,
                                     const std::vector<FrozenRow>& rows) {
  std::vector<FrozenView> views;
  for (const FrozenRow& row : rows) {
    const auto day = Date::parse(row.frozen_on);
    const std::string address = records::address_of(visit, kind_in(kinds), row.id);
    views.push_back({visit.t.fill(N_("Nummer {}"), {std::to_string(row.number)}),
                     visit.t.fill(N_("til {} for {}, fryst {}"),
                                  {row.recipient, std::to_string(row.year),
                                   day ? visit.t.short_date(*day) : row.frozen_on}),
                     address, address + "/read"});
  }
  return views;
}

// What the pages need of their surroundings.
struct Surroundings {
  const records::Kinds& kinds;
  thread::Reader& reader;
  records::Kept& kept;
};

// The statements as they are, once for each state of the partnership and day; none for those who may
// not read them all.
std::shared_ptr<const std::vector<statements::Told>> told_of(Visit& visit, const Surroundings& with,
                                                             records::Made& made) {
  if (!reads_statements(visit))
    return std::make_shared<const std::vector<statements::Told>>();
  return made.of<std::vector<statements::Told>>(
      "basis: statements", [&] { return statements::told(visit.db(), with.kinds, visit.now); });
}

// Those that are not ready, each with the page where it is mended.
Html unready_part(Visit& visit, const std::vector<statements::Told>& told) {
  std::vector<UnreadyView> views;
  for (const auto& one : told) {
    if (one.lacking.empty()) continue;
    UnreadyView view{one.heading + ": " + one.round,
                     visit.address("statements/" + one.id.text() + "#h-gaps"), {}};
    for (const auto& lacking : one.lacking) view.lacking.push_back({lacking.blocks, visit.t(lacking.words)});
    views.push_back(std::move(view));
  }
  return unready_panel(visit.t, views);
}

// The basis as it would be frozen now, to read; one for all members in a language.
std::shared_ptr<const Html> live_reading(Visit& visit, const Surroundings& with,
                                         const std::vector<statements::Told>& told,
                                         records::Made& made, const FreezeView& form) {
  const Texts& t = visit.t;
  const auto draw = [&] {
    DecisionBasis now;
    now.recipient = form.recipient;
    now.grounds = form.grounds;
    document::Document live = decision_document(
        *thread::facts_of(visit, with.reader), *thread::ends_of(visit, with.reader),
        told, occasion_of(visit, now), t);
    live.sections.erase(live.sections.begin());  // what is missing stands above, with its links
    if (!reads_statements(visit)) live = without_statements(std::move(live));
    return live_part(t, document::reading(t, live));
  };
  if (!form.errors.empty()) return std::make_shared<const Html>(draw());
  const std::string who = reads_statements(visit) ? " with statements" : "";
  return made.of<Html>("basis: now " + std::string(tag(t.language())) + who, draw);
}

web::Response page_now(Visit& visit, const Surroundings& with,
                       const std::optional<FreezeView>& refused) {
  const Texts& t = visit.t;
  const auto rows = newest(visit.db(), kShown);
  const auto made = with.kept.of(visit);
  const auto told = told_of(visit, with, *made);
  const bool freezes = visit.viewer.may(kFreezers);
  const FreezeView form = refused ? *refused : proposed(visit, rows);
  const std::string title(t(N_("Beslutningsgrunnlag")));
  Html actions = page::button_link(page::Url("#now"), t(N_("Les det slik det er nå")),
                                   page::Weight::secondary);
  if (freezes)
    actions = page::button_link(page::Url("#h-freeze"), t(N_("Frys grunnlaget")), page::Weight::primary) +
              actions;
  // A draft is its typist's alone; what all read below is of what is proposed.
  const Html asked = freezes ? freeze_form(t, refused ? form : with_draft(visit, form)) : Html();
  const auto live = live_reading(visit, with, *told, *made, form);
  const Html parts =
      (refused ? asked : Html()) +
      missing_part(t, thread::loose_panels(visit, with.kinds, with.reader, rules_for_basis()) +
                          unready_part(visit, *told)) +
      frozen_panel(t, frozen_views(visit, with.kinds, rows), visit.address("decision-bases")) +
      (refused ? Html() : asked) + visit.common(live, *live);
  const Html main =
      page::hero({visit.partnership.name, title,
                  html(R"(<p class="muted">{}</p>)",
                       t(N_("Behov, prioriteringer og planer til samarbeidsforum, av det som er lagt inn."))),
                  actions}) +
      html(R"(<div class="stack">{}</div>)", parts);
  return visit.page(title, {{title, visit.address("decision-basis"), false}}, main,
                    refused ? 422 : 200);
}

web::Response show_now(Visit& visit, const Surroundings& with) { return page_now(visit, with, {}); }

web::Response freeze_now(Visit& visit, const Surroundings& with) {
  const records::Kinds& kinds = with.kinds;
  DecisionBasis basis;
  basis.id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (records::kind_of(visit.db(), basis.id) == "decision_basis")
    return web::Response::see_other(records::address_of(visit, kind_in(kinds), basis.id));
  const std::string year = trimmed(visit.field("year"));
  basis.recipient = trimmed(visit.field("recipient"));
  basis.grounds = trimmed(visit.field("grounds"));
  if (const auto number = whole_number(year, -1); number >= 0) basis.year = number;
  const auto facts = thread::facts_of(visit, with.reader);
  const auto ends = thread::ends_of(visit, with.reader);
  const auto told = told_of(visit, with, *with.kept.of(visit));
  Occasion occasion = occasion_of(visit, basis);
  occasion.number = last_number(visit.db()) + 1;
  if (occasion.plan) basis.plan_version = occasion.plan->version;
  std::vector<document::Document> in_languages;
  for (const Language language : kLanguages)
    in_languages.push_back(decision_document(*facts, *ends, *told, occasion, Texts(language)));
  basis.content = document::frozen(in_languages);
  basis.sources = sources_of(*facts, lines_of_statements(visit.db(), kinds));
  basis.statements = statements::frozen(visit.db(), kinds, visit.partnership.name, visit.now);
  records::Work work{visit.db(), kinds, visit.viewer, visit.now, {}};
  const auto made = freeze(work, basis);
  if (made) {
    drop_draft(visit.db(), visit.viewer.person);
    return records::done(visit, records::address_of(visit, kind_in(kinds), *made), *made);
  }
  if (made.error().fields.empty()) return visit.problem(made.error());
  FreezeView again = typed(visit);
  again.id = basis.id.text();
  again.errors = made.error().fields;
  return page_now(visit, with, again);
}

// Every few seconds, by script.
web::Response keep_typed(Visit& visit) {
  if (!visit.viewer.person) return visit.problem(Problem::not_found());
  const Draft draft{visit.field("recipient"), visit.field("year"), visit.field("grounds"), visit.now};
  return records::keep_draft(visit, {draft.recipient, draft.year, draft.grounds},
                             [&] { keep_draft(visit.db(), visit.viewer.person, draft); });
}

// --- as it was frozen

// The frozen document in a language, as the visitor may read it; its hash is that of the whole.
std::optional<document::Document> readable(const Visit& visit, const DecisionBasis& basis, Language language) {
  auto whole = document::thawed(basis.content, language);
  if (whole && !reads_statements(visit)) return without_statements(*std::move(whole));
  return whole;
}

web::Response show_frozen(Visit& visit, const records::Kinds& kinds) {
  const auto basis = wanted(visit, kinds);
  if (!basis) return visit.problem(Problem::not_found());
  const auto shown =
      readable(visit, *basis, language_of(visit.request.query.get("language"), visit.t.language()));
  if (!shown) return visit.problem(Problem::not_found());
  const records::Kind& kind = kind_in(kinds);
  const std::string address = records::address_of(visit, kind, basis->id);
  return visit.page(shown->title,
                    {{std::string(visit.t(kind.many)), visit.address(kind.plural), false},
                     {basis->heading({}), address, false},
                     {std::string(visit.t(N_("Les"))), address + "/read", false}},
                    document::reading_page(visit.t, *shown));
}

web::Response make_file(Visit& visit, const records::Kinds& kinds) {
  const auto basis = wanted(visit, kinds);
  const std::string& format = visit.field("format");
  if (!basis || !documents::is_format(format)) return visit.problem(Problem::not_found());
  if (format == "zip" && !may_have_dossier(visit, kinds))
    return visit.problem(Problem::not_found());
  const Language language = language_of(visit.field("language"), visit.t.language());
  std::string content;
  if (format == "zip") {
    if (const auto dossier = dossier_of(
            *basis, documents::frozen_plan(visit.db(), basis->plan_version), language))
      content = document::write(*dossier);
  } else if (const auto document = readable(visit, *basis, language)) {
    content = document::write(*document);
  }
  if (content.empty()) return visit.problem(Problem::not_found());
  return documents::ask_for_file(visit, {basis->id, basis->heading({}), format,
                                         std::string(tag(language)), content});
}

records::Extra frozen_extra(Visit& visit, const records::Kinds& kinds, const DecisionBasis& basis) {
  const std::string address = records::address_of(visit, kind_in(kinds), basis.id);
  records::Extra extra;
  extra.actions = page::button_link(page::Url(address + "/read"), visit.t(N_("Les")),
                                    page::Weight::secondary);
  std::vector<std::string_view> formats{"pdf", "docx", "html"};
  if (may_have_dossier(visit, kinds)) formats.insert(formats.begin(), "zip");
  extra.below = documents::files_panel(visit, basis.id, address + "/files",
                                       {{"0", basis.heading({}), true}}, formats);
  return extra;
}

records::Extra way_to_now(Visit& visit, std::string_view text) {
  records::Extra extra;
  extra.actions = page::button_link(page::Url(visit.address("decision-basis")), visit.t(text),
                                    page::Weight::secondary);
  return extra;
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["decision_basis"] = [&kinds](Visit& visit, const Record& record) {
    return frozen_extra(visit, kinds, static_cast<const DecisionBasis&>(record));
  };
  extras.of_list["decision_basis"] = [](Visit& visit) {
    return way_to_now(visit, N_("Slik er det nå"));
  };
  extras.of_list["plan"] = [](Visit& visit) {
    return way_to_now(visit, N_("Beslutningsgrunnlag"));
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds,
                                  const std::shared_ptr<thread::Reader>& reader,
                                  const std::shared_ptr<records::Kept>& kept) {
  using access::Who;
  const Who all = Who::members(kEveryRole);
  const auto with_all = [&](web::Response (*handle)(Visit&, const Surroundings&)) {
    return [&kinds, reader, kept, handle](Visit& visit) {
      return handle(visit, {kinds, *reader, *kept});
    };
  };
  const std::string now = "/{partnership}/decision-basis",
                    frozen = "/{partnership}/decision-bases/{id}";
  return {{"GET", now, all, with_all(show_now)},
          {"POST", now, Who::members(kFreezers), with_all(freeze_now)},
          {"POST", now + "/draft", Who::members(kFreezers), keep_typed},
          {"GET", frozen + "/read", all, with(kinds, show_frozen)},
          {"POST", frozen + "/files", all, with(kinds, make_file)}};
}

}  // namespace samloft::basis
