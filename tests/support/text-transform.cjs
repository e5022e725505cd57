// Imports files as text, as the bundler does.
module.exports = { process: (text) => ({ code: `module.exports = { __esModule: true, default: ${JSON.stringify(text)} }` }) }
