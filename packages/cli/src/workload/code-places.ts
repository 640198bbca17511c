import type { WorkloadPlace } from '@faultline/catalog';
import { display } from '../paths.js';
import type { CodeFiles } from './code-files.js';
import { lineAt } from './text-offsets.js';

/** A place in code as a place of a verdict or edge. @param file absolute */
export function codePlace(
  code: CodeFiles,
  file: string,
  { range: [start] }: { readonly range: readonly [number, number] },
  message: string,
): WorkloadPlace {
  const text = code.textOf(file) ?? '';
  const column = start - text.lastIndexOf('\n', start - 1);
  return {
    layer: 'code',
    message,
    location: { file: display(code.scope.root, file), line: lineAt(text, start), column },
  };
}
