// Which needs look alike: by what they concern and by their words.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"

namespace samloft::needs {

// What a need is compared by.
struct Features {
  Uuid need;
  std::string title;
  std::vector<Uuid> elements;
  std::vector<std::string> words;  // as words_of gives them
};

// The words of a text that say something, each once, cut so that endings do not matter: «overgangene»
// and «overgang» are one. Words of fewer than five letters and very common ones are left out.
std::vector<std::string> words_of(const std::string& text);

struct Alike {
  Uuid need;
  std::string title;
  std::int64_t elements = 0;        // shared
  std::vector<std::string> words;   // shared
};
// Those that share an element or two words with the one, most alike first, at most `most`. A shared
// element counts as much as two words; equals stand by title.
std::vector<Alike> alike(const Features& one, const std::vector<Features>& others,
                         std::size_t most);

}  // namespace samloft::needs
