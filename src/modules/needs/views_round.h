// A round: what people score, how far they agree, and the order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"
#include "rules_round.h"

namespace samloft::needs {

struct BallotView {
  struct Yardstick {
    std::string name, weight, explanation;
  };
  struct Line {
    std::string field, title, address;  // field: of the need; a yardstick's number is added
    std::vector<std::optional<std::int64_t>> points;
    bool wrong = false;
  };
  std::string action, csrf;
  std::vector<Yardstick> yardsticks;
  std::vector<Line> needs;
  std::vector<FieldError> errors;
};
page::Html ballot_page(const Texts& t, const BallotView& view);

struct ResultView {
  std::string title, address;
  std::optional<Spread> spread;
  std::optional<std::int64_t> place;
};
// The means with their spread as dots, and the numbers. Without scores its drawing is empty.
page::Figure spread_figure(const Texts& t, const std::vector<ResultView>& results);

struct DecisionView {
  struct Line {
    std::string field, title, place;
  };
  std::string action, csrf, day, minutes;
  std::vector<page::Option> bodies;
  std::vector<Line> needs;
  std::vector<FieldError> errors;
};
page::Html decision_form(const Texts& t, const DecisionView& view);

struct OrderView {
  std::string title, address, place;  // no place: left out
};
page::Html order_panel(const Texts& t, const std::string& decided,
                       const std::vector<OrderView>& needs);

// What is to be done in an open round, and how many have done it.
struct OpenView {
  std::string ballot_address;  // empty: the viewer does not score
  std::string close_action, fill_action, csrf;  // empty for those who may not
  std::int64_t scorers = 0, needs = 0, yardsticks = 0;
  bool has_scored = false;
};
page::Html open_panel(const Texts& t, const OpenView& view);

// 2,75: two decimals as Norwegian writes them, and as English does.
std::string decimal(const Texts& t, double number);

}  // namespace samloft::needs
