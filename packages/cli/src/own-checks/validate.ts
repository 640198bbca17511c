import { bestPractices, type CheckMetadata, type Judgement } from '@faultline/catalog';
import { z } from 'zod';
import { interfaceVersion, type OwnCheckDefinition } from './definition.js';

const statuses: readonly Judgement[] = ['violation', 'compliant', 'undetermined'];
const severity = z.enum(['error', 'warning', 'note']);
const text = z.string().trim().min(1);

const about = {
  version: z.literal(
    interfaceVersion,
    `expected ${interfaceVersion}, the version of the interface that this release has`,
  ),
  name: z
    .string()
    .regex(
      /^(?!faultline\/)[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
      "expected a namespace of your own and a name, such as 'acme/publish-by-outbox'",
    ),
  bestPractice: z.enum(bestPractices.map(({ id }) => id)),
  severity,
  title: text,
  why: text,
  fix: text,
  preset: z.enum(['recommended', 'strict']).optional(),
  sources: z.array(z.strictObject({ title: text, url: z.url() })).optional(),
  judge: z.custom<() => unknown>((value) => typeof value === 'function', 'expected a function'),
};

const definition = z.discriminatedUnion('layer', [
  z.strictObject({ ...about, layer: z.literal('code') }),
  z.strictObject({ ...about, layer: z.literal('infrastructure'), types: z.array(text).min(1) }),
]);

/** What is wrong with a check, as the end of a sentence; undefined where nothing is. */
export function faultOfDefinition(value: unknown): string | undefined {
  const [issue] = definition.safeParse(value).error?.issues ?? [];
  if (!issue) return undefined;
  const where = issue.path.join('.');
  return `${where === '' ? 'the check' : `'${where}'`} is wrong: ${issue.message.replace(/^Invalid (?:input|option): /, '')}`;
}

/** The metadata of a check, as all others have it. */
export function metadataOf(check: OwnCheckDefinition): CheckMetadata {
  const { name, bestPractice, layer, severity: own, title, why, fix, preset = 'recommended', sources = [] } = check;
  return { name, bestPractice, layer, severity: own, precision: 'medium', preset, title, why, fix, sources };
}

/** Takes findings one by one, so that one of the wrong shape is the fault of its check and of nothing else. @throws {TypeError} */
export function requireFinding(value: unknown): void {
  const { status, message, severity: own } = (value ?? {}) as Record<string, unknown>;
  if (!statuses.includes(status as Judgement)) {
    throw new TypeError(`the status of a finding must be one of ${statuses.join(', ')}`);
  }
  if (typeof message !== 'string' || message.trim() === '') throw new TypeError('a finding must have a message');
  if (own !== undefined && !severity.safeParse(own).success) throw new TypeError('a finding has an unknown severity');
}

/** @throws {TypeError} for what is no place in a text of this length */
export function requireRange(value: unknown, length: number): asserts value is readonly [number, number] {
  const isRange =
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((one) => Number.isInteger(one)) &&
    value[0] >= 0 &&
    value[0] <= value[1] &&
    value[1] <= length;
  if (!isRange) throw new TypeError('the range of a finding must be two offsets in the text of the file');
}
