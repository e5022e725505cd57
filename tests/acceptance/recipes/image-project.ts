/** A small project whose system has what is hard to bring into an image, and an image element for each recipe. Knows no builder. */
import { copyFileSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderOf } from '../../support/space.ts'
import { makeImageTools } from './image-tools.ts'

const RECIPES = join(__dirname, '../../../src/convert/deploy/recipes')

/** The recipes by name. */
export const KINDS = ['disk', 'tar', 'initramfs', 'jffs2', 'sysroot', 'image-package'] as const

/** What the rows of the images say, over 0:0 and the modes that artifacts have. */
export const OWNERSHIP = [
  '/etc/secret f 0640 0 42', '/var d 1775 root users', '/dev/ttyS0 c 0660 root shadow 4 64', '/dev/disk b 0660 0 6 259 300', '/run/pipe p 0600 ada users',
  '/etc/a\\040b f 4711 ada root', '/etc/link l 0777 ada users',
].join('\n')

/** Files of the system; what is not text is a link. None is absolute, as BuildStream 1 changes those (BF §6). */
const SYSTEM: Readonly<Record<string, string | { readonly to: string }>> = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:100:ada:/home/ada:/bin/sh\n', 'etc/group': 'root:x:0:\nshadow:x:42:\nusers:x:100:\n', 'etc/shadow': 'root:*::\n',
  'etc/secret': 'secret\n', 'etc/a b': 'same\n', 'etc/q"q': 'same\n', 'etc/s\'q': 'same\n', 'etc/back\\slash': 'same\n', 'etc/<12>': 'same\n', 'etc/-dash': 'same\n', 'etc/#hash': '\n',
  'etc/\u00fc': '', 'etc/empty': '', 'etc/link': { to: 'a b' }, 'etc/dangling': { to: 'nowhere' }, 'etc/long': { to: 'x'.repeat(100) },
  'etc/fstab': 'tmpfs /tmp tmpfs defaults 0 0\n', 'bin/su': '#!/bin/sh\n', 'tmp/x': '', 'root/x': '', 'var/lib/x': '', 'home/ada/a': 'same\n', 'dev/x': '', '.hidden': '',
  'boot/vmlinuz-6.1': 'kernel '.repeat(200_000), 'boot/vmlinuz': { to: 'vmlinuz-6.1' }, 'boot/ramdisk.gz': 'ramdisk '.repeat(50_000), 'boot/board.dtb': 'dtb', 'boot/sub/file': 'x',
  'usr/share/big': 'big '.repeat(500_000), 'boot/loader.bin': 'LOADER'.repeat(100),
  ...Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`usr/share/many/${index}`, `${index % 7}\n`])),
}

/** Fields of an image element over what all have. */
export type Settings = Readonly<Record<string, string>>

/** Writes the project; `images` are elements by name, over the recipe's defaults. `time`: of the staged files, in seconds. */
export function imageProject(images: Readonly<Record<string, { readonly kind: string; readonly settings: Settings }>>, time = 1_000_000_000, generation: 1 | 2 = 2): string {
  const project = folderOf()
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  write('project.conf', `name: images\n${generation === 1 ? 'format-version: 17' : 'min-version: 2.0'}\nelement-path: elements\n`)
  makeImageTools(join(project, 'files/tools'))
  const paths = Object.entries(SYSTEM)
  // The order in which they are made is the order that some file systems list them in.
  for (const [path, content] of time % 2 ? paths : paths.reverse()) {
    if (typeof content === 'string') write(`files/system/${path}`, content)
    else {
      mkdirSync(dirname(join(project, 'files/system', path)), { recursive: true })
      symlinkSync(content.to, join(project, 'files/system', path))
      continue
    }
    utimesSync(join(project, 'files/system', path), time, time)
  }
  write('elements/image-tools.bst', 'kind: import\nsources: [{kind: local, path: files/tools}]\n')
  write('elements/system.bst', 'kind: import\nsources: [{kind: local, path: files/system}]\n')
  mkdirSync(join(project, 'include/image'), { recursive: true })
  copyFileSync(join(RECIPES, 'image.yml'), join(project, 'include/image.yml'))
  for (const kind of KINDS) copyFileSync(join(RECIPES, `${kind}.yml`), join(project, `include/image/${kind}.yml`))
  for (const [name, { kind, settings }] of Object.entries(images)) write(`elements/${name}.bst`, elementText(kind, { 'image-name': `${name}.out`, ...settings }, generation))
  return project
}

/** JSON is YAML; but BuildStream 1 takes no names of variables between quotes. */
function elementText(kind: string, settings: Settings, generation: 1 | 2): string {
  const includes = { kind: 'script', '(@)': ['include/image.yml', `include/image/${kind}.yml`], variables: { 'image-id': '0123456789abcdef0123456789abcdef', 'ownership': OWNERSHIP, ...settings } }
  const payload = { filename: 'system.bst', config: { location: '/payload' } }
  const element = JSON.stringify(generation === 2 ? { ...includes, 'build-depends': ['image-tools.bst', payload] } : {
    ...includes, depends: ['image-tools.bst', 'system.bst'].map((filename) => ({ filename, type: 'build' })),
    config: { layout: [{ element: 'image-tools.bst', destination: '/' }, { element: 'system.bst', destination: '/payload' }] },
  })
  return element.replace(/"([a-z()@-]+)":/g, '$1: ')
}

/** Content of a file of the system. */
export function systemFile(path: string): string {
  const content = SYSTEM[path]
  if (typeof content !== 'string') throw new Error(`${path} is no file of the system`)
  return content
}

/** All paths of the system with what a link leads to. */
export const systemPaths: readonly (readonly [string, string | undefined])[] = Object.entries(SYSTEM).map(([path, content]) => [path, typeof content === 'string' ? undefined : content.to])
