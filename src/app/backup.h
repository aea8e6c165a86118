// Backup and restore of a whole installation or of one partnership.
//
// A backup is a folder: one compressed file a database; manifest.json, which names each file with its size
// and its BLAKE2b-256; and manifest.sig, the installation's signature of the manifest's bytes (signing.h).
// It is written under a name that ends in .part and gets its own name when all of it has been read back
// and found right.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "options.h"
#include "signing.h"

namespace samloft::app {

// Told before each step that may take long.
using Progress = std::function<void(const std::string&)>;

// Copies the registry and every partnership, or the one at the address alone, into a new folder below
// `folder` and returns its path. The server may run and write meanwhile: each database is copied as it
// stood at one moment, the registry first. Nothing is migrated. Throws Broken when a copy cannot be
// written or is not what was written.
Result<std::string> back_up(const Settings& settings, const std::optional<std::string>& slug,
                            const std::string& folder, Instant now, const Progress& progress);

// Reads a backup whole and returns how many databases it holds. Problems: invalid, when a file or the
// manifest is not what was written. Whose backup it is shows the signer alone: with it, one that another
// key signed, or none, is refused; without it, one whose own key did not sign it.
Result<int> check_backup(const std::string& backup, const std::optional<PublicKey>& signer,
                         const Progress& progress);

// Makes the installation that the settings name from a backup: all of it, or one partnership. There must
// be nothing of it there yet. All that is to come back is checked, as by check_backup(), before the first
// file is unpacked. Returns how many databases came back. Of one partnership the accounts do not come
// along: `samloft user` lets people in.
Result<int> restore(const Settings& settings, const std::string& backup, const std::optional<std::string>& slug,
                    const std::optional<PublicKey>& signer, const Progress& progress);

}  // namespace samloft::app
