// Fields of a record as cells and facts. Private to this part.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/route.h"
#include "page/components.h"
#include "records/kind.h"

namespace samloft::records {

using Headings = std::map<Uuid, std::string>;

// The ids that records point at, for one look-up of their headings.
class LinkedIds final : public SomeFields {
 public:
  std::vector<Uuid> ids;
  void link(const Field&, std::string_view, Uuid& id) override {
    if (id) ids.push_back(id);
  }
  void links(const Field&, std::string_view, std::vector<Uuid>& all) override {
    ids.insert(ids.end(), all.begin(), all.end());
  }
};

// Every field as HTML: links lead to their records where the viewer may go, and those whose heading
// the viewer may not know are absent.
class FieldViews final : public Fields {
 public:
  struct View {
    std::string name;
    std::string label;
    page::Html value;  // empty: absent
    bool prose = false;
    bool number = false;
  };
  std::vector<View> views;

  FieldViews(const access::Visit& visit, const Kinds& kinds, const Headings& headings)
      : visit_(visit), kinds_(kinds), headings_(headings) {}
  void text(const Field& f, std::string& value) override;
  void prose(const Field& f, std::string& value) override;
  void number(const Field& f, std::optional<std::int64_t>& value) override;
  void money(const Field& f, std::optional<Ore>& value) override;
  void percent(const Field& f, std::optional<std::int64_t>& value) override;
  void date(const Field& f, std::optional<Date>& value) override;
  void yes_no(const Field& f, bool& value) override;
  void choice_at(const Field& f, Choices choices, std::size_t& index) override;
  void options(const Field& f, Choices choices, std::uint64_t& bits) override;
  void link(const Field& f, std::string_view kind, Uuid& id) override;
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override;

 private:
  View& add(const Field& f, page::Html value);
  page::Html linked(std::string_view kind, const Uuid& id) const;
  const access::Visit& visit_;
  const Kinds& kinds_;
  const Headings& headings_;
};

}  // namespace samloft::records
