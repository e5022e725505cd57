/** Thrown where the program itself is wrong; `main.ts` alone catches it and asks for a report. Never for bad input. */
export class InternalError extends Error {
  override readonly name = 'InternalError'
}

/** Closes a switch over a union: reaching it is a bug. */
export function assertNever(value: never): never {
  throw new InternalError(`unexpected value ${JSON.stringify(value)}`)
}
