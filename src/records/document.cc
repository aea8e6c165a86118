// Writing and reading partnership files.
// Tested by document_test.cc

#include "records/document.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"
#include "records/json_fields.h"

namespace samloft::records {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::string_view kFormat = "samloft-partnership";
constexpr std::size_t kMostErrors = 1000;

// Brackets are counted before anything is parsed, so that a file 10 000 levels deep costs nothing.
bool too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char character = text[i];
    if (in_string) {
      if (character == '\\') ++i;
      else if (character == '"') in_string = false;
    } else if (character == '"') {
      in_string = true;
    } else if (character == '[' || character == '{') {
      if (++depth > kDeepest) return true;
    } else if (character == ']' || character == '}') {
      if (depth > 0) --depth;
    }
  }
  return false;
}

FieldError fault(std::string pointer, Message message) {
  return {std::move(pointer), std::move(message)};
}

// Where the parser gave up: a syntax error knows its byte, a number beyond all range its digits.
std::size_t place_of(const Json::exception& error, std::string_view text) {
  if (const auto* syntax = dynamic_cast<const Json::parse_error*>(&error))
    return std::min(syntax->byte, text.size());
  std::string_view digits = error.what();
  digits.remove_prefix(std::min(digits.find('\'') + 1, digits.size()));
  return std::min(text.find(digits.substr(0, digits.rfind('\''))), text.size());
}

Result<Json> parse(std::string_view text) {
  if (too_deep(text)) {
    return Problem::invalid({fault("", N_("Fila er nøstet for dypt til å være en partnerskapsfil."))});
  }
  try {
    Json document = Json::parse(text);
    if (!document.is_object())
      return Problem::invalid({fault("", N_("Fila skal være ett JSON-objekt: { … }."))});
    return document;
  } catch (const Json::exception& error) {
    const auto before = text.substr(0, place_of(error, text));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return Problem::invalid({fault("", {N_("Fila er ikke gyldig JSON. Se linje {}."), {std::to_string(line)}})});
  }
}

Result<DocumentHead> head_of(const Json& document) {
  std::vector<FieldError> errors;
  if (text_at(document, "format") != kFormat)
    errors.push_back(fault("/format", N_("Her skal det stå \"samloft-partnership\".")));
  const auto version = document.find("version");
  if (version == document.end() || *version != kDocumentVersion)
    errors.push_back(fault("/version", N_("Denne utgaven av Samløft leser versjon 1.")));
  DocumentHead head;
  const auto about = document.find("partnership");
  if (about == document.end() || !about->is_object()) {
    errors.push_back(fault("/partnership", N_("Her skal det stå id, adresse og navn på partnerskapet.")));
  } else {
    head.slug = text_at(*about, "slug");
    head.name = text_at(*about, "name");
    const std::string id = text_at(*about, "id");
    head.id = id.starts_with('@') ? Uuid::of_name("partnership", id) : Uuid::parse(id).value_or(Uuid{});
    if (!head.id) errors.push_back(fault("/partnership/id", N_("Her skal det stå en id på 26 tegn eller et @navn.")));
    if (head.slug.empty() || slug(head.slug) != head.slug)
      errors.push_back(fault("/partnership/slug", N_("Bruk små bokstaver a–z, tall og bindestrek.")));
    if (head.name.empty() || length(head.name) > 100 || !is_clean_text(head.name))
      errors.push_back(fault("/partnership/name", N_("Skriv navnet på partnerskapet, høyst 100 tegn.")));
  }
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  return head;
}

struct Parsed {
  const Kind* kind;
  std::string pointer;
  std::unique_ptr<Record> record;
  std::string heading = {};  // once it is stored
};

// Whether a readable name may stand where an id is expected.
std::function<std::optional<Uuid>(const std::string&)> resolver(const DocumentHead& head) {
  return [space = head.id.text()](const std::string& text) -> std::optional<Uuid> {
    if (text.size() > 1 && text.front() == '@') return Uuid::of_name(space, text);
    const auto id = Uuid::parse(text);
    return id && *id ? id : std::nullopt;  // the empty id is no record's
  };
}

