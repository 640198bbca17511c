import { contains, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { madeByLibraries } from '../breakers/breakers.js';
import { handWrittenBreakers, type HandWrittenBreaker } from '../breakers/hand-written-breakers.js';
import { place } from '../context.js';
import { remoteCalls } from '../fan-out/remote.js';
import type { Found } from '../lazy.js';
import type { PatternFact } from './types.js';

/** Circuit breakers that a file makes by a library or writes out itself. */
export function circuitBreakers(found: Found): readonly PatternFact[] {
  const { file } = found;
  const made = madeByLibraries(file).flatMap(({ kind, at, by }): readonly PatternFact[] => {
    const message = `${by} makes a circuit breaker, which tries single calls before it closes again.`;
    return kind === 'breaker' ? [{ pattern: 'circuit-breaker', at, within: at, by, message, lacks: [] }] : [];
  });
  const written = handWrittenBreakers(file).map((breaker): PatternFact => {
    const stores = storesIn(breaker.owner, found);
    const shared = stores.length > 0 ? ` Its state is shared in ${stores.join(' and ')}.` : '';
    return {
      pattern: 'circuit-breaker',
      at: place(breaker.at),
      within: place(breaker.owner),
      by: 'by hand',
      message:
        `Failures open a circuit breaker that is written out here, and while it is open calls are not made. ${returns[breaker.comesBack].seen}${shared}`.trim(),
      lacks: returns[breaker.comesBack].lacks,
    };
  });
  return [...made, ...written];
}

const returns: Readonly<
  Record<HandWrittenBreaker['comesBack'], { readonly seen: string; readonly lacks: readonly string[] }>
> = {
  'half-open': { seen: 'Half-open, it tries calls before it closes.', lacks: [] },
  time: {
    seen: 'It closes after a time.',
    lacks: [
      'No half-open state was seen: after the time all calls go through at once, and a dependency that has just come back gets all of them.',
    ],
  },
  unseen: {
    seen: '',
    lacks: ['Nothing was seen that tries calls again after a while, so once open it may stay open.'],
  },
};

/** The services that keep what the code of a breaker reads and writes, so that all instances share it. */
function storesIn(owner: Node, found: Found): readonly string[] {
  const { file, clients } = found;
  const operations = awsOperations(file, clients).filter(({ node }) => contains(owner, node));
  const writes = (service: string, name: RegExp): boolean =>
    operations.some((one) => one.service === service && name.test(one.name));
  const isCache = [...remoteCalls(found)].some(([node, family]) => family === 'cache' && contains(owner, node));
  return [
    ...(writes('dynamodb', /^(?:Put|Update|TransactWrite)/) ? ['DynamoDB'] : []),
    ...(isCache ? ['Redis'] : []),
    ...(writes('ssm', /^PutParameter$/) ? ['Parameter Store'] : []),
  ];
}
