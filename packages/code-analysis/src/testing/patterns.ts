import { defaultSettings } from '../settings.js';
import { parse } from './parsers.js';
import { engineOf } from './project.js';
import { analyze } from '../behaviour/analyze.js';
import type { PatternFact } from '../behaviour/patterns/types.js';

/** The patterns of a text, in a project with other files where some are given. */
export function patternsOf(code: string, files: Readonly<Record<string, string>> = {}): readonly PatternFact[] {
  const engine = engineOf({ ...files, 'src/file.ts': code });
  return analyze(parse('typescript', code, 'src/file.ts'), defaultSettings, 'src/file.ts', () => engine).patterns;
}