std::vector<Parsed> parse_records(const Json& document, const Kinds& kinds,
                                  const DocumentHead& head, std::vector<FieldError>& errors) {
  std::vector<Parsed> all;
  const auto resolve = resolver(head);
  for (const auto& [key, list] : document.items()) {
    if (key == "format" || key == "version" || key == "partnership") continue;
    const Kind* kind = kinds.by_plural(key);
    if (kind == nullptr || !list.is_array()) {
      errors.push_back(fault("/" + key, kind ? Message(N_("Her skal det stå en liste: [ … ]."))
                                             : Message(N_("Feltet «{}» finnes ikke. Rett navnet eller ta det bort."), {key})));
      continue;
    }
    std::size_t place = 0;
    for (const Json& object : list) {
      const std::string pointer = "/" + key + "/" + std::to_string(place++);
      if (!object.is_object()) {
        errors.push_back(fault(pointer, N_("Her skal det stå et objekt: { … }.")));
        continue;
      }
      const auto id = object.find("id");
      const auto known = id != object.end() && id->is_string() ? resolve(id->get<std::string>()) : std::nullopt;
      if (!known)
        errors.push_back(fault(pointer + "/id", N_("Her skal det stå en id på 26 tegn eller et @navn.")));
      auto record = kind->make();
      record->id = known.value_or(Uuid{});
      JsonReader reader(object, pointer, resolve);
      record->describe(reader);
      reader.report_unknown_keys();
      errors.insert(errors.end(), reader.errors.begin(), reader.errors.end());
      all.push_back({kind, pointer, std::move(record)});
      if (errors.size() > kMostErrors) return all;
    }
  }
  return all;
}

// The ids that a record points at within its own kind: a goal's parent.
class OwnLinks final : public SomeFields {
 public:
  explicit OwnLinks(std::string_view kind) : kind_(kind) {}
  std::vector<Uuid> ids;
  void link(const Field&, std::string_view kind, Uuid& id) override {
    if (kind == kind_ && id) ids.push_back(id);
  }
  void links(const Field&, std::string_view kind, std::vector<Uuid>& all) override {
    if (kind == kind_) ids.insert(ids.end(), all.begin(), all.end());
  }

 private:
  std::string_view kind_;
};

// A record on the way to those that it points at.
struct Step {
  Parsed* one;
  std::vector<Uuid> links;
  std::size_t next = 0;
};

// Puts the first step's record behind those that it points at, and those behind theirs. Not by calling
// itself: a file may hold a chain of any length. What is placed is no longer waiting, so a circle ends.
void place(const Uuid& first, std::map<Uuid, Parsed*>& waiting, std::vector<Parsed*>& ordered) {
  std::vector<Step> path;
  const auto go_to = [&](const Uuid& id) {
    const auto found = waiting.find(id);
    if (found == waiting.end()) return;
    OwnLinks links(found->second->kind->name);
    found->second->record->describe(links);
    path.push_back({found->second, std::move(links.ids)});
    waiting.erase(found);
  };
  go_to(first);
  while (!path.empty()) {
    Step& step = path.back();
    if (step.next < step.links.size()) {
      go_to(step.links[step.next++]);
    } else {
      ordered.push_back(step.one);
      path.pop_back();
    }
  }
}

// Kinds in their declared order; within a kind, what is pointed at before what points at it.
std::vector<Parsed*> in_order(std::vector<Parsed>& all, const Kinds& kinds) {
  std::vector<Parsed*> ordered;
  for (const Kind& kind : kinds.all()) {
    std::map<Uuid, Parsed*> waiting;
    for (Parsed& one : all) {
      if (one.kind == &kind) waiting.emplace(one.record->id, &one);
    }
    for (Parsed& one : all) {
      if (one.kind == &kind) place(one.record->id, waiting, ordered);
    }
  }
  return ordered;
}

