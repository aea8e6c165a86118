// Signed roots: where each partnership's journal stood at the end of a day, in a file outside the
// database. Who rewrites the past and the whole chain after it cannot rewrite these too, if they are
// kept where the server's own user cannot change them (docs/running.md).
//
// The signature is Ed25519 (libsodium) over the lines
//   samloft-journal-root 1 / partnership's id / moment / number of entries / hash of the last
// with the installation's key (signing.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "compose.h"

namespace samloft::app {

// Writes the day's root of every partnership into the folder, <slug>-<day>.root.json, unless it is
// there: a root is never written over. Returns how many were written. Throws Broken if the folder or
// the key cannot be written.
int write_roots(Installation& installation, const std::string& folder, Instant now);

// What is wrong with the roots of this partnership in the folder: a signature that is not ours, an entry that
// is gone or has another hash. `fitting` is raised by those that fit.
std::vector<std::string> faults_of_roots(Installation& installation, const access::Partnership& partnership,
                                         const std::string& folder, int& fitting);

}  // namespace samloft::app
