import type { CheckMetadata, Related, Results, Verdict } from '@faultline/catalog';
import { bestPractices } from '@faultline/catalog';
import { UsageError } from '../errors.js';
import { terminal } from '../report/escape.js';
import { splitMessage } from '../report/message.js';
import { otherPlaces, placeText, resourceName } from '../report/place.js';
import { suppressionHint } from './suppression-hint.js';

/** Whether a name is a fingerprint or six or more characters of its beginning, or a place such as `src/pay.ts:12`. */
export function isFinding(name: string): boolean {
  return /^[0-9a-f]{6,64}$/.test(name) || /.:\d+$/.test(name);
}

/**
 * Text about the findings at a place or with a fingerprint. The same one in two files is two findings.
 * @param file of the results, for people
 * @throws {UsageError} where there is none, or several fingerprints begin with the name
 */
export function explainFinding(name: string, results: Results, file: string): string {
  const atPlace = results.verdicts.filter((verdict) =>
    [verdict, ...(verdict.effects ?? [])].some((one) => `${placeText(one)}:`.startsWith(`${name}:`)),
  );
  const found = atPlace.length > 0 ? atPlace : results.verdicts.filter((verdict) => isCalled(verdict, name));
  const fingerprints = new Set(found.map(({ fingerprint }) => fingerprint));
  if (found.length === 0) throw new UsageError(`There is no finding '${name}' in ${file}.`);
  if (atPlace.length === 0 && fingerprints.size > 1) {
    throw new UsageError(`${fingerprints.size} findings in ${file} begin with ${name}; write more of it.`);
  }
  const checks = new Map(results.checks.map((check) => [check.name, check]));
  return found.map((verdict) => explainVerdict(verdict, checks.get(verdict.check))).join('\n\n');
}

function isCalled({ fingerprint, copies = [], effects = [] }: Verdict, name: string): boolean {
  return [fingerprint, ...[...copies, ...effects].map((one) => one.fingerprint)].some((identity) =>
    identity.startsWith(name),
  );
}

function explainVerdict(verdict: Verdict, check: CheckMetadata | undefined): string {
  const practice = bestPractices.find(({ id }) => id === verdict.bestPractice);
  const { fault, repair } = splitMessage(verdict.message);
  const fix = repair ?? check?.fix;
  const parts = [
    `${verdict.check} at ${placeText(verdict)}\n${verdict.bestPractice} ${practice?.title ?? ''}\n${standing(verdict)}`,
    section('What', [fault, ...(verdict.snippet === undefined ? [] : verdict.snippet.split('\n'))]),
    section('Where', whereLines(verdict)),
    section(
      'Evidence',
      Object.entries(verdict.evidence ?? {}).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    ),
    section('Has a part in it', otherPlaces(verdict).map(relatedLine)),
    section('Why', check ? [check.why] : []),
    section('How to fix it', verdict.status === 'violation' && fix !== undefined ? [fix] : []),
    section('Accepted', acceptedLines(verdict)),
    verdict.status === 'violation' && check ? `How to accept it\n${suppressionHint(check)}` : '',
    section(
      'Sources',
      (check?.sources ?? []).flatMap(({ title, url }) => [title, url]),
    ),
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => part.split('\n').map(terminal).join('\n'))
    .join('\n\n');
}

function standing({ status, severity, baseline, fingerprint }: Verdict): string {
  const since = { new: ', new', unchanged: ', known', moved: ', known, moved' }[baseline ?? 'new'];
  return `${status}, severity ${severity}${baseline === undefined ? '' : since}, fingerprint ${fingerprint}`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function whereLines({ symbol, resource }: Verdict): string[] {
  return [
    ...(symbol === undefined || resource ? [] : [`in ${symbol}`]),
    ...(resource ? [`${resourceName(resource)} (${resource.type}) in ${resource.template}`] : []),
  ];
}

function relatedLine({ message, location, resource }: Related): string {
  const place = location ? `${location.file}:${location.line}:${location.column}` : resource && resourceName(resource);
  return place === undefined ? message : `${message}: ${place}`;
}

function acceptedLines({ status, suppression }: Verdict): string[] {
  if (status !== 'suppressed' || !suppression) return [];
  const { reason, until, ticket, owner } = suppression;
  const facts = { reason, until, ticket, owner };
  return Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
}
