/** The passes over a converted project, run top to bottom. */
import type { Project } from '../ir/project.ts'
import { definePercent } from './define-percent.ts'

/** Changes a project without changing what it means; does one thing, and does it twice with the same result. */
export type Pass = (project: Project) => Project

/** In order. */
const PASSES: readonly Pass[] = [
  // last, because whatever writes commands may have written a percent sign into one
  definePercent,
]

/** Runs all passes. */
export function applyPasses(project: Project): Project {
  return PASSES.reduce((changed, pass) => pass(changed), project)
}
