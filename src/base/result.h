// The border between expected outcomes and a broken world (house rules E1-E6).
//
// Expected outcomes are values: a verb returns Result<T>, which holds a T or a Problem of one of
// four kinds. A broken world (database gone, disk full, a bug) is an exception; it is caught only by
// the HTTP dispatcher, the job runner and main.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace samloft {

// A sentence for a person: bokmål source text, which the catalogues translate, and its arguments,
// which stand as {} in the text. Never glue sentences; write whole ones.
struct Message {
  std::string text;
  std::vector<std::string> arguments;

  Message() = default;
  Message(const char* source) : text(source) {}
  Message(std::string_view source, std::vector<std::string> values)
      : text(source), arguments(std::move(values)) {}
  bool operator==(const Message&) const = default;
};

struct FieldError {
  std::string field;  // name of the field; in documents a JSON pointer
  Message message;
  bool operator==(const FieldError&) const = default;
};

struct Problem {
  enum class Kind {
    not_found,  // no such thing, or the viewer may not see it: the two look the same
    forbidden,  // seen, but this change is not the viewer's to make
    invalid,    // the input must be mended; `fields` says where and how
    conflict,   // someone else changed it since, or other records depend on it
  };
  Kind kind;
  Message message;
  std::vector<FieldError> fields;

  static Problem not_found() { return {Kind::not_found, "Finnes ikke.", {}}; }
  static Problem forbidden() { return {Kind::forbidden, "Du kan ikke endre dette.", {}}; }
  static Problem conflict(Message why) { return {Kind::conflict, std::move(why), {}}; }
  static Problem invalid(Message why) { return {Kind::invalid, std::move(why), {}}; }
  static Problem invalid(std::vector<FieldError> fields) {
    return {Kind::invalid, "Noe må rettes før vi kan lagre.", std::move(fields)};
  }
};

// A T or a Problem. The spelling is a subset of std::expected, so that it can become an alias.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::move(value)) {}
  Result(Problem problem) : outcome_(std::move(problem)) {}

  bool has_value() const { return outcome_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& operator*() & { return std::get<0>(outcome_); }
  const T& operator*() const& { return std::get<0>(outcome_); }
  T&& operator*() && { return std::get<0>(std::move(outcome_)); }
  T* operator->() { return &std::get<0>(outcome_); }
  const T* operator->() const { return &std::get<0>(outcome_); }
  Problem& error() { return std::get<1>(outcome_); }
  const Problem& error() const { return std::get<1>(outcome_); }

 private:
  std::variant<T, Problem> outcome_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Problem problem) : problem_(std::move(problem)) {}

  bool has_value() const { return !problem_; }
  explicit operator bool() const { return has_value(); }
  Problem& error() { return *problem_; }
  const Problem& error() const { return *problem_; }

 private:
  std::optional<Problem> problem_;
};

// The world is broken: not the user's doing. The text is for operators.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// States what cannot happen; the text says which belief was wrong. Never reachable from input.
inline void ensure(bool truth, const char* belief) {
  if (!truth) throw Broken(std::string("broken belief: ") + belief);
}

}  // namespace samloft

// TRY(expr): return the problem of a Result<void>.
// TRY_ASSIGN(declaration, expr): declare from the value, or return the problem.
#define SAMLOFT_JOIN_(a, b) a##b
#define SAMLOFT_JOIN(a, b) SAMLOFT_JOIN_(a, b)
#define TRY(expression)                                   \
  do {                                                    \
    auto try_outcome = (expression);                      \
    if (!try_outcome) return std::move(try_outcome.error()); \
  } while (false)
#define TRY_ASSIGN(declaration, expression) \
  TRY_ASSIGN_(SAMLOFT_JOIN(try_outcome_, __LINE__), declaration, expression)
#define TRY_ASSIGN_(outcome, declaration, expression) \
  auto outcome = (expression);                        \
  if (!outcome) return std::move(outcome.error());    \
  declaration = *std::move(outcome)
