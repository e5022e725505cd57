/** Kind `meson` of buildstream-plugins 2. */
import { phasesDeclaration } from './phases.ts'

/** Declares `meson`. */
export const mesonDeclaration = phasesDeclaration('meson', false, String.raw`
variables:
  build-dir: _builddir
  meson-global: ""
  meson-local: ""
  meson-args: |
    --prefix=%{prefix} \
    --bindir=%{bindir} \
    --sbindir=%{sbindir} \
    --sysconfdir=%{sysconfdir} \
    --datadir=%{datadir} \
    --includedir=%{includedir} \
    --libdir=%{libdir} \
    --libexecdir=%{libexecdir} \
    --localstatedir=%{localstatedir} \
    --sharedstatedir=%{sharedstatedir} \
    --mandir=%{mandir} \
    --infodir=%{infodir} %{meson-global} %{meson-local}
  meson: meson setup %{conf-root} %{build-dir} %{meson-args}
  meson-build: ninja -v -j ${'$'}{JOBS} -C %{build-dir}
  meson-install: env DESTDIR="%{install-root}" meson install -C %{build-dir} --no-rebuild
config:
  configure-commands: ["%{meson}"]
  build-commands: ["%{meson-build}"]
  install-commands: ["%{meson-install}"]
  strip-commands: ["%{strip-binaries}"]
environment:
  JOBS: "%{max-jobs}"
environment-nocache: [JOBS]
`)
