/** The options of each command as a table: names, shapes, words of help. Parsing is in sort-words.ts, meaning in the commands. */

/** One option. */
export interface Flag {
  /**
   * `whole`: a whole number, 0 or more. `pair`: two words behind each other, repeatable. `optional`: text, or no value at all; a
   * word behind it is its value if the command has no other use for it.
   */
  readonly type: 'string' | 'boolean' | 'whole' | 'pair' | 'optional'
  readonly describe: string
  /** May be given several times. */
  readonly array?: true
  readonly choices?: readonly string[]
  /** What help calls the value. */
  readonly value?: string
  readonly alias?: string
  /** Named in the usage line. */
  readonly required?: true
}

const CHOICES = {
  'system': { type: 'string', array: true, value: 'PATH', describe: 'Only this system, or the systems of this cluster (repeatable)' },
  'config': { type: 'string', value: 'FILE', describe: 'Configuration [default: morph2bst.yaml of DEFINITIONS]' },
  'strict': { type: 'boolean', describe: 'Warnings count as errors' },
} as const satisfies Readonly<Record<string, Flag>>

const SHARED = {
  ...CHOICES,
  'json': { type: 'boolean', describe: 'Diagnostics and summary as JSON, one object a line' },
} as const satisfies Readonly<Record<string, Flag>>

