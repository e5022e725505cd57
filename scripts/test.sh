#!/usr/bin/env bash
# All set-up and all tests, on a machine that may have nothing but Debian 12 on it. Arguments go to Jest.
#
# The last line is `N passed, N failed`, with `, N skipped` where tests were skipped. Exit code 0 if nothing failed, 1 if
# something did, 2 if the set-up is not possible. Besides the tests it runs the types, lint, import and reference checks;
# each of those that fails counts as one failure.
#
# MORPH2BST_SHARED  folder with further test data and tools (default ../shared); tests that need what is not there skip.
# MORPH2BST_BST2    a BuildStream 2 command for the acceptance tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/setup.sh

setup_node
need git git
setup_packages

# Wanted by tests that otherwise skip: what the builder runs and builds in, Debian's BuildStream 1, PyYAML for the helpers of the
# acceptance tests, what makes, reads and boots images, and a browser for the HTML pages.
want() {
  local what=$1
  shift
  if ! may_install; then say "$what is missing; tests that need it skip"; return; fi
  say "installing $what"
  apt_install "$@" || say "$what could not be installed; tests that need it skip"
}
python3 -c 'import yaml' 2>/dev/null || want PyYAML python3 python3-yaml
command -v bwrap >/dev/null || want bubblewrap bubblewrap
command -v busybox >/dev/null || want 'a static busybox' busybox-static
command -v bst >/dev/null || want 'BuildStream 1' buildstream
command -v qemu-system-x86_64 >/dev/null || want QEMU qemu-system-x86
command -v chromium >/dev/null || want Chromium chromium
has() {
  local program
  for program; do PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || return 1; done
}
has sfdisk mcopy mkfs.vfat syslinux cpio mkfs.jffs2 mkfs.ext4 fakeroot-tcp setpriv ||
  want 'what images are made with, and looked into' fdisk mtools dosfstools syslinux syslinux-common cpio mtd-utils e2fsprogs fakeroot util-linux

# BuildStream 2 may set itself up when it is called first; better now than within a test.
export MORPH2BST_SHARED="${MORPH2BST_SHARED:-../shared}"
if [ -z "${MORPH2BST_BST2:-}" ] && [ -x "$MORPH2BST_SHARED/tools/bst2" ]; then
  MORPH2BST_BST2="$(cd "$MORPH2BST_SHARED/tools" && pwd)/bst2"
  export MORPH2BST_BST2
fi
if [ -n "${MORPH2BST_BST2:-}" ]; then
  say "BuildStream 2: $("$MORPH2BST_BST2" --version 2>/dev/null || echo 'cannot be run')"
fi

say "building"
if ! npm run --silent build; then
  say "the build failed, so no test was run"
  echo '0 passed, 1 failed'
  exit 1
fi

# The checks use one processor each, so they run side by side; what they say is shown in their order.
reference_is_current() { node dist/main.js explain --all | diff -u docs/diagnostics.md - ; }
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
check_names=()
check_ids=()
check() {
  check_names+=("$1")
  "${@:2}" >"$results/check-${#check_names[@]}" 2>&1 &
  check_ids+=("$!")
}
say "checks"
check 'types' npm run --silent types
check 'lint' npm run --silent lint
check 'imports' npm run --silent imports
check 'docs/diagnostics.md is current (npm run docs)' reference_is_current

failed_checks=0
for index in "${!check_ids[@]}"; do
  status=0
  wait "${check_ids[$index]}" || status=$?
  say "${check_names[$index]}$([ "$status" = 0 ] || echo ': FAILED')"
  cat "$results/check-$((index + 1))"
  [ "$status" = 0 ] || failed_checks=$((failed_checks + 1))
done

say "tests"
totals=$results/totals.json
: >"$totals"
status=0
# In workers, which are begun anew when they have grown large: a test that exhausts its memory fails alone.
CI=true node_modules/.bin/jest --maxWorkers=2 --workerIdleMemoryLimit=1GB --json --outputFile="$totals" "$@" || status=$?
node -e '
  const { readFileSync } = require("node:fs")
  const [file, status, checks] = process.argv.slice(1)
  const text = readFileSync(file, "utf8")
  const run = text === "" ? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 1 } : JSON.parse(text)
  const skipped = run.numPendingTests + run.numTodoTests
  let failed = run.numFailedTests + run.numRuntimeErrorTestSuites + Number(checks)
  if (failed === 0 && status !== "0") failed = 1
  console.log(`${run.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`)
  process.exit(failed > 0 ? 1 : 0)
' "$totals" "$status" "$failed_checks"
