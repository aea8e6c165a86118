// Records as JSON: the image in the journal and the entry in a partnership file are the same text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/record.h"
#include "base/result.h"

namespace samloft::records {

// One JSON object on one line: id first, then the fields in the order of their description; absent
// values are left out. Money in øre, per cent in hundredths, days as ISO text, links as ids.
std::string image(Record& record);

// Reads an image that image() wrote. Throws Broken if it does not fit the description: the journal
// is ours.
void read_image(const std::string& image, Record& record);

// Describes to `fields` the record before and after a change, with the fields that differ alone:
// the others are empty.
void describe_change(Record& blank, const std::string& before, const std::string& after,
                     Fields& fields);

// What differs between two images: the field's label, before and after as shown text. Links are
// shown by what `heading` says of their ids.
struct Difference {
  std::string_view label;
  std::string before;
  std::string after;
};
std::vector<Difference> differences(Record& blank, const std::string& before,
                                    const std::string& after, const Lookup& heading,
                                    const Texts& t);

// A field's value as shown text; links through `heading`, joined by commas.
std::string shown(Record& record, std::string_view field, const Lookup& heading, const Texts& t);

}  // namespace samloft::records
