/** What a write extension is to the conversion of a deployment (BD §9.7). */
import type { ConvertedDeployment } from '../../../ir/conversion.ts'
import type { Definitions, System } from '../../../ir/definitions.ts'
import type { Located, Span } from '../../../ir/origin.ts'
import type { Variables } from '../../../ir/project.ts'
import type { Reporter } from '../faults.ts'

/** What a writer may look at. */
export interface WriteInput {
  readonly definitions: Definitions
  readonly system: System
  /** Name of the deployment. */
  readonly deployment: string
  readonly location: Located<string>
  /** The variables of the deployment, in document order. */
  readonly variables: ReadonlyMap<string, Located<string>>
  readonly at: Span
  /** After an error the result is not used. */
  readonly collector: Reporter
}

/** The result of a deployment. */
export interface WriteResult {
  readonly kind: ConvertedDeployment['kind']
  /** Path of the result in the artifact, without a slash before it; may have folders. */
  readonly file: string
  /** Over the defaults of the recipe, in the order to write them; without `image-name`. */
  readonly variables: Variables
  /** Paths of definitions' files that the recipe takes from `/definitions`. */
  readonly uses?: readonly string[]
}

/** One write extension. */
export interface DeploymentWriter {
  /** Its name without folder, `rawdisk`. */
  readonly name: string
  /** The variables that it reads: a name, or the beginning of names with `*` behind it. */
  readonly reads: readonly string[]
  readonly convert: (input: WriteInput) => WriteResult
}
