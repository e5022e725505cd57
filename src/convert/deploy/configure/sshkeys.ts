/** sshkeys: public keys that may log in as root (BD §9.4). */
import { shellWords } from '../../../std/shell-words.ts'
import { namedFile } from './data-paths.ts'
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { inDefinitions, script } from './script-text.ts'
import { filled, refuse } from './variables.ts'

export const sshkeys: ConfigureExtension = {
  name: 'sshkeys',
  reads: ['SSHKEYS'],
  convert: (input) => {
    const variable = filled(input, 'SSHKEYS')
    if (!variable) return NOTHING
    const words = shellWords(variable.value)
    if (!words) refuse(input, 'sshkeys', variable, 'paths of files, with blanks between them')
    const found = (words ?? []).map((written) => namedFile(input, 'sshkeys', variable, written))
    const files = found.filter((path) => path !== undefined)
    if (files.length === 0 || files.length < found.length) return NOTHING
    return {
      ...NOTHING,
      commands: [script('sshkeys', 'mkdir -p "%{install-root}/root/.ssh"', `cat ${files.map(inDefinitions).join(' ')} >>"%{install-root}/root/.ssh/authorized_keys"`)],
      uses: files,
      ownership: [{ path: '/root/.ssh', type: 'd', mode: 0o700, uid: 0, gid: 0 }],
    }
  },
}
