/** Kind `cmake` of buildstream-plugins 2. */
import { phasesDeclaration } from './phases.ts'

/** Declares `cmake`. */
export const cmakeDeclaration = phasesDeclaration('cmake', false, String.raw`
variables:
  build-dir: _builddir
  cmake-global: ""
  cmake-local: ""
  generator: Ninja
  cmake-args: |
    -DCMAKE_VERBOSE_MAKEFILE=ON \
    -DCMAKE_INSTALL_PREFIX:PATH="%{prefix}" \
    -DCMAKE_INSTALL_LIBDIR:PATH="%{lib}" %{cmake-global} %{cmake-local}
  cmake: cmake -B%{build-dir} -H"%{conf-root}" -G"%{generator}" %{cmake-args}
  make: cmake --build %{build-dir} -- ${'$'}{JOBS}
  make-install: env DESTDIR="%{install-root}" cmake --build %{build-dir} --target install
config:
  configure-commands: ["%{cmake}"]
  build-commands: ["%{make}"]
  install-commands: ["%{make-install}"]
  strip-commands: ["%{strip-binaries}"]
environment:
  JOBS: -j%{max-jobs}
environment-nocache: [JOBS]
`)
