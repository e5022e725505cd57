/** What `morph2bst.yaml` may hold. Knows nothing of places in the file. */
import * as z from 'zod'
import { STEPS } from '../ir/definitions.ts'
import { ALIAS_NAME, PROJECT_NAME } from './config-names.ts'

const text = z.string()
const words = z.array(text)
const commands = z.array(z.union([text, z.boolean()]).transform(String)).nullable()

/** Fields of a chunk, as its file or its entry in a stratum gives them. */
const chunk = z.strictObject({
  ...Object.fromEntries(STEPS.map((step) => [step, commands.optional()])),
  'description': text.optional(), 'repo': text.optional(), 'ref': text.optional(), 'unpetrify-ref': text.optional(),
  'build-system': text.optional(), 'build-mode': z.enum(['staging', 'bootstrap']).optional(), 'prefix': text.optional(),
  'build-depends': words.optional(), 'max-jobs': z.string().regex(/^[1-9][0-9]*$/).optional(),
  'products': z.array(z.strictObject({ artifact: text, include: words })).optional(),
  'artifacts': z.record(text, text).optional(),
  'submodules': z.record(text, z.strictObject({ url: text })).optional(),
  'devices': z.array(z.record(text, text)).optional(),
  'system-integration': z.record(text, z.record(text, commands)).optional(),
})

/** The whole file. */
export const configSchema = z.strictObject({
  'output': text.min(1).optional(),
  'system': words.optional(),
  'target': z.enum(['bst2', 'bst1']).optional(),
  'base': z.enum(['replace', 'bootstrap']).optional(),
  'integration': z.enum(['element', 'system']).optional(),
  'aliases': z.record(text.regex(ALIAS_NAME), text.min(1)).optional(),
  'project-name': text.regex(PROJECT_NAME).optional(),
  'fix-root': z.boolean().optional(),
  'resolve-refs': z.boolean().optional(),
  'strict': z.boolean().optional(),
  'chunks': z.record(text, chunk).optional(),
})

/** The options of a file that is all right. */
export type Config = z.infer<typeof configSchema>

/** What a value should have been, for people; by the field's name, else by its type. */
export const EXPECTED: Readonly<Record<string, string>> = {
  'aliases': 'a mapping of alias names to URLs', 'chunks': 'a mapping of chunks to fields', 'system': 'a list of systems or clusters',
  'project-name': 'letters, digits, "_" and "-", not beginning with a digit', 'max-jobs': 'a whole number, 1 or more',
}
