// Described fields to and from JSON.
// Tested by document_test.cc

#include "records/json_fields.h"

#include <utility>

namespace samloft::records {
namespace {

std::string codes_of(Choices choices) {
  std::string out;
  for (const Choice& choice : choices) out += (out.empty() ? "" : ", ") + std::string(choice.code);
  return out;
}

}  // namespace

void JsonWriter::text(const Field& f, std::string& value) {
  if (into_ == Into::journal && f.shown == Shown::only_in_files) return;
  if (!value.empty()) object[std::string(f.name)] = value;
}
void JsonWriter::number(const Field& f, std::optional<std::int64_t>& value) {
  if (value) object[std::string(f.name)] = *value;
}
void JsonWriter::money(const Field& f, std::optional<Ore>& value) {
  if (value) object[std::string(f.name)] = value->count;
}
void JsonWriter::date(const Field& f, std::optional<Date>& value) {
  if (value) object[std::string(f.name)] = value->iso();
}
void JsonWriter::yes_no(const Field& f, bool& value) {
  if (value) object[std::string(f.name)] = true;
}
void JsonWriter::choice_at(const Field& f, Choices choices, std::size_t& index) {
  object[std::string(f.name)] = std::string(choices[index].code);
}
void JsonWriter::options(const Field& f, Choices choices, std::uint64_t& bits) {
  Json codes = Json::array();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (bits >> i & 1) codes.push_back(std::string(choices[i].code));
  }
  if (!codes.empty()) object[std::string(f.name)] = std::move(codes);
}
void JsonWriter::link(const Field& f, std::string_view, Uuid& id) {
  if (id) object[std::string(f.name)] = id.text();
}
void JsonWriter::links(const Field& f, std::string_view, std::vector<Uuid>& ids) {
  Json list = Json::array();
  for (const Uuid& id : ids) list.push_back(id.text());
  if (!list.empty()) object[std::string(f.name)] = std::move(list);
}

const Json* JsonReader::value_of(const Field& f) {
  seen_.emplace(f.name);
  const auto found = object_.find(std::string(f.name));
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

void JsonReader::wrong(const Field& f, Message message) {
  errors.push_back({pointer_ + "/" + std::string(f.name), std::move(message)});
}

void JsonReader::report_unknown_keys() {
  for (const auto& [key, value] : object_.items()) {
    if (!seen_.contains(key)) {
      errors.push_back({pointer_ + "/" + key,
                        {N_("Feltet «{}» finnes ikke. Rett navnet eller ta det bort."), {key}}});
    }
  }
}

void JsonReader::text(const Field& f, std::string& value) {
  value.clear();
  if (const Json* given = value_of(f)) {
    if (given->is_string()) value = given->get<std::string>();
    else wrong(f, N_("Her skal det stå tekst i anførselstegn."));
  }
}

void JsonReader::number(const Field& f, std::optional<std::int64_t>& value) {
  value.reset();
  if (const Json* given = value_of(f)) {
    // A number beyond 64 bits with sign would come out as another.
    const bool fits = given->is_number_integer() &&
                      (!given->is_number_unsigned() || std::in_range<std::int64_t>(given->get<std::uint64_t>()));
    if (fits) value = given->get<std::int64_t>();
    else wrong(f, N_("Her skal det stå et helt tall uten anførselstegn."));
  }
}

void JsonReader::money(const Field& f, std::optional<Ore>& value) {
  std::optional<std::int64_t> count;
  number(f, count);
  value = count ? std::optional<Ore>(Ore{*count}) : std::nullopt;
}

void JsonReader::date(const Field& f, std::optional<Date>& value) {
  value.reset();
  if (const Json* given = value_of(f)) {
    if (given->is_string()) value = Date::parse(given->get<std::string>());
    if (value && value->iso() != given->get<std::string>()) value.reset();  // files have one spelling
    if (!value) wrong(f, N_("Her skal det stå en dato, slik: \"2026-11-25\"."));
  }
}

void JsonReader::yes_no(const Field& f, bool& value) {
  value = false;
  if (const Json* given = value_of(f)) {
    if (given->is_boolean()) value = given->get<bool>();
    else wrong(f, N_("Her skal det stå true eller false."));
  }
}

std::optional<std::size_t> JsonReader::place(Choices choices, const Json& value) const {
  if (!value.is_string()) return std::nullopt;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].code == value.get_ref<const std::string&>()) return i;
  }
  return std::nullopt;
}

void JsonReader::choice_at(const Field& f, Choices choices, std::size_t& index) {
  const Json* given = value_of(f);
  if (given == nullptr && f.must == Must::no) return;
  const auto found = given ? place(choices, *given) : std::nullopt;
  if (found) index = *found;
  else wrong(f, {N_("Velg en av disse: {}."), {codes_of(choices)}});
}

void JsonReader::options(const Field& f, Choices choices, std::uint64_t& bits) {
  bits = 0;
  const Json* given = value_of(f);
  if (given == nullptr) return;
  bool right = given->is_array();
  if (right) {
    for (const Json& one : *given) {
      const auto found = place(choices, one);
      if (found) bits |= 1ull << *found;
      right = right && found.has_value();
    }
  }
  if (!right) wrong(f, {N_("Her skal det stå en liste med noen av disse: {}."), {codes_of(choices)}});
}

std::optional<Uuid> JsonReader::id_from(const Field& f, const Json& value) {
  std::optional<Uuid> id;
  if (value.is_string()) id = resolve_(value.get<std::string>());
  if (!id) wrong(f, N_("Her skal det stå en id på 26 tegn eller et @navn."));
  return id;
}

void JsonReader::link(const Field& f, std::string_view, Uuid& id) {
  id = {};
  if (const Json* given = value_of(f)) id = id_from(f, *given).value_or(Uuid{});
}

void JsonReader::links(const Field& f, std::string_view, std::vector<Uuid>& ids) {
  ids.clear();
  const Json* given = value_of(f);
  if (given == nullptr) return;
  if (!given->is_array()) return wrong(f, N_("Her skal det stå en liste med id-er."));
  for (const Json& one : *given) {
    if (const auto id = id_from(f, one)) ids.push_back(*id);
  }
}

}  // namespace samloft::records
