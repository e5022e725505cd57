/** The elements that no definition gives: imports of sysroots that the user brings or `morph2bst base` makes (conversion design, §6, §7). */
import type { BaseMode } from '../ir/convert-options.ts'
import { element, NO_PUBLIC, type Element } from '../ir/project.ts'
import { BASE_ELEMENT, BASE_MINIMAL, IMAGE_TOOLS } from './context.ts'

/** Where a sysroot goes, below the project's root. */
const FOLDERS = { [BASE_ELEMENT]: 'files/base', [BASE_MINIMAL]: 'files/base-minimal', [IMAGE_TOOLS]: 'files/image-tools' } as const
type Sysroot = keyof typeof FOLDERS

/** The imports among `wanted`, and what lies in their folders until these are filled, by path. */
export function sysroots(wanted: ReadonlySet<string>, mode: BaseMode): { readonly elements: readonly Element[]; readonly files: ReadonlyMap<string, string> } {
  const names = ([BASE_ELEMENT, BASE_MINIMAL, IMAGE_TOOLS] as const).filter((name) => wanted.has(name))
  return {
    elements: names.map((name) => sysrootElement(name, mode)),
    files: new Map(names.map((name) => [`${FOLDERS[name]}/README.md`, readme(name, mode)])),
  }
}

/** As a base for everything base.bst also brings the linker cache up to date, once before other commands. */
function sysrootElement(name: Sysroot, mode: BaseMode): Element {
  return element({
    name, kind: 'import', description: { text: describe(name, mode) },
    head: [` Put a sysroot into ${FOLDERS[name]}/sysroot, or replace this element; see ${FOLDERS[name]}/README.md`],
    sources: [{ kind: 'local', path: FOLDERS[name] }], config: { of: 'import', source: '/sysroot' },
    public: { ...NO_PUBLIC, integrationCommands: name === BASE_ELEMENT && mode === 'replace' ? [{ text: LDCONFIG }] : [] },
  })
}

function describe(name: Sysroot, mode: BaseMode): string {
  if (name === BASE_MINIMAL) return 'The least that a program runs on: C library, shell, directories'
  if (name === IMAGE_TOOLS) return 'Shell and tools that images are made with; part of none'
  return mode === 'replace' ? 'Toolchain and shell that everything is built on' : 'Tools that the first stage of the bootstrap is built with'
}

/** Guarded: it fails without /etc, and systems without it need none (BF §5.3). Its own notes hold inodes and times, which are other ones each time. */
const LDCONFIG = 'if [ -x /sbin/ldconfig ] && [ -d /etc ]; then /sbin/ldconfig && rm -f /var/cache/ldconfig/aux-cache; fi'

const NEEDS: Readonly<Record<Sysroot, (mode: BaseMode) => { readonly title: string; readonly preset: string; readonly needs: string }>> = {
  [BASE_ELEMENT]: (mode) => mode === 'replace' ? {
    title: 'The build base', preset: 'build',
    needs: `Every element of this project is built on it, and systems contain it. It needs a shell, coreutils, a C and C++ compiler with
binutils, make, and whatever else the replaced strata provided.`,
  } : {
    title: 'The build base', preset: 'build',
    needs: `Only bootstrap elements are built on it. It needs a shell, coreutils, sed, awk, make, and a C and C++ compiler with binutils,
the compiler at /usr/bin/gcc.`,
  },
  [BASE_MINIMAL]: () => ({
    title: 'The minimal base', preset: 'minimal',
    needs: `Systems contain it in place of \`base.bst\` where they ask for a minimal part of the replaced strata only. It needs the C library that
\`base.bst\` has, a shell, and the directories of a system.`,
  }),
  [IMAGE_TOOLS]: () => ({
    title: 'The image tools', preset: 'tools',
    needs: `Elements below \`elements/deploy\` run in it, and no system contains it. It needs a shell, coreutils, awk, find, cpio, tar and gzip; for disk
images also sfdisk, mtools, dosfstools, syslinux, e2fsprogs and fakeroot.`,
  }),
}

/** What lies in the folder until the user has filled it. */
function readme(name: Sysroot, mode: BaseMode): string {
  const { title, preset, needs } = NEEDS[name](mode)
  return `# ${title}

\`elements/${name}\` imports the folder \`sysroot\` beside this file: a root file system with the usual folders (\`usr\`,
\`bin\`, \`lib\`, \`etc\`). ${needs}

On Debian, \`morph2bst base --packages ${preset} --output ${FOLDERS[name]}/sysroot\` makes one. Or put one here yourself, or make
\`elements/${name}\` something else that gives the same, such as an element of another project.
\`/bin\`, \`/sbin\` and \`/lib\` should be folders and not links: BuildStream cannot put a folder of one artifact over a link
of another, and many elements install into them.
`
}
