# Debian packages: those of the system, and those of a newer suite unpacked into a
# private folder without touching the system. Sourced, never run.
# shellcheck shell=bash

# Install system packages, as root; otherwise say the command and fail.
# usage: need_packages WHAT-FOR PACKAGE...
need_packages() {
  local what=$1 package missing=()
  shift
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null \
      | grep -q '^install ok installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    warn "$what needs system packages that only root can install:"
    warn "    sudo apt-get install --no-install-recommends ${missing[*]}"
    return 1
  fi
  say "installing for $what: ${missing[*]}"
  local install=(apt-get install -qq -y --no-install-recommends "${missing[@]}")
  if ! DEBIAN_FRONTEND=noninteractive "${install[@]}" > /dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${install[@]}" > /dev/null
  fi
}

# Download packages of another suite, their signatures checked, as .deb files.
# apt works on a private state, so the system's own sources and lists are not
# touched; the mirror is the one which the system itself uses.
# usage: download_packages SUITE FOLDER PACKAGE...
download_packages() {
  local suite=$1 folder=$2 mirror apt
  shift 2
  mirror=$(apt-get indextargets --format "\$(REPO_URI)" 'Origin: Debian' 2> /dev/null \
    | grep -v security | head -n 1)
  if [ -z "$mirror" ]; then
    # No package list yet (a fresh container): take it from the sources themselves.
    mirror=$(apt-get update --print-uris 2> /dev/null \
      | sed -n "s|^'\(.*/\)dists/[^/']*/InRelease'.*|\1|p" | grep -v security | head -n 1)
  fi
  [ -n "$mirror" ] || {
    warn 'apt knows no Debian mirror'
    return 1
  }
  apt=$(mktemp -d)
  mkdir -p "$apt"/etc/{apt.conf.d,preferences.d,sources.list.d} \
    "$apt"/state/lists/partial "$apt"/cache/archives/partial "$folder"
  : > "$apt/status"
  cat > "$apt/etc/sources.list.d/suite.sources" << SOURCES
Types: deb
URIs: $mirror
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  # The Release file of a mirror that is a snapshot may be past its date; its
  # signature is checked all the same. Only this private state is so lenient.
  cat > "$apt/apt.conf" << CONF
Dir::Etc "$apt/etc";
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Sandbox::User "root";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "2";
CONF
  if ! (
    cd "$folder"
    export APT_CONFIG=$apt/apt.conf
    apt-get update -qq && apt-get download -qq "$@"
  ) > "$apt/log" 2>&1; then
    cat "$apt/log" >&2
    rm -rf "$apt"
    return 1
  fi
  rm -rf "$apt"
}
