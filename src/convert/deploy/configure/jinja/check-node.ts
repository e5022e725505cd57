/**
 * What a parsed template may hold. nunjucks writes a program for each template, with names as they stand; a name that is none would
 * become part of the program, and definitions are not to run programs when they are converted. What Jinja2 has not is refused too.
 */
import type { TemplateNode } from './library.ts'

const IDENTIFIER = /^[A-Za-z_]\w*$/
const NOT_JINJA: ReadonlySet<string> = new Set(['IfAsync', 'AsyncEach', 'AsyncAll', 'FilterAsync', 'Switch', 'Case', 'CallExtension', 'CallExtensionAsync'])

/** What is wrong with a node, without looking at those below it; nothing if it is as it should be. */
export function nodeFault(node: TemplateNode): string | undefined {
  if (NOT_JINJA.has(node.typename)) return 'Jinja2 has no such statement'
  if (node.typename === 'Literal' && node.value instanceof RegExp) return 'Jinja2 has no regular expressions'
  if (node.typename === 'FunCall' && node.name && hasOddWords(node.name)) return 'this cannot be called'
  if (node.template && (node.template.typename !== 'Literal' || typeof node.template.value !== 'string')) return 'only a template that is named in quotes can be found'
  const other = node.ops?.find(({ type }) => !COMPARISONS.has(type))
  if (other) return `Jinja2 has no operator "${other.type}"`
  const odd = namesOf(node).find((name) => name?.typename !== 'Symbol' || !isIdentifier(name.value))
  return odd && `${JSON.stringify(odd.value ?? odd.typename)} is no name`
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>='])

/** The nodes that stand for names, and nothing else. */
function namesOf(node: TemplateNode): readonly (TemplateNode | undefined)[] {
  switch (node.typename) {
    case 'Symbol': return [node]
    case 'For': return node.name?.typename === 'Array' ? node.name.children ?? [] : [node.name]
    case 'Set': return node.targets ?? []
    case 'Macro': case 'Caller': return [node.name, ...(node.args?.children ?? []).flatMap((argument) => argument.typename === 'KeywordArgs' ? keysOf(argument) : [argument])]
    case 'Import': return [node.target]
    case 'FromImport': return (node.names?.children ?? []).flatMap((name) => name.typename === 'Pair' ? [name.key, name.value as TemplateNode] : [name])
    case 'Filter': case 'Block': return [node.name]
    case 'Is': return testNames(node.right)
    default: return []
  }
}

function keysOf({ children = [] }: TemplateNode): readonly (TemplateNode | undefined)[] {
  return children.map(({ key }) => key)
}

/** `is none` and `is true` name their tests with words that stand for values elsewhere. */
function testNames(test: TemplateNode | undefined): readonly (TemplateNode | undefined)[] {
  if (test?.typename === 'Literal' && typeof test.value !== 'string') return []
  return [test?.typename === 'FunCall' ? test.name : test]
}

function isIdentifier(value: unknown): boolean {
  return typeof value === 'string' && IDENTIFIER.test(value)
}

/** What is called is quoted in the program, for messages, with its quotes escaped and nothing else. */
function hasOddWords(called: TemplateNode): boolean {
  if (called.typename === 'Literal') return /[\\\n\r\u2028\u2029]/.test(String(called.value))
  return [called.name, called.target, called.val].some((part) => part !== undefined && hasOddWords(part))
}
