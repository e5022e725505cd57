/** Diagnostics of the configuration file, and of what the command line asks for beyond the conversion. */
import { entry } from './entry.ts'

const meant = (suggestion: string | undefined): string => (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`)

export const cliCodes = {
  'config/not-a-mapping': entry<{ found: string }>({
    severity: 'error',
    message: ({ found }) => `the configuration holds ${found}; expected a mapping such as "target: bst2"`,
    hint: () => 'write one option a line, "name: value"',
    page: `\`morph2bst.yaml\` holds options by name, as the command line does:

    target: bst2
    system:
    - systems/gnome-system-x86_64
    aliases:
      upstream: https://git.example.org/delta/
    chunks:
      strata/core/attr:
        build-system: autotools

An empty file is fine: nothing is configured then.`,
  }),
  'config/unknown-key': entry<{ key: string; where: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ key, where, suggestion }) => `"${key}" is no option${where === '' ? '' : ` of ${where}`}${meant(suggestion)}`,
    hint: ({ known, suggestion }) => suggestion === undefined ? `expected one of ${known.join(', ')}` : `rename it to "${suggestion}"`,
    page: `The configuration names an option that does not exist, so nothing is written: with one option less the project would
not be the one you want. Options are named as on the command line, without the dashes; \`aliases\` and \`chunks\` hold mappings.

    targets: bst2      # wrong
    target: bst2       # right`,
  }),
  'config/wrong-value': entry<{ key: string; expected: string; found: string }>({
    severity: 'error',
    message: ({ key, expected, found }) => `"${key}" is ${found}; expected ${expected}`,
    hint: ({ expected }) => `give ${expected}`,
    page: `The option exists, but cannot have this value, so nothing is written.

    strict: 1          # wrong: a number
    strict: true       # right
    target: bst3       # wrong: no such target
    target: bst2       # right`,
  }),
  'config/no-such-chunk': entry<{ key: string; suggestion: string | undefined }>({
    severity: 'warning',
    message: ({ key, suggestion }) => `no chunk is called "${key}", so what is said of it changes nothing${meant(suggestion)}`,
    hint: () => 'name the chunk by the path of its file, or as <path of its stratum>/<name of the entry>',
    page: `Under \`chunks:\` a chunk goes by the path of its file, or by the path of its stratum and the name of its entry; \`.morph\`
may be left out. No chunk has this one.

    chunks:
      strata/core/attr:            # the file strata/core/attr.morph, or the entry attr of strata/core.morph
        build-system: autotools

The chunk may have been renamed or removed since; then remove the override.`,
  }),
  'cli/ref-unresolved': entry<{ repo: string; ref: string; reason: string }>({
    severity: 'warning',
    message: ({ repo, ref, reason }) => `"${ref}" of ${repo} could not be resolved to a commit: ${reason}`,
    hint: () => 'run "bst source track" on the element later, or give the commit in the definitions',
    page: `\`--resolve-refs\` asks the remote which commit a branch or tag stands for. Here there was no answer: the remote is gone or
does not respond, or it has no branch or tag of that name (an abbreviated commit id cannot be asked for). The element is
written with \`track:\` and without \`ref:\`, as it is without the option.

If the host has moved, say where: \`--alias upstream=https://git.example.org/delta/\`. Hosts that ask for a password and URLs
that could make git run a program are never asked.`,
  }),
} as const
