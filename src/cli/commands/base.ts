/** `morph2bst base`: names of packages → a sysroot and its manifest. */
import { resolve } from 'node:path'
import { Refused, type FailureReason, type Outcome } from '../../sysroot/failure.ts'
import { makeSysroot } from '../../sysroot/make-sysroot.ts'
import type { Sysroot, SysrootRequest } from '../../sysroot/request.ts'
import { hostMachine, readWords } from '../../sysroot/words.ts'
import { BaseConsole } from '../base-console.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import type { BASE_FLAGS, ValuesOf } from '../options.ts'
import { storeFolder } from '../project-folder.ts'
import { tellRefusal } from '../terminal.ts'

type Values = ValuesOf<typeof BASE_FLAGS>

const DEFAULTS = { packages: 'build', suite: 'bookworm', keyring: '/usr/share/keyrings/debian-archive-keyring.gpg' } as const

/** Runs the command. */
export async function baseCommand(values: Values, io: Io): Promise<ExitCode> {
  const mistake = mistakeIn(values)
  const cache = mistake === undefined ? cacheFolder(values, io) : undefined
  if (mistake !== undefined || cache === undefined) {
    tellRefusal(mistake ?? { message: 'there is no place for packages: neither XDG_CACHE_HOME nor HOME is set', hint: 'name a folder with --cache DIR' }, io)
    return EXIT.usage
  }
  const told = new BaseConsole(io, { json: values.json ?? false, quiet: values.quiet ?? false })
  const result = await work(values, cache, told, io)
  if (result.ok) {
    told.done(result.value)
    return EXIT.done
  }
  const exitCode = exitCodeOf(result.failure.reason)
  told.fail(result.failure, exitCode)
  return exitCode
}

async function work(values: Values, cache: string, told: BaseConsole, io: Io): Promise<Outcome<Sysroot>> {
  try {
    const request: SysrootRequest = {
      output: resolve(io.cwd, values.output ?? ''), cache, environment: io.environment, mirrors: values.mirror ?? [], force: values.force ?? false, keepDocs: values['keep-docs'] ?? false,
      keyring: resolve(io.cwd, values.keyring ?? DEFAULTS.keyring),
      wanted: values.from !== undefined ? { of: 'manifest', path: resolve(io.cwd, values.from) }
        : { of: 'packages', words: readWords(values.packages ?? DEFAULTS.packages), suite: values.suite ?? DEFAULTS.suite, arch: values.arch ?? hostMachine() },
    }
    return await makeSysroot(request, { listener: told.listener, signal: io.stopSignal('interrupt') })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure }
    throw error
  }
}

/** What the options say together that cannot be. */
function mistakeIn(values: Values): { readonly message: string; readonly hint?: string } | undefined {
  if (values.output === undefined || values.output === '') return { message: 'base needs --output DIR' }
  const beside = (['packages', 'suite', 'arch', 'keep-docs'] as const).filter((name) => values[name] !== undefined)
  if (values.from === undefined || beside.length === 0) return undefined
  return { message: `--from and --${beside.join(', --')} exclude each other`, hint: 'the manifest says what the sysroot is made of' }
}

/** Beside the store, which knows of everything that is in it. */
function cacheFolder(values: Values, io: Io): string | undefined {
  if (values.cache !== undefined) return resolve(io.cwd, values.cache)
  const store = storeFolder(undefined, io)
  return 'folder' in store ? `${store.folder}-debian` : undefined
}

function exitCodeOf(reason: FailureReason): ExitCode {
  return reason === 'stopped' ? EXIT.stopped : EXIT.input
}
