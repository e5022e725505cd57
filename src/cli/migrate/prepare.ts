/** What a migration begins with: the repository, and all that may be said against a new branch before anything is read. */
import { resolve } from 'node:path'
import { isBranchName, lookAtRef } from '../../git/branch.ts'
import { isGitRefusal, refuse } from '../../git/refusal.ts'
import { openRepository, type Repository } from '../../git/repository.ts'
import { findCommit } from '../../git/revision.ts'
import { underWay, workState } from '../../git/work-state.ts'
import { counted } from '../../diagnostics/render-text.ts'
import { isDefinitionText } from '../../files/read-tree.ts'
import { EXIT } from '../exit-code.ts'
import { refusalOfGit } from '../git-refusal.ts'
import type { Refusal } from '../refusal.ts'

/** Where a migration takes place. */
export interface Prepared {
  readonly repository: Repository
  /** The folder of the definitions as an absolute path. */
  readonly root: string
  readonly branch: string
  /** What the branch leads to; nothing where there is none. */
  readonly tip: string | undefined
  /** The commit that is converted, or the last of those that are. */
  readonly head: string
}

/** Carries a refusal out of the steps of a migration. */
export class MigrationRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message)
  }
}

/** Ends a migration. */
export function refuseMigration(message: string, hint?: string, exitCode: Refusal['exitCode'] = EXIT.input): never {
  throw new MigrationRefused({ message, ...(hint === undefined ? {} : { hint }), exitCode })
}

/** Opens the repository around `definitions` and looks whether a branch can be made. */
export async function prepare(definitions: string, branch: string | undefined, cwd: string): Promise<Prepared> {
  if (branch === undefined) refuseMigration('migrate needs --branch NAME', 'name the branch to make', EXIT.usage)
  const root = resolve(cwd, definitions)
  const repository = await openRepository(root)
  if (isGitRefusal(repository)) throw new MigrationRefused(refusalOfGit(repository))
  if (!await isBranchName(repository, branch)) refuseMigration(`"${branch}" is no name for a branch`, 'git check-ref-format tells what is', EXIT.usage)
  const head = await findCommit(repository, 'HEAD')
  await checkNothingUnderWay(repository)
  const { id: tip, inTheWay: other } = await lookAtRef(repository, `refs/heads/${branch}`)
  if (other !== undefined) refuseMigration(`there is a branch ${other.replace('refs/heads/', '')}, beside which git can keep no ${branch}`, 'choose another name', EXIT.usage)
  return { repository, root, branch, tip, head }
}

/** Files named of many. */
const SOME = 5

async function checkNothingUnderWay(repository: Repository): Promise<void> {
  const begun = underWay(repository)
  if (begun !== undefined) refuseMigration(`${begun} is under way in the repository`, 'end it first: commits are converted, and nothing else')
  const { changed, added } = await workState(repository)
  const lost = added.filter((path) => isDefinitionText(repository.prefix === '' ? path : path.slice(repository.prefix.length + 1)))
  const dirty = [...changed, ...lost].sort()
  if (dirty.length === 0) return
  const named = dirty.slice(0, SOME).join(', ')
  refuseMigration(`${counted(dirty.length, 'file')} of the work tree ${dirty.length === 1 ? 'is' : 'are'} not committed: ${named}${dirty.length > SOME ? ` and ${dirty.length - SOME} more` : ''}`,
    'commits are converted, and nothing else: commit these, or put them away with git stash')
}

/** The definitions' tree must be there in the commit. */
export function refuseNoFolder(prefix: string): never {
  return refuse('no-folder', `HEAD has no folder ${prefix}`, 'commit the definitions')
}
