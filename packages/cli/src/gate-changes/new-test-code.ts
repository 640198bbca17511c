import { join } from 'node:path';
import type { GateChange } from '@faultline/catalog';
import { isCode } from '../scan/file-kinds.js';
import { importedFiles } from '../workload/imported-files.js';
import { helpsTests } from '../workload/imported-tests.js';
import type { LeftOut, LeftOutScope } from './left-out-changes.js';

const testName = /\.(?:test|spec|e2e|e2e-spec|stories)\.[^/]+$/i;
/** What calls the functions of test frameworks. */
const testCalls = /^[ \t]*(?:describe|it|test|suite|before(?:Each|All)?|after(?:Each|All)?)(?:\.\w+)*\s*\(/m;

/**
 * New files that are left out as code of tests and may be something else: those without anything of a test, and those that
 * hold something for others, which no test imports. Only what has code that checks look at is worth a word.
 */
export function newTestCode(files: readonly LeftOut[], { run, standings, ...scope }: LeftOutScope): GateChange[] {
  const strange = files.flatMap((one) => {
    if (!isCode(one.at)) return [];
    const standing = standings.now(one.at);
    // What cannot be parsed here may hold anything.
    if (!standing) return [{ ...one, isTest: false }];
    const { isWatched, isOffering, callsTestRunner: isTest } = standing;
    const isOrdinary = (isTest || testName.test(one.at)) && !isOffering;
    return isWatched && !isOrdinary ? [{ ...one, isTest }] : [];
  });
  if (strange.length === 0) return [];
  const tests = run.results.scope.skipped.filter(({ kind }) => kind === 'test').map(({ path }) => join(run.root, path));
  const imported = importedFiles(
    tests,
    new Set(strange.map(({ at }) => at)),
    scope,
    (path, text) => testName.test(path) || testCalls.test(text) || helpsTests(text),
  );
  return strange
    .filter(({ at }) => !imported.has(at))
    .map(({ path, isTest }) => {
      const why = isTest ? 'it exports what no test imports' : 'it is no test and no test imports it';
      return { kind: 'left-out', file: path, message: `Is new and left out as code of tests, and ${why}.` };
    });
}
