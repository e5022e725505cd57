import { escapePercent, needsPercent } from './percent.ts'

test.each([
  ['rpm -q %{version}', 'rpm -q %{percent}{version}'], ['%{a}%{b-c}', '%{percent}{a}%{percent}{b-c}'], ['%%{x}', '%%{percent}{x}'],
  ['date +%Y', 'date +%Y'], ['%{}', '%{}'], ['%{1a}', '%{1a}'], ['%{ a }', '%{ a }'], ['${x}', '${x}'],
])('%j', (text, escaped) => {
  expect(escapePercent(text)).toBe(escaped)
  expect(needsPercent(text)).toBe(text !== escaped)
})
