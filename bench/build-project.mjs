// Writes the project that building is measured with: many small elements in layers, such that hardly any time goes into
// their commands. Knows nothing of builders.
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const LAYERS = 10
const FAN_IN = 3
const FILES_OF_ELEMENT = 20
const FILES_OF_BASE = 3000
const PROGRAMS = ['sh', 'mkdir', 'echo', 'cat', 'seq', 'cp', 'true']

/** Writes `count` elements with a base, `all.bst` (stack) and `system.bst` (compose); gives the name of an element that only these two need. */
export function writeProject(folder, count) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('project.conf', 'name: bench\nmin-version: 2.0\nelement-path: elements\n')
  writeBase(join(folder, 'base'), write)
  const layers = layersOf(count)
  for (const [depth, names] of layers.entries()) {
    for (const [index, name] of names.entries()) write(`elements/${name}`, elementText(name, below(layers[depth - 1], index)))
  }
  const all = layers.flat()
  write('elements/base.bst', 'kind: import\nsources:\n- kind: local\n  path: base\n')
  write('elements/all.bst', `kind: stack\ndepends:\n- base.bst\n${all.map((name) => `- ${name}\n`).join('')}`)
  write('elements/system.bst', 'kind: compose\nbuild-depends:\n- all.bst\n')
  return all.at(-1)
}

/** Makes an element another than it was, so that it has to be built again. */
export function changeElement(folder, name) {
  appendFileSync(join(folder, 'elements', name), '  - echo another > "%{install-root}/another"\n')
}

function writeBase(folder, write) {
  for (let file = 0; file < FILES_OF_BASE; file++) write(`base/usr/share/base/${file % 60}/file-${file}`, `file ${file} of the base\n`)
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path))
  if (!busybox) throw new Error('no busybox: apt install busybox-static')
  mkdirSync(join(folder, 'bin'), { recursive: true })
  copyFileSync(busybox, join(folder, 'bin/busybox'))
  chmodSync(join(folder, 'bin/busybox'), 0o755)
  for (const program of PROGRAMS) symlinkSync('busybox', join(folder, 'bin', program))
}

function layersOf(count) {
  const width = Math.ceil(count / LAYERS)
  const names = Array.from({ length: count }, (_, index) => `layer-${Math.floor(index / width)}/element-${index}.bst`)
  return Array.from({ length: Math.ceil(count / width) }, (_, layer) => names.slice(layer * width, (layer + 1) * width))
}

/** The elements of the layer below that one is built from. */
function below(layer, index) {
  if (!layer) return []
  return [...new Set(Array.from({ length: FAN_IN }, (_, step) => layer[(index + step) % layer.length]))]
}

function elementText(name, needed) {
  const folder = `%{install-root}/usr/share/${name.replace(/\W/g, '-')}`
  return [
    'kind: manual', 'depends:', '- base.bst', ...needed.map((other) => `- ${other}`), 'config:', '  install-commands:',
    '  - |', `    mkdir -p "${folder}"`, `    for i in $(seq ${FILES_OF_ELEMENT}); do echo "file $i of ${name}" > "${folder}/file-$i"; done`, '',
  ].join('\n')
}
