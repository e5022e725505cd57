/** Kind `setuptools` of buildstream-plugins 2: Python packages with a setup.py. */
import { phasesDeclaration } from './phases.ts'

/** Declares `setuptools`. */
export const setuptoolsDeclaration = phasesDeclaration('setuptools', false, String.raw`
variables:
  python: python3
  python-build: "%{python} %{conf-root}/setup.py build"
  install-args: |
    --prefix "%{prefix}" \
    --root "%{install-root}"
  python-install: "%{python} %{conf-root}/setup.py install %{install-args}"
config:
  configure-commands: []
  build-commands: ["%{python-build}"]
  install-commands: ["%{python-install}"]
  strip-commands: ["%{strip-binaries}"]
`)
