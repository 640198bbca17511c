import type { Related, Results, ScanError, Severity, Verdict } from '@faultline/catalog';
import { SarifBuilder } from 'node-sarif-builder';
import type { Location as SarifLocation, Notification, Region, Result, Run } from 'sarif';
import { countedSkips, skippedByReason, type SkippedGroup } from '../skipped.js';
import { json } from './escape.js';
import type { Format, RenderOptions } from './format.js';
import { lineHashes } from './line-hash.js';
import { rankedViolations, repositoryFile } from './open-violations.js';
import { groupBy, otherPlaces, resourceName } from './place.js';
import { sarifRule } from './sarif-rule.js';
import { sourceLine } from './source-line.js';
import { count } from './summary.js';

/** GitHub shows no more results of a run (docs.github.com, "SARIF support for code scanning", limits). */
export const maximumResults = 5_000;

const levels: Readonly<Record<Severity, NonNullable<Result['level']>>> = {
  error: 'error',
  warning: 'warning',
  note: 'note',
};

/** A path relative to the scanned root as a relative URI reference; a colon in the first segment would read as a scheme. */
function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/**
 * A region on one line: GitHub shows an alert in a pull request only when every line of its region was changed.
 * Without an end column it reaches to the end of the line.
 */
function regionOf(verdict: Verdict, options: RenderOptions): Region {
  const { location } = verdict;
  if (!location) return { startLine: 1 };
  const { line, column, endLine, endColumn } = location;
  const lineLength = sourceLine(location.file, line, options)?.length;
  const end = endLine === undefined || endLine === line ? endColumn : lineLength && lineLength + 1;
  return { startLine: line, startColumn: column, endLine: line, ...(end && end > column ? { endColumn: end } : {}) };
}

/** All lines of a verdict that has more than one. */
function contextOf({ location }: Verdict): Region | undefined {
  if (location?.endLine === undefined || location.endLine <= location.line) return undefined;
  return { startLine: location.line, endLine: location.endLine };
}

/** The file that an alert is shown in. */
function artifactOf(verdict: Verdict, options: RenderOptions): string {
  return uriOf(repositoryFile(verdict, options) ?? '.');
}

/** What all results of a run share: where artifacts and rules stand in its lists, and the hash of each line. */
interface Context {
  readonly artifacts: ReadonlyMap<string, number>;
  readonly rules: ReadonlyMap<string, number>;
  readonly hashOf: (file: string, line: number) => string | undefined;
  readonly options: RenderOptions;
}

/** Hashes each file once. */
function lineHasher({ readSource }: RenderOptions): Context['hashOf'] {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    let hashes = files.get(file);
    if (!hashes) {
      const text = readSource?.(file);
      files.set(file, (hashes = text === undefined ? [] : lineHashes(text)));
    }
    return hashes[line - 1];
  };
}

function locationOf(verdict: Verdict, { artifacts, options }: Context): SarifLocation {
  const { resource } = verdict;
  const uri = artifactOf(verdict, options);
  const index = artifacts.get(uri);
  const contextRegion = contextOf(verdict);
  return {
    physicalLocation: {
      artifactLocation: { uri, ...(index !== undefined && { index }) },
      region: regionOf(verdict, options),
      ...(contextRegion && { contextRegion }),
    },
    ...(resource && {
      logicalLocations: [{ name: resource.logicalId, fullyQualifiedName: resourceName(resource), kind: 'resource' }],
    }),
  };
}

function relatedLocation({ message, location, resource }: Related, { prefix = '' }: RenderOptions): SarifLocation[] {
  const file = location?.file ?? resource?.template;
  if (file === undefined) return [];
  const region = location && { startLine: location.line, startColumn: location.column };
  return [
    {
      message: { text: message },
      physicalLocation: { artifactLocation: { uri: uriOf(prefix + file) }, ...(region && { region }) },
    },
  ];
}

/**
 * The identity by which GitHub knows an alert again, as its own upload action works it out. Where the source is not at
 * hand, or no line is known, ours takes its place.
 */
function identityOf({ location, fingerprint }: Verdict, { hashOf }: Context): string {
  return (location && hashOf(location.file, location.line)) ?? `${fingerprint}:1`;
}

const baselineStates = { new: 'new', unchanged: 'unchanged', moved: 'updated' } as const;

