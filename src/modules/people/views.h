// What the pages of people look like: view structs in, HTML out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/texts.h"
#include "page/html.h"

namespace samloft::people {

struct SeatView {
  std::string function, address;
  std::string person, person_address;  // empty: vacant
  bool required = false, votes = false, leads = false, secretary = false, acting = false;
};
page::Html seats_panel(const Texts& t, const std::vector<SeatView>& seats);

struct VacancyView {
  std::string heading, address, fill_address;
  bool required = false;
  std::optional<Date> since;
  std::int64_t days = -1;  // -1: never held
};
page::Html vacancies_page(const Texts& t, const std::string& partnership,
                          const std::vector<VacancyView>& vacancies);

}  // namespace samloft::people
