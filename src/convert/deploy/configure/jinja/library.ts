/** The part of nunjucks that is used here; its own types leave out the inner parts. */

/** A node of a parsed template. Members depend on `typename`. */
export interface TemplateNode {
  readonly typename: string
  readonly lineno: number
  readonly colno: number
  readonly value?: unknown
  readonly name?: TemplateNode
  readonly args?: TemplateNode
  readonly target?: TemplateNode
  readonly template?: TemplateNode
  readonly targets?: readonly TemplateNode[]
  readonly names?: TemplateNode
  readonly key?: TemplateNode
  readonly left?: TemplateNode
  readonly right?: TemplateNode
  readonly val?: TemplateNode
  readonly children?: readonly TemplateNode[]
  readonly ops?: { type: string }[]
}

/** A compiler: `compile` is called for every node. */
export interface TemplateCompiler {
  compile(node: TemplateNode, frame: unknown): void
  fail(message: string, line: number, column: number): never
}

/** Where the library asks for templates. */
export interface TemplateLoader {
  /** Compiled templates by name, which are not asked for. */
  cache: Readonly<Record<string, object>>
  readonly getSource: (name: string) => { readonly src: string; readonly path: string; readonly noCache: boolean } | null
}

/** Where templates come from, and what they can use. */
export interface TemplateEnvironment {
  readonly filters: object
  readonly tests: object
  addGlobal(name: string, value: unknown): void
  render(name: string, variables: object): string
}

/** The scopes of a running template. */
export interface Scopes {
  readonly ctx: Readonly<Record<string, unknown>>
  readonly env: { readonly globals: Readonly<Record<string, unknown>> }
}

export interface Library {
  readonly Environment: new (loaders: readonly TemplateLoader[], options: { readonly autoescape: boolean }) => TemplateEnvironment
  /** Compiles the text at once where that is asked for, and throws if it cannot. */
  readonly Template: new (text: string, environment: TemplateEnvironment, name: string, atOnce: boolean) => object
  readonly compiler: { readonly Compiler: { readonly prototype: TemplateCompiler } }
  readonly runtime: {
    memberLookup: (value: unknown, key: unknown) => unknown
    contextOrFrameLookup: (context: Scopes, frame: { readonly lookup: (name: string) => unknown }, name: string) => unknown
    suppressValue: (value: unknown) => string
    handleError: (error: unknown, line: number, column: number) => unknown
    readonly SafeString: new (text: string) => { readonly val: string }
  }
}
