// Dossiers as JSON, and as ZIP by libzip.
// Tested by dossier_test.cc

#include "document/dossier.h"

#include <sodium.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "document/files.h"

namespace samloft::document {
namespace {

constexpr std::string_view kManifest = "SHA256SUMS";
constexpr std::string_view kExtensions[] = {".pdf", ".docx", ".html"};  // as Format counts

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 100 && name.front() != '.' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

// The names that an enclosure takes in the ZIP.
std::vector<std::string> names_of(const Enclosure& one) {
  if (!one.document) return {one.name};
  if (one.only_pdf) return {one.name + ".pdf"};
  std::vector<std::string> names;
  for (std::string_view extension : kExtensions) names.push_back(one.name + std::string(extension));
  return names;
}

bool has_sound_names(const Dossier& dossier) {
  std::set<std::string> taken;
  for (const Enclosure& one : dossier.enclosures) {
    if (!is_plain_name(one.name)) return false;
    for (std::string& name : names_of(one))
      if (!taken.insert(std::move(name)).second) return false;
  }
  return dossier.enclosures.size() <= kMostEnclosures;
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return to_hex(hash.data(), hash.size());
}

struct Member {
  std::string name, bytes;
};

// A ZIP in memory. The members must stand until it is closed: libzip reads them then.
std::string zipped(const std::vector<Member>& members, Date day) {
  zip_source_t* target = ::zip_source_buffer_create(nullptr, 0, 0, nullptr);
  ensure(target != nullptr, "there is memory for a ZIP");
  zip_t* archive = ::zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  ensure(archive != nullptr, "an empty ZIP can be opened");
  ::zip_source_keep(target);  // the archive frees its own hold of it when it closes
  // Dates of DOS: seven bits for the years since 1980, four for the month, five for the day.
  const auto dos_day = static_cast<zip_uint16_t>((std::clamp(day.year(), 1980, 2107) - 1980) << 9 |
                                                 day.month() << 5 | day.day());
  bool fine = true;
  for (const Member& one : members) {
    zip_source_t* source = ::zip_source_buffer(archive, one.bytes.data(), one.bytes.size(), 0);
    const zip_int64_t index =
        source == nullptr ? -1 : ::zip_file_add(archive, one.name.c_str(), source, 0);
    fine = fine && index >= 0 &&
           ::zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, dos_day, 0) == 0;
  }
  fine = fine && ::zip_close(archive) == 0;
  std::string bytes;
  zip_stat_t facts{};
  if (fine && ::zip_source_stat(target, &facts) == 0 && ::zip_source_open(target) == 0) {
    bytes.resize(facts.size);
    fine = ::zip_source_read(target, bytes.data(), bytes.size()) ==
           static_cast<zip_int64_t>(bytes.size());
    ::zip_source_close(target);
  }
  ::zip_source_free(target);
  if (!fine || bytes.empty()) throw Broken("cannot write a ZIP");
  return bytes;
}

}  // namespace

std::string write(const Dossier& dossier) {
  using Json = nlohmann::ordered_json;
  Json enclosures = Json::array();
  for (const Enclosure& one : dossier.enclosures) {
    Json json = {{"name", one.name}};
    if (one.document)
      json[one.only_pdf ? "pdf" : "document"] = write(*one.document);
    else
      json["text"] = one.text;
    enclosures.push_back(std::move(json));
  }
  const Json json = {{"day", dossier.day.iso()}, {"enclosures", std::move(enclosures)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Dossier> read_dossier(std::string_view text) {
  const Problem unreadable = Problem::invalid(N_("Dette er ikke en samling som Samløft kan lese."));
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("day") || !json.contains("enclosures")) return unreadable;
  if (!json["day"].is_string() || !json["enclosures"].is_array()) return unreadable;
  const auto day = Date::parse(json["day"].get<std::string>());
  if (!day) return unreadable;
  Dossier dossier{*day, {}};
  const auto has_text = [](const nlohmann::json& one, const char* key) {
    return one.contains(key) && one[key].is_string();
  };
  for (const auto& one : json["enclosures"]) {
    if (!one.is_object() || one.size() != 2 || !has_text(one, "name")) return unreadable;
    Enclosure& enclosure = dossier.enclosures.emplace_back();
    enclosure.name = one["name"].get<std::string>();
    if (has_text(one, "text")) {
      enclosure.text = one["text"].get<std::string>();
    } else if (const char* key = has_text(one, "pdf") ? "pdf" : "document"; has_text(one, key)) {
      TRY_ASSIGN(enclosure.document, read(one[key].get<std::string>()));
      enclosure.only_pdf = one.contains("pdf");
    } else {
      return unreadable;
    }
  }
  if (!has_sound_names(dossier)) return unreadable;
  return dossier;
}

Result<std::string> make_zip(const Dossier& dossier, const Limits& limits, const Progress& progress) {
  ensure(has_sound_names(dossier), "a dossier names its enclosures plainly, each once");
  std::vector<Member> members;
  std::size_t all = 0;
  for (const Enclosure& one : dossier.enclosures) all += names_of(one).size();
  for (const Enclosure& one : dossier.enclosures) {
    if (!one.document) {
      members.push_back({one.name, one.text});
      continue;
    }
    const auto names = names_of(one);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (progress && !progress(members.size(), all)) return Problem::conflict(N_("Avbrutt."));
      TRY_ASSIGN(std::string bytes, make_file(*one.document, static_cast<Format>(i), limits));
      members.push_back({names[i], std::move(bytes)});
    }
  }
  std::string manifest;
  for (const Member& one : members) manifest += sha256(one.bytes) + "  " + one.name + "\n";
  members.push_back({std::string(kManifest), std::move(manifest)});
  return zipped(members, dossier.day);
}

}  // namespace samloft::document
