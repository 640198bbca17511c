import type { Related, Results, ScanError, Severity, Verdict } from '@faultline/catalog';
import { SarifBuilder } from 'node-sarif-builder';
import type { Location as SarifLocation, Notification, Region, Result, Run } from 'sarif';
import { json } from './escape.js';
import type { Format, RenderOptions } from './format.js';
import { byPlace, placeOf, resourceName } from './place.js';
import { sarifRule } from './sarif-rule.js';
import { sourceLine } from './source-line.js';
import { bySeverity, withStatus } from './summary.js';

/** GitHub refuses a run with more results (docs.github.com, "SARIF support for code scanning", limits). */
export const maximumResults = 25_000;

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

/** The file that an alert is shown in. */
function artifactOf(verdict: Verdict): string {
  return uriOf(placeOf(verdict).file ?? '.');
}

/** Where artifacts and rules stand in the lists of the run. */
interface Indexes {
  readonly artifacts: ReadonlyMap<string, number>;
  readonly rules: ReadonlyMap<string, number>;
}

function locationOf(verdict: Verdict, { artifacts }: Indexes, options: RenderOptions): SarifLocation {
  const { resource } = verdict;
  const uri = artifactOf(verdict);
  const index = artifacts.get(uri);
  return {
    physicalLocation: {
      artifactLocation: { uri, ...(index !== undefined && { index }) },
      region: regionOf(verdict, options),
    },
    ...(resource && {
      logicalLocations: [{ name: resource.logicalId, fullyQualifiedName: resourceName(resource), kind: 'resource' }],
    }),
  };
}

function relatedLocation({ message, location, resource }: Related): SarifLocation[] {
  const file = location?.file ?? resource?.template;
  if (file === undefined) return [];
  const region = location && { startLine: location.line, startColumn: location.column };
  return [
    {
      message: { text: message },
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region && { region }) },
    },
  ];
}

function resultOf(verdict: Verdict, indexes: Indexes, options: RenderOptions): Result {
  const ruleIndex = indexes.rules.get(verdict.check);
  const relatedLocations = (verdict.related ?? []).flatMap(relatedLocation);
  return {
    ruleId: verdict.check,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[verdict.severity],
    // A bracket followed by a parenthesis would read as an embedded link.
    message: { text: verdict.message.replaceAll('](', '] (') },
    locations: [locationOf(verdict, indexes, options)],
    ...(relatedLocations.length > 0 && { relatedLocations }),
    partialFingerprints: { primaryLocationLineHash: `${verdict.fingerprint}:1`, 'faultline/v1': verdict.fingerprint },
    properties: { bestPractice: verdict.bestPractice },
  };
}

function notificationOf(error: ScanError): Notification {
  const region = error.line ? { region: { startLine: error.line, startColumn: error.column ?? 1 } } : {};
  return {
    level: 'error',
    message: { text: error.message },
    descriptor: { id: error.kind },
    ...(error.path !== undefined && {
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(error.path) }, ...region } }],
    }),
  };
}

function notificationsOf(results: Results, dropped: number): Notification[] {
  const notifications = results.errors.map(notificationOf);
  if (dropped === 0) return notifications;
  return [
    ...notifications,
    {
      level: 'warning',
      message: { text: `${dropped} further violations were left out; ask for JSON to see them all.` },
    },
  ];
}

/** Violations in one run. Accepted ones are left out, since GitHub would show them as open alerts. */
function runOf(results: Results, options: RenderOptions): Run {
  const violations = withStatus(results, 'violation').sort((a, b) => bySeverity(a, b) || byPlace(a, b));
  const shown = violations.slice(0, maximumResults);
  const artifacts = new Map([...new Set(shown.map(artifactOf))].map((uri, index) => [uri, index]));
  const rules = new Map(results.checks.map(({ name }, index) => [name, index]));
  return {
    tool: { driver: { name: 'Faultline', version: results.tool.version, rules: results.checks.map(sarifRule) } },
    invocations: [
      {
        executionSuccessful: results.complete,
        toolExecutionNotifications: notificationsOf(results, violations.length - shown.length),
      },
    ],
    columnKind: 'utf16CodeUnits',
    artifacts: [...artifacts.keys()].map((uri) => ({ location: { uri } })),
    results: shown.map((verdict) => resultOf(verdict, { artifacts, rules }, options)),
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
