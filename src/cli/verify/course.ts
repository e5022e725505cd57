/** What `verify` was asked for, and what its stages hand on to each other. */
import { projectOptions } from './project-options.ts'
import type { ConvertedDeployment, ConvertedSystem } from '../../ir/conversion.ts'
import { InternalError } from '../../std/internal-error.ts'
import type { Loaded } from '../load.ts'
import type { VERIFY_FLAGS, ValuesOf } from '../options.ts'
import type { Workshops } from '../workshop.ts'

export type VerifyValues = ValuesOf<typeof VERIFY_FLAGS>

/** What is asked for. */
export interface VerifyOrder {
  /** Folder of the definitions as the person named it. */
  readonly definitions: string
  /** Path key of the system. */
  readonly system: string
  readonly values: VerifyValues
  /** Folders to copy sysroots from, by the name of their element without `.bst`. */
  readonly sysroots: ReadonlyMap<string, string>
  /** Folder of everything that comes about; absolute. */
  readonly folder: string
  readonly project: string
  readonly images: string
  readonly workshops: Workshops
}

/** What came of the stages so far: each fills in its part. */
export interface Course {
  readonly order: VerifyOrder
  loaded?: Loaded
  system?: ConvertedSystem
  /** Why there is none, where there is none. */
  deployment?: ConvertedDeployment | { readonly why: string }
  /** Path of the image. */
  image?: string
}

/** The conversion; a stage before has made it. */
export function conversionOf(course: Course): { readonly loaded: Loaded; readonly system: ConvertedSystem } {
  const { loaded, system } = course
  if (!loaded || !system) throw new InternalError('a stage of verify came before the conversion')
  return { loaded, system }
}

/** The deployment, if there is one. */
export function deploymentOf({ deployment }: Course): ConvertedDeployment | undefined {
  return deployment && 'element' in deployment ? deployment : undefined
}

/** Elements that the run is about: the system, and its image if it has one. */
export function targetsOf(course: Course): readonly string[] {
  const image = deploymentOf(course)
  return [conversionOf(course).system.element, ...image ? [image.element] : []]
}

/** What commands on the project are given. */
export function projectValues(course: Course): { readonly project: string; readonly option: readonly (readonly [string, string])[]; readonly store?: string; readonly 'max-jobs'?: number; readonly color: false } {
  const { order: { project, values } } = course
  return {
    project, option: projectOptions(conversionOf(course)), color: false,
    ...values.store === undefined ? {} : { store: values.store }, ...values['max-jobs'] === undefined ? {} : { 'max-jobs': values['max-jobs'] },
  }
}
