/** `sandbox:` of an element, composed and expanded (BF §1.10). */
import type { ConfMap } from '../ir/conf.ts'
import type { LoadedSandbox } from '../ir/loaded-project.ts'
import { canonicalArch } from '../std/canonical-arch.ts'
import type { Choices } from './option-types.ts'
import type { Settings } from './settings.ts'

/** What the sandbox is to look like; the host's machine where nothing is said. */
export function readSandbox(sandbox: ConfMap, host: Choices['host'], settings: Settings): LoadedSandbox {
  settings.checkKeys(sandbox, ['build-uid', 'build-gid', 'build-os', 'build-arch', 'remote-apis-socket'], 'sandbox')
  const socket = sandbox.entries.get('remote-apis-socket')
  if (socket) settings.collector.report('project/unsupported', { what: '"remote-apis-socket"' }, socket.keyAt)
  const given = settings.scalar(sandbox, 'build-arch')
  const arch = canonicalArch(given?.text ?? host.arch)
  if (given && arch === undefined) settings.collector.report('project/bad-value', { what: 'build-arch', value: given.text, expected: 'the name of an architecture' }, given.at)
  return {
    buildUid: settings.integer(sandbox, 'build-uid') ?? 0,
    buildGid: settings.integer(sandbox, 'build-gid') ?? 0,
    buildArch: arch ?? host.arch,
    buildOs: (settings.text(sandbox, 'build-os') ?? host.os).toLowerCase(),
  }
}
