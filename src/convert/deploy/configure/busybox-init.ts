/** busybox-init: busybox as the first process, and what it starts (BD §9.4). */
import { NOTHING, type ConfigureExtension, type ConfigureInput } from './extension.ts'
import { script, withInput } from './script-text.ts'
import { filled, refuse } from './variables.ts'

export const busyboxInit: ConfigureExtension = {
  name: 'busybox-init',
  reads: ['INIT_SYSTEM', 'CONSOLE_DEV', 'CONSOLE_BAUD', 'CONSOLE_MODE'],
  convert: (input) => {
    if (input.variables.get('INIT_SYSTEM')?.value !== 'busybox') return NOTHING
    const console = consoleOf(input)
    if (!console) return NOTHING
    return {
      ...NOTHING,
      commands: [
        script('busybox-init: how devices that come and go are named', 'mkdir -p "%{install-root}/etc"', file('/etc/mdev.conf', MDEV_CONF, '0644')),
        script('busybox-init: what runs once when the machine starts', file('/etc/rcS', RCS, '0755')),
        script('busybox-init: what runs while it is up, and when it goes down', file('/etc/inittab', inittab(console), '0644')),
        script('busybox-init: busybox is the first process', LINK_INIT),
      ],
    }
  },
}

/** What getty is told of the serial console. */
interface SerialConsole {
  readonly device: string
  readonly baud: string
  readonly mode: string
}

function consoleOf(input: ConfigureInput): SerialConsole | undefined {
  const words = [['CONSOLE_DEV', 'ttyS0'], ['CONSOLE_BAUD', '115200'], ['CONSOLE_MODE', 'vt100']] as const
  const values = words.map(([name, without]) => ({ variable: filled(input, name), without }))
  const broken = values.flatMap(({ variable }) => (variable && /[\n#]/.test(variable.value) ? [variable] : []))
  for (const variable of broken) refuse(input, 'busybox-init', variable, 'a word for a line of inittab')
  const [device = '', baud = '', mode = ''] = values.map(({ variable, without }) => variable?.value ?? without)
  return broken.length ? undefined : { device, baud, mode }
}

function file(path: string, text: string, mode: string): string {
  return `${withInput(`cat >"%{install-root}${path}"`, text)}\nchmod ${mode} "%{install-root}${path}"`
}

/** Columns: device, owner and group, mode; behind them a new name (`>` keeps a link under the old one) or a command. */
const MDEV_CONF = `# the rules that match first count

# nobody's and everybody's
null            root:root 0666
zero            root:root 0666
full            root:root 0666
random          root:root 0666
urandom         root:root 0444
kmsg            root:root 0600
mem             root:root 0600

# terminals
console         root:root 0600
tty             root:root 0666
ptmx            root:root 0666
tty[0-9]+       root:root 0620
ttyS[0-9]+      root:root 0660
ttyUSB[0-9]+    root:root 0660

# disks and their partitions
loop[0-9]+      root:root 0660
ram[0-9]+       root:root 0660
[sv]d[a-z]+[0-9]*           root:root 0660
nvme[0-9]+n[0-9]+(p[0-9]+)? root:root 0660
mmcblk[0-9]+(p[0-9]+)?      root:root 0660
sr[0-9]+        root:root 0660

# what belongs into folders
event[0-9]+     root:root 0640 >input/
mice            root:root 0640 >input/
mouse[0-9]+     root:root 0640 >input/
js[0-9]+        root:root 0640 >input/
(pcmC.*|controlC.*|timer|seq) root:root 0660 >snd/
card[0-9]+      root:root 0660 >dri/
renderD[0-9]+   root:root 0660 >dri/
fb[0-9]+        root:root 0660

# anything else that needs a module
$MODALIAS=.*    root:root 0660 @modprobe "$MODALIAS"
`

const RCS = `#!/bin/sh
# run once by init, see /etc/inittab

mount -t devtmpfs devtmpfs /dev
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts

# mdev names devices that come later, and now those that are there
echo /sbin/mdev >/proc/sys/kernel/hotplug
mdev -s

if [ -f /etc/hostname ]; then hostname -F /etc/hostname; fi

# the scripts of the system
if [ -d /etc/init.d ]; then run-parts -a start /etc/init.d; fi
`

function inittab({ device, baud, mode }: SerialConsole): string {
  return `# terminal::when:command

::sysinit:/etc/rcS

# a shell on the console, with job control
::askfirst:cttyhack sh
# and a login on the serial line
${device}::askfirst:getty -L ${device} ${baud} ${mode}

::ctrlaltdel:reboot
::shutdown:swapoff -a
::shutdown:umount -a -r
::restart:init
`
}

const LINK_INIT = `
mkdir -p "%{install-root}/sbin"
for busybox in busybox ../bin/busybox ../sbin/busybox ../usr/bin/busybox ../usr/sbin/busybox
do
  if [ -e "%{install-root}/sbin/$busybox" ]
  then
    ln -sf "$busybox" "%{install-root}/sbin/init"
    exit 0
  fi
done
echo "busybox-init: the system has no busybox" >&2
exit 1`.trimStart()