const TARGET = {
  'target': { type: 'string', choices: ['bst2', 'bst1'], describe: 'BuildStream to write for [default: bst2]' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options that decide, with the target, what the project looks like; the configuration file can hold them too. */
const CONVERSION = {
  'base': { type: 'string', choices: ['replace', 'bootstrap'], describe: 'What becomes of the bootstrap: a ready base, or the whole chain [default: replace]' },
  'integration': { type: 'string', choices: ['element', 'system'], describe: 'Integration commands at each element, or sorted for each system [default: element]' },
  'alias': { type: 'string', array: true, value: 'NAME=URL', describe: 'What a source alias stands for (repeatable)' },
  'project-name': { type: 'string', value: 'NAME', describe: 'Name of the project [default: the name of the definitions folder]' },
  'fix-root': { type: 'boolean', describe: 'Take owners that are root anyway out of commands' },
  'resolve-refs': { type: 'boolean', describe: 'Ask remotes for the commits of branches and tags' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `convert`. */
export const CONVERT_FLAGS = {
  'output': { type: 'string', alias: 'o', value: 'DIR', required: true, describe: 'Folder of the project; the configuration can name it too' },
  ...SHARED, ...TARGET, ...CONVERSION,
  'check': { type: 'boolean', describe: 'Write nothing; say whether DIR is what a conversion would give' },
  'force': { type: 'boolean', describe: 'Replace generated files that were edited by hand' },
  'quiet': { type: 'boolean', alias: 'q', describe: 'Errors only, and no summary' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `audit`. */
export const AUDIT_FLAGS = {
  ...SHARED,
  'all': { type: 'boolean', describe: 'Every diagnostic, however many there are' },
  'html': { type: 'string', value: 'FILE', describe: 'Write a page for a browser, with all of it; - for stdout, in place of the summary' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `migrate`. */
export const MIGRATE_FLAGS = {
  'branch': { type: 'string', alias: 'b', value: 'NAME', required: true, describe: 'Branch to make' },
  'replay': { type: 'optional', value: 'SINCE', describe: 'Every commit of the history becomes one of the branch; with SINCE, only those behind that commit' },
  'folder': { type: 'string', value: 'DIR', describe: 'Folder of the repository for the project [default: its top]' },
  'keep-definitions': { type: 'boolean', describe: 'Leave the definitions in the branch' },
  'allow-errors': { type: 'boolean', describe: 'Commit although parts of the definitions are left out because of errors' },
  ...SHARED, ...TARGET, ...CONVERSION,
  'force': { type: 'boolean', describe: 'With --replay: begin anew, whatever an earlier run made of the branch' },
  'quiet': { type: 'boolean', alias: 'q', describe: 'Errors only, and no summary' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `diff`. */
export const DIFF_FLAGS = {
  'format': { type: 'string', alias: 'f', choices: ['text', 'markdown', 'json', 'html', 'patch'], describe: 'A summary and the unified diff for people; a comment for a merge request; one JSON object; a page for a browser; the unified diff alone, for git apply [default: text]' },
  'stat': { type: 'boolean', describe: 'Count lines in place of the unified diff' },
  'exit-code': { type: 'boolean', describe: 'End with 1 when something differs' },
  'output': { type: 'string', alias: 'o', value: 'DIR', describe: 'Compare the project in DIR with the conversion of DEFINITIONS, or of its revision FROM: what convert --force would change there' },
  ...CHOICES, ...TARGET, ...CONVERSION,
  'color': { type: 'boolean', describe: 'Colours, or with --no-color none [default: on a terminal]' },
  'pager': { type: 'boolean', describe: 'Page by page on a terminal; --no-pager: at once [default: as git does]' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `explain`. */
export const EXPLAIN_FLAGS = {
  'all': { type: 'boolean', describe: 'The pages of all codes, as one document' },
} as const satisfies Readonly<Record<string, Flag>>

const PROJECT = {
  'project': { type: 'string', alias: 'C', value: 'DIR', describe: 'Folder of the project [default: this one, or the nearest above with a project.conf]' },
  'option': { type: 'pair', alias: 'o', value: 'NAME VALUE', describe: 'Set an option of the project (repeatable)' },
  'max-jobs': { type: 'whole', value: 'N', describe: 'Jobs of one build command, %{max-jobs} [default: processors, at most 8]' },
  'store': { type: 'string', value: 'DIR', describe: 'Where results are kept [default: ~/.cache/morph2bst]' },
  'color': { type: 'boolean', describe: 'Colours, or with --no-color none [default: on a terminal]' },
} as const satisfies Readonly<Record<string, Flag>>

const SESSION = {
  'fetchers': { type: 'whole', value: 'N', describe: 'Elements fetched at a time [default: 10]' },
  'on-error': { type: 'string', choices: ['continue', 'quit', 'terminate'], describe: 'After a failure: build what can be built, finish what runs, or stop it [default: quit]' },
  'error-lines': { type: 'whole', value: 'N', describe: 'Lines of the log shown of a failure [default: 20]' },
  'json': { type: 'boolean', describe: 'Everything that happens as JSON on stdout, one object a line' },
} as const satisfies Readonly<Record<string, Flag>>

const DEPS = ['none', 'run', 'build', 'all'] as const

/** Options of `build`. */
export const BUILD_FLAGS = {
  ...PROJECT,
  'builders': { type: 'whole', value: 'N', describe: 'Elements built at a time [default: 4]' },
  ...SESSION,
  'retry-failed': { type: 'boolean', alias: 'r', describe: 'Build again what failed before and has not changed' },
  'engine': { type: 'string', choices: ['builtin', 'bst'], describe: 'Who builds; bst also compares the results [default: builtin]' },
  'bst': { type: 'string', value: 'COMMAND', describe: 'The BuildStream 2 of --engine bst [default: bst]' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `source fetch` and `source track`. */
export const SOURCE_FLAGS = {
  ...PROJECT,
  'deps': { type: 'string', alias: 'd', choices: DEPS, describe: 'Whose sources: of the elements alone, of their dependencies too [default: none]' },
  ...SESSION,
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `show`. */
export const SHOW_FLAGS = {
  ...PROJECT,
  'deps': { type: 'string', alias: 'd', choices: DEPS, describe: 'Which dependencies to show [default: all]' },
  'order': { type: 'string', choices: ['stage', 'alpha'], describe: 'In the order of staging, or of the alphabet [default: stage]' },
  'format': { type: 'string', alias: 'f', value: 'FORMAT', describe: 'A line for each element, such as "%{name: <30} %{state}"; symbols as of bst show' },
  'explain-key': { type: 'boolean', describe: 'What the cache key of each element is made of' },
  'old-key': { type: 'string', value: 'KEY', describe: 'With --explain-key: what has changed since this key' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `checkout`. */
export const CHECKOUT_FLAGS = {
  ...PROJECT,
  'directory': { type: 'string', value: 'DIR', describe: 'Folder to write to [default: the name of the element]' },
  'tar': { type: 'string', value: 'FILE', describe: 'Write an archive instead; - for stdout' },
  'deps': { type: 'string', alias: 'd', choices: ['run', 'build', 'none'], describe: 'What comes along [default: run]' },
  'integrate': { type: 'boolean', describe: 'Run integration commands; --no-integrate: do not [default: run them]' },
  'hardlinks': { type: 'boolean', describe: 'Link files of the store instead of copying them; do not write to them' },
  'force': { type: 'boolean', alias: 'f', describe: 'Write into a folder that is not empty, or over an archive' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `shell`. */
export const SHELL_FLAGS = {
  ...PROJECT,
  'build': { type: 'boolean', alias: 'b', describe: 'Stage what is needed to build the element, and its sources' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `log`. */
export const LOG_FLAGS = { ...PROJECT } as const satisfies Readonly<Record<string, Flag>>

/** Options of `store stat` and `store verify`. */
export const STORE_FLAGS = {
  'store': PROJECT.store, 'json': { type: 'boolean', describe: 'The result as one JSON object' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `store gc`. */
export const GC_FLAGS = {
  ...STORE_FLAGS,
  'keep': { type: 'string', value: 'SIZE', describe: 'Remove what was used longest ago until the store is this small, such as 20G' },
  'unused': { type: 'boolean', describe: 'Remove everything that no kept result needs' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `boot`. */
export const BOOT_FLAGS = {
  'expect': { type: 'string', array: true, value: 'TEXT', describe: 'Done as soon as the machine has said this (repeatable: all of them) [default: done when it powers itself off]' },
  'fail-on': { type: 'string', array: true, value: 'TEXT', describe: 'Failed as soon as the machine says this (repeatable)' },
  'timeout': { type: 'whole', value: 'SECONDS', describe: 'How long it may take [default: 300]' },
  'accel': { type: 'string', choices: ['auto', 'kvm', 'tcg'], describe: 'KVM, emulation, or KVM where it works [default: auto]' },
  'memory': { type: 'whole', value: 'MB', describe: 'Memory of the machine [default: 1024]' },
  'arch': { type: 'string', value: 'ARCH', describe: 'Architecture of the machine: x86_64 or x86_32 [default: x86_64]' },
  'kernel': { type: 'string', value: 'FILE', describe: 'Start this kernel in place of the boot loader; IMAGE may be absent then' },
  'initrd': { type: 'string', value: 'FILE', describe: 'With --kernel: its initramfs' },
  'append': { type: 'string', value: 'ARGS', describe: 'With --kernel: its arguments [default: console=ttyS0]' },
  'log': { type: 'string', value: 'FILE', describe: 'Write what the machine says, byte for byte' },
} as const satisfies Readonly<Record<string, Flag>>

/** The stages of `verify`, in their order. */
export const VERIFY_STAGES = ['audit', 'convert', 'base', 'fetch', 'build', 'compose', 'image', 'compare', 'boot'] as const

/** Options of `verify`. */
export const VERIFY_FLAGS = {
  'system': { type: 'string', value: 'PATH', required: true, describe: 'The system, such as systems/gnome-system-x86_64.morph' },
  'cluster': { type: 'string', value: 'PATH', describe: 'Cluster that deploys it [default: the first with a disk of it]' },
  'deployment': { type: 'string', value: 'NAME', describe: 'Deployment of the cluster [default: the first that is a disk]' },
  'output': { type: 'string', alias: 'o', value: 'DIR', describe: 'Folder of project, images and logs; kept [default: one in ~/.cache]' },
  'until': { type: 'string', choices: VERIFY_STAGES, describe: 'Stop behind this stage [default: boot]' },
  'packages': { type: 'string', value: 'LIST', describe: 'Packages of the base, or a preset [default: gnome]' },
  'sysroot': { type: 'string', array: true, value: '[NAME=]DIR', describe: 'Copy a sysroot from this folder in place of making it; NAME is base, image-tools or base-minimal (repeatable)' },
  'engine': { type: 'string', choices: ['builtin', 'bst'], describe: 'Who builds [default: builtin]' },
  'bst': { type: 'string', value: 'COMMAND', describe: 'The BuildStream 2 of --engine bst and --compare [default: bst]' },
  'compare': { type: 'boolean', describe: 'Build with both, and compare the system and the image' },
  'expect': { ...BOOT_FLAGS.expect, describe: 'The machine has to say this (repeatable) [default: it has to power itself off]' },
  'fail-on': BOOT_FLAGS['fail-on'],
  'timeout': { ...BOOT_FLAGS.timeout, describe: 'How long the machine may take [default: 300]' },
  'accel': BOOT_FLAGS.accel, 'memory': BOOT_FLAGS.memory,
  'store': PROJECT.store,
  'max-jobs': PROJECT['max-jobs'], 'builders': BUILD_FLAGS.builders,
  'keep-going': { type: 'boolean', describe: 'Build what can be built after a failure, and boot what fails --compare' },
  ...CONVERSION,
  'config': SHARED.config, 'strict': SHARED.strict,
  'json': { type: 'boolean', describe: 'The stages and the result as JSON, one object a line' },
  'color': PROJECT.color,
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `base`. */
export const BASE_FLAGS = {
  'output': { type: 'string', alias: 'o', value: 'DIR', required: true, describe: 'Folder that becomes the sysroot, such as files/base/sysroot; its manifest is DIR.manifest.yaml' },
  'packages': { type: 'string', alias: 'p', value: 'LIST', describe: 'Debian packages and sets of them, with commas between: minimal, tools, build, gnome [default: build]' },
  'from': { type: 'string', value: 'MANIFEST', describe: 'Exactly the packages of a manifest, in place of --packages, --suite and --arch' },
  'suite': { type: 'string', value: 'NAME', describe: 'Release of Debian [default: bookworm]' },
  'arch': { type: 'string', value: 'NAME', describe: 'Machine, as Debian calls it: amd64, arm64 [default: this one]' },
  'mirror': { type: 'string', array: true, value: 'URL', describe: 'Archive to take packages from, or "URL SUITE" (repeatable) [default: those that apt is configured to use]' },
  'keyring': { type: 'string', value: 'FILE', describe: 'Keys that sign the archive [default: those of debian-archive-keyring]' },
  'cache': { type: 'string', value: 'DIR', describe: 'Where packages are kept [default: ~/.cache/morph2bst-debian]' },
  'keep-docs': { type: 'boolean', describe: 'Keep manuals, documentation and translations' },
  'force': { type: 'boolean', alias: 'f', describe: 'Replace DIR, whatever it holds; with the versions of today' },
  'json': { type: 'boolean', describe: 'Everything that happens as JSON on stdout, one object a line' },
  'quiet': { type: 'boolean', alias: 'q', describe: 'Failures only' },
} as const satisfies Readonly<Record<string, Flag>>

type ValueOf<F extends Flag> = F['type'] extends 'pair' ? readonly (readonly [string, string])[]
  : F['type'] extends 'whole' ? number
  : F['type'] extends 'optional' ? string | true
  : F['array'] extends true ? readonly string[]
  : F['choices'] extends readonly (infer C)[] ? C : F['type'] extends 'boolean' ? boolean : string

/** The values of a table of options; those not given are absent. */
export type ValuesOf<T extends Readonly<Record<string, Flag>>> = { readonly [K in keyof T]?: ValueOf<T[K]> }
