// Widths of letters, lines of words, numbers for drawings.
// Tested by lettering_test.cc

#include "base/lettering.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include "base/text.h"

namespace samloft {
namespace {

// How wide a letter is that begins with the byte, in its size; what goes on a letter adds nothing.
constexpr std::array<double, 256> kEms = [] {
  std::array<double, 256> ems{};
  for (std::size_t byte = 0; byte < ems.size(); ++byte) {
    const char c = static_cast<char>(byte);
    if ((byte & 0xC0) == 0x80)
      ems[byte] = 0;
    else if (std::string_view("ijl.,:;'|!").find(c) != std::string_view::npos)
      ems[byte] = 0.3;
    else if (std::string_view("frtI ()-/").find(c) != std::string_view::npos)
      ems[byte] = 0.4;
    else if (std::string_view("mwMW").find(c) != std::string_view::npos)
      ems[byte] = 0.92;
    else if (c >= 'A' && c <= 'Z')
      ems[byte] = 0.72;
    else
      ems[byte] = 0.62;
  }
  return ems;
}();

// Fills lines up to a width, one word at least in each.
std::vector<std::string> filled(const std::vector<std::string>& words, double width, double size) {
  std::vector<std::string> lines;
  for (const std::string& word : words) {
    const std::string longer = lines.empty() ? word : lines.back() + " " + word;
    if (!lines.empty() && text_width(longer, size) <= width)
      lines.back() = longer;
    else
      lines.push_back(word);
  }
  return lines;
}

// As many letters as there is room for beside an ellipsis.
std::string cut_to(const std::string& line, double width, double size) {
  for (std::size_t letters = length(line); letters > 0; --letters) {
    const std::string cut = shortened(line + "--", letters);
    if (text_width(cut, size) <= width) return cut;
  }
  return "…";
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::string& word : split(text, ' ')) {
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

std::string svg_number(double number) {
  std::array<char, 32> buffer;
  const auto rounded = std::llround(number * 100);
  const auto whole =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(rounded) / 100);
  std::string text(rounded < 0 ? "-" : "");
  text.append(buffer.data(), whole.ptr);
  const auto hundredths = std::abs(rounded) % 100;
  if (hundredths == 0) return text;
  text += '.';
  text += static_cast<char>('0' + hundredths / 10);
  if (hundredths % 10 != 0) text += static_cast<char>('0' + hundredths % 10);
  return text;
}

Point polar(double radius, double degrees) {
  const double radians = degrees * std::numbers::pi / 180;
  return {radius * std::sin(radians), -radius * std::cos(radians)};
}

double text_width(std::string_view text, double size) {
  double ems = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_ae = text[i] == '\xC3' && i + 1 < text.size() &&
                       (text[i + 1] == '\xA6' || text[i + 1] == '\x86');
    ems += is_ae ? 1.0 : kEms[static_cast<unsigned char>(text[i])];
  }
  return ems * size;
}

double text_width(const std::vector<std::string>& lines, double size) {
  double width = 0;
  for (const std::string& line : lines) width = std::max(width, text_width(line, size));
  return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t lines, double size) {
  const auto words = words_of(text);
  // The best width is that of some run of words; try them from narrow to wide.
  std::vector<double> widths;
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::string run;
    for (std::size_t last = first; last < words.size(); ++last) {
      run += (run.empty() ? "" : " ") + words[last];
      widths.push_back(text_width(run, size));
    }
  }
  std::sort(widths.begin(), widths.end());
  for (const double width : widths) {
    auto broken = filled(words, width, size);
    if (broken.size() <= lines && text_width(broken, size) <= width) return broken;
  }
  return words;
}

std::vector<std::string> fitted(std::string_view text, std::size_t lines, double width,
                                double size) {
  auto broken = filled(words_of(text), width, size);
  const bool is_whole = broken.size() <= lines;
  if (!is_whole) broken.resize(lines);
  for (std::string& line : broken) {
    const bool goes_on = !is_whole && &line == &broken.back();
    if (goes_on || text_width(line, size) > width) line = cut_to(line, width, size);
  }
  return broken;
}

}  // namespace samloft
