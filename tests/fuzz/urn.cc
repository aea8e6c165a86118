// The answers of a survey as they come in a partnership file: read or refused. What is read in the form
// of today is what is written again, to the byte; one answer more finds its place in either form.

#include <algorithm>

#include "base/text.h"
#include "rules.h"
#include "target.h"

using namespace samloft;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  auto urn = surveys::read_urn(text);
  if (!urn) return 0;
  for (const surveys::Answer& one : urn->answers)
    for (const auto& [name, value] : one.values) ensure(is_clean_text(value), "a value is clean text");
  const bool is_old = urn->salt.empty();
  if (is_old) {
    urn->salt = std::string(32, '0');
    for (const surveys::Answer& one : urn->answers)
      for (const auto& [name, value] : one.values)
        if (std::find(urn->fields.begin(), urn->fields.end(), name) == urn->fields.end())
          urn->fields.push_back(name);
    for (const std::string& field : urn->fields)
      if (!is_clean_text(field) || field.find_first_of("\\\n") != std::string::npos) return 0;
  } else {
    ensure(surveys::write_urn(*urn) == text, "what is read is what was written");
  }
  surveys::Answer more;
  if (!urn->fields.empty()) more.values[urn->fields.back()] = "4";
  const std::string grown = surveys::with_answer(text, {urn->salt, urn->fields, {}}, more);
  urn->answers.push_back(more);
  ensure(grown == surveys::write_urn(*urn), "one more is as if all were written anew");
  ensure(surveys::read_urn(grown).has_value(), "and can be read");
  return 0;
}
