import { posix, resolve } from 'node:path';
import { loadAssembly, type TemplateDocument, type TemplateInput } from '@faultline/cdk-rules/analysis';
import { display, isInside } from '../paths.js';
import type { ScanOutcome } from './outcome.js';
import type { Assembly } from './synthesis.js';
import { localReader, readDocument } from './template-files.js';

/** Reads all templates of a cloud assembly; what cannot be read becomes an error. */
export function readAssembly(assembly: Assembly, root: string, outcome: ScanOutcome): TemplateDocument[] {
  const loaded = loadAssembly(assembly.folder, root);
  // An assembly that was made for this run lies in a temporary folder, which means nothing to people.
  const shown = (path: string): string => {
    const absolute = resolve(root, path);
    if (!isInside(assembly.folder, absolute)) return path;
    return posix.join(assembly.shownAs, display(assembly.folder, absolute));
  };
  for (const { path, reason } of loaded.skipped)
    outcome.skipped.push({ path: shown(path), kind: 'unsupported', reason });
  for (const { path, message } of loaded.errors) {
    const sentence = `${shown(path)}: ${message.replace(/\.$/, '')}; make the assembly again with 'cdk synth'.`;
    outcome.errors.push({ kind: 'input', path: shown(path), message: sentence });
  }
  return loaded.inputs.flatMap((input) => {
    const { uploads } = input;
    const renamed: TemplateInput = {
      ...input,
      path: shown(input.path),
      ...(uploads && { uploads: new Map([...uploads].map(([key, path]) => [key, shown(path)])) }),
      readFile: input.readFile ?? localReader(assembly.folder, assembly.folder),
    };
    return readDocument(renamed, outcome) ?? [];
  });
}
