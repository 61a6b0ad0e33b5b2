# Finds a Python that Home Assistant runs on, or gets one. Sourced, never run;
# needs common.sh and debian.sh.
# shellcheck shell=bash

# Home Assistant 2026.10 needs at least 3.14.2; 3.15 has no wheels for it yet.
PYTHON_RANGE='>=3.14.2,<3.15'
PYTHON_PROBE='
import sys
if not (3, 14, 2) <= sys.version_info[:3] < (3, 15):
    sys.exit(1)
import bz2, ctypes, lzma, readline, sqlite3, ssl, uuid, venv, zlib
print(sys._base_executable)
'
UV_VERSION=0.13.5 # what Home Assistant 2026.10.4 pins
PATCHELF_VERSION=0.19.3.0 # 0.17 breaks the interpreter
TOOLS=$CACHE/tools-uv$UV_VERSION-patchelf$PATCHELF_VERSION

# Run uv without the answers it would otherwise take from an active environment.
uv() { env -u VIRTUAL_ENV -u PYTHONPATH "$TOOLS/bin/uv" "$@"; }

# Put uv and patchelf into a private environment in the cache.
get_tools() {
  local tools=$TOOLS python
  if "$tools/bin/uv" --version > /dev/null 2>&1 \
    && "$tools/bin/patchelf" --version > /dev/null 2>&1; then
    return
  fi
  say "getting uv $UV_VERSION"
  rm -rf "$tools"
  for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -m venv "$tools" > /dev/null 2>&1; then break; fi
    rm -rf "$tools"
  done
  if [ ! -x "$tools/bin/pip" ]; then
    need_packages 'a first virtual environment' python3-venv || return 1
    python3 -m venv "$tools"
  fi
  "$tools/bin/pip" install -q --disable-pip-version-check \
    "uv==$UV_VERSION" "patchelf==$PATCHELF_VERSION" 2>&1 | grep -v '^WARNING' >&2 || true
  "$tools/bin/uv" --version > /dev/null && "$tools/bin/patchelf" --version > /dev/null
}

# Print the base interpreter of the candidate if it is good enough.
probe_python() { env -u PYTHONPATH -u PYTHONHOME "$1" -I -c "$PYTHON_PROBE" 2> /dev/null; }

# Print the path of a fitting Python, after getting it where needed.
get_python() {
  local candidate found
  for candidate in \
    "${MESH_BROADCAST_PYTHON:-}" \
    "$(command -v python3.14 || true)" \
    "$(command -v python3 || true)" \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.14.*/bin/python \
    "$(uv python find -q "$PYTHON_RANGE" 2> /dev/null || true)" \
    "$(debian_prefix)/usr/bin/python3.14"; do
    if [ -x "$candidate" ] && found=$(probe_python "$candidate"); then
      echo "$found"
      return
    fi
  done

  say "no Python $PYTHON_RANGE here: asking uv for one"
  # No retries: where the download host cannot be reached this fails at once.
  if UV_HTTP_RETRIES=0 UV_HTTP_TIMEOUT=60 uv python install -q 3.14 > /dev/null 2>&1 \
    && candidate=$(uv python find -q --managed-python "$PYTHON_RANGE" 2> /dev/null) \
    && found=$(probe_python "$candidate"); then
    echo "$found"
    return
  fi

  say 'uv could not download one: unpacking that of Debian forky into the cache'
  make_debian_prefix >&2 || return 1
  probe_python "$(debian_prefix)/usr/bin/python3.14"
}

# Where Debian's Python goes; the last figure is this recipe's own version.
debian_prefix() { echo "$CACHE/python-3.14-debian-forky-1"; }

# Unpack Debian forky's Python with the libc it was built for. The interpreter is
# told to load that libc by its own absolute path, so nothing else on the system
# changes and no environment variable leaks into child processes.
make_debian_prefix() {
  local prefix work staged loader folder
  command -v dpkg-deb > /dev/null && command -v apt-get > /dev/null || {
    warn "this is no Debian: install Python $PYTHON_RANGE yourself and run again"
    return 1
  }
  prefix=$(debian_prefix)
  work=$(mktemp -d "$CACHE/unpack.XXXXXX")
  staged=$work/root
  mkdir "$staged"
  if ! download_packages forky "$work/debs" \
    python3.14 python3.14-minimal libpython3.14 libpython3.14-minimal \
    libpython3.14-stdlib libpython3.14-dev \
    libc6 libbz2-1.0 libdb5.3t64 libexpat1 libffi8 libgcc-s1 liblzma5 libncursesw6 \
    libreadline8t64 libsqlite3-0 libssl3t64 libtinfo6 libuuid1 libzstd1 zlib1g; then
    rm -rf "$work"
    return 1
  fi
  for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$staged"; done
  # One flat folder of libraries, so that one path serves the interpreter and all
  # that it loads.
  mkdir "$staged/rt"
  for folder in "$staged"/usr/lib/*-linux-gnu* "$staged"/lib/*-linux-gnu* \
    "$staged"/usr/lib64 "$staged"/lib64; do
    if [ -d "$folder" ]; then
      find "$folder" -maxdepth 1 -name '*.so*' -exec cp -a -n {} "$staged/rt/" ';'
    fi
  done
  # Debian wraps pyconfig.h for several architectures; we have one.
  cp "$staged"/usr/include/*-linux-gnu*/python3.14/pyconfig.h \
    "$staged/usr/include/python3.14/pyconfig.h"
  rm -rf "$staged"/usr/lib/*-linux-gnu*/gconv "$staged"/usr/share/{doc,man,lintian} \
    "$staged/usr/lib/python3.14/EXTERNALLY-MANAGED"
  ln -sf python3.14 "$staged/usr/bin/python3"
  loader=$(basename "$("$TOOLS/bin/patchelf" --print-interpreter \
    "$staged/usr/bin/python3.14")")
  # DT_RPATH instead of DT_RUNPATH: extension modules and wheels inherit it.
  "$TOOLS/bin/patchelf" --set-interpreter "$prefix/rt/$loader" \
    --force-rpath --set-rpath "$prefix/rt" "$staged/usr/bin/python3.14"
  rm -rf "$prefix"
  mv "$staged" "$prefix"
  rm -rf "$work"
}
