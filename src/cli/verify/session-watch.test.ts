import type { BuildEvent } from '../../builder/events.ts'
import { failed, success } from '../../builder/failure.ts'
import { loadedElement } from '../../../tests/support/loaded.ts'
import type { SessionOrder, Workshop, Workshops } from '../workshop.ts'
import { watchSession } from './session-watch.ts'

const event = (type: 'start' | 'success' | 'skipped', element: string): BuildEvent => ({ type, task: { action: 'build', element }, message: '', elapsedMs: 0 })

async function watched(workshop: Partial<Workshop>, use: (workshop: Workshop, heard: BuildEvent[]) => Promise<unknown>): Promise<{ readonly said: readonly string[]; readonly heard: readonly BuildEvent[]; readonly counts: unknown }> {
  const [said, heard]: [string[], BuildEvent[]] = [[], []]
  const watch = watchSession({ open: () => Promise.resolve(success(workshop as Workshop)) } as unknown as Workshops, (text) => { said.push(text) })
  const opened = await watch.workshops.open('/store')
  if (opened.ok) await use(opened.value, heard)
  return { said, heard, counts: watch.counts() }
}

test('tells how far it is, and passes everything on', async () => {
  const events = [event('start', 'a.bst'), event('start', 'b.bst'), event('success', 'a.bst'), event('success', 'b.bst')]
  const { said, heard, counts } = await watched({
    plan: () => Promise.resolve(success(['a.bst', 'b.bst', 'c.bst'].map((name) => ({ element: loadedElement(name), state: name === 'c.bst' ? 'cached' as const : 'buildable' as const })))),
    build: ({ listener }) => {
      events.forEach(listener)
      return Promise.resolve(success({ ok: true, total: 3, session: 2, queues: [['Fetch', { processed: 1, skipped: 1, failed: 0 }], ['Build', { processed: 2, skipped: 0, failed: 0 }]] }))
    },
  }, async (workshop, all) => {
    await workshop.plan({} as never)
    await workshop.build({ listener: (one) => { all.push(one) } } as Partial<SessionOrder> as SessionOrder)
  })
  expect(said).toEqual(['0/2 a.bst', '0/2 a.bst b.bst', '1/2 b.bst', '2/2'])
  expect(heard).toEqual(events)
  expect(counts).toEqual({ total: 3, fetched: 1, built: 2, failed: 0 })
})

test('knows nothing of a session that did not come about', async () => {
  expect((await watched({ build: () => Promise.resolve(failed('host', 'no')) }, (workshop) => workshop.build({ listener: () => undefined } as Partial<SessionOrder> as SessionOrder))).counts).toBeUndefined()
})
