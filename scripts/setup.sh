# Sets up what the scripts beside it need. To be sourced, from the root of the checkout, by a bash with `set -euo pipefail`.
# Knows how to install: with apt (as root, or through sudo that asks for no password) and with npm. Where it may not
# install it says what is missing. Everything it does is skipped where it is done already.

say() { printf '== %s\n' "$*" >&2; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 2; }

# Runs a command as root; fails where that is not possible.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt_is_fresh=
apt_install() {
  if [ -z "$apt_is_fresh" ]; then
    as_root apt-get update -q >&2 || return 1
    apt_is_fresh=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

# need COMMAND PACKAGE...: installs the packages if there is no such command; fails if that is not possible.
need() {
  local program=$1
  shift
  if command -v "$program" >/dev/null; then return; fi
  may_install || fail "$program is missing; install it (on Debian: apt-get install --no-install-recommends $*) and run again"
  say "installing $*"
  apt_install "$@" || fail "apt-get could not install $*"
}

# What the packages in package-lock.json run on.
node_is_good() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number)
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 13) || a >= 24 ? 0 : 1)' 2>/dev/null
}

# Node 20.19 or later and npm. Debian 12 has Node 18: its npm then brings Node 20 as a package, into a folder of the user;
# for root into one that others can read, since some tests run as another user.
setup_node() {
  local tools="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/morph2bst/node-20"
  if [ "$(id -u)" = 0 ]; then tools=/usr/local/lib/morph2bst/node-20; fi
  if ! node_is_good && [ -x "$tools/node_modules/node/bin/node" ]; then PATH="$tools/node_modules/node/bin:$PATH"; fi
  if node_is_good && command -v npm >/dev/null; then return; fi
  need npm ca-certificates nodejs npm
  if node_is_good; then return; fi
  say "installing Node 20 into $tools"
  mkdir -p "$tools"
  # A folder of its own, without a package.json above it that npm could take for the project.
  [ -e "$tools/package.json" ] || printf '{ "private": true }\n' > "$tools/package.json"
  (cd "$tools" && npm install --no-audit --no-fund --loglevel=error node@20 >&2) || fail "npm could not install Node 20"
  PATH="$tools/node_modules/node/bin:$PATH"
  hash -r
  node_is_good || fail "Node 20.19 or later is needed, and $(node --version 2>/dev/null || echo no node) was found"
}

# The packages of package-lock.json; nothing to do where they are there and the lock file has not changed since.
setup_packages() {
  if [ node_modules/.package-lock.json -nt package-lock.json ] && [ -d node_modules/esbuild ]; then return; fi
  say "installing the npm packages of package-lock.json"
  # Some versions of npm refuse `npm ci` over optional packages of other platforms that the lock file does not list.
  npm ci --no-audit --no-fund --loglevel=silent >&2 || npm install --no-save --no-audit --no-fund --loglevel=error >&2 \
    || fail "npm could not install the packages"
}
