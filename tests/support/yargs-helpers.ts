/** Stands for `yargs/helpers` in tests: its own file defines `__dirname`, which Jest's CommonJS has already. The parser is the same. */
import Parser from 'yargs-parser'

export { Parser }
