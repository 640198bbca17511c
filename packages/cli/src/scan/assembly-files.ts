import { loadAssembly, TemplateError, type TemplateDocument } from '@faultline/cdk-rules/analysis';
import { firstLine } from '../errors.js';
import type { ScanOutcome } from './outcome.js';
import type { Assembly } from './synthesis.js';
import { readDocument } from './template-files.js';

/** Reads all templates of a cloud assembly; what cannot be read becomes an error. */
export function readAssembly(assembly: Assembly, root: string, outcome: ScanOutcome): TemplateDocument[] {
  try {
    const inputs = loadAssembly(assembly.folder, { root, shownAs: assembly.shownAs });
    return inputs.flatMap((input) => readDocument(input, outcome) ?? []);
  } catch (error) {
    const path = assembly.shownAs;
    const what = error instanceof TemplateError ? error.message.replace(/\.$/, '') : firstLine(error);
    outcome.errors.push({
      kind: 'input',
      path,
      message: `${path} cannot be read as a cloud assembly (${what}); run 'cdk synth' again.`,
    });
    return [];
  }
}
