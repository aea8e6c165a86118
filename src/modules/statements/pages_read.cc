// A statement to read, to file and to copy field by field.
// Tested by pages_test.cc

#include "document/html.h"
#include "documents/documents.h"
#include "pages.h"
#include "records/store.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

web::Response show_reading(Visit& visit, const records::Kinds& kinds) {
  const auto whole = wanted(visit, kinds);
  if (!whole) return visit.problem(Problem::not_found());
  const Names names = names_of(visit, kinds, *whole);
  const auto made = statement_document(*whole, names, visit.t, local_day(visit.now));
  const std::string heading = names.of(whole->statement.id);
  return visit.page(heading,
                    crumbs(visit, whole->statement.id, heading, std::string(visit.t(N_("Les"))), "/read"),
                    page::hero({made.version, made.title, html(R"(<p class="muted">{}</p>)", made.subtitle), {}}) +
                        document::reading(visit.t, made));
}

web::Response show_portal(Visit& visit, const records::Kinds& kinds) {
  const auto whole = wanted(visit, kinds);
  if (!whole) return visit.problem(Problem::not_found());
  const Names names = names_of(visit, kinds, *whole);
  const auto office =
      records::find<Office>(visit.db(), *kinds.by_name("governor_office"), whole->round.office)
          .value_or(Office{});
  std::vector<CopyView> fields;
  for (const FormField& field : whole->fields) {
    const std::string value = value_for(*whole, field, names);
    fields.push_back({field.part, field.code, field.label, value, field.required,
                      value.size() > 80 || value.find('\n') != std::string::npos});
  }
  const std::string heading = names.of(whole->statement.id);
  const std::string title(visit.t(N_("Kopier til portalen")));
  return visit.page(heading, crumbs(visit, whole->statement.id, heading, title, "/portal"),
                    page::hero({heading, title, {}, {}}) +
                        page::panel("copy", names.of(whole->statement.form).empty()
                                                ? std::string(visit.t(N_("Skjemaet")))
                                                : names.of(whole->statement.form),
                                    copy_part(visit.t, fields, office.portal, office.portal_address)));
}

web::Response make_files(Visit& visit, const records::Kinds& kinds) {
  const auto whole = wanted(visit, kinds);
  const std::string& format = visit.field("format");
  if (!whole || !documents::is_format(format) || format == "zip")
    return visit.problem(Problem::not_found());
  const Language language = language_of(visit.field("language"), visit.t.language());
  const Names names = names_of(visit, kinds, *whole);
  const auto made = statement_document(*whole, names, Texts(language), local_day(visit.now));
  return documents::ask_for_file(visit, {whole->statement.id, names.of(whole->statement.id), format,
                                         std::string(tag(language)), document::write(made)});
}

}  // namespace samloft::statements
