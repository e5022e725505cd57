/**
 * The order of the test files. Without times of an earlier run Jest starts with the largest files, and the slowest ones are
 * small: a worker would end alone with them. So acceptance tests come first, and of those the ones that use one processor
 * each; the ones that use all processors by themselves fill up what is left, and the short ones come last.
 */
const Sequencer = require('@jest/test-sequencer').default

const rank = ({ path }) => (!path.includes('/acceptance/') ? 2 : /\/(oracle|loads)\.test\.ts$/.test(path) ? 1 : 0)

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b))
  }
}
