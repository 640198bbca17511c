import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const catalog = (path: string) => fileURLToPath(new URL(`../../packages/catalog/${path}`, import.meta.url));

/** The JSON Schema of the results file, made from the catalog's types. Draft 7, with a stable order of keys. */
export function resultsSchema(): string {
  const schema = createGenerator({
    path: catalog('src/results.ts'),
    tsconfig: catalog('tsconfig.json'),
    type: 'Results',
    topRef: true,
    sortProps: true,
    additionalProperties: false,
    skipTypeCheck: true,
  }).createSchema('Results');
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title: 'Results of a Faultline scan', ...rest }, undefined, 2)}\n`;
}
