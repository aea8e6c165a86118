// Visible words. The source string is bokmål and stands in the code; nynorsk and English come from
// gettext catalogues compiled into the binary. The language is chosen per request and handed on as
// a Texts value, never taken from the process.
//
//   t("Lagre")                        one sentence
//   t.fill("Viser {}–{} av {}", …)    with arguments
//   t.plural(n, "{} behov", "{} behov")
//
// N_("…") marks a string for the catalogues where it is declared but not yet shown.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

#define N_(text) text

namespace samloft {

enum class Language { bokmal, nynorsk, english };

inline constexpr Language kLanguages[] = {Language::bokmal, Language::nynorsk, Language::english};

std::string_view tag(Language language);  // nb, nn, en: for lang="" and settings
Language language_of(std::string_view tag, Language otherwise = Language::bokmal);
// The best of the three for an Accept-Language header.
Language preferred_language(std::string_view accept);

class Texts {
 public:
  explicit Texts(Language language = Language::bokmal) : language_(language) {}

  Language language() const { return language_; }
  // The string in this language; the source itself where a catalogue lacks it.
  std::string_view operator()(std::string_view source) const;
  std::string_view operator()(const char* source) const { return (*this)(std::string_view(source)); }
  std::string operator()(const Message& message) const;
  std::string fill(std::string_view source, std::initializer_list<std::string> arguments) const;
  // Chooses by count and fills {} with it.
  std::string plural(std::int64_t count, std::string_view one, std::string_view other) const;

  // 25. november 2026 · 25.11.2026 · 25.11.2026 kl. 03.10
  std::string long_date(Date day) const;
  std::string short_date(Date day) const;
  std::string moment(Instant instant) const;
  std::string month(unsigned number) const;

 private:
  Language language_;
};

}  // namespace samloft
