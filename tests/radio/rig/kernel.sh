# The nodes' kernel: User Mode Linux with Bluetooth, built once from Debian's kernel
# source and kept in the cache. Sourced, never run; needs script/lib.
# shellcheck shell=bash

# 7.2: the fast process mode (seccomp=on) came with 6.16, and forky has this one.
KERNEL_SOURCE=linux-source-7.2
KERNEL_CONFIG=$ROOT/tests/radio/rig/kernel.config

# Print where the kernel is, by source version and configuration.
kernel_path() {
  echo "$CACHE/$KERNEL_SOURCE-uml-$(digest 1 "$(cat "$KERNEL_CONFIG")")"
}

# Print the path of a working kernel, after building it where there is none.
get_kernel() {
  local kernel
  kernel=$(kernel_path)
  if ! kernel_works "$kernel"; then
    (
      lock kernel
      # Another run may have built it while we waited.
      kernel_works "$kernel" || build_kernel "$kernel"
    ) >&2 || return 1
  fi
  echo "$kernel"
}

# A kernel that was only half written does not tell its version.
kernel_works() { [ -x "$1" ] && "$1" --version > /dev/null 2>&1; }

# usage: build_kernel OUTPUT
build_kernel() {
  local output=$1 work source started=$SECONDS
  if [ "$(uname -m)" != x86_64 ]; then
    warn "User Mode Linux runs on x86_64 only, this is $(uname -m)"
    return 1
  fi
  need_packages 'building the kernel of the virtual machines' \
    build-essential flex bison bc xz-utils || return 1
  say "building the kernel of the virtual machines, once: about 4 minutes"
  work=$(mktemp -d "$CACHE/kernel.XXXXXX")
  # shellcheck disable=SC2064 # the folder's name of now is meant
  trap "rm -rf '$work'" EXIT
  download_packages forky "$work" "$KERNEL_SOURCE" || return 1
  mkdir "$work/unpacked" "$work/source"
  dpkg-deb --fsys-tarfile "$work"/*.deb \
    | tar -x -C "$work/unpacked" --wildcards './usr/src/*.tar.xz'
  rm "$work"/*.deb
  source=$(echo "$work"/unpacked/usr/src/*.tar.xz)
  tar -xf "$source" -C "$work/source" --strip-components=1
  rm "$source"
  if ! (
    cd "$work/source" && make -s ARCH=um tinyconfig \
      && cat "$KERNEL_CONFIG" >> .config && make -s ARCH=um olddefconfig || exit 1
    # An option that the version does not know, or whose needs are not met, would
    # vanish without a word.
    missing=$(grep -E '^CONFIG_.*=y' "$KERNEL_CONFIG" | grep -vxFf .config || true)
    [ -z "$missing" ] || {
      echo "options refused: $missing"
      exit 1
    }
    nice -n 10 make -s ARCH=um -j"$(nproc)" linux
  ) > "$work/log" 2>&1; then
    tail -n 30 "$work/log"
    warn 'the kernel could not be built'
    return 1
  fi
  strip -o "$work/linux" "$work/source/linux" && mv "$work/linux" "$output" || return 1
  rm -rf "$work"
  trap - EXIT
  kernel_works "$output" || return 1
  say "built $output in $((SECONDS - started)) s"
}
