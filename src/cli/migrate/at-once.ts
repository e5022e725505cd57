/** The whole migration as one commit: the converted project in the place of the definitions, on a new branch. */
import { isTreePath } from '../../files/file-name.ts'
import { moveRef } from '../../git/branch.ts'
import { feedGit } from '../../git/feed-git.ts'
import { identityOf } from '../../git/identity.ts'
import { openImport } from '../../git/import-stream.ts'
import { blobWords, commitWords } from '../../git/import-words.ts'
import type { Repository } from '../../git/repository.ts'
import { TreeReader } from '../../git/tree-reader.ts'
import { counted } from '../../diagnostics/render-text.ts'
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { Collector } from '../../diagnostics/collector.ts'
import { withMigrationReport } from '../commands/convert.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { countingDiagnostics, loadFiles, type Loaded } from '../load.ts'
import type { MIGRATE_FLAGS, ValuesOf } from '../options.ts'
import { tell } from '../terminal.ts'
import { commitMessage } from './commit-message.ts'
import { FileEncoder, type GeneratedTree } from './generated-tree.ts'
import { MigrationRefused, refuseMigration, refuseNoFolder, type Prepared } from './prepare.ts'
import { filesTaken, recorded } from './recorded-data.ts'
import { tellCommit } from './tell-commit.ts'

type Values = ValuesOf<typeof MIGRATE_FLAGS>

/** Diagnostics shown at most, in all and of one code. */
const SHOWN = { total: 100, perCode: 3 }

/** Converts HEAD and commits the result. `stop` ends it before the branch is there. */
export async function migrateAtOnce(prepared: Prepared, values: Values, io: Io, stop: AbortSignal): Promise<ExitCode> {
  const { repository, branch, tip, head } = prepared
  const folder = folderOf(values.folder)
  if (tip !== undefined) refuseMigration(`there is a branch ${branch} already`, `choose another name, or rename it: git branch -m ${branch} ${branch}-old`, EXIT.usage)
  const identity = await identityOf(repository, io.environment)
  if (!identity) refuseMigration('git does not know who commits', 'say so: git config user.name "Your Name"; git config user.email you@example.com')
  const { loaded, taken } = await convertHead(prepared, values, io)
  const { counting, passedOver } = countingDiagnostics(loaded)
  const counts = countSeverities(counting)
  const json = values.json ?? false
  tell(values.quiet ? counting.filter(({ severity }) => severity === 'error') : counting, loaded.texts, {
    json, severities: values.quiet ? ['error'] : ['error', 'warning'], ...SHOWN, restIn: 'all with morph2bst audit --all',
  }, io)
  refuseErrors(loaded, counts.error, loaded.settings.strict ? counts.warning : 0, values)
  const encoder = new FileEncoder(repository.idLength)
  const files = encoder.withManifest(encoder.encode(withMigrationReport(loaded)))
  const there = await listFiles(repository, head)
  const removed = values['keep-definitions'] ? [] : taken.filter((path) => there.has(path))
  const written = placed(files, folder)
  refuseOverwriting(written, there, new Set(removed))
  const message = commitMessage(loaded, counting, { commit: head, folder, removed: values['keep-definitions'] ? undefined : removed.length, words: ownWords(values) })
  if (stop.aborted) return EXIT.stopped
  const commit = await write(repository, { ...identity, message, parent: head, removed: removed.filter((path) => !written.has(path)), written })
  if (hasStopped(stop)) return EXIT.stopped
  const fault = await moveRef(repository, `refs/heads/${branch}`, undefined, commit, 'morph2bst migrate')
  if (fault) refuseMigration(`the branch ${branch} cannot be made: ${fault.fault}`)
  const exitCode = counts.error > 0 || (loaded.settings.strict && counts.warning > 0) ? EXIT.input : EXIT.done
  if (!values.quiet) tellCommit({ branch, commit, head, folder, conversion: loaded.conversion, removed: removed.length, written: written.size, counts, passedOver, exitCode, json }, io)
  return exitCode
}

/** Asked anew, since it may have happened meanwhile. */
function hasStopped(stop: AbortSignal): boolean {
  return stop.aborted
}

function ownWords(values: Values): readonly string[] {
  return [
    ...(values.system ?? []).map((path) => `--system ${path}`), ...(values['project-name'] === undefined ? [] : [`--project-name ${values['project-name']}`]),
    ...(values.folder === undefined ? [] : [`--folder ${values.folder}`]), ...(values['keep-definitions'] ? ['--keep-definitions'] : []), ...(values['allow-errors'] ? ['--allow-errors'] : []),
  ]
}