function resultOf(verdict: Verdict, context: Context): Result {
  const ruleIndex = context.rules.get(verdict.check);
  const relatedLocations = otherPlaces(verdict).flatMap((related) => relatedLocation(related, context.options));
  return {
    ruleId: verdict.check,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[verdict.severity],
    // A bracket followed by a parenthesis would read as an embedded link.
    message: { text: verdict.message.replaceAll('](', '] (') },
    locations: [locationOf(verdict, context)],
    ...(relatedLocations.length > 0 && { relatedLocations }),
    partialFingerprints: {
      primaryLocationLineHash: identityOf(verdict, context),
      'faultline/v1': verdict.fingerprint,
    },
    ...(verdict.baseline && { baselineState: baselineStates[verdict.baseline] }),
    properties: { bestPractice: verdict.bestPractice },
  };
}

function notificationOf(error: ScanError, { prefix = '' }: RenderOptions): Notification {
  const region = error.line ? { region: { startLine: error.line, startColumn: error.column ?? 1 } } : {};
  return {
    level: 'error',
    message: { text: error.message },
    descriptor: { id: error.kind },
    ...(error.path !== undefined && {
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(prefix + error.path) }, ...region } }],
    }),
  };
}

/** Says how many violations of which checks there was no room for. */
function leftOutText(leftOut: readonly Verdict[]): string {
  const checks = [...groupBy(leftOut, ({ check }) => check)].map(([check, group]) => `${check} (${group.length})`);
  return `${count(leftOut.length, 'further violation')} left out, by check: ${checks.join(', ')}. The results in JSON have them all.`;
}

/** Locations of skipped paths that one notification gives; the text has the number of all. */
const mostSkipped = 20;

function skippedNotification({ reason, paths }: SkippedGroup, { prefix = '' }: RenderOptions): Notification {
  return {
    level: 'note',
    message: { text: `${count(paths.length, 'path')} not judged: ${reason}` },
    descriptor: { id: 'skipped' },
    locations: paths
      .slice(0, mostSkipped)
      .map((path) => ({ physicalLocation: { artifactLocation: { uri: uriOf(prefix + path) } } })),
  };
}

function notificationsOf(results: Results, leftOut: readonly Verdict[], options: RenderOptions): Notification[] {
  const notifications = [
    ...results.errors.map((error) => notificationOf(error, options)),
    ...skippedByReason(countedSkips(results)).map((group) => skippedNotification(group, options)),
  ];
  if (leftOut.length === 0) return notifications;
  return [
    ...notifications,
    { level: 'warning', message: { text: leftOutText(leftOut) }, descriptor: { id: 'left-out' } },
  ];
}

/** Violations in one run. Accepted ones are left out, since GitHub would show them as open alerts. */
function runOf(results: Results, options: RenderOptions): Run {
  const violations = rankedViolations(results, options);
  const shown = violations.slice(0, maximumResults);
  const uris = [...new Set(shown.map((verdict) => artifactOf(verdict, options)))];
  const context: Context = {
    artifacts: new Map(uris.map((uri, index) => [uri, index])),
    rules: new Map(results.checks.map(({ name }, index) => [name, index])),
    hashOf: lineHasher(options),
    options,
  };
  return {
    tool: { driver: { name: 'Faultline', version: results.tool.version, rules: results.checks.map(sarifRule) } },
    invocations: [
      {
        executionSuccessful: results.complete,
        toolExecutionNotifications: notificationsOf(results, violations.slice(maximumResults), options),
      },
    ],
    columnKind: 'utf16CodeUnits',
    artifacts: uris.map((uri) => ({ location: { uri } })),
    results: shown.map((verdict) => resultOf(verdict, context)),
    properties: { bestPractices: results.bestPractices.map(({ id, status, counts }) => ({ id, status, counts })) },
  };
}

/** SARIF 2.1.0 in the subset that GitHub code scanning reads. */
export const sarif: Format = {
  name: 'sarif',
  extension: 'sarif',
  mimeType: 'application/sarif+json',
  // The builder frames the log only: completing it takes quadratic time and guesses a language from each extension.
  render: (results, options) => `${json(new SarifBuilder({ runs: [runOf(results, options)] }).log)}\n`,
};
