/** The stages of a run, in their order. */
import { baseStage } from './base-stage.ts'
import { bootStage } from './boot-stage.ts'
import { bstEngine } from './bst-engine.ts'
import { buildStage, composeStage, fetchStage } from './build-stages.ts'
import { builtinEngine } from './builtin-engine.ts'
import { compareStage } from './compare-stage.ts'
import { auditStage, convertStage } from './conversion-stages.ts'
import type { Course } from './course.ts'
import { imageStage } from './image-stage.ts'
import type { Stage } from './stage.ts'

/** All stages for what is asked for. */
export function stagesOf(course: Course): readonly Stage[] {
  const { engine: name, compare } = course.order.values
  const engine = name === 'bst' ? bstEngine(course) : builtinEngine(course)
  return [
    auditStage(course), convertStage(course), baseStage(course), fetchStage(course, engine), buildStage(course, engine), composeStage(course, engine),
    imageStage(course, engine), ...compare ? [compareStage(course)] : [], bootStage(course),
  ]
}
