/** The smallest definitions that an oddity can be put into, and short questions about what became of them. */
import type { Element } from '../../src/ir/project.ts'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import { convertSmall, type Converted } from '../support/convert-tree.ts'

/** A commit, told apart by its first digits. */
export function commit(digits = ''): string {
  return digits + '0123456789abcdef0123456789abcdef01234567'.slice(digits.length)
}

/** A stratum file of entries, each one indented as a list item's content. */
export function stratum(name: string, entries: readonly string[], more = ''): string {
  return `name: ${name}\nkind: stratum\n${more}chunks:\n${entries.map((entry) => `- ${entry.trimEnd().replaceAll('\n', '\n  ')}\n`).join('')}`
}

/** An entry that says the least. */
export function entry(name: string, more = 'build-system: manual', ref = commit()): string {
  return `name: ${name}\nrepo: upstream:${name}\nref: ${ref}\n${more}`
}

/** A system of strata, each a path or a flow map. */
export function system(name: string, strata: readonly string[], more = ''): string {
  return `name: ${name}\nkind: system\narch: x86_64\n${more}strata:\n${strata.map((part) => (part.startsWith('{') ? `- ${part}\n` : `- morph: ${part}\n`)).join('')}`
}

const RULES = `split-rules:
  chunk:
  - artifact: -bins
    include: ["(usr/)?s?bin/.*"]
  - artifact: -doc
    include: ["(usr/)?share/doc/.*"]
  - artifact: -misc
    include: [".*"]
  stratum:
  - artifact: -devel
    include: [".*-doc"]
  - artifact: -runtime
    include: [".*"]
`

/** A DEFAULTS file with two build systems. */
export const DEFAULTS = `build-systems:
  manual: {}
  autotools:
    configure-commands: [./configure]
    build-commands: [make]
    install-commands: [make install]
${RULES}`

/** What became of a stratum `core` with `entries`, in a system `box`. */
export function box(entries: readonly string[], more: Readonly<Record<string, string>> = {}, options: Partial<ConvertOptions> = {}): Outcome {
  return new Outcome(convertSmall({ DEFAULTS, 'strata/core.morph': stratum('core', entries), 'systems/box.morph': system('box', ['strata/core.morph']), ...more }, options))
}

/** What became of any files. */
export function outcome(files: Readonly<Record<string, string>>, options: Partial<ConvertOptions> = {}): Outcome {
  return new Outcome(convertSmall({ DEFAULTS, ...files }, options))
}

/** A conversion, with short questions. */
export class Outcome {
  constructor(readonly converted: Converted) {}

  /** An element that has to be there. */
  element(name: string): Element {
    const found = this.converted.conversion.project.elements.get(`${name}.bst`)
    if (!found) throw new Error(`no ${name}.bst; there are ${this.elements().join(' ')}`)
    return found
  }

  elements(): readonly string[] {
    return [...this.converted.conversion.project.elements.keys()].map((name) => name.replace(/\.bst$/, ''))
  }

  /** The text of an element's file. */
  text(name: string): string {
    this.element(name)
    return String(this.converted.tree.get(`elements/${name}.bst`) ?? '')
  }

  /** The only source. */
  source(name: string): { readonly url: string; readonly ref?: string; readonly track?: string } {
    const [source] = this.element(name).sources
    if (source?.kind !== 'git') throw new Error(`${name} has no git source`)
    return { url: source.url.text, ...(source.ref ? { ref: source.ref.text } : {}), ...(source.track ? { track: source.track.text } : {}) }
  }

  /** `severity code` of everything said but what is said of every small definition. */
  said(): readonly string[] {
    const usual = new Set(['convert/no-shell', 'convert/no-commands', 'convert/no-install', 'convert/split-approximated', 'reader/no-version'])
    return this.converted.diagnostics.filter(({ code }) => !usual.has(code)).map(({ severity, code }) => `${severity} ${code}`)
  }

  /** The words of all diagnostics of a code. */
  words(code: string): readonly string[] {
    return this.converted.diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message)
  }

  depends(name: string): readonly string[] {
    return this.element(name).depends.map((dependency) => dependency.element.replace(/\.bst$/, ''))
  }

  buildDepends(name: string): readonly string[] {
    return this.element(name).buildDepends.map((dependency) => dependency.element.replace(/\.bst$/, ''))
  }

  integration(name: string): readonly string[] {
    return this.element(name).public.integrationCommands.map((command) => command.text)
  }

  /** The commands that an element gives for a phase in place of its kind's. */
  commands(name: string, phase: 'configure' | 'build' | 'install' | 'strip'): readonly string[] | undefined {
    const { config } = this.element(name)
    return config?.of === 'build' ? config.phases.get(phase)?.replace?.map((command) => command.text) : undefined
  }
}