/** The folder for the project, without a slash at its end. */
function folderOf(given: string | undefined): string {
  const folder = (given ?? '').replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
  if (folder === '' || folder === '.') return ''
  if (!isTreePath(folder) || folder.split('/').some((part) => part.toLowerCase() === '.git')) {
    refuseMigration(`--folder ${given ?? ''} is no folder of the repository`, 'name one by its path from the top, such as project', EXIT.usage)
  }
  return folder
}

/** The definitions of HEAD, converted, and the paths of the repository's files that the project stands for. */
async function convertHead({ repository, root, head }: Prepared, values: Values, io: Io): Promise<{ readonly loaded: Loaded; readonly taken: readonly string[] }> {
  const reader = new TreeReader(repository)
  try {
    const collector = new Collector()
    if (await reader.treeOf(head) === undefined) refuseNoFolder(repository.prefix)
    const { files, data } = await reader.definitionsAt(head, collector, 'HEAD')
    if (files.size === 0) refuseMigration(`HEAD has no definitions in ${repository.prefix === '' ? 'the repository' : repository.prefix}`, 'name the folder that holds them', EXIT.usage)
    const recording = recorded(data)
    const loaded = await loadFiles({ root, files, data: recording }, values, io.cwd, collector)
    if ('exitCode' in loaded) throw new MigrationRefused(loaded)
    const taken = [...files.keys(), ...filesTaken(data, recording.trace())]
    return { loaded, taken: taken.map((path) => (repository.prefix === '' ? path : `${repository.prefix}/${path}`)) }
  } finally {
    await reader.close()
  }
}

function refuseErrors(loaded: Loaded, errors: number, warnings: number, values: Values): void {
  if (loaded.configBroken || (errors > 0 && loaded.conversion.project.elements.size === 0)) {
    refuseMigration('nothing can be converted, because of the errors above', 'correct them, and commit')
  }
  if (values['allow-errors'] || errors + warnings === 0) return
  refuseMigration(errors > 0 ? `the definitions have ${counted(errors, 'error')}, and what reaches them would be left out` : `the definitions have ${counted(warnings, 'warning')}, which count as errors`,
    'correct them, and commit; or commit what can be converted with --allow-errors')
}

/** All files of a commit by path: mode and id. */
async function listFiles(repository: Repository, commit: string): Promise<ReadonlyMap<string, { readonly mode: string; readonly id: string }>> {
  // Names that are not UTF-8 are told apart as bytes; none of ours is one.
  const listed = (await feedGit(repository, ['ls-tree', '-r', '-z', '--full-tree', commit], '')).toString('latin1')
  return new Map(listed.split('\0').filter((entry) => entry !== '').map((entry) => {
    const [mode = '', , id = ''] = entry.split(/[ \t]/)
    return [Buffer.from(entry.slice(entry.indexOf('\t') + 1), 'latin1').toString(), { mode, id }]
  }))
}

function placed(files: GeneratedTree, folder: string): GeneratedTree {
  return folder === '' ? files : new Map([...files].map(([path, file]) => [`${folder}/${path}`, file]))
}

/** Files named of many. */
const SOME = 5

/** A file that stays must keep its place, and so must the folders that it lies in. */
function refuseOverwriting(written: GeneratedTree, there: ReadonlyMap<string, { readonly mode: string; readonly id: string }>, removed: ReadonlySet<string>): void {
  const folders = new Set([...written.keys()].flatMap(foldersAbove))
  const inTheWay = [...there].filter(([path, { mode, id }]) => {
    if (removed.has(path)) return false
    const file = written.get(path)
    if (file) return file.id !== id || mode !== '100644'
    return folders.has(path) || foldersAbove(path).some((folder) => written.has(folder))
  }).map(([path]) => path)
  if (inTheWay.length === 0) return
  const rest = inTheWay.length - SOME
  refuseMigration(`the project would overwrite ${counted(inTheWay.length, 'file')} of the repository: ${inTheWay.slice(0, SOME).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    'put the project into a folder of its own with --folder DIR, or remove these files first')
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

interface NewBranchCommit {
  readonly author: string
  readonly committer: string
  readonly message: string
  readonly parent: string
  readonly removed: readonly string[]
  readonly written: GeneratedTree
}

async function write(repository: Repository, { message, parent, removed, written, ...people }: NewBranchCommit): Promise<string> {
  const stream = await openImport(repository)
  try {
    for (const { bytes } of written.values()) if (bytes) await stream.send(blobWords(bytes))
    await stream.send(commitWords({ ...people, encoding: undefined, message: Buffer.from(message).toString('latin1'), parents: [parent], change: { removed, written } }, 1))
    const id = await stream.idOf(1)
    await stream.close()
    return id
  } catch (error) {
    stream.abandon()
    throw error
  }
}
