/** Diagnostics of YAML texts, whatever they describe. */
import { entry } from './entry.ts'

export const yamlCodes = {
  'yaml/syntax': entry<{ reason: string }>({
    severity: 'error',
    message: ({ reason }) => `not valid YAML: ${reason}`,
    hint: () => 'the file is left out of this run; everything else was read',
    page: `The file cannot be parsed. Nothing of it is used, and whatever refers to it is reported as missing.

Frequent causes are a tab as indentation, merge-conflict markers (\`<<<<<<<\`), a lost \`- \` in a list, and a colon followed
by a space inside a value that has no quotes (\`repo: upstream: name\`).`,
  }),
  'yaml/empty': entry<object>({
    severity: 'error',
    message: () => 'the file is empty; expected a definition (a mapping with name and kind)',
    hint: () => 'remove the file, or restore its content',
    page: 'A definition is a YAML mapping. This file holds nothing, or comments only, so whatever refers to it cannot be resolved.',
  }),
  'yaml/many-documents': entry<object>({
    severity: 'error',
    message: () => 'a second YAML document begins here; a definition is a single document',
    hint: () => 'split the file, or remove the `---` line',
    page: 'Baserock tools read one document from a file. What follows the first `---` separator would be lost, so the file is refused.',
  }),
  'yaml/duplicate-key': entry<{ key: string }>({
    severity: 'warning',
    message: ({ key }) => `key "${key}" is given twice; the last one counts, as it did for Baserock's tools`,
    hint: () => 'remove the one that is not meant',
    page: `YAML forbids duplicate keys, but the YAML library of Baserock's tools silently took the last one. The conversion does
the same and says so, because the value that is dropped was surely meant for something.`,
  }),
  'yaml/unknown-alias': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `alias "*${name}" has no anchor before it in this file`,
    hint: () => 'anchors hold within one file only',
    page: 'An alias (`*name`) repeats the value that an anchor (`&name`) earlier in the same file marked. Here there is none.',
  }),
  'yaml/alias-bomb': entry<{ nodes: number }>({
    severity: 'error',
    message: ({ nodes }) => `aliases expand this file to more than ${nodes} values`,
    hint: () => 'write the values out, or remove the nested aliases',
    page: 'Aliases that refer to lists of aliases grow exponentially. No definition needs that; the file is refused before it is expanded.',
  }),
  'yaml/tag': entry<{ tag: string }>({
    severity: 'error',
    message: ({ tag }) => `tag "${tag}" is not allowed; definitions hold plain text, numbers, lists and mappings`,
    hint: () => 'remove the tag',
    page: 'Baserock\'s tools read YAML with a safe loader, which rejects every tag but those of the core types (`!!str`, `!!int`, ...).',
  }),
  'yaml/key': entry<object>({
    severity: 'error',
    message: () => 'a key must be plain text, not a list or mapping',
    hint: () => 'look for a missing quote or a stray `?`, `[` or `{`',
    page: 'Every key of a definition is a name. A list or mapping as a key is nearly always a slip of punctuation.',
  }),
} as const
