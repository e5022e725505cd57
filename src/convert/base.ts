/** The element below everything: an import of a sysroot that the user brings (conversion design, §6). */
import type { BaseMode } from '../ir/convert-options.ts'
import { element, NO_PUBLIC, type Element } from '../ir/project.ts'
import { BASE_ELEMENT } from './context.ts'

/** Where the sysroot goes, below the project's root. */
export const BASE_FOLDER = 'files/base'

/** base.bst. As a base for everything it also brings the linker cache up to date, once before other commands. */
export function baseElement(mode: BaseMode): Element {
  return element({
    name: BASE_ELEMENT, kind: 'import',
    description: { text: mode === 'replace' ? 'Toolchain and shell that everything is built on' : 'Tools that the first stage of the bootstrap is built with' },
    head: [` Put a sysroot into ${BASE_FOLDER}/sysroot, or replace this element; see ${BASE_FOLDER}/README.md`],
    sources: [{ kind: 'local', path: BASE_FOLDER }], config: { of: 'import', source: '/sysroot' },
    public: { ...NO_PUBLIC, integrationCommands: mode === 'replace' ? [{ text: LDCONFIG }] : [] },
  })
}

/** Guarded: it fails without /etc, and systems without it need none (BF §5.3). */
const LDCONFIG = 'if [ -x /sbin/ldconfig ] && [ -d /etc ]; then /sbin/ldconfig; fi'

/** What lies in the folder until the user has filled it. */
export function baseReadme(mode: BaseMode): string {
  const needs = mode === 'replace'
    ? `Every element of this project is built on it, and systems contain it. It needs a shell, coreutils, a C and C++ compiler with
binutils, make, and whatever else the replaced strata provided.`
    : `Only bootstrap elements are built on it. It needs a shell, coreutils, sed, awk, make, and a C and C++ compiler with binutils,
the compiler at /usr/bin/gcc.`
  return `# The build base

\`elements/base.bst\` imports the folder \`sysroot\` beside this file: a root file system with the usual folders (\`usr\`,
\`bin\`, \`lib\`, \`etc\`). ${needs}

Put it here, or make \`elements/base.bst\` something else that gives the same, such as an element of another project.
\`/bin\`, \`/sbin\` and \`/lib\` should be folders and not links: BuildStream cannot put a folder of one artifact over a link
of another, and many elements install into them.
`
}
