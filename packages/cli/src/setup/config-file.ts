import { defaultBaseline } from '../assessment/baseline-file.js';

/** Where `faultline check` leaves its results for `faultline explain` and for editors; one folder, which git ignores. */
export const lastResults = '.faultline/results.json';

const starting = { baseline: defaultBaseline, formats: ['pretty', `json:${lastResults}`] };

/** Where editors find what a configuration may hold, in the package itself. */
const schema = './node_modules/faultline/config.schema.json';

/** A first configuration, as JSON. */
export function jsonConfig(): string {
  return `${JSON.stringify({ $schema: schema, ...starting }, undefined, 2)}\n`;
}

/** The same as TypeScript, where editors complete keys and explain them. */
export function typescriptConfig(): string {
  const formats = starting.formats.map((format) => `'${format}'`).join(', ');
  return `import { defineConfig } from 'faultline';

export default defineConfig({
  // Violations that were there when Faultline came. The gate looks at new ones.
  baseline: '${starting.baseline}',
  // To the screen, and to a file that 'faultline explain' and editors read.
  formats: [${formats}],
});
`;
}
