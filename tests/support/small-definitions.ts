/** Definitions of one system with one stratum, and what can be changed in them. */

/** What is changed. */
export interface SmallChoices {
  /** The commit that the chunk `zlib` builds: one hexadecimal digit. */
  readonly ref?: string
  /** Name of the second chunk; there is none without. */
  readonly tool?: string
  /** The stratum is no YAML. */
  readonly broken?: boolean
  /** A deployment that installs this file, which may be executable. */
  readonly data?: { readonly text: string; readonly mode?: string }
}

/** The files. */
export function smallDefinitions({ ref = '1', tool, broken = false, data }: SmallChoices = {}): Readonly<Record<string, string | { readonly mode: string; readonly content: string }>> {
  const chunk = (name: string, digit: string): string => `- name: ${name}\n  repo: upstream:${name}\n  ref: ${digit.repeat(40)}\n  build-system: autotools\n`
  return {
    'VERSION': 'version: 8\n',
    'systems/one.morph': `name: one\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n${data ? 'configuration-extensions:\n- extensions/install-files\n' : ''}`,
    'strata/core.morph': broken ? 'name: core\nkind: [stratum\n' : `name: core\nkind: stratum\nchunks:\n${chunk('zlib', ref)}${tool === undefined ? '' : chunk(tool, '2')}`,
    ...(data ? {
      'clusters/all.morph': 'name: all\nkind: cluster\nsystems:\n- morph: systems/one.morph\n  deploy:\n    a: {type: extensions/tar, location: a.tar, INSTALL_FILES: files/manifest}\n',
      'files/manifest': '0100644 0 0 /etc/motd\n',
      'files/etc/motd': { mode: data.mode ?? '100644', content: data.text },
    } : {}),
  }
}
