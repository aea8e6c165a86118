// What is made of a partnership's state is made once for each of its states: facts, drawings,
// documents. Reading and drawing hundreds of records costs milliseconds; nobody sees any of it change
// between two changes.
//
//   const auto made = kept.of(visit);                       // one statement
//   const auto picture = made->of<page::Html>("thread nb", [&] { return drawn(visit); });
//
// Most changes touch records of one kind or two. What is made of the records of certain kinds alone is
// handed on from state to state until one of those kinds changes, so that a change costs what it
// touches and not the whole partnership:
//
//   const auto units = made->of_kinds<std::vector<Unit>>("all units", {"unit"}, [&] { return read(db); });
//
// The question must name all that the answer depends on besides the state and the day: the language,
// what the viewer may see, what was chosen. An answer that holds the viewer's name or a token is not
// for here. What a POST sees may never be kept by the database, so it is made for that POST alone.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/viewer.h"

namespace samloft::access {
struct Visit;
}

namespace samloft::records {

class Kinds;

// What tells apart those who may see different things: roles and, where a scope narrows what is seen,
// the person. Whose eyes are the same see the same records.
std::string eyes_of(const Viewer& viewer, const Kinds& kinds);

// Things made of one state on one day. Any thread may ask; two that ask at once may both make it.
class Made {
 public:
  // A question always asks for the same type.
  template <class T, class Make>
  std::shared_ptr<const T> of(std::string_view question, Make make) {
    return std::static_pointer_cast<const T>(
        ask(made_, question, {},
            [&]() -> std::shared_ptr<const void> { return std::make_shared<const T>(make()); }));
  }
  // Of the records of these kinds alone, and not of the day.
  template <class T, class Make>
  std::shared_ptr<const T> of_kinds(std::string_view question, std::vector<std::string> kinds, Make make) {
    return std::static_pointer_cast<const T>(
        ask(made_of_kinds_, question, std::move(kinds),
            [&]() -> std::shared_ptr<const void> { return std::make_shared<const T>(make()); }));
  }
  // What the next state begins with: what was made of other kinds than those changed, which are asked for
  // if need be.
  std::shared_ptr<Made> after(const std::function<std::set<std::string>()>& changed);

 private:
  static constexpr std::size_t kMost = 48;  // of each sort; then the one not asked for longest is forgotten
  struct One {
    std::vector<std::string> kinds;
    std::shared_ptr<const void> answer;
    std::uint64_t asked = 0;  // when, counted in questions
  };
  using Answers = std::map<std::string, One, std::less<>>;
  std::shared_ptr<const void> ask(Answers& answers, std::string_view question,
                                  std::vector<std::string> kinds,
                                  const std::function<std::shared_ptr<const void>()>& make);

  std::mutex mutex_;  // guards all below
  Answers made_, made_of_kinds_;
  std::uint64_t questions_ = 0;
};

// One for the installation; it keeps the newest states of the partnerships that were asked for last.
class Kept {
 public:
  std::shared_ptr<Made> of(const access::Visit& visit);

 private:
  static constexpr std::size_t kMost = 32;  // partnerships
  struct State {
    std::int64_t changes = 0;
    Date day;
    std::shared_ptr<Made> made;
    std::uint64_t asked = 0;  // when, counted in questions
  };
  std::mutex mutex_;  // guards all below
  std::map<Uuid, State> states_;
  std::uint64_t questions_ = 0;
};

}  // namespace samloft::records
