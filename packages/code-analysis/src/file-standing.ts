import { FileContext } from './behaviour/context.js';
import { hasWatchedCode } from './behaviour/gate.js';
import { callsTestRunner } from './behaviour/where-it-runs/own-signs.js';
import type { WhereItRuns } from './behaviour/where-it-runs/types.js';
import { whereItRuns } from './behaviour/where-it-runs/where-it-runs.js';
import { worthWhere, type Worth } from './checks/define-check.js';
import type { Engine } from './questions/engine.js';

/** How a file is looked at, without what is found in it. */
export interface FileStanding {
  readonly where: WhereItRuns;
  readonly worth: Worth;
  /** Whether it has anything that checks look at, wherever it runs. */
  readonly isWatched: boolean;
  /** Whether it imports or calls what only runners of tests have, anywhere in it. */
  readonly callsTestRunner: boolean;
  /** Whether other files, or whatever starts it, can take something of it. */
  readonly isOffering: boolean;
}

/** @param file absolute path @returns undefined for a file that cannot be read or parsed */
export function standingOf(engine: Engine, file: string): FileStanding | undefined {
  const source = engine.project.source(file);
  if (!source) return undefined;
  const { settings } = engine.project;
  const context = new FileContext(source, settings, file, engine);
  const where = whereItRuns(context);
  return {
    where,
    worth: worthWhere(where, settings),
    isWatched: hasWatchedCode(context),
    callsTestRunner: callsTestRunner(context),
    isOffering: source.ast.body.some(({ type }) => type.startsWith('Export')) || /\bexports\b/.test(source.text),
  };
}
