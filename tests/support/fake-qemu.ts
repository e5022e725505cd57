/** A program that says what a test wants in place of QEMU. Knows nothing of what is tested. */
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from './space.ts'

/** What the script can use: `tells EVENT`, as QEMU's control does; `firmware TEXT`; its words are in the file `words` beside it. */
const HEAD = `#!/bin/sh
printf '%s\\n' "$@" > "$(dirname "$0")/words"
echo '{"QMP": {}}' >&3
tells() { read -r answer <&3; echo '{"event": "SHUTDOWN", "data": {"guest": true, "reason": "'"$1"'"}}' >&3; }
firmware() { printf '%s\\n' "$1" >&4; }
`

/** A folder for PATH in which QEMU is this script. */
export function fakeQemu(script: string): string {
  const folder = folderOf({ 'qemu-system-x86_64': `${HEAD}${script}\n` })
  chmodSync(join(folder, 'qemu-system-x86_64'), 0o755)
  return folder
}
