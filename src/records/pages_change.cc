// New, edit, removal, and the way back.
// Tested by pages_test.cc

#include <algorithm>

#include "access/step_up.h"
#include "base/text.h"
#include "records/form.h"
#include "records/image.h"
#include "records/pages_shelf.h"
#include "records/removal.h"

namespace samloft::records {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kNoVersion = -1;

Work work_of(Visit& visit, const Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

struct FormState {
  std::vector<FieldError> errors;
  const web::Parameters* typed = nullptr;
  Html note;
  int status = 200;
};

web::Response form_page(Visit& visit, const Shelf& shelf, Record& record, const FormState& state) {
  const Texts& t = visit.t;
  const bool fresh = record.version == 0;
  FormWriter writer(visit.db(), shelf.kinds, visit.viewer, t, state.errors, state.typed,
                    shelf.extras.kept->of(visit));
  InForms in_form(writer, visit.viewer, shelf.kind);
  record.describe(in_form);
  const std::string action = fresh ? list_address(visit, shelf.kind)
                                   : address_of(visit, shelf.kind, record.id);
  const Html identity = page::hidden("csrf", visit.csrf()) + page::hidden("id", record.id.text()) +
                        page::hidden("version", std::to_string(record.version));
  const Html form = html(
      R"(<div id="form" class="stack">{}{}<form class="form" method="post" action="{}" novalidate data-swap="#form">{}{}{}</form></div>)",
      page::error_summary(t, state.errors, writer.names), state.note, page::Url(action), identity, writer.fields,
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

web::Response refused(Visit& visit, const Shelf& shelf, Record& record, const Problem& problem) {
  FormState state{problem.fields, &visit.form.fields, {}, 422};
  if (problem.fields.empty())
    state.note = page::alert("danger", html("<p>{}</p>", visit.t(problem.message)));
  return form_page(visit, shelf, record, state);
}

// Someone else saved first: what they saved stands beside what was typed, and saving again wins.
web::Response conflict_page(Visit& visit, const Shelf& shelf, Record& typed) {
  auto stored = shelf.kind.make();
  if (!load_for(visit.db(), shelf.kind, visit.viewer, typed.id, *stored))
    return visit.problem(Problem::not_found());
  auto blank = shelf.kind.make();
  const Lookup heading = lookup_for(visit, shelf.kinds);
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

}  // namespace

web::Response show_new(Visit& visit, const Shelf& shelf) {
  auto record = shelf.kind.make();
  record->id = Uuid::fresh();
  Preset preset(visit.request.query);
  record->describe(preset);
  if (!may_make(visit.db(), visit.viewer, shelf.kind, *record))
    return visit.problem(Problem::not_found());
  return form_page(visit, shelf, *record, {});
}

web::Response show_edit(Visit& visit, const Shelf& shelf) {
  const auto record = wanted(visit, shelf.kind);
  if (!record || !may_change(visit.db(), visit.viewer, shelf.kind, *record))
    return visit.problem(Problem::not_found());
  return form_page(visit, shelf, *record, {});
}

web::Response create_record(Visit& visit, const Shelf& shelf) {
  auto record = shelf.kind.make();
  FormReader reader(visit.form.fields);
  InForms in_form(reader, visit.viewer, shelf.kind);
  record->describe(in_form);
  reader.report_unknown_fields();
  record->id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (!may_make(visit.db(), visit.viewer, shelf.kind, *record))
    return visit.problem(Problem::not_found());
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

web::Response save_record(Visit& visit, const Shelf& shelf) {
  auto record = wanted(visit, shelf.kind);
  if (!record) return visit.problem(Problem::not_found());
  const bool was_open = shelf.kind.settled && shelf.kind.settled(*record) && may_make(visit.viewer, shelf.kind);
  if (!was_open && !may_change(visit.db(), visit.viewer, shelf.kind, *record))
    return visit.problem(Problem::not_found());
  // Without a version that could be the stored one it is a stale save, never a new record.
  const std::int64_t version = whole_number(visit.field("version"), 0);
  record->version = version > 0 ? version : kNoVersion;
  FormReader reader(visit.form.fields);
  InForms in_form(reader, visit.viewer, shelf.kind);
  record->describe(in_form);
  reader.report_unknown_fields();
  if (!reader.errors.empty())
    return refused(visit, shelf, *record, Problem::invalid(std::move(reader.errors)));
  Work work = work_of(visit, shelf.kinds);
  const auto saved = save(work, shelf.kind, *record);
  if (saved) return done(visit, address_of(visit, shelf.kind, record->id));
  // It was theirs to change when they opened the form: what they typed stands, to be used elsewhere.
  if (saved.error().kind == Problem::Kind::forbidden && was_open)
    return refused(visit, shelf, *record, saved.error());
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

// Whether what was removed, or a part of it, is something that is asked for again when it is made.
bool brings_back_rights(const Kinds& kinds, const Removal& removal) {
  return std::any_of(removal.together.begin(), removal.together.end(), [&](const auto& entry) {
    const Kind* kind = kinds.by_name(entry.kind);
    return kind != nullptr && kind->asks == access::Asks::again;
  });
}

web::Response undo(Visit& visit, const Kinds& kinds) {
  const auto removal = removal_of(visit.db(), whole_number(visit.part("number"), 0));
  if (!removal) return visit.problem(Problem::not_found());
  if (brings_back_rights(kinds, *removal)) {
    access::take_answer(visit);
    if (!visit.has_just_proven()) return access::step_up_page(visit);
  }
  Work work = work_of(visit, kinds);
  const auto restored = restore(work, *removal);
  if (!restored) return visit.problem(restored.error());
  const Kind* kind = kinds.by_name(kind_of(visit.db(), *restored));
  return done(visit, address_of(visit, *kind, *restored));
}

}  // namespace samloft::records
