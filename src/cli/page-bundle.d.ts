/** The page's program is imported as two texts: bundled by scripts/bundle-page.mjs, when the tool is built and when tests run. */
declare module '*.bundle' {
  export const script: string
  export const style: string
}
