/** Every diagnostic code of the program: severity, words and page. An unknown code or a wrong parameter does not compile. */
import { cliCodes } from './catalogue/cli.ts'
import { convertCodes } from './catalogue/convert.ts'
import { projectCodes } from './catalogue/project.ts'
import { deployWriteCodes } from './catalogue/deploy-write.ts'
import { deployReaderCodes } from './catalogue/deploy-reader.ts'
import { deployCodes } from './catalogue/deploy.ts'
import { elementCodes } from './catalogue/element.ts'
import { readerCodes } from './catalogue/reader.ts'
import { sourceCodes } from './catalogue/source.ts'
import { writeCodes } from './catalogue/write.ts'
import { yamlCodes } from './catalogue/yaml.ts'
import type { Entry } from './catalogue/entry.ts'

export const catalogue = { ...yamlCodes, ...readerCodes, ...deployReaderCodes, ...convertCodes, ...deployCodes, ...deployWriteCodes, ...elementCodes, ...writeCodes, ...cliCodes, ...sourceCodes, ...projectCodes }

/** A diagnostic code, `area/what`; never reused for something else. */
export type Code = keyof typeof catalogue

/** The parameters that the words of a code need. */
export type ParametersOf<C extends Code> = (typeof catalogue)[C] extends Entry<infer P> ? P : never
