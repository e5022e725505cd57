import { evaluate } from './evaluate.ts'

const NAMES = new Map<string, boolean | string | readonly string[]>([['arch', 'x86_64'], ['mode', 'rel'], ['tests', false], ['debug', true], ['feats', ['z', 'x']]])

/** Expects whether the condition holds, or that the reason why it cannot be told has some words. */
function check(expression: string, expected: boolean | string): void {
  const verdict = evaluate(expression, NAMES)
  if (typeof expected === 'boolean') expect(verdict).toEqual({ holds: expected })
  else expect('problem' in verdict && verdict.problem).toContain(expected)
}

// Each of these was put to Jinja2 3.1 with the same names.
test.each<[string, boolean]>([
  ['arch == "x86_64"', true], ["arch != 'x86_64'", false], ['tests', false], ['not tests', true], ['debug and not tests', true], ['tests or debug', true],
  ['arch in ["x86_64", "aarch64"]', true], ['arch in ("aarch64",)', false], ['"x" in feats', true], ['"y" not in feats', true], ['not "y" in feats', true], ['"86" in arch', true],
  ['arch.startswith("x86")', true], ['arch.startswith(("a", "x"))', true], ['arch.endswith("32")', false], ['arch|upper == "X86_64"', true], ['feats|length == 2', true], ['feats|sort|first == "x"', true],
  ['feats == ["z", "x"]', true], ['(tests or debug) and mode == "rel"', true], ['tests or debug and mode == "dbg"', false], ['not (tests or debug)', false], ['debug == true', true], ['debug == "True"', false],
  ['tests is defined', true], ['nope is defined', false], ['nope is not defined and debug', true], ['arch is string', true], ['arch ~ "!" == "x86_64!"', true], ['1 < 2 < 3', true], ['1 < 2 > 3', false],
  ['("b" if tests else "")', false], ['feats[0] == "z"', true], ['arch.replace("_", "-").split("-")[1] == "64"', true], ['true', true], ['False', false], ['""', false], ['[]', false], ['"a\\"b" == \'a"b\'', true], ['debug or nope', true], ['not not debug', true],
])('%s', (expression, expected) => check(expression, expected))

test.each([
  ['nope == "x"', 'no option "nope"'], ['archh == "x"', 'did you mean "arch"'], ['arch = "x"', 'unexpected "="'], ['', 'ends too early'], ['arch ==', 'ends too early'], ['(arch', 'unexpected "the end"'], ['arch "x"', 'unexpected "x"'],
  ['arch|nope', 'filter "nope" is not known'], ['arch.nope()', 'method "nope"'], ['arch < 1', 'do not go with'], ['feats.startswith("x")', 'a text is needed'], ['1 in arch', 'a text is needed'], ['feats[7]', 'no such item'], ['"open', 'unexpected'], ['"b" if tests else ""', 'unexpected "if"'], ['range(3)', 'unexpected "("'], [`${'('.repeat(200)}1`, 'nested too deeply'],
])('%s cannot be evaluated', (expression, words) => check(expression, words))
