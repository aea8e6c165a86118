// Records: the things a partnership keeps (a need, a seat, a grant). Each is a plain struct that
// describes its own fields once. Readers of that description store it, show it, read it from a form
// or a partnership file, write its JSON Schema and its image in the journal; so a field is named in
// one place, and a new field is one line.
//
//   struct Need final : Record {
//     std::string title;
//     std::vector<Uuid> evidence;
//     std::string heading(const Lookup&) const override { return title; }
//     void describe(Fields& f) override {
//       f.text({"title", N_("Tittel"), Must::be_filled}, title);
//       f.links({"evidence", N_("Kunnskapsgrunnlag")}, "evidence", evidence);
//     }
//   };
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "base/result.h"
#include "base/texts.h"

namespace samloft {

enum class Must { be_filled, no };

// Where a field shows. What verbs keep (a plan's state) is not typed into forms; what only machines
// read (a frozen text) shows nowhere. Both stand in partnership files and in the journal. What the
// journal must never hold (the answers to a survey) stands in partnership files alone.
enum class Shown { everywhere, not_in_forms, nowhere, only_in_files };

struct Field {
  std::string_view name;   // column, form field and JSON key
  std::string_view label;  // bokmål source string
  Must must = Must::no;
  std::string_view hint = {};    // one sentence under the label
  std::size_t longest = 200;     // code points, for text; for prose where it is more than 20 000
  Shown shown = Shown::everywhere;
};

struct Choice {
  std::string_view code;   // stored, in files and in addresses
  std::string_view label;  // bokmål source string
};
using Choices = std::span<const Choice>;

// The labels of an enum: specialise with `static constexpr Choice list[]`, in the enum's order.
template <class Enum>
struct ChoicesOf;

template <class Enum>
std::string_view code_of(Enum value) {
  return ChoicesOf<Enum>::list[static_cast<std::size_t>(value)].code;
}
template <class Enum>
std::string_view label_of(Enum value) {
  return ChoicesOf<Enum>::list[static_cast<std::size_t>(value)].label;
}
// The value that a code from outside names; nothing when it names none.
template <class Enum>
std::optional<Enum> value_named(std::string_view code) {
  for (std::size_t i = 0; i < std::size(ChoicesOf<Enum>::list); ++i)
    if (ChoicesOf<Enum>::list[i].code == code) return static_cast<Enum>(i);
  return std::nullopt;
}
// The value that a stored code names. Broken when it names none: no other is ever stored.
template <class Enum>
Enum value_of(std::string_view code) {
  const auto known = value_named<Enum>(code);
  ensure(known.has_value(), "the database holds known choices only");
  return *known;
}

// Visits the fields of one record in their order. A reader may change the values it is handed.
class Fields {
 public:
  virtual ~Fields() = default;
  virtual void text(const Field&, std::string&) = 0;
  virtual void prose(const Field&, std::string&) = 0;  // several lines, up to 20 000 code points
  virtual void number(const Field&, std::optional<std::int64_t>&) = 0;
  virtual void money(const Field&, std::optional<Ore>&) = 0;
  virtual void percent(const Field&, std::optional<std::int64_t>&) = 0;  // basis points
  virtual void date(const Field&, std::optional<Date>&) = 0;
  virtual void yes_no(const Field&, bool&) = 0;
  virtual void choice_at(const Field&, Choices, std::size_t& index) = 0;
  virtual void options(const Field&, Choices, std::uint64_t& bits) = 0;  // any number of choices
  // One record of the named kind; an empty id is none.
  virtual void link(const Field&, std::string_view kind, Uuid&) = 0;
  // Any number of records of the named kind, each once, in a chosen order.
  virtual void links(const Field&, std::string_view kind, std::vector<Uuid>&) = 0;

  template <class Enum>
  void choice(const Field& field, Enum& value) {
    auto index = static_cast<std::size_t>(value);
    choice_at(field, ChoicesOf<Enum>::list, index);
    value = static_cast<Enum>(index);
  }
};

// Finds the heading of another record, for headings made of others («Leder PPT: Kari Lunde»).
using Lookup = std::function<std::string(const Uuid&)>;

struct Record {
  Uuid id;
  std::int64_t version = 0;  // 0: not stored yet; a save must carry the version it has read

  virtual ~Record() = default;
  virtual void describe(Fields&) = 0;
  // What the record is called in lists, links and search. Never empty for a valid record.
  virtual std::string heading(const Lookup&) const = 0;
};

// A Fields with empty answers, for readers that look at a few types of field only.
class SomeFields : public Fields {
 public:
  void text(const Field&, std::string&) override {}
  void prose(const Field&, std::string&) override {}
  void number(const Field&, std::optional<std::int64_t>&) override {}
  void money(const Field&, std::optional<Ore>&) override {}
  void percent(const Field&, std::optional<std::int64_t>&) override {}
  void date(const Field&, std::optional<Date>&) override {}
  void yes_no(const Field&, bool&) override {}
  void choice_at(const Field&, Choices, std::size_t&) override {}
  void options(const Field&, Choices, std::uint64_t&) override {}
  void link(const Field&, std::string_view, Uuid&) override {}
  void links(const Field&, std::string_view, std::vector<Uuid>&) override {}
};

}  // namespace samloft
