/** An installed BuildStream 2 as `verify` uses it. */
import { buildWords, checkoutWords, fetchWords } from '../../builder/bst-engine/bst-words.ts'
import { bstVersion, runBst, type BstWorld } from '../../builder/bst-engine/run-bst.ts'
import type { StageFacts } from '../../report/verify.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { tellFailure } from '../terminal.ts'
import { projectValues, type Course } from './course.ts'
import type { Engine } from './engine.ts'
import { byExitCode, type StageWorld } from './stage.ts'

/** The engine for a run. */
export function bstEngine(course: Course): Engine {
  const { values: { builders, 'max-jobs': maxJobs, 'keep-going': keepGoing } } = course.order
  return {
    fetch: async (elements, world) => {
      const ended = await run(fetchWords(elements, projectValues(course).option), course, world)
      return byExitCode(ended.exitCode, ended.queue('Fetch').facts('fetched'))
    },
    build: async (elements, world) => {
      const ended = await run(buildWords({
        targets: elements, options: projectValues(course).option, colour: false, retryFailed: true, ...keepGoing ? { onError: 'continue' } : {},
        ...builders === undefined ? {} : { builders }, ...maxJobs === undefined ? {} : { maxJobs },
      }), course, world)
      return byExitCode(ended.exitCode, ended.queue('Build').facts('built'))
    },
    // BuildStream would have to write all of it to disk first.
    measure: (_element, facts) => Promise.resolve({ how: 'done', facts }),
    checkout: async (element, folder, world) => {
      const { exitCode } = await run(checkoutWords(element, folder, projectValues(course).option), course, world)
      return exitCode === EXIT.buildFailed ? EXIT.input : exitCode
    },
  }
}

interface BstEnd {
  readonly exitCode: ExitCode
  /** What its summary says of a queue. */
  readonly queue: (name: 'Fetch' | 'Build') => { readonly facts: (as: 'fetched' | 'built') => StageFacts }
}

async function run(words: readonly string[], { order: { project, values } }: Course, { io, signal, progress }: StageWorld): Promise<BstEnd> {
  let said = ''
  const world: BstWorld = { command: values.bst ?? 'bst', root: project, signal, output: (text) => {
    said += text
    io.stderr(text)
    const last = /.*\]\[\s*((?:build|fetch|pull|cache):\S+)\s*\] START.*\n?$/.exec(text.trimEnd().split('\n').at(-1) ?? '')?.[1]
    if (last !== undefined) progress(last)
  } }
  const ended = (exitCode: ExitCode): BstEnd => ({ exitCode, queue: (name) => ({ facts: (as) => queueFacts(said, name, as) }) })
  const version = await bstVersion(world)
  if (!version.ok) {
    tellFailure(version.failure, io)
    return ended(signal.aborted ? EXIT.stopped : EXIT.input)
  }
  const status = await runBst(words, world)
  if (!status.ok) {
    if (signal.aborted) return ended(EXIT.stopped)
    tellFailure(status.failure, io)
    return ended(EXIT.input)
  }
  return ended(status.value === 0 ? EXIT.done : EXIT.buildFailed)
}

/** From `Build Queue: processed 3, skipped 4, failed 0` of the summary. */
function queueFacts(said: string, name: string, as: 'fetched' | 'built'): StageFacts {
  const [, processed, skipped, failed] = new RegExp(`^\\s*${name} Queue:\\s*processed (\\d+),\\s*skipped (\\d+),\\s*failed (\\d+)`, 'm').exec(said) ?? []
  if (processed === undefined) return {}
  return { [as]: Number(processed), ...as === 'built' ? { cached: Number(skipped) } : {}, ...Number(failed) > 0 ? { failed: Number(failed) } : {} }
}
