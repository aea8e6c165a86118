// Half-years of the universities.
// Tested by semester_test.cc

#include "base/semester.h"

#include "base/text.h"

namespace samloft {
namespace {

constexpr unsigned kAutumnBegins = 8;  // August
constexpr int kFirstYear = 1990, kLastYear = 2190;

std::optional<Term> term_named(std::string_view word) {
  for (const std::string_view spring : {"spring", "vaar", "vaaren", "v"})
    if (word == spring) return Term::spring;
  for (const std::string_view autumn : {"autumn", "høst", "høsten", "haust", "hausten", "h"})
    if (word == autumn) return Term::autumn;
  return std::nullopt;
}

}  // namespace

Semester Semester::of(Date day) {
  return {day.year(), day.month() < kAutumnBegins ? Term::spring : Term::autumn};
}

std::optional<Semester> Semester::parse(std::string_view text) {
  std::string digits, word;
  for (const char c : folded(text)) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != ' ' && c != '-')
      word += c;
  }
  const auto year = static_cast<int>(digits.size() == 4 ? whole_number(digits, 0) : 0);
  const auto term = term_named(word);
  if (!term || year < kFirstYear || year > kLastYear) return std::nullopt;
  return Semester{year, *term};
}

std::string Semester::code() const {
  return std::to_string(year) + "-" + std::string(code_of(term));
}

std::string Semester::name(const Texts& t) const {
  return t.fill(term == Term::spring ? N_("våren {}") : N_("høsten {}"), {std::to_string(year)});
}

Period Semester::period() const {
  if (term == Term::spring) return {Date(year, 1, 1), Date(year, kAutumnBegins, 1)};
  return {Date(year, kAutumnBegins, 1), Date(year + 1, 1, 1)};
}

Semester Semester::next() const {
  return term == Term::spring ? Semester{year, Term::autumn} : Semester{year + 1, Term::spring};
}

}  // namespace samloft
