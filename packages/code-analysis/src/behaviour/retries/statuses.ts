import { valueOf } from '../../syntax/static-value.js';
import { keyName } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import type { FoundRetry } from './loops.js';
import { isScript } from './purpose.js';

/** Clients that take a list of statuses after which they try again: `retry: { statusCodes: [...] }`. */
const clients = ['got', 'ky'];

/** Statuses of requests that are wrong or not allowed, so that another attempt gets the same answer. */
const permanent = new Set([400, 401, 402, 403, 405, 406, 410, 411, 414, 415, 422]);

/** Lists of statuses after which a client tries again. */
export function repeatedStatuses(file: FileContext): readonly FoundRetry[] {
  if (
    !clients.some((module) =>
      file.source.ast.body.some((one) => one.type === 'ImportDeclaration' && one.source.value === module),
    )
  )
    return [];
  return file.nodes('Property').flatMap((property) => {
    const holder = property.parent.parent;
    if (keyName(property) !== 'statusCodes' || holder?.type !== 'Property' || keyName(holder) !== 'retry') return [];
    const list = file.resolver.single(property.value);
    if (list?.kind !== 'expression' || list.node.type !== 'ArrayExpression') return [];
    const statuses = list.node.elements.flatMap((element) => {
      const terminal = element && file.resolver.single(element);
      const value = terminal && valueOf(file.resolver, terminal);
      return value?.kind === 'known' && typeof value.value === 'number' ? [value.value] : [];
    });
    const wrong = statuses.filter((status) => permanent.has(status));
    const errors =
      wrong.length > 0
        ? ({ kind: 'permanent', about: [], named: wrong.join(', ') } as const)
        : ({ kind: 'selected', about: ['transient'] } as const);
    const fact = {
      at: place(property),
      form: 'library',
      label: 'The retry',
      purpose: 'retry',
      script: isScript(file),
      errors,
      inner: [],
    } as const;
    return [{ tried: property, fact }];
  });
}
