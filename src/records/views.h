// Fields of a record as cells and facts. Private to this part.
#pragma once

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/route.h"
#include "page/components.h"
#include "records/kind.h"

namespace samloft::records {

using Headings = std::map<Uuid, std::string>;

// Fields of a record: of the named ones alone, if some are named. A list draws three of ten.
class Asked {
 public:
  explicit Asked(std::span<const std::string_view> only) : only_(only) {}
  bool has(const Field& f) const {
    return only_.empty() || std::find(only_.begin(), only_.end(), f.name) != only_.end();
  }

 private:
  std::span<const std::string_view> only_;
};

// The ids that records point at, for one look-up of their headings.
class LinkedIds final : public SomeFields {
 public:
  explicit LinkedIds(std::span<const std::string_view> only = {}) : asked_(only) {}
  std::vector<Uuid> ids;
  void link(const Field& f, std::string_view, Uuid& id) override {
    if (id && asked_.has(f)) ids.push_back(id);
  }
  void links(const Field& f, std::string_view, std::vector<Uuid>& all) override {
    if (asked_.has(f)) ids.insert(ids.end(), all.begin(), all.end());
  }

 private:
  Asked asked_;
};

// Every field as HTML: links lead to their records where the viewer may go, and those whose heading
// the viewer may not know are absent.
class FieldViews final : public Fields {
 public:
  struct View {
    std::string_view name;
    std::string_view label;
    page::Html value;  // empty: absent
    bool prose = false;
    bool number = false;
  };
  std::vector<View> views;

  FieldViews(const access::Visit& visit, const Kinds& kinds, const Headings& headings,
             std::span<const std::string_view> only = {})
      : visit_(visit), kinds_(kinds), headings_(headings), asked_(only) {}
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
  Asked asked_;
};

}  // namespace samloft::records
