/** What has to be done before a converted project builds for the first time. Knows nothing of single diagnostics. */
import type { Conversion } from '../ir/conversion.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import type { Element, Project } from '../ir/project.ts'
import { code, prose, table } from './markdown.ts'

/** The section: a numbered list, and the aliases as a table. */
export function firstBuild(conversion: Conversion, options: ConvertOptions): string {
  const { project } = conversion
  const steps = [
    tools(options), ...(project.elements.has('base.bst') ? [`${base(options)} On Debian one command makes it: see [files/base/README.md](files/base/README.md).`] : []), ...otherSysroots(project),
    ...(aliasRows(project).some(([, , , todo]) => todo !== '') ? ['Look at the aliases below: sources are fetched through them, and some hosts do not answer any more.'] : []),
    ...untracked(project), ...show(conversion),
  ]
  const list = steps.map((step, index) => `${index + 1}. ${step}`).join('\n')
  const rows = aliasRows(project)
  return `## Before the first build\n\n${list}${rows.length ? `\n\n${table(['alias', 'stands for', 'sources', 'to do'], rows)}` : ''}`
}

function tools(options: ConvertOptions): string {
  return options.target === 'bst2'
    ? 'Install BuildStream 2 and, into the same Python environment, `buildstream-plugins`.'
    : 'Install BuildStream 1 (1.4 or later); the project needs no plugins besides.'
}

function base(options: ConvertOptions): string {
  return options.base === 'replace'
    ? 'Put a root file system with a compiler, binutils, make, a shell and coreutils into `files/base/sysroot`: [`elements/base.bst`](elements/base.bst) imports it, everything is built on it, and it becomes part of the systems that had a replaced stratum. Any other element that gives the same will do.'
    : 'Put a root file system with a compiler, binutils, make, a shell and coreutils into `files/base/sysroot`: [`elements/base.bst`](elements/base.bst) imports it. The first stage of the bootstrap is built with it, and it does not become part of any system.'
}

const OTHER_SYSROOTS = [
  ['base-minimal', 'goes into systems that take only the minimal part of a replaced stratum'],
  ['image-tools', 'has the tools that make images'],
] as const

/** Those that only some of the elements need. */
function otherSysroots(project: Project): readonly string[] {
  return OTHER_SYSROOTS.filter(([name]) => project.elements.has(`${name}.bst`))
    .map(([name, use]) => `Fill \`files/${name}/sysroot\` likewise: [\`elements/${name}.bst\`](elements/${name}.bst) imports it, and ${use}; see [files/${name}/README.md](files/${name}/README.md).`)
}

function untracked(project: Project): readonly string[] {
  const names = [...project.elements.values()].filter(lacksRef).map((element) => element.name)
  if (names.length === 0) return []
  const some = `${names.slice(0, 3).map(code).join(', ')}${names.length > 3 ? ', ...' : ''}`
  return [`Track the ${names.length === 1 ? 'element' : `${names.length} elements`} without a ref (${some}): \`bst source track ELEMENT\`, or convert again with \`--resolve-refs\`.`]
}

function lacksRef(element: Element): boolean {
  return element.sources.some((source) => source.kind === 'git' && source.ref === undefined)
}

function show({ systems, project }: Conversion): readonly string[] {
  const [option] = project.options
  const first = systems.find((system) => system.arch === option?.default) ?? systems[0]
  if (!first || !option) return []
  return [`Check that it loads: ${code(`bst -o ${option.name} ${first.arch} show ${first.element}`)}; then build it with \`build\` in place of \`show\`. Each system needs the option of its architecture.`]
}

interface Host {
  readonly url: RegExp
  readonly says: (alias: string) => string
}

/** Hosts of Baserock's time that have moved or are gone; the first that matches speaks. */
const HOSTS: readonly Host[] = [
  { url: /^[a-z]+:\/\/git\.baserock\.org\//, says: (alias) => `git.baserock.org is gone. Give a mirror of its repositories: \`--alias ${alias}=URL\`` },
  { url: /^git:\/\/github\.com\//, says: (alias) => `GitHub does not speak \`git://\` any more: \`--alias ${alias}=https://github.com/\`` },
  { url: /^git:\/\/git\.gnome\.org\//, says: (alias) => `GNOME has moved: \`--alias ${alias}=https://gitlab.gnome.org/GNOME/\`; some repositories have another group` },
  { url: /^git:\/\/anongit\.freedesktop\.org\//, says: (alias) => `freedesktop.org has moved to https://gitlab.freedesktop.org/, where the paths are others: \`--alias ${alias}=URL\` of a mirror, or change the repos` },
  { url: /^[a-z]+:\/\/(?:[^/]*\.)?gitorious\.org\//, says: (alias) => `Gitorious is gone. Give a mirror: \`--alias ${alias}=URL\`` },
  { url: /\.invalid\//, says: (alias) => `a placeholder: say what it stands for, \`--alias ${alias}=URL\`` },
  { url: /^\//, says: () => 'a path of this machine; a project that others build needs a URL' },
]

type AliasRow = readonly [alias: string, url: string, sources: string, todo: string]

function aliasRows(project: Project): readonly AliasRow[] {
  const uses = new Map<string, number>()
  for (const element of project.elements.values()) {
    for (const source of element.sources) {
      if (source.kind !== 'git') continue
      for (const url of [source.url.text, ...source.submodules.map((submodule) => submodule.url)]) {
        const alias = url.slice(0, url.indexOf(':'))
        uses.set(alias, (uses.get(alias) ?? 0) + 1)
      }
    }
  }
  return [...project.aliases].map(([alias, url]) => {
    const host = HOSTS.find((candidate) => candidate.url.test(url))
    return [code(alias), code(url), String(uses.get(alias) ?? 0), host ? prose(host.says(alias)) : '']
  })
}
