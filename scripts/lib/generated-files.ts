import { resultsSchema } from './results-schema.js';

/** A file that is made, not written: path relative to the root, and what must be in it. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Every generated file of the project, with its present content. */
export async function generatedFiles(_root: string): Promise<GeneratedFile[]> {
  return [{ path: 'packages/catalog/results.schema.json', content: resultsSchema() }];
}
