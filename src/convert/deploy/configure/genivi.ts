/** genivi: weston as a service, with one of the configurations that it comes with (BD §9.4). */
import { NOTHING, type ConfigureExtension, type ConfigureInput } from './extension.ts'
import { script, word } from './script-text.ts'
import { filled, refuse } from './variables.ts'

const [CONFIG, AUTOSTART, BACKEND] = ['GENIVI_WESTON_CONFIG', 'GENIVI_WESTON_AUTOSTART', 'GENIVI_WESTON_BACKEND'] as const

/** Values of GENIVI_WESTON_CONFIG → files among weston's documentation. */
const INI_FILES: ReadonlyMap<string, string> = new Map([['baseline', 'ivi-shell-weston.ini'], ['gdp', 'gdp-weston.ini']])

export const genivi: ConfigureExtension = {
  name: 'genivi',
  reads: [CONFIG, AUTOSTART, BACKEND],
  convert: (input) => {
    const [starts, ini] = [startsOf(input), iniOf(input)]
    if (starts === undefined || ini === undefined) return NOTHING
    return {
      ...NOTHING,
      commands: [
        script('genivi: weston\'s service', serviceScript(filled(input, BACKEND)?.value ?? 'drm-backend.so')),
        ...(starts ? [script('genivi: weston starts with the machine', ENABLE)] : []),
        script('genivi: weston\'s configuration', iniScript(ini)),
      ],
    }
  },
}

/** Here, unlike elsewhere, "yes" is no truth value. */
function startsOf(input: ConfigureInput): boolean | undefined {
  const variable = filled(input, AUTOSTART)
  if (!variable || variable.value === 'False') return false
  if (variable.value === 'True') return true
  refuse(input, 'genivi', variable, 'a truth value')
  return undefined
}

function iniOf(input: ConfigureInput): string | undefined {
  const variable = filled(input, CONFIG)
  const ini = INI_FILES.get(variable?.value ?? 'baseline')
  if (ini === undefined && variable) refuse(input, 'genivi', variable, [...INI_FILES.keys()].join(' or '))
  return ini
}

/** The backend may be named with or without the end of its file's name. */
function serviceScript(backend: string): string {
  return `
backend=${word(backend)}
backends="%{install-root}/usr/lib/weston"
if [ ! -f "$backends/$backend" ]; then backend="$backend-backend.so"; fi
if [ ! -f "$backends/$backend" ]
then
  echo "genivi: the system has no /usr/lib/weston/$backend" >&2
  exit 1
fi
mkdir -p "%{install-root}/usr/lib/systemd/system"
cat >"%{install-root}/usr/lib/systemd/system/weston.service" <<END
${SERVICE}END`.trimStart()
}

/** The shell puts the backend in. */
const SERVICE = `[Unit]
Description=Weston compositor
After=dbus.service

[Service]
ExecStart=/usr/bin/weston-launch -u root -- --backend=$backend --log=/var/log/weston.log

[Install]
WantedBy=multi-user.target
`

const ENABLE = `
wants="%{install-root}/etc/systemd/system/multi-user.target.wants"
mkdir -p "$wants"
ln -sf /usr/lib/systemd/system/weston.service "$wants/weston.service"`.trimStart()

function iniScript(file: string): string {
  return `
ini=/usr/share/doc/weston/${file}
if [ ! -f "%{install-root}$ini" ]
then
  echo "genivi: the system has no $ini" >&2
  exit 1
fi
mkdir -p "%{install-root}/etc/xdg/weston"
install -m 0644 "%{install-root}$ini" "%{install-root}/etc/xdg/weston/weston.ini"`.trimStart()
}
