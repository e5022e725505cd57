/** The numbers of partitions: those given are checked, the lowest free ones go to the rest (BD §9.8). */
import type { Collector } from '../diagnostics/collector.ts'
import type { Partition, Partitioning } from '../ir/definitions.ts'

/** How many partitions a table holds. */
const MOST = { mbr: 4, gpt: 128 } as const

/** The partitions with their numbers; gaps have none. What goes wrong is reported at the partition. */
export function numbered(partitions: readonly Partition[], table: Partitioning['table'], collector: Collector): readonly Partition[] {
  const most = MOST[table]
  const byNumber = new Map<number, Partition>()
  for (const partition of partitions) {
    const { number, at } = partition
    if (number === undefined) continue
    const first = byNumber.get(number)
    if (first) collector.report('reader/partition-clash', { what: `the number ${number}` }, at, [{ message: 'the first one is here', at: first.at }])
    else if (number > most) collector.report('reader/partition-value', { field: 'number', value: String(number), expected: `at most ${most}, as the ${table} table has no more` }, at)
    else byNumber.set(number, partition)
  }
  let free = 0
  return partitions.map((partition) => {
    if (partition.type === undefined || partition.number !== undefined) return partition
    do free++; while (byNumber.has(free))
    if (free > most) collector.report('reader/partition-count', { table, most }, partition.at)
    return { ...partition, number: free }
  })
}
