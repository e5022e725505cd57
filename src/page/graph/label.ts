/** Names on boxes: long ones in two lines, broken where the name itself has a joint. Knows no screen. */

/** Letters that stay on one line. */
const SHORT = 13

/** One or two lines; together they are the name. */
export function labelLines(name: string): readonly [string] | readonly [string, string] {
  if (name.length <= SHORT) return [name]
  const joints = [...name.matchAll(/[-_.:/@ ](?=.)|(?<=[a-z])(?=[A-Z])/g)].map(({ index, 0: { length } }) => index + length)
  const middle = name.length / 2
  const best = joints.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return best === undefined || best < 3 || name.length - best < 3 ? [name] : [name.slice(0, best), name.slice(best)]
}
