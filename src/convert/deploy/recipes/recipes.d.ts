/** Recipes are imported as text: by the bundler's text loader, and by a transform in tests. */
declare module '*.yml' {
  const text: string
  export default text
}
