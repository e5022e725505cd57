/** What of a package no build reads, as a rule over paths: a sysroot is staged for every element. Knows no disk. */

/** What decides what is left out, besides paths. */
export interface KeepRules {
  readonly keepDocs: boolean
  /** The packages that were asked for by their own names. */
  readonly named: ReadonlySet<string>
  /** Only the set `minimal` was asked for: size counts. */
  readonly isMinimal: boolean
}

/** Manuals, translations, and data of tools that no build runs. */
const DOCUMENTS: readonly RegExp[] = [
  // what is distributed needs its licence with it
  /^usr\/share\/doc\/(?![^/]+\/copyright$)[^/]+\/./,
  /^usr\/share\/(?:man|info|help|gtk-doc|doc-base|lintian|bug|menu|gnome\/help|reportbug|linda|omf)\//,
  /^usr\/share\/locale\/(?!(?:C|C\.[^/]*|en|en@[^/]*|en_US)\/|locale\.alias$)./,
  /^usr\/share\/cmake-[^/]+\/Help\//,
  /^usr\/share\/(?:bash-completion|zsh|fish)\//,
  /^usr\/share\/zoneinfo\/(?:posix|right)\//,
]

/** Big data that come along with a package for another of its files, unless they are asked for by name. */
const BY_THE_WAY: readonly (readonly [path: RegExp, unless: string])[] = [
  [/^usr\/share\/icons\/Adwaita\//, 'adwaita-icon-theme'],
  [/^usr\/share\/perl5\/Text\/Unidecode\//, 'libtext-unidecode-perl'],
]

/** Character sets other than those that the C library has in itself. */
const CONVERTERS = /^usr\/lib\/[^/]+\/gconv\//

/** Whether a path, without a slash before it, stays out of the sysroot. */
export function isLeftOut(path: string, { keepDocs, named, isMinimal }: KeepRules): boolean {
  if (isMinimal && CONVERTERS.test(path)) return true
  if (BY_THE_WAY.some(([pattern, unless]) => pattern.test(path) && !named.has(unless))) return true
  return !keepDocs && DOCUMENTS.some((pattern) => pattern.test(path))
}
