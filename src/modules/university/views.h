// What the hours look like: view structs in, HTML out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"

namespace samloft::university {

struct LoadView {
  std::string who, address, semester;
  std::optional<std::int64_t> capacity;
  std::int64_t planned = 0, used = 0;
  bool overbooked = false;
};
struct InstitutionView {
  std::string name, address;
  std::int64_t hours = 0, percent = 0, measures = 0;
};
struct FeedsBackView {
  std::string who, address, measure, course, students;
};
struct SemesterLink {
  std::string name, address;
  bool chosen = false;
};
struct HoursView {
  std::string semester;
  std::vector<SemesterLink> semesters;
  std::vector<LoadView> overbooked;  // of all half-years
  std::vector<LoadView> loads;       // of the chosen one
  std::vector<InstitutionView> institutions;
  std::vector<FeedsBackView> feeds_back;
  std::int64_t assignments = 0;              // of all half-years
  std::string add_capacity, add_assignment;  // empty: not the viewer's
};
// Capacity as a mark across the bar of what is promised; what is beyond it stands out.
page::Figure loads_figure(const Texts& t, const std::string& semester,
                          const std::vector<LoadView>& loads);
page::Html hours_page(const Texts& t, const HoursView& view);

}  // namespace samloft::university
