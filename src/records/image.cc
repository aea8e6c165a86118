// Images of records and the differences between them.
// Tested by document_test.cc

#include "records/image.h"

#include <algorithm>
#include <array>

#include "records/json_fields.h"

namespace samloft::records {
namespace {

// Collects (label, shown value) for every field.
class Shower final : public Fields {
 public:
  Shower(const Lookup& heading, const Texts& t) : heading_(heading), t_(t) {}
  struct Value {
    std::string_view name;
    std::string_view label;
    std::string value;
  };
  std::vector<Value> values;

  void text(const Field& f, std::string& value) override { add(f, value); }
  void prose(const Field& f, std::string& value) override { add(f, value); }
  void number(const Field& f, std::optional<std::int64_t>& value) override {
    add(f, value ? std::to_string(*value) : "");
  }
  void money(const Field& f, std::optional<Ore>& value) override {
    add(f, value ? kroner(*value) : "");
  }
  void percent(const Field& f, std::optional<std::int64_t>& value) override {
    add(f, value ? samloft::percent(*value) + "\u00a0%" : "");
  }
  void date(const Field& f, std::optional<Date>& value) override {
    add(f, value ? t_.short_date(*value) : "");
  }
  void yes_no(const Field& f, bool& value) override {
    add(f, std::string(value ? t_(N_("Ja")) : t_(N_("Nei"))));
  }
  void choice_at(const Field& f, Choices choices, std::size_t& index) override {
    add(f, std::string(t_(choices[index].label)));
  }
  void options(const Field& f, Choices choices, std::uint64_t& bits) override {
    std::string all;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (bits >> i & 1) all += (all.empty() ? "" : ", ") + std::string(t_(choices[i].label));
    }
    add(f, all);
  }
  void link(const Field& f, std::string_view, Uuid& id) override { add(f, id ? heading_(id) : ""); }
  void links(const Field& f, std::string_view, std::vector<Uuid>& ids) override {
    std::string all;
    for (const Uuid& id : ids) all += (all.empty() ? "" : ", ") + heading_(id);
    add(f, all);
  }

 private:
  void add(const Field& f, std::string value) {
    values.push_back({f.name, f.label, std::move(value)});
  }
  const Lookup& heading_;
  const Texts& t_;
};

std::optional<Uuid> plain_id(const std::string& text) { return Uuid::parse(text); }

Json parsed(const std::string& image) {
  Json object = Json::parse(image, nullptr, false);
  if (!object.is_object()) throw Broken("an image in the journal is not JSON");
  return object;
}

void read(const Json& image, Record& record) {
  const auto given = image.find("id");
  const auto id = given != image.end() && given->is_string()
                      ? Uuid::parse(given->get_ref<const std::string&>())
                      : std::nullopt;
  if (!id) throw Broken("an image in the journal has no id");
  record.id = *id;
  JsonReader reader(image, "", plain_id);
  record.describe(reader);
}

// The fields of an image as they stand there, each with its name.
std::vector<std::string_view> members(std::string_view image) {
  std::vector<std::string_view> all;
  std::size_t begun = 1, depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < image.size(); ++i) {
    const char c = image[i];
    if (in_text) {
      if (c == '\\') ++i;
      in_text = c != '"';
      continue;
    }
    if (c == '"') in_text = true;
    if (c == '{' || c == '[') ++depth;
    const bool ends = c == '}' || c == ']';
    if ((c == ',' || ends) && depth == 1) {
      all.push_back(image.substr(begun, i - begun));
      begun = i + 1;
    }
    if (ends) --depth;
  }
  return all;
}

// Both images of a change, null where there is none, without the fields that are alike in both: a
// page shows several changes of long records, of which most fields stayed. They are left out before
// the text is parsed, which takes most of the time.
std::array<Json, 2> apart(const std::string& before, const std::string& after) {
  if (before.empty() || after.empty())
    return {before.empty() ? Json() : parsed(before), after.empty() ? Json() : parsed(after)};
  const auto old = members(before), now = members(after);
  const auto without = [](const auto& fields, const auto& others) {
    std::string text;
    for (const std::string_view field : fields) {
      if (!field.starts_with("\"id\":") &&
          std::find(others.begin(), others.end(), field) != others.end())
        continue;
      text.append(text.empty() ? "{" : ",").append(field);
    }
    return parsed(text + "}");
  };
  return {without(old, now), without(now, old)};
}

}  // namespace

std::string image(Record& record) {
  JsonWriter writer(JsonWriter::Into::journal);
  writer.object["id"] = record.id.text();
  record.describe(writer);
  return writer.object.dump();
}

void read_image(const std::string& image, Record& record) { read(parsed(image), record); }

void describe_change(Record& blank, const std::string& before, const std::string& after,
                     Fields& fields) {
  for (const Json& image : apart(before, after)) {
    if (image.is_null()) continue;
    read(image, blank);
    blank.describe(fields);
  }
}

std::vector<Difference> differences(Record& blank, const std::string& before,
                                    const std::string& after, const Lookup& heading,
                                    const Texts& t) {
  std::vector<std::vector<Shower::Value>> values;
  for (const Json& image : apart(before, after)) {
    Shower shower(heading, t);
    if (!image.is_null()) {
      read(image, blank);
      blank.describe(shower);
    }
    values.push_back(std::move(shower.values));
  }
  const auto &old = values[0], &now = values[1];
  std::vector<Difference> all;
  const auto& names = now.empty() ? old : now;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string was = old.empty() ? "" : old[i].value, is = now.empty() ? "" : now[i].value;
    if (was != is) all.push_back({names[i].label, was, is});
  }
  return all;
}

std::string shown(Record& record, std::string_view field, const Lookup& heading, const Texts& t) {
  Shower shower(heading, t);
  record.describe(shower);
  for (auto& value : shower.values) {
    if (value.name == field) return value.value;
  }
  return "";
}

}  // namespace samloft::records
