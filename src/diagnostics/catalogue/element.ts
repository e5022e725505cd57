/** Diagnostics of what elements ask of the builder. */
import { entry } from './entry.ts'

export const elementCodes = {
  'element/wrong-value': entry<{ key: string; got: string; expected: string }>({
    severity: 'error',
    message: ({ key, got, expected }) => `"${key}" is ${got}; expected ${expected}`,
    hint: () => 'BuildStream accepts True, true, 1, False, false and 0 where it wants yes or no',
    page: `A setting under \`config:\` has another shape than its kind can use: a text where a list belongs, or a word that is neither
true nor false. BuildStream refuses such an element as well.`,
  }),
  'element/unsupported': entry<{ what: string; why: string }>({
    severity: 'error',
    message: ({ what, why }) => `${what} is not supported by morph2bst build: ${why}`,
    hint: () => 'build with --engine bst, or do without it',
    page: `The in-tree builder makes the same trees as BuildStream for what it supports, and refuses the rest by name instead of
making something else. With \`--engine bst\` the project is built by BuildStream itself.`,
  }),
  'element/no-artifact': entry<{ element: string }>({
    severity: 'error',
    message: ({ element }) => `${element} must produce an artifact to be filtered; a stack has none`,
    hint: () => 'filter what the stack stands for, or a compose of it',
    page: 'A `filter` takes files of the one element that it depends on. A `stack` is a name for other elements and has no files of its own.',
  }),
  'element/unknown-domain': entry<{ domain: string; known: string }>({
    severity: 'error',
    message: ({ domain, known }) => `"${domain}" is not a split domain of what is filtered; it has ${known}`,
    hint: () => 'domains are the keys of split-rules, in project.conf or under public: bst: of the element',
    page: `A \`filter\` names the domains to include or exclude. BuildStream 2 refuses names that the filtered element does not have:
nearly always they are misspelt, and the filter would silently take nothing.`,
  }),
} as const
