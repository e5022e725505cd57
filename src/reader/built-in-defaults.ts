/**
 * What Baserock's tools provided where definitions have no DEFAULTS: YBD's built-in build systems and splitting rules
 * (BD §2.3 to §2.5). Why YBD's and not Morph's is told in docs/decisions/002-built-in-defaults.md.
 */

/** Debug information split off and binaries stripped; kept as YBD had it, where the ELF test never succeeds (BD §2.4 (d)). */
const strip = String.raw`
      find "$DESTDIR" -type f \
        '(' -perm -111 -o -name '*.so*' -o -name '*.cmxs' -o -name '*.node' ')' \
        -exec sh -ec \
        'read -n4 hdr <"$1"   # check for elf header
        if [ "$hdr" != "$(printf \x7ELF)" ]; then
          exit 0
        fi
        debugfile="$DESTDIR$PREFIX/lib/debug/$(basename "$1")"
        mkdir -p "$(dirname "$debugfile")"
        objcopy --only-keep-debug "$1" "$debugfile"
        chmod 644 "$debugfile"
        strip --remove-section=.comment --remove-section=.note --strip-unneeded "$1"
        objcopy --add-gnu-debuglink "$debugfile" "$1"' - {} ';'
`

/** In the form of a DEFAULTS file. */
export const builtInText = String.raw`
build-systems:
  manual: {}
  autotools:
    configure-commands:
    - |
      export NOCONFIGURE=1
      if [ -e bootstrap ]; then ./bootstrap
      elif [ -e bootstrap.sh ]; then ./bootstrap.sh
      elif [ -e autogen ]; then ./autogen
      elif [ -e autogen.sh ]; then ./autogen.sh
      elif [ ! -e ./configure ]; then autoreconf -ivf
      fi
      ./configure --prefix="$PREFIX"
    build-commands: [make]
    install-commands: ['make DESTDIR="$DESTDIR" install']
    strip-commands:
    - &strip |${strip}
  python-distutils:
    build-commands: [python setup.py build]
    install-commands: ['python setup.py install --prefix "$PREFIX" --root "$DESTDIR"']
    strip-commands: [*strip]
  cpan:
    configure-commands:
    - |
      perl Makefile.PL INSTALLDIRS=perl \
          INSTALLARCHLIB="$PREFIX/lib/perl" \
          INSTALLPRIVLIB="$PREFIX/lib/perl" \
          INSTALLBIN="$PREFIX/bin" \
          INSTALLSCRIPT="$PREFIX/bin" \
          INSTALLMAN1DIR="$PREFIX/share/man/man1" \
          INSTALLMAN3DIR="$PREFIX/share/man/man3"
    build-commands: [make]
    install-commands: ['make DESTDIR="$DESTDIR" install']
    strip-commands: [*strip]
  cmake:
    configure-commands: ['cmake -DCMAKE_INSTALL_PREFIX="$PREFIX"']
    build-commands: [make]
    install-commands: ['make DESTDIR="$DESTDIR" install']
    strip-commands: [*strip]
  qmake:
    configure-commands: [qmake -makefile]
    build-commands: [make]
    install-commands: ['make INSTALL_ROOT="$DESTDIR" install']
    strip-commands: [*strip]
split-rules:
  chunk:
  - artifact: -bins
    include: ['(usr/)?s?bin/.*']
  - artifact: -libs
    include: ['(usr/)?lib(32|64)?/lib[^/]*\.so(\.\d+)*', '(usr/)libexec/.*']
  - artifact: -devel
    include:
    - (usr/)?include/.*
    - (usr/)?lib(32|64)?/lib.*\.a
    - (usr/)?lib(32|64)?/lib.*\.la
    - (usr/)?(lib(32|64)?|share)/pkgconfig/.*\.pc
  - artifact: -doc
    include: [(usr/)?share/doc/.*, (usr/)?share/man/.*, (usr/)?share/info/.*]
  - artifact: -locale
    include: [(usr/)?share/locale/.*, (usr/)?share/i18n/.*, (usr/)?share/zoneinfo/.*]
  - artifact: -misc
    include: ['.*']
  stratum:
  - artifact: -devel
    include: [.*-devel, .*-debug, .*-doc]
  - artifact: -runtime
    include: [.*-bins, .*-libs, .*-locale, .*-misc, .*]
`
