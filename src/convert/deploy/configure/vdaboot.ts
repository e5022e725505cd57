/** vdaboot: the root file system of a virtual machine is on /dev/vda (BD §9.4). */
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { script } from './script-text.ts'
import { filled } from './variables.ts'

export const vdaboot: ConfigureExtension = {
  name: 'vdaboot',
  reads: ['OPENSTACK_USER'],
  convert: (input) => filled(input, 'OPENSTACK_USER') ? { ...NOTHING, commands: [COMMAND] } : NOTHING,
}

/** Blanks, then a device, then `/` as the whole second field. */
const ROOT_LINE = '^[[:blank:]]*[^#[:blank:]][^[:blank:]]*[[:blank:]]\\{1,\\}/[[:blank:]]'

const COMMAND = script('vdaboot', `
mkdir -p "%{install-root}/etc"
touch "%{install-root}/etc/fstab"
sed -i '\\|${ROOT_LINE}|d' "%{install-root}/etc/fstab"
echo '/dev/vda / btrfs defaults,rw,noatime 0 1' >>"%{install-root}/etc/fstab"`.trimStart())
