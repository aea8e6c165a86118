# shellcheck shell=bash
# Read by the other scripts: goes to the project's root, and knows how to speak and how to stop.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$@"; }
stop() {
  printf '%s: %s\n' "script/$(basename "$0")" "$*" >&2
  exit 1
}

# usage: prints the comment block at the top of the calling script.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; }
wants_help() { [ "${1:-}" = "--help" ] || [ "${1:-}" = "-h" ]; }
