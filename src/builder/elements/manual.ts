/** Kind `manual`: commands of the element's own, and nothing else. */
import { phasesDeclaration } from './phases.ts'

/** Declares `manual`, which BuildStream 2 has built in. */
export const manualDeclaration = phasesDeclaration('manual', true, `
config:
  configure-commands: []
  build-commands: []
  install-commands: []
  strip-commands: ["%{strip-binaries}"]
`)
