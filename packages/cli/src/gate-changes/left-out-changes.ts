import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GateChange, Skipped } from '@faultline/catalog';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { looksLikeTemplate } from '@faultline/cdk-rules/analysis';
import type { CheckRun } from '../check.js';
import { display, isInside } from '../paths.js';
import type { BaseRevision } from '../revision/base-revision.js';
import { hasTemplateName, isCode } from '../scan/file-kinds.js';
import { readSource } from '../scan/source-text.js';
import { importedFiles, type ImportScope } from '../workload/imported-files.js';
import { helpsTests } from '../workload/imported-tests.js';

/** What a run left out, and what it is compared with. */
export interface LeftOutScope extends ImportScope {
  readonly base: BaseRevision;
  readonly run: CheckRun;
  /** Absolute paths of the files that differ from the base. */
  readonly changed: ReadonlySet<string>;
  /** Whether everything was scanned in both layers. */
  readonly isWhole: boolean;
}

/** Bytes that are read of a file to see whether it may be a template. */
const largestTemplate = 1 << 20;
const testName = /\.(?:test|spec|e2e|e2e-spec|stories)\.[^/]+$/i;
/** What calls the functions of test frameworks. */
const testCalls = /^[ \t]*(?:describe|it|test|suite|before(?:Each|All)?|after(?:Each|All)?)(?:\.\w+)*\s*\(/m;

/**
 * Files that a branch has judged no more, or adds without being judged. What somebody decided in the configuration, and
 * ordinary tests, are told only where judged code imports them or where no test does.
 */
export function leftOutChanges(scope: LeftOutScope): GateChange[] {
  const { run, changed, base } = scope;
  const skipped = run.results.scope.skipped
    .map((one) => ({ ...one, at: join(run.root, one.path) }))
    .filter(({ at }) => changed.has(at) || (isBuilt(at) && [...changed].some((path) => isInside(at, path))));
  const unexpected = skipped.filter(({ kind }) => kind === 'generated' || kind === 'unreadable');
  const decided = skipped.filter(({ kind, at }) => kind !== undefined && decidedKinds.has(kind) && !base.has(at));
  return [
    ...unexpected.flatMap((one) => ofContent(one, base)),
    ...ofDecided(decided, scope),
    ...ofTests(
      skipped.filter(({ kind, at }) => kind === 'test' && !base.has(at)),
      scope,
    ),
    ...skipped.flatMap((one) => becameTest(one, base)),
    ...ofTemplates(scope),
  ];
}

type LeftOut = Skipped & { readonly at: string };

const decidedKinds: ReadonlySet<string> = new Set([
  'excluded',
  'ignored-by-eslint',
  'not-enabled',
  'no-parser',
  'installed',
]);

function isBuilt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function change({ path }: Pick<Skipped, 'path'>, message: string): GateChange {
  return { kind: 'left-out', message, file: path };
}

/** What its content, or its name, leaves out. */
function ofContent(one: LeftOut, base: BaseRevision): GateChange[] {
  if (!base.has(one.at)) return [change(one, `Is new and left out: ${one.reason}.`)];
  if (isBuilt(one.at) || wasLeftOut(base.there(one.at), base.folder)) return [];
  return [change(one, `Was judged and is left out now: ${one.reason}.`)];
}

function wasLeftOut(path: string, folder: string): boolean {
  try {
    return 'skip' in readSource(path, false, folder);
  } catch {
    return true;
  }
}

/** What the configuration leaves out, where judged code needs it. */
function ofDecided(files: readonly LeftOut[], { run, ...scope }: LeftOutScope): GateChange[] {
  const imported = importedFiles(run.code, new Set(files.map(({ at }) => at)), scope);
  return files.flatMap((one) => {
    const importer = imported.get(one.at);
    if (importer === undefined) return [];
    return change(one, `Is new and left out: ${one.reason}. \`${display(scope.root, importer)}\` imports it.`);
  });
}

/** What lies among tests, where it is none and none imports it. */
function ofTests(files: readonly LeftOut[], { run, ...scope }: LeftOutScope): GateChange[] {
  const strange = files.filter(
    ({ at }) => isCode(at) && !testName.test(at) && !isTestText(tryReadText(at, { maxBytes: smallFile }) ?? ''),
  );
  if (strange.length === 0) return [];
  const tests = run.results.scope.skipped.filter(({ kind }) => kind === 'test').map(({ path }) => join(run.root, path));
  const known = importedFiles(
    tests,
    new Set(strange.map(({ at }) => at)),
    scope,
    (path, text) => isTestText(text) || testName.test(path),
  );
  return strange
    .filter(({ at }) => !known.has(at))
    .map((one) => change(one, 'Is new and left out as code of tests, and it is no test and no test imports it.'));
}

/** What is code of tests by what it imports or calls, and did not before. */
function becameTest(one: LeftOut, base: BaseRevision): GateChange[] {
  const [, sign] = /, because it (?:imports|calls) (\S+)/.exec(one.kind === 'test' ? one.reason : '') ?? [];
  const before =
    sign !== undefined && base.has(one.at) ? tryReadText(base.there(one.at), { maxBytes: smallFile }) : undefined;
  if (sign === undefined || before === undefined || before.includes(sign)) return [];
  return [change(one, `Was judged and is left out now: ${one.reason}.`)];
}

function isTestText(text: string): boolean {
  return testCalls.test(text) || helpsTests(text);
}

/** Templates that do not look like templates any more. */
function ofTemplates({ run, changed, base, isWhole }: LeftOutScope): GateChange[] {
  if (!isWhole) return [];
  const { scope, errors } = run.results;
  const told = new Set([
    ...scope.templates,
    ...scope.skipped.map(({ path }) => path),
    ...errors.map(({ path }) => path),
  ]);
  return [...changed].flatMap((path) => {
    if (!isInside(run.root, path) || !hasTemplateName(path) || !existsSync(path) || !base.has(path)) return [];
    const shown = display(run.root, path);
    if (told.has(shown) || !isTemplate(base.there(path))) return [];
    return [change({ path: shown }, 'Was a template that is judged, and does not look like one any more.')];
  });
}

function isTemplate(path: string): boolean {
  const text = tryReadText(path, { maxBytes: largestTemplate });
  return text !== undefined && looksLikeTemplate(text);
}
