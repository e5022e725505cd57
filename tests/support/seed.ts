/** The seed of all random tests: the same on every run, another one with SEED=…. It stands in the tests' names. */
export const SEED = Number(process.env['SEED'] ?? 20160818)
