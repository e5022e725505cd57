/** The published JSON Schemas of the input formats, by name. */
import chunk from '../../schemas/chunk.schema.json' with { type: 'json' }
import cluster from '../../schemas/cluster.schema.json' with { type: 'json' }
import defaults from '../../schemas/defaults.schema.json' with { type: 'json' }
import partitioning from '../../schemas/partitioning.schema.json' with { type: 'json' }
import stratum from '../../schemas/stratum.schema.json' with { type: 'json' }
import system from '../../schemas/system.schema.json' with { type: 'json' }
import version from '../../schemas/version.schema.json' with { type: 'json' }

export const inputSchemas = { chunk, cluster, defaults, partitioning, stratum, system, version } as const
export type SchemaName = keyof typeof inputSchemas

/** What stands in a schema at the place that an error names (`#/properties/chunks/items/anyOf`). */
export function schemaAt(name: SchemaName, path: string): unknown {
  return path.split('/').slice(1).reduce<unknown>((schema, step) => {
    const key = decodeURIComponent(step.replaceAll('~1', '/').replaceAll('~0', '~'))
    return typeof schema === 'object' && schema !== null ? (schema as Record<string, unknown>)[key] : undefined
  }, inputSchemas[name])
}
