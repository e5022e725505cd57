/** Kind `pip` of buildstream-plugins 2: Python packages, with what their source has downloaded along. */
import { phasesDeclaration } from './phases.ts'

/** Declares `pip`. */
export const pipDeclaration = phasesDeclaration('pip', false, `
variables:
  pip: pip
  pip-flags: "%{pip} install --no-deps --root=%{install-root} --prefix=%{prefix}"
  pip-install-package: "%{pip-flags} %{conf-root}"
  pip-download-dir: .bst_pip_downloads
  pip-install-dependencies: if [ -e %{pip-download-dir} ]; then %{pip-flags} %{pip-download-dir}/*; fi
config:
  configure-commands: []
  build-commands: []
  install-commands: ["%{pip-install-package}", "%{pip-install-dependencies}"]
  strip-commands: ["%{strip-binaries}"]
`)
