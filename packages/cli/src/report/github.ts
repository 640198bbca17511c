import { posix } from 'node:path';
import type {
  GateChange,
  GateFailure,
  Results,
  ScanError,
  Severity,
  SuppressionProblem,
  Verdict,
} from '@faultline/catalog';
import { terminal } from './escape.js';
import { incompleteBase } from './gate-text.js';
import type { Format, RenderOptions } from './format.js';
import { isCompared, rankedViolations, repositoryFile } from './open-violations.js';
import { groupBy, placeOf, resourceName } from './place.js';
import { shorten } from './source-line.js';
import { count, scopeText, skippedText } from './summary.js';

type Kind = 'error' | 'warning' | 'notice';

const kinds: Readonly<Record<Severity, Kind>> = { error: 'error', warning: 'warning', note: 'notice' };

/** GitHub drops, without a word, what a step writes beyond ten annotations of a kind; the tenth counts the rest. */
const most = 9;
const longestMessage = 1_000;

/** One annotation before it is written. */
interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** The message of a workflow command; the runner turns the codes back. */
function data(text: string): string {
  return terminal(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a workflow command, which a comma or a colon would end. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A workflow command, as in docs.github.com, "Workflow commands for GitHub Actions". */
function command({ kind, title, message, file, line, column }: Annotation): string {
  const properties = Object.entries({ file, line, col: column, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${kind} ${properties.join(',')}::${data(shorten(message, longestMessage))}`;
}

function ofError({ message, path, line, column }: ScanError, prefix: string): Annotation {
  const file = path === undefined ? undefined : prefix + path;
  return { kind: 'error', title: 'The scan is incomplete', message, file, line, column };
}

function ofFailure({ message }: GateFailure): Annotation {
  return { kind: 'error', title: 'The gate failed', message };
}

function ofChange({ message, file, line }: GateChange, prefix: string): Annotation {
  return {
    kind: 'warning',
    title: 'The gate itself is changed',
    message,
    file: file && inRepository(prefix, file),
    line,
  };
}

function ofBase(results: Results): Annotation[] {
  const message = incompleteBase(results.gate?.comparison);
  return message === undefined ? [] : [{ kind: 'error', title: 'The scan of the base is incomplete', message }];
}

/** The configuration may lie above the scanned root. */
function inRepository(prefix: string, file: string): string {
  return posix.normalize(prefix + file);
}

function ofProblem({ message, severity, location, resource }: SuppressionProblem, prefix: string): Annotation {
  const path = location?.file ?? resource?.template;
  const file = path === undefined ? undefined : prefix + path;
  return { kind: severity, title: 'Suppression', message, file, line: location?.line, column: location?.column };
}

function ofViolation(verdict: Verdict, options: RenderOptions): Annotation {
  const { line, column } = placeOf(verdict);
  const resource = verdict.resource ? `${resourceName(verdict.resource)}: ` : '';
  return {
    kind: kinds[verdict.severity],
    title: `${verdict.check} (${verdict.bestPractice})`,
    message: resource + verdict.message,
    file: repositoryFile(verdict, options),
    line,
    column,
  };
}

/** What may be taken for judged and was not. */
function ofSkipped(results: Results): Annotation[] {
  const text = skippedText(results);
  if (text === '') return [];
  return [{ kind: 'notice', title: 'Not everything was judged', message: `${text}; the report names them.` }];
}

/** At most ten of a kind, of which the last counts what is not shown. */
function capped(annotations: readonly Annotation[]): string[] {
  const groups = groupBy(annotations, ({ kind }) => kind) as Map<Kind, Annotation[]>;
  return [...groups].flatMap(([kind, group]) => {
    const shown = group.slice(0, most).map(command);
    const left = group.length - shown.length;
    if (left === 0) return shown;
    const message = `and ${count(left, `more ${kind}`)}; the job summary and the report list them.`;
    return [...shown, command({ kind, title: 'Faultline', message })];
  });
}

function render(results: Results, options: RenderOptions): string {
  const { prefix = '' } = options;
  const annotations = [
    ...results.errors.map((error) => ofError(error, prefix)),
    ...(results.gate?.failures ?? []).filter(({ fingerprints = [] }) => fingerprints.length === 0).map(ofFailure),
    ...ofBase(results),
    ...(results.gate?.changes ?? []).map((change) => ofChange(change, prefix)),
    ...(results.suppressionProblems ?? []).map((problem) => ofProblem(problem, prefix)),
    ...ofSkipped(results),
    // Annotations are about a change: what was there before it is not shown on it.
    ...rankedViolations(results, { newOnly: isCompared(results) }).map((verdict) => ofViolation(verdict, options)),
  ];
  const lines = capped(annotations);
  return lines.length === 0 ? `Faultline has nothing to annotate in ${scopeText(results)}.\n` : `${lines.join('\n')}\n`;
}

/** Workflow commands that GitHub shows as annotations on the lines of a pull request. */
export const github: Format = { name: 'github', extension: 'txt', besides: 'stderr', render };