void report_doubles(const std::vector<Parsed>& all, std::vector<FieldError>& errors) {
  std::map<Uuid, const Parsed*> seen;
  for (const Parsed& one : all) {
    if (!one.record->id) continue;
    const auto [first, fresh] = seen.emplace(one.record->id, &one);
    if (!fresh) {
      errors.push_back(fault(one.pointer + "/id",
                             {N_("Denne id-en er brukt før, i {}. Gi en av dem en ny."), {first->second->pointer}}));
    }
  }
}

class SchemaWriter final : public Fields {
 public:
  Json properties = Json::object();
  Json required = Json::array({"id"});
  void text(const Field& f, std::string&) override {
    add(f, {{"type", "string"}, {"maxLength", f.longest}});
  }
  void prose(const Field& f, std::string&) override {
    add(f, {{"type", "string"}, {"maxLength", std::max<std::size_t>(20000, f.longest)}});
  }
  void number(const Field& f, std::optional<std::int64_t>&) override { add(f, {{"type", "integer"}}); }
  void money(const Field& f, std::optional<Ore>&) override {
    add(f, {{"type", "integer"}, {"$comment", "øre"}});
  }
  void percent(const Field& f, std::optional<std::int64_t>&) override {
    add(f, {{"type", "integer"}, {"minimum", 0}, {"maximum", 10000}, {"$comment", "hundredths of a per cent"}});
  }
  void date(const Field& f, std::optional<Date>&) override {
    add(f, {{"type", "string"}, {"format", "date"}});
  }
  void yes_no(const Field& f, bool&) override { add(f, {{"type", "boolean"}}); }
  void choice_at(const Field& f, Choices choices, std::size_t&) override {
    add(f, {{"enum", codes(choices)}});
  }
  void options(const Field& f, Choices choices, std::uint64_t&) override {
    add(f, {{"type", "array"}, {"uniqueItems", true}, {"items", {{"enum", codes(choices)}}}});
  }
  void link(const Field& f, std::string_view kind, Uuid&) override {
    add(f, {{"$ref", "#/$defs/id"}, {"$comment", "a " + std::string(kind)}});
  }
  void links(const Field& f, std::string_view kind, std::vector<Uuid>&) override {
    add(f, {{"type", "array"}, {"items", {{"$ref", "#/$defs/id"}}}, {"$comment", "each a " + std::string(kind)}});
  }

 private:
  static Json codes(Choices choices) {
    Json list = Json::array();
    for (const Choice& choice : choices) list.push_back(std::string(choice.code));
    return list;
  }
  void add(const Field& f, Json schema) {
    Json with_title = {{"title", std::string(f.label)}};
    with_title.update(schema);
    properties[std::string(f.name)] = std::move(with_title);
    if (f.must == Must::be_filled) required.push_back(std::string(f.name));
  }
};

}  // namespace

std::string write_document(db::Connection& db, const Kinds& kinds, const DocumentHead& head) {
  const Json about = {{"id", head.id.text()}, {"slug", head.slug}, {"name", head.name}};
  std::string out = "{\n  \"format\": \"" + std::string(kFormat) + "\",\n  \"version\": " +
                    std::to_string(kDocumentVersion) + ",\n  \"partnership\": " + about.dump();
  for (const Kind& kind : kinds.all()) {
    const auto records = every(db, kind);
    if (records.empty()) continue;
    out += ",\n  \"" + std::string(kind.plural) + "\": [";
    bool first = true;
    for (const auto& record : records) {
      JsonWriter writer;
      writer.object["id"] = record->id.text();
      record->describe(writer);
      out += (first ? "\n    " : ",\n    ") + writer.object.dump();
      first = false;
    }
    out += "\n  ]";
  }
  return out + "\n}\n";
}

Result<DocumentHead> read_head(std::string_view text) {
  TRY_ASSIGN(const Json document, parse(text));
  return head_of(document);
}

Result<std::string> merge_documents(const std::vector<std::pair<std::string, std::string>>& files) {
  Json whole = Json::object();
  for (const auto& [name, text] : files) {
    auto part = parse(text);
    if (!part) {
      for (FieldError& error : part.error().fields) error.field = name + error.field;
      return std::move(part.error());
    }
    for (auto& [key, value] : part->items()) {
      if (whole.contains(key))
        return Problem::invalid({fault(name + "/" + key, N_("Dette står i en annen fil også."))});
      whole[key] = std::move(value);
    }
  }
  return whole.dump();
}

