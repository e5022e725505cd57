#!/usr/bin/env bash
# All set-up, then the main job on an example: takes the GNOME system of fixtures/gnome from its definitions to a machine
# that boots and examines itself. Makes the repositories that the definitions name out of fixtures/sources, and a build base
# out of Debian packages. Root is not needed but for installing what is missing.
#
#   scripts/demo.sh [DIR] [OPTION...]    DIR keeps everything (default: a folder in ~/.cache), so that a second run is quick;
#                                        options go to `morph2bst verify`, for example --compare --bst COMMAND
set -euo pipefail
folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/morph2bst-demo
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  folder=$(realpath -m -- "$1")
  shift
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/setup.sh

setup_node
need git git
need bwrap bubblewrap
need qemu-system-x86_64 qemu-system-x86
need apt-get apt
need dpkg-deb dpkg
setup_packages
say "building morph2bst"
npm run --silent build

say "making the repositories of fixtures/sources in $folder/sources"
mkdir -p "$folder"
node scripts/make-sources.mjs "$folder/sources" >"$folder/sources.list"
aliases=()
for alias in "$folder"/sources/*/; do
  name=$(basename "$alias")
  aliases+=(--alias "$name=file://$folder/sources/$name/")
done

exec node dist/main.js verify fixtures/gnome/input --system systems/gnome-system-x86_64 --cluster clusters/gnome-cluster \
  --deployment desktop-image --project-name gnome --packages gnome,linux-image-cloud-amd64 \
  --output "$folder/gnome" "${aliases[@]}" "$@"
