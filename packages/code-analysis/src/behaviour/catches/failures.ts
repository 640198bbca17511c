import { awsOperations } from '../aws/operations.js';
import type { Node } from '../../syntax/tree.js';
import type { Found } from '../lazy.js';
import { isScript } from '../retries/purpose.js';
import { uncheckedAnswers } from './answers.js';
import { caughtFailures } from './caught.js';
import { floatingFailures } from './floating.js';
import { misreadFailures } from './misread.js';
import { settledFailures } from './settled.js';
import type { FailureFact } from './types.js';
import { unreadFailures } from './unread.js';
import { unwaitedFailures } from './unwaited.js';
import { writesOf } from './writes.js';

/** What becomes of the failures of work in a file whose result matters. */
export function failureFacts(found: Found): readonly FailureFact[] {
  const { file, clients, sites } = found;
  if (isForPerson(found)) return [];
  const writes = writesOf(found);
  const remote = new Set<Node>([
    ...sites.map(({ call }) => call.node),
    ...awsOperations(file, clients).flatMap(({ sends }) => sends),
  ]);
  const all = [
    ...caughtFailures(file, writes),
    ...misreadFailures(found, writes),
    ...uncheckedAnswers(file),
    ...unwaitedFailures(file, writes, remote),
    ...settledFailures(file, writes),
    ...floatingFailures(found, writes),
    ...unreadFailures(found, writes),
  ];
  const places = new Set<number>();
  return all
    .filter(({ at }) => !places.has(at.range[0]) && places.add(at.range[0]))
    .toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}

/** Scripts, and files that draw what a person looks at: the person sees what has failed. */
export function isForPerson({ file }: Found): boolean {
  if (isScript(file) || /\bprocess\.argv\b/.test(file.source.text)) return true;
  return file.nodes('JSXElement').length > 0 || file.nodes('JSXFragment').length > 0;
}