Result<Imported> read_document(Work& work, std::string_view text) {
  TRY_ASSIGN(const Json document, parse(text));
  TRY_ASSIGN(const DocumentHead head, head_of(document));
  std::vector<FieldError> errors;
  auto all = parse_records(document, work.kinds, head, errors);
  report_doubles(all, errors);
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  // A heading may name records that come later in its own kind's circle; they are stored by then.
  const Lookup lookup = [&](const Uuid& id) { return heading_of(work.db, id); };
  const auto report = [&](const Parsed& one, std::vector<FieldError> wrong) {
    for (FieldError& error : wrong) errors.push_back({one.pointer + "/" + error.field, error.message});
    return wrong.empty();
  };
  // The rules of a whole are asked when everything is there: a goal is judged from its signs.
  std::vector<const Parsed*> wholes;
  for (Parsed* one : in_order(all, work.kinds)) {
    const bool whole = work.kinds.has_parts(one->kind->name);
    const auto ask = whole ? field_faults : faults;
    if (report(*one, ask(work, *one->kind, *one->record))) {
      one->heading = one->record->heading(lookup);
      insert(work.db, *one->kind, *one->record, one->heading, work.now);
      if (whole) wholes.push_back(one);
    }
    if (errors.size() > kMostErrors) break;
  }
  for (const Parsed* one : wholes) {
    if (errors.size() > kMostErrors) break;
    report(*one, rule_faults(work, *one->kind, *one->record));
  }
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  journal::Entry entry;
  entry.at = work.now;
  entry.account = work.viewer.account;
  entry.who = work.viewer.name;
  entry.action = "imported";
  std::vector<journal::Entry> entries;
  for (const Parsed& one : all) {
    entry.kind = std::string(one.kind->name);
    entry.record = one.record->id;
    entry.heading = one.heading;
    entry.after = image(*one.record);
    entries.push_back(entry);
  }
  entry.kind = "partnership";
  entry.record = head.id;
  entry.heading = head.name;
  entry.after = {};
  entries.push_back(entry);
  journal::append_all(work.db, std::move(entries));
  return Imported{head, static_cast<std::int64_t>(all.size())};
}

std::string document_schema(const Kinds& kinds) {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "Samløft partnership file"},
                 {"type", "object"},
                 {"required", {"format", "version", "partnership"}},
                 {"additionalProperties", false}};
  Json properties = {
      {"format", {{"const", std::string(kFormat)}}},
      {"version", {{"const", kDocumentVersion}}},
      {"partnership",
       {{"type", "object"},
        {"required", {"id", "slug", "name"}},
        {"additionalProperties", false},
        {"properties",
         {{"id", {{"$ref", "#/$defs/id"}}},
          {"slug", {{"type", "string"}, {"pattern", "^[a-z0-9]+(-[a-z0-9]+)*$"}}},
          {"name", {{"type", "string"}, {"maxLength", 100}}}}}}}};
  Json definitions = {
      {"id", {{"type", "string"}, {"pattern", "^([0-7][0-9a-hjkmnp-tv-z]{25}|@.+)$"}}}};
  for (const Kind& kind : kinds.all()) {
    SchemaWriter writer;
    writer.properties["id"] = {{"$ref", "#/$defs/id"}};
    kind.make()->describe(writer);
    properties[std::string(kind.plural)] = {
        {"type", "array"}, {"items", {{"$ref", "#/$defs/" + std::string(kind.name)}}}};
    definitions[std::string(kind.name)] = {{"title", std::string(kind.one)},
                                           {"type", "object"},
                                           {"required", writer.required},
                                           {"additionalProperties", false},
                                           {"properties", writer.properties}};
  }
  schema["properties"] = std::move(properties);
  schema["$defs"] = std::move(definitions);
  return schema.dump(2) + "\n";
}

}  // namespace samloft::records
