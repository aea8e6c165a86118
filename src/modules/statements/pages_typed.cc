// What somebody has typed into a statement's form and not saved yet: kept as they type, shown when
// they come back. And what others saved meanwhile.
// Tested by pages_test.cc

#include "base/text.h"
#include "pages.h"
#include "records/drafts.h"
#include "rules.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::size_t kLongestTyped = 400'000;

// The fields as a browser sends them, but for the key of the visit.
std::string encoded(const web::Parameters& fields) {
  std::string text;
  for (const auto& [name, value] : fields.all())
    if (name != "csrf")
      text += (text.empty() ? "" : "&") + web::encode_percent(name) + "=" + web::encode_percent(value);
  return text;
}

}  // namespace

// Every few seconds, by script. No journal: nothing of the partnership is changed.
web::Response keep_form(Visit& visit, const records::Kinds& kinds) {
  const auto whole = wanted(visit, kinds);
  if (!whole || !visit.viewer.person) return visit.problem(Problem::not_found());
  const Uuid& id = whole->statement.id;
  if (visit.form.fields.has("forget")) {
    drop_typed(visit.db(), id, visit.viewer.person);
    return web::Response::see_other(statement_address(visit, id, "/form"));
  }
  const std::string text = encoded(visit.form.fields);
  const char* refusal = text.size() > kLongestTyped ? records::kDraftTooLong : nullptr;
  if (!is_open(whole->statement.state))
    refusal = N_("Behovsmeldinga er ikke åpen for endringer. Åpne den igjen først.");
  return records::keep_draft(
      visit, refusal, [&] { keep_typed(visit.db(), id, visit.viewer.person, {text, visit.now}); });
}

Html take_typed(Visit& visit, const Uuid& statement) {
  if (!visit.viewer.person) return {};
  const auto kept = typed_in(visit.db(), statement, visit.viewer.person);
  if (!kept) return {};
  const auto fields = web::parse_query(kept->text);
  if (!fields) return {};
  visit.form.fields = *fields;
  return page::alert(
      "info", html("<p>{}</p>{}",
                   visit.t.fill(N_("Her er det du skrev {}, som ikke er lagret ennå."), {visit.t.moment(kept->saved_at)}),
                   page::post_button(page::Url(statement_address(visit, statement, "/typed")), visit.csrf(),
                                     visit.t(N_("Forkast det, og vis det som er lagret")),
                                     page::Weight::tertiary, {}, page::hidden("forget", "1"))));
}

Html saved_by_others(const Visit& visit, const Whole& whole, const Names& names) {
  const Texts& t = visit.t;
  const Statement& one = whole.statement;
  std::vector<page::Fact> facts;
  const auto add = [&](const char* name, std::string label, const std::string& stored) {
    if (trimmed(stored) != trimmed(visit.field(name)))
      facts.push_back({std::move(label), html(R"(<span class="prose">{}</span>)", stored), true});
  };
  const std::tuple<const char*, std::string_view, const std::string&> texts[] = {
      {"consents", N_("Samtykke fra dem"), one.consents},
      {"contacts", N_("Kontakter"), one.contacts},
      {"target_group", N_("Målgruppe"), one.target_group},
      {"participants", N_("Deltakere"), one.participants},
      {"expected", N_("Det som ventes oppnådd"), one.expected},
      {"anchoring", N_("Forankring"), one.anchoring},
      {"own_effort", N_("Egeninnsats"), one.own_effort}};
  for (const auto& [name, label, stored] : texts) add(name, std::string(t(label)), stored);
  const auto add_answer = [&](const Uuid& of, const std::string& label) {
    const AnswerRow* answer = whole.answer_to(of);
    add(("answer-" + of.text()).c_str(), label, answer ? answer->text.text : "");
  };
  for (const CriterionRow& row : whole.criteria)
    add_answer(row.id, row.code.empty() ? shortened(row.text, 40) : row.code);
  for (const FormField& field : whole.fields)
    if (field.filled_from == FilledFrom::typed) add_answer(field.id, field.label);
  Html all = facts.empty() ? Html() : page::facts_list(facts);
  const auto amounts = amounts_table(t, N_("Søkt om, i kroner"), whole.cells_of(Stage::applied), whole.recipients(), names);
  if (!amounts.rows.empty()) all += page::data_table(amounts.caption, amounts.columns, amounts.rows);
  return page::alert(
      "warning",
      html(R"(<p>{}</p><details><summary>{}</summary>{}</details>)",
           t(N_("Noen andre har lagret siden du åpnet skjemaet. Det du skrev, står her. Lagrer du igjen, erstatter det deres.")),
           t(N_("Det de lagret, der det er et annet enn ditt")), all));
}

}  // namespace samloft::statements
