// The pages of spreadsheets of persons; private to the pages of people.
#pragma once

#include <vector>

#include "access/route.h"
#include "people/people.h"

namespace samloft::people {

//   GET  /{partnership}/imports/new            choose a file; what was imported before
//   POST /{partnership}/imports                keep the file, then show its preview
//   GET  /{partnership}/imports/empty.xlsx     a sheet with the headings only
//   GET  /{partnership}/imports/{id}           what would happen; once confirmed, what was done
//   POST /{partnership}/imports/{id}           confirm, with the choices of the form
//   GET  /{partnership}/imports/{id}/rows      every row and what is done with it
//   GET  /{partnership}/imports/{id}/refused.csv|xlsx
//   POST /{partnership}/imports/{id}/removal   throw an unconfirmed file away
//   POST /{partnership}/imports/{id}/undo      take back what was done
//   GET  /{partnership}/persons.csv|xlsx       all persons, as an import reads them
// Coordinators only.
std::vector<access::Route> import_routes(const records::Kinds& kinds);

// The buttons above the list of persons.
page::Html import_actions(const access::Visit& visit);

}  // namespace samloft::people
