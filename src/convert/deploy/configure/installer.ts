/** installer: what the installer of a disk asks for, as /etc/install.conf (BD §9.4). */
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { script, withInput } from './script-text.ts'
import { filled } from './variables.ts'

const [DEVICE, ROOTFS, COMMAND] = ['INSTALLER_TARGET_STORAGE_DEVICE', 'INSTALLER_ROOTFS_TO_INSTALL', 'INSTALLER_POST_INSTALL_COMMAND'] as const

export const installer: ConfigureExtension = {
  name: 'installer',
  reads: [DEVICE, ROOTFS, COMMAND],
  convert: (input) => {
    const [device, rootfs] = [filled(input, DEVICE), filled(input, ROOTFS)]
    if (!device || !rootfs) return NOTHING
    const settings = [[DEVICE, device.value], [ROOTFS, rootfs.value], [COMMAND, filled(input, COMMAND)?.value ?? 'reboot -f']] as const
    // A JSON text is YAML as well.
    const text = settings.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')
    return { ...NOTHING, commands: [script('installer', 'mkdir -p "%{install-root}/etc"', withInput('cat >"%{install-root}/etc/install.conf"', text))] }
  },
}
