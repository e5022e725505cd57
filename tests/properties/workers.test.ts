/** One builder at a time or eight: what is built is the same, and so is what fails. */
import fc from 'fast-check'
import { element, inSandbox, Lab, manual, type Files } from '../support/lab.ts'

const { run, why } = inSandbox

/** Projects of a few elements; each says what it saw of those that it was built with. */
const PROJECTS: fc.Arbitrary<Files> = fc.array(fc.record({ needs: fc.array(fc.nat(9), { maxLength: 3 }), fails: fc.nat(9).map((n) => n === 0), integrates: fc.boolean() }), { minLength: 3, maxLength: 8 }).map((rows) => (
  Object.fromEntries(rows.map(({ needs, fails, integrates }, index) => {
    const names = [...new Set(needs.filter((need) => need < index))].map((need) => `e${need}.bst`)
    return [`elements/e${index}.bst`, manual([`{ ls -A /; cat /seen* /integrated* || true; } > %{install-root}/seen${index}`, ...(fails ? ['exit 1'] : [])], {
      'build-depends': ['base.bst', ...names], 'runtime-depends': names, ...(integrates ? { public: { bst: { 'integration-commands': [`echo ${index} >> /integrated`] } } } : {}),
    })]
  }))))

run(`the trees do not depend on how many build at a time${why}`, async () => {
  await fc.assert(fc.asyncProperty(PROJECTS, async (elements) => {
    const names = Object.keys(elements).map((path) => path.replace('elements/', ''))
    const files = { ...elements, 'elements/all.bst': element('stack', { depends: names }) }
    const results = []
    for (const builders of [1, 8]) {
      const lab = new Lab('overlay')
      const built = await lab.build(files, ['all.bst'], { builders })
      results.push(names.map((name) => `${name} ${built.tree(name)?.digest ?? built.failureOf(name)?.message ?? 'left out'}`))
      lab.close()
    }
    expect(results[1]).toEqual(results[0])
  }), { numRuns: 5 })
})
