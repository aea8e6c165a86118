// The decision basis as a document, and what it cites. Private.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/texts.h"
#include "basis/basis.h"
#include "document/document.h"
#include "document/dossier.h"
#include "statements/statements.h"
#include "thread/thread.h"

namespace samloft::db {
class Connection;
}

namespace samloft::basis {

// The rules for loose ends that say what a decision basis lacks.
const std::vector<thread::Loose>& rules_for_basis();

// What a document says that the facts do not.
struct Occasion {
  std::string partnership, recipient, grounds;
  std::optional<std::int64_t> year, number;  // no number: it is not frozen
  Date day;
  std::optional<documents::FrozenPlan> plan;
};
document::Document decision_document(const thread::Facts& facts,
                                     const std::vector<thread::LooseEnd>& ends,
                                     const std::vector<statements::Told>& told,
                                     const Occasion& occasion, const Texts& t);

// What a frozen or a live basis shows to who may not read all need statements: in place of the section
// about them a sentence, and none of them among what is missing. Of what is missing only what is known
// to be of other things is left, so that what was frozen by another version shows less and not more.
document::Document without_statements(document::Document whole);

// The cited records as in a partnership file, by the plural of their kinds, links to persons left
// out. One JSON object with a line for each kind.
std::string sources_of(const thread::Facts& facts, const std::vector<std::string>& more = {});
// The lines of the records that the facts do not hold: statements with their parts, their rounds and
// rules, and published involvement.
std::vector<std::string> lines_of_statements(db::Connection& db, const records::Kinds& kinds);
// The kinds whose records are in it.
const std::vector<std::string_view>& kinds_in_sources();

// All of a frozen basis in a language, statements and all. Nothing when the content does not hold the
// language.
std::optional<document::Dossier> dossier_of(const DecisionBasis& basis,
                                            const std::optional<documents::FrozenPlan>& plan,
                                            Language language);

}  // namespace samloft::basis
