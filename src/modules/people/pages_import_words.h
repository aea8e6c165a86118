// The rows of a plan in words; private to the pages of spreadsheets.
#pragma once

#include <string>
#include <vector>

#include "access/route.h"
#include "rules_import_plan.h"
#include "views_import.h"

namespace samloft::people {

// Keeps references to what it is made with.
class RowWords {
 public:
  RowWords(const access::Visit& visit, const ImportPlan& plan)
      : visit_(visit), t_(visit.t), plan_(plan) {}

  ImportRowView view_of(const PlannedRow& row) const;
  // A person with where they work, to tell namesakes apart.
  std::string person_words(std::size_t at) const;

 private:
  std::string role_word(Role role) const;
  void describe_match(const PlannedRow& row, ImportRowView& view) const;
  void describe_deeds(const PlannedRow& row, ImportRowView& view) const;
  // Days and roles as people read them; everything else is text already.
  std::string shown(const std::string& value) const;

  const access::Visit& visit_;
  const Texts& t_;
  const ImportPlan& plan_;
};

}  // namespace samloft::people
