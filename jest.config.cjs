// Tests run on the TypeScript sources (swc strips the types); packages that ship as ES modules only are transformed too.
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/tests'],
  // The acceptance tests take half an hour: with CI=true (as scripts/test.sh sets) or ACCEPTANCE=1.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.CI || process.env.ACCEPTANCE ? [] : ['/tests/acceptance/'])],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.yml$': '<rootDir>/tests/support/text-transform.cjs', '\\.bundle$': '<rootDir>/tests/support/page-transform.mjs', '^.+\\.(ts|mjs|js)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  moduleNameMapper: { '^yargs/helpers$': '<rootDir>/tests/support/yargs-helpers.ts' },
  transformIgnorePatterns: ['/node_modules/(?!(yargs-parser)/)'],
  testSequencer: '<rootDir>/tests/support/slowest-first.cjs',
  testTimeout: 60000,
}
