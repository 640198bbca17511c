import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { workspace } from './paths.js';

const schema = JSON.parse(readFileSync(join(workspace, 'packages/catalog/results.schema.json'), 'utf8')) as object;
const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const validate = ajv.compile(schema);

/** Where results break the published schema; empty when they keep it. */
export function schemaErrors(results: unknown): string[] {
  validate(results);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
