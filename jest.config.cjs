// Tests run on the TypeScript sources (swc strips the types); packages that ship as ES modules only are transformed too.
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/tests'],
  // The acceptance tests take half an hour: with CI=true (as scripts/test.sh sets) or ACCEPTANCE=1.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.CI || process.env.ACCEPTANCE ? [] : ['/tests/acceptance/'])],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.(ts|mjs|js)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: ['/node_modules/(?!(yargs|yargs-parser|y18n|cliui|string-width|strip-ansi|ansi-regex|wrap-ansi|ansi-styles|emoji-regex|get-east-asian-width|get-caller-file)/)'],
  testTimeout: 60000,
}
