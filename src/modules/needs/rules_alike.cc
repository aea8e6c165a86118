// Comparing needs by words and elements: simple, and told to the reader as it is.
// Tested by rules_alike_test.cc

#include "rules_alike.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace samloft::needs {
namespace {

constexpr std::size_t kShortest = 5, kStem = 7;

// Of a word that need texts are full of, only the presence of another tells anything.
bool is_common(const std::string& word) {
  static const std::set<std::string> kCommon{"behov",   "trenger", "mangler", "barnehage", "barneha",
                                             "skolen",  "skole",   "ansatte", "hvordan",   "kompeta",
                                             "skulle",  "andre",   "mellom",  "arbeid",    "arbeide",
                                             "bedre",   "enheten", "enheter", "barnet",    "barnets",
                                             "voksne",  "need",    "gjennom", "denne",     "disse"};
  return kCommon.contains(word);
}

bool is_letter(unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; }

// At most so many code points, whole ones.
std::string stem_of(const std::string& word) {
  std::size_t at = 0, count = 0;
  while (at < word.size() && count < kStem) {
    ++at;
    while (at < word.size() && (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80) ++at;
    ++count;
  }
  return word.substr(0, at);
}

std::int64_t weight_of(const Alike& one) {
  return 2 * one.elements + static_cast<std::int64_t>(one.words.size());
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (length(word) >= kShortest) {
      const std::string stem = stem_of(word);
      if (!is_common(stem)) words.insert(stem);
    }
    word.clear();
  };
  for (const char c : folded(text)) {
    if (is_letter(static_cast<unsigned char>(c))) word += c;
    else end_word();
  }
  end_word();
  return {words.begin(), words.end()};
}

std::vector<Alike> alike(const Features& one, const std::vector<Features>& others,
                         std::size_t most) {
  const std::set<Uuid> elements(one.elements.begin(), one.elements.end());
  std::vector<Alike> found;
  for (const Features& other : others) {
    if (other.need == one.need) continue;
    Alike pair{other.need, other.title, 0, {}};
    for (const Uuid& element : other.elements) pair.elements += elements.contains(element) ? 1 : 0;
    std::set_intersection(one.words.begin(), one.words.end(), other.words.begin(),
                          other.words.end(), std::back_inserter(pair.words));
    if (weight_of(pair) >= 2) found.push_back(std::move(pair));
  }
  std::stable_sort(found.begin(), found.end(), [](const Alike& a, const Alike& b) {
    return weight_of(a) != weight_of(b) ? weight_of(a) > weight_of(b) : a.title < b.title;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace samloft::needs
