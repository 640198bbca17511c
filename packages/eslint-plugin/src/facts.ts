/**
 * Facts of single files, for programs that judge many files together.
 * @module
 */
import { analyze, type Source } from './facts/analyze.js';
import type { FunctionFacts } from './facts/callees/types.js';
import { FileContext } from './facts/context.js';
import type { ExportFacts, ImportFacts } from './facts/exports.js';
import { passageFacts as passagesOf } from './facts/handlers/passages.js';
import type { PassageFacts } from './facts/handlers/types.js';
import { readSettings, type FaultlineSettings } from './settings.js';

export { makesNoCall } from './facts/fan-out/remote.js';
export { isLimiterModule, speaksOfLimits } from './knowledge/rate-limits.js';
export type { CalleeFact, CalleeFacts, FunctionFact, FunctionFacts } from './facts/callees/types.js';
export type { Target } from './facts/handlers/targets.js';
export type { CallerFact, Passage, PassageFacts, ReachedExports } from './facts/handlers/types.js';
export type { Source } from './facts/analyze.js';
export type { ExportedValue, ExportFact, ExportFacts, ImportFacts, ImportRef, SourcePlace } from './facts/exports.js';

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
  const facts = analyze(
    source,
    readSettings({ faultline: { ...settings, imports: { [filename]: imports } } }),
    filename,
  );
  const { named, stars, pending } = facts.exports;
  const judged = [...facts.clients, ...facts.calls].flatMap(({ bound }) => bound.pending ?? []);
  const all = new Map([...pending, ...judged].map((ref) => [`${ref.module}\0${ref.export}`, ref]));
  return { named, stars, pending: [...all.values()] };
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
  return analyze(source, readSettings({ faultline: settings }), filename).functions;
}
