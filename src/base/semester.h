// Half-years of the universities: spring from New Year to the end of July, autumn from August on.
//
//   Semester::of(Date(2026, 11, 25))   autumn 2026
//   semester.code()                    2026-autumn
//   semester.period()                  [2026-08-01, 2027-01-01)
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/record.h"
#include "base/texts.h"

namespace samloft {

enum class Term { spring, autumn };

struct Semester {
  int year = 0;
  Term term = Term::spring;

  static Semester of(Date day);
  // What code() wrote, and what people type: 2026-autumn, H2026, høst 2026, 2026 vår.
  static std::optional<Semester> parse(std::string_view text);

  std::string code() const;
  std::string name(const Texts& t) const;  // høsten 2026
  Period period() const;
  Semester next() const;
  auto operator<=>(const Semester&) const = default;
};

}  // namespace samloft

template <>
struct samloft::ChoicesOf<samloft::Term> {
  static constexpr Choice list[] = {{"spring", N_("Vår")}, {"autumn", N_("Høst")}};
};
