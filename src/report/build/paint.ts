/** The colours of a build, to BuildStream's taste: what is said in yellow, what holds it together in dim cyan. Knows no terminal. */
import { createColors } from 'picocolors'

export type Tint = (text: string) => string

/** Colours by what they mean. */
export interface BuildPaint {
  readonly content: Tint
  readonly format: Tint
  readonly title: Tint
  readonly success: Tint
  readonly error: Tint
  readonly detail: Tint
  readonly blue: Tint
  readonly cyan: Tint
  readonly green: Tint
  readonly magenta: Tint
  readonly red: Tint
  readonly yellow: Tint
  readonly bold: Tint
}

const paints = new Map<boolean, BuildPaint>()

/** All colours, or none; made once, since every line asks for them. */
export function buildPaint(colour: boolean): BuildPaint {
  const paint = paints.get(colour) ?? newPaint(colour)
  paints.set(colour, paint)
  return paint
}

function newPaint(colour: boolean): BuildPaint {
  const { blue, bold, cyan, dim, green, magenta, red, yellow } = createColors(colour)
  return {
    content: yellow, format: (text) => dim(cyan(text)), title: (text) => bold(yellow(text)), success: green, error: (text) => dim(red(text)), detail: dim,
    blue, cyan, green, magenta, red, yellow, bold,
  }
}
