// The two readers of a description that speak JSON; private to the sources of this part.
#pragma once

#include <nlohmann/json.hpp>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/record.h"

namespace samloft::records {

using Json = nlohmann::ordered_json;

// Writes a record's fields into an object.
class JsonWriter final : public Fields {
 public:
  enum class Into { file, journal };
  explicit JsonWriter(Into into = Into::file) : into_(into) {}
  Json object = Json::object();
  void text(const Field& f, std::string& value) override;
  void prose(const Field& f, std::string& value) override { text(f, value); }
  void number(const Field& f, std::optional<std::int64_t>& value) override;
  void money(const Field& f, std::optional<Ore>& value) override;
  void percent(const Field& f, std::optional<std::int64_t>& value) override { number(f, value); }
  void date(const Field& f, std::optional<Date>& value) override;
  void yes_no(const Field& f, bool& value) override;
  void choice_at(const Field& f, Choices choices, std::size_t& index) override;
  void options(const Field& f, Choices choices, std::uint64_t& bits) override;
  void link(const Field& f, std::string_view kind, Uuid& id) override;
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override;

 private:
  Into into_;
};

// Reads a record's fields from an object. Collects an error with the JSON pointer for each value of
// the wrong type, each unknown choice, each unknown key; missing keys leave the field empty.
class JsonReader final : public Fields {
 public:
  // `resolve` turns an id or a readable name (@name) into an id.
  JsonReader(const Json& object, std::string pointer,
             std::function<std::optional<Uuid>(const std::string&)> resolve)
      : object_(object), pointer_(std::move(pointer)), resolve_(std::move(resolve)) {}
  std::vector<FieldError> errors;
  void report_unknown_keys();

  void text(const Field& f, std::string& value) override;
  void prose(const Field& f, std::string& value) override { text(f, value); }
  void number(const Field& f, std::optional<std::int64_t>& value) override;
  void money(const Field& f, std::optional<Ore>& value) override;
  void percent(const Field& f, std::optional<std::int64_t>& value) override { number(f, value); }
  void date(const Field& f, std::optional<Date>& value) override;
  void yes_no(const Field& f, bool& value) override;
  void choice_at(const Field& f, Choices choices, std::size_t& index) override;
  void options(const Field& f, Choices choices, std::uint64_t& bits) override;
  void link(const Field& f, std::string_view kind, Uuid& id) override;
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override;

 private:
  const Json* value_of(const Field& f);
  void wrong(const Field& f, Message message);
  std::optional<Uuid> id_from(const Field& f, const Json& value);
  std::optional<std::size_t> place(Choices choices, const Json& value) const;

  const Json& object_;
  std::string pointer_;
  std::function<std::optional<Uuid>(const std::string&)> resolve_;
  std::set<std::string, std::less<>> seen_{"id"};
};

}  // namespace samloft::records
