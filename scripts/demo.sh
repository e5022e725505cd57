#!/usr/bin/env bash
# All set-up, then the main job on an example: converts the definitions of fixtures/gnome, shows what came of it, and
# loads it with BuildStream 2 where there is one. Takes the folder to write to; without it, a new temporary one.
#
# MORPH2BST_BST2  a BuildStream 2 command; without it `bst` of the PATH is taken if it is version 2.
set -euo pipefail
output=${1:+$(realpath -m -- "$1")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/setup.sh

setup_node
setup_packages
say "building"
npm run --silent build

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
output=${output:-$(mktemp -d)/gnome}
title() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || title() { printf '\n%s\n' "$*"; }

title "morph2bst convert fixtures/gnome/input --output $output --project-name gnome"
node dist/main.js convert fixtures/gnome/input --output "$output" --project-name gnome 2>"$logs/convert"
printf 'The warnings, %s lines, are left out here; MIGRATION.md has them all, sorted for reading.\n' "$(wc -l <"$logs/convert")"

title "The project: files by folder"
(cd "$output" && find . -type f ! -name '.*' | sed -E 's#^\./##; s#[^/]*$##; s#^$#(top)#' | sort | uniq -c)

title "A chunk before: strata/gtk3/gtk+.morph"
cat fixtures/gnome/input/strata/gtk3/gtk+.morph
title "and after: elements/strata/gtk3/gtk+.bst"
cat "$output/elements/strata/gtk3/gtk+.bst"

title "MIGRATION.md, its beginning"
awk '/^## / && ++section == 2 { exit } { print }' "$output/MIGRATION.md"

bst=${MORPH2BST_BST2:-}
if [ -z "$bst" ] && command -v bst >/dev/null && [ "$(bst --version 2>/dev/null | cut -d. -f1)" = 2 ]; then bst=bst; fi
if [ -z "$bst" ]; then
  title "BuildStream 2 is not here, so loading is not shown. With it and buildstream-plugins installed:"
  printf '  cd %s && bst show systems/gnome-system-x86_64.bst\n' "$output"
  exit 0
fi
title "bst show --deps all, every system under its architecture ($("$bst" --version))"
for system in devel-system-armv7lhf gnome-system-x86_64 initramfs-x86_64 minimal-system-x86_64; do
  arch=${system##*-}
  elements=$(cd "$output" && "$bst" --no-colors -o morph_arch "$arch" show --deps all --format '%{name}' "systems/$system.bst" 2>"$logs/bst") || {
    cat "$logs/bst" >&2
    exit 1
  }
  printf '  systems/%s.bst (%s): %s elements load\n' "$system" "$arch" "$(wc -l <<<"$elements")"
done
