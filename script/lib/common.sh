# Shared by the scripts: where things are, how to say things. Sourced, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Everything that is fetched or built stays here, keyed by version, and is shared
# by all checkouts; only the virtual environments live inside the tree.
CACHE=${MESH_BROADCAST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mesh-broadcast}

say() { printf '%s\n' "$*" >&2; }
warn() { printf '!! %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Print the usage text: the comment block at the top of the script given.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$1"; }

# A digest of the arguments, for keys of cached things.
digest() { printf '%s\0' "$@" | sha256sum | cut -c1-16; }

# Take the lock of the name given, until `unlock` or the end of the calling shell.
lock() {
  mkdir -p "$CACHE"
  exec {LOCK_FD}> "$CACHE/$1.lock"
  if ! flock -n "$LOCK_FD"; then
    say "waiting for another run that holds $CACHE/$1.lock"
    flock "$LOCK_FD"
  fi
}

unlock() { exec {LOCK_FD}>&-; }
