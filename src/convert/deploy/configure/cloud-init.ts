/** cloud-init: its four units are enabled (BD §9.4). */
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { script } from './script-text.ts'
import { filled, pythonTruth, refuse } from './variables.ts'

export const cloudInit: ConfigureExtension = {
  name: 'cloud-init',
  reads: ['CLOUD_INIT'],
  convert: (input) => {
    const variable = filled(input, 'CLOUD_INIT')
    const isWanted = variable && pythonTruth(variable.value)
    if (variable && isWanted === undefined) refuse(input, 'cloud-init', variable, 'yes, no, or a truth value')
    return isWanted ? { ...NOTHING, commands: [COMMAND] } : NOTHING
  },
}

const COMMAND = script('cloud-init', `
wants="%{install-root}/etc/systemd/system/multi-user.target.wants"
mkdir -p "$wants"
for name in cloud-config cloud-init-local cloud-init cloud-final
do
  unit="/lib/systemd/system/$name.service"
  if [ ! -e "%{install-root}$unit" ]
  then
    echo "cloud-init: the system has no $unit" >&2
    exit 1
  fi
  ln -sf "$unit" "$wants/$name.service"
done`.trimStart())
