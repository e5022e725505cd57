/** Kind `autotools` of buildstream-plugins 2: configure scripts, made first where there is none. */
import { phasesDeclaration } from './phases.ts'

/** Declares `autotools`. */
export const autotoolsDeclaration = phasesDeclaration('autotools', false, String.raw`
variables:
  autogen: |
    export NOCONFIGURE=1;

    if [ -x %{conf-cmd} ]; then true;
    elif [ -x %{conf-root}/autogen ]; then %{conf-root}/autogen;
    elif [ -x %{conf-root}/autogen.sh ]; then %{conf-root}/autogen.sh;
    elif [ -x %{conf-root}/bootstrap ]; then %{conf-root}/bootstrap;
    elif [ -x %{conf-root}/bootstrap.sh ]; then %{conf-root}/bootstrap.sh;
    else autoreconf -ivf %{conf-root};
    fi
  conf-global: ""
  conf-local: ""
  conf-cmd: "%{conf-root}/configure"
  conf-args: |
    --prefix=%{prefix} \
    --exec-prefix=%{exec_prefix} \
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
    --infodir=%{infodir} %{conf-global} %{conf-local}
  configure: "%{conf-cmd} %{conf-args}"
  make-args: ""
  make-install-args: '%{make-args} DESTDIR="%{install-root}" install'
  make: make %{make-args}
  make-install: make -j1 %{make-install-args}
  remove-libtool-modules: "false"
  remove-libtool-libraries: "false"
  delete-libtool-archives: |
    if %{remove-libtool-modules} || %{remove-libtool-libraries}; then
      find "%{install-root}" -name "*.la" -print0 | while read -d '' -r file; do
        if grep '^shouldnotlink=yes$' "${'$'}{file}" &>/dev/null; then
          if %{remove-libtool-modules}; then
            echo "Removing ${'$'}{file}."
            rm "${'$'}{file}"
          else
            echo "Not removing ${'$'}{file}."
          fi
        else
          if %{remove-libtool-libraries}; then
            echo "Removing ${'$'}{file}."
            rm "${'$'}{file}"
          else
            echo "Not removing ${'$'}{file}."
          fi
        fi
      done
    fi
config:
  configure-commands: ["%{autogen}", "%{configure}"]
  build-commands: ["%{make}"]
  install-commands: ["%{make-install}", "%{delete-libtool-archives}"]
  strip-commands: ["%{strip-binaries}"]
environment:
  MAKEFLAGS: -j%{max-jobs}
  V: 1
environment-nocache: [MAKEFLAGS, V]
`)
