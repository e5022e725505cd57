/** Kind `make` of buildstream-plugins 2: make files that need no configuring. */
import { phasesDeclaration } from './phases.ts'

/** Declares `make`; it has no configure commands, not even an empty list that could be added to. */
export const makeDeclaration = phasesDeclaration('make', false, `
variables:
  make-args: PREFIX="%{prefix}"
  make-install-args: '%{make-args} DESTDIR="%{install-root}" install'
  make: make %{make-args}
  make-install: make -j1 %{make-install-args}
config:
  build-commands: ["%{make}"]
  install-commands: ["%{make-install}"]
  strip-commands: ["%{strip-binaries}"]
environment:
  MAKEFLAGS: -j%{max-jobs}
  V: 1
environment-nocache: [MAKEFLAGS, V]
`)
