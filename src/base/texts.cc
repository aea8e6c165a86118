// Catalogues are compiled .mo files, read once into a table that never changes.
// Tested by texts_test.cc

#include "base/texts.h"

#include <cstring>
#include <unordered_map>

#include "catalogues/catalogues.h"

namespace samloft {
namespace {

using Catalogue = std::unordered_map<std::string_view, std::string_view>;

// Format: GNU gettext manual, "The Format of GNU MO Files". Our files are made on this machine, so
// the byte order is ours.
Catalogue read_catalogue(std::string_view file) {
  Catalogue texts;
  const auto word = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, file.data() + at, sizeof value);
    return value;
  };
  if (file.size() < 28 || word(0) != 0x950412de) return texts;
  const std::uint32_t count = word(8), originals = word(12), translations = word(16);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view source = file.substr(word(originals + 8 * i + 4), word(originals + 8 * i));
    const std::string_view text =
        file.substr(word(translations + 8 * i + 4), word(translations + 8 * i));
    if (!source.empty() && !text.empty()) texts.emplace(source.substr(0, source.find('\0')), text);
  }
  return texts;
}

const Catalogue& catalogue(Language language) {
  static const Catalogue none;
  static const Catalogue nynorsk = read_catalogue(catalogues::nynorsk());
  static const Catalogue english = read_catalogue(catalogues::english());
  switch (language) {
    case Language::nynorsk: return nynorsk;
    case Language::english: return english;
    case Language::bokmal: break;
  }
  return none;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& letter : out) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return out;
}

template <class Arguments>
std::string filled(std::string_view text, const Arguments& arguments) {
  std::string out;
  auto next = arguments.begin();
  while (true) {
    const auto at = text.find("{}");
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    if (next != arguments.end()) out += *next++;
    text.remove_prefix(at + 2);
  }
}

}  // namespace

std::string_view tag(Language language) {
  switch (language) {
    case Language::nynorsk: return "nn";
    case Language::english: return "en";
    case Language::bokmal: break;
  }
  return "nb";
}

Language language_of(std::string_view name, Language otherwise) {
  for (Language language : kLanguages) {
    if (tag(language) == name) return language;
  }
  return otherwise;
}

Language preferred_language(std::string_view accept) {
  // Browsers list the best first; q-values only repeat that order.
  while (!accept.empty()) {
    const auto comma = accept.find(',');
    auto one = accept.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    const std::string name = lower(one.substr(0, one.find_first_of("-; ")));
    if (name == "nb" || name == "no" || name == "da" || name == "sv") return Language::bokmal;
    if (name == "nn") return Language::nynorsk;
    if (name == "en") return Language::english;
    if (comma == std::string_view::npos) break;
    accept.remove_prefix(comma + 1);
  }
  return Language::bokmal;
}

std::string_view Texts::operator()(std::string_view source) const {
  const auto& texts = catalogue(language_);
  const auto found = texts.find(source);
  if (found == texts.end()) return source;
  return found->second.substr(0, found->second.find('\0'));
}

std::string Texts::operator()(const Message& message) const {
  return filled((*this)(message.text), message.arguments);
}

std::string Texts::fill(std::string_view source,
                        std::initializer_list<std::string> arguments) const {
  return filled((*this)(source), arguments);
}

std::string Texts::plural(std::int64_t count, std::string_view one, std::string_view other) const {
  // nb, nn and en all have two forms, and each stands in the catalogues as a sentence of its own;
  // Northern Sámi's dual would come with gettext's Plural-Forms.
  return fill(count == 1 ? one : other, {std::to_string(count)});
}

std::string Texts::month(unsigned number) const {
  static constexpr const char* kMonths[] = {
      N_("januar"), N_("februar"), N_("mars"),      N_("april"),   N_("mai"),      N_("juni"),
      N_("juli"),   N_("august"),  N_("september"), N_("oktober"), N_("november"), N_("desember")};
  ensure(number >= 1 && number <= 12, "months are 1 to 12");
  return std::string((*this)(kMonths[number - 1]));
}

std::string Texts::long_date(Date day) const {
  const std::string point = language_ == Language::english ? " " : ". ";
  return std::to_string(day.day()) + point + month(day.month()) + " " + std::to_string(day.year());
}

std::string Texts::short_date(Date day) const {
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(day.day()) + "." + two(day.month()) + "." + std::to_string(day.year());
}

std::string Texts::moment(Instant instant) const {
  return fill("{} kl. {}", {short_date(local_day(instant)), local_time(instant)});
}

}  // namespace samloft
