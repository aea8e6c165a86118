// Images of records and the differences between them.
// Tested by document_test.cc

#include "records/image.h"

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
  void link(const Field& f, std::string_view, Uuid& id) override {
    add(f, id ? heading_(id) : "");
  }
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

}  // namespace

std::string image(Record& record) {
  JsonWriter writer(JsonWriter::Into::journal);
  writer.object["id"] = record.id.text();
  record.describe(writer);
  return writer.object.dump();
}

void read_image(const std::string& image, Record& record) {
  const Json object = Json::parse(image, nullptr, false);
  if (!object.is_object()) throw Broken("an image in the journal is not JSON");
  const auto given = object.find("id");
  const auto id = given != object.end() && given->is_string()
                      ? Uuid::parse(given->get_ref<const std::string&>())
                      : std::nullopt;
  if (!id) throw Broken("an image in the journal has no id");
  record.id = *id;
  JsonReader reader(object, "", plain_id);
  record.describe(reader);
}

std::vector<Difference> differences(Record& blank, const std::string& before,
                                    const std::string& after, const Lookup& heading,
                                    const Texts& t) {
  const auto values = [&](const std::string& text) {
    Shower shower(heading, t);
    if (!text.empty()) {
      read_image(text, blank);
      blank.describe(shower);
    }
    return shower.values;
  };
  const auto old = values(before), now = values(after);
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
