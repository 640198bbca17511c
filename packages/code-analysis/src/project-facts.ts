/**
 * Facts of single files, for programs that judge many files together.
 * @module
 */
import { analyze, keepingFactsWhole } from './behaviour/analyze.js';
import type { Source } from './syntax/source.js';
import type { FunctionFacts } from './behaviour/callees/types.js';
import { FileContext } from './behaviour/context.js';
import type { ExportFacts, ImportFacts } from './behaviour/exports.js';
import { passageFacts as passagesOf } from './behaviour/handlers/passages.js';
import type { PassageFacts } from './behaviour/handlers/types.js';
import { readSettings, type FaultlineSettings } from './settings.js';

export { makesNoCall } from './behaviour/fan-out/remote.js';
export { isLimiterModule, speaksOfLimits } from './libraries/rate-limits.js';
export type { CalleeFact, CalleeFacts, FunctionFact, FunctionFacts } from './behaviour/callees/types.js';
export type { Target } from './behaviour/handlers/targets.js';
export type { CallerFact, Passage, PassageFacts, ReachedExports } from './behaviour/handlers/types.js';
export type { Source } from './syntax/source.js';
export type {
  ExportedValue,
  ExportFact,
  ExportFacts,
  ImportFacts,
  ImportRef,
  SourcePlace,
} from './behaviour/exports.js';

/** What other files can import from a file, and what that hangs on in yet other files. */
export interface SharedFacts extends ExportFacts {
  /** Exports of other files that its own calls and clients hang on are among `pending` as well. */
  readonly pending: ExportFacts['pending'];
}

/**
 * Finds what other files can import from a file.
 * @param filename absolute path
 * @param settings as under `settings.faultline`
 * @param imports what is known of the files that it imports
 * @throws {TypeError} when a setting is wrong
 */
export function sharedFacts(
  source: Source,
  filename: string,
  settings: FaultlineSettings,
  imports: ImportFacts,
): SharedFacts {
  const known = readSettings({ faultline: { ...settings, imports: { [filename]: imports } } });
  return keepingFactsWhole(() => {
    const { exports, clients, calls } = analyze(source, known, filename);
    const judged = [...clients, ...calls].flatMap(({ bound }) => bound.pending ?? []);
    const all = new Map([...exports.pending, ...judged].map((ref) => [`${ref.module}\0${ref.export}`, ref]));
    return { named: exports.named, stars: exports.stars, pending: [...all.values()] };
  });
}

/**
 * Finds what a file runs in other files on behalf of its handlers and exports.
 * @param filename absolute path
 * @param settings as under `settings.faultline`
 * @throws {TypeError} when a setting is wrong
 */
export function passageFacts(source: Source, filename: string, settings: FaultlineSettings): PassageFacts {
  return passagesOf(new FileContext(source, readSettings({ faultline: settings }), filename));
}

/**
 * Finds what the functions do that other files can call.
 * @param filename absolute path
 * @param settings as under `settings.faultline`
 * @throws {TypeError} when a setting is wrong
 */
export function functionFacts(source: Source, filename: string, settings: FaultlineSettings): FunctionFacts {
  const known = readSettings({ faultline: settings });
  return keepingFactsWhole(() => analyze(source, known, filename).functions);
}
