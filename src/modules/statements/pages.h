// What the sources of the pages share. Private.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/site.h"
#include "records/kind.h"
#include "records/pages.h"
#include "statements_document.h"
#include "statements_standing.h"
#include "views.h"

namespace samloft::statements {

// The statement in the address with all around it, if the viewer may see it.
std::optional<Whole> wanted(access::Visit& visit, const records::Kinds& kinds);
std::string statement_address(const access::Visit& visit, const Uuid& id, const std::string& below = "");
std::vector<page::NavItem> crumbs(const access::Visit& visit, const Uuid& id, const std::string& heading,
                                  const std::string& last, const std::string& below);
Names names_of(access::Visit& visit, const records::Kinds& kinds, const Whole& whole);
records::Work work_of(access::Visit& visit, const records::Kinds& kinds);
std::vector<std::string> recipient_names(const Whole& whole, const Names& names);

page::FieldFrame field_frame(const Texts& t, const std::vector<FieldError>& errors, std::string name,
                             std::string label, std::string_view hint, bool optional, bool wide);

// What was ticked in a list of records, each once.
std::vector<Uuid> ids_in(const access::Visit& visit, const std::string& name);

// Typed amounts, row by row; what is wrong with them by the names of the inputs.
struct Grid {
  std::vector<YearSum> years;
  std::vector<Cell> cells;
  std::optional<Ore> total;
  std::vector<FieldError> errors;
};
// Rows stand below each other from 0; the first row without any field ends them.
Grid read_grid(const access::Visit& visit, const std::vector<Uuid>& recipients);
GridView grid_typed(const access::Visit& visit, const Whole& whole, const Names& names);
GridView grid_stored(const Whole& whole, const Names& names, Stage stage, bool with_sums);
// Problems name cells by year and organisation; the inputs have rows and columns.
std::vector<FieldError> by_inputs(const access::Visit& visit, const std::vector<Uuid>& recipients,
                                  std::vector<FieldError> errors);

// Takes what the viewer typed and did not save into the fields of the visit, and says so; empty, and
// nothing taken, if there is none.
page::Html take_typed(access::Visit& visit, const Uuid& statement);
// That somebody else saved first, and what they saved where it differs from what was sent.
page::Html saved_by_others(const access::Visit& visit, const Whole& whole, const Names& names);

// --- the routes of each source
web::Response keep_form(access::Visit& visit, const records::Kinds& kinds);
web::Response show_begin(access::Visit& visit, const records::Kinds& kinds);
web::Response begin_one(access::Visit& visit, const records::Kinds& kinds);
web::Response show_form(access::Visit& visit, const records::Kinds& kinds);
web::Response save_form(access::Visit& visit, const records::Kinds& kinds);
web::Response show_advice(access::Visit& visit, const records::Kinds& kinds);
web::Response save_advice(access::Visit& visit, const records::Kinds& kinds);
web::Response show_decision(access::Visit& visit, const records::Kinds& kinds);
web::Response save_decision(access::Visit& visit, const records::Kinds& kinds);
web::Response show_reading(access::Visit& visit, const records::Kinds& kinds);
web::Response show_portal(access::Visit& visit, const records::Kinds& kinds);
web::Response make_files(access::Visit& visit, const records::Kinds& kinds);

}  // namespace samloft::statements
