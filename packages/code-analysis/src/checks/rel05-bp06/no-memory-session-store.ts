import type { SessionStoreFact } from '../../behaviour/state/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to sessions that only the process that made them knows. */
export const noMemorySessionStore = defineCheck({
  meta: {
    name: 'no-memory-session-store',
    bestPractice: 'REL05-BP06',
    layer: 'code',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Sessions are kept in a store that all instances share',
    why:
      'Sessions in the memory of one process are gone when it is replaced, and other instances do not know them. Users ' +
      'are logged out by each release, and requests must go to the same instance for ever.',
    fix: 'Give the session library a store in Redis, DynamoDB or another database, or keep the session in a signed cookie.',
    sources: [
      {
        title: 'REL05-BP06 Make systems stateless where possible',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp06.html',
      },
      { title: 'express-session: compatible session stores', url: 'https://github.com/expressjs/session' },
    ],
  },
  *judge(facts) {
    for (const fact of facts.sessionStores)
      yield { ...judgeStore(fact), evidence: { library: fact.label, keeps: fact.keeps } };
  },
});

function judgeStore({ at, label, option, keeps, why }: SessionStoreFact): SiteVerdict {
  if (keeps === 'given')
    return { at, status: 'compliant', message: `The sessions of ${label} are kept in a store of their own.` };
  if (keeps === 'sometimes')
    return { at, status: 'undetermined', message: `Whether the sessions of ${label} are shared depends on a branch.` };
  if (keeps === 'opaque')
    return {
      at,
      status: 'undetermined',
      message: `Where the sessions of ${label} are kept cannot be decided, because ${why ?? 'the store is not known'}.`,
    };
  const where = keeps === 'memory' ? 'in the memory of one process' : 'on the disk of one instance';
  const fix = option
    ? `Give it a \`${option}\` that all instances share, such as Redis or DynamoDB.`
    : 'Keep them in a cookie or in a database that all instances share.';
  return {
    at,
    status: 'violation',
    message: `Sessions of ${label} are kept ${where}, so they are lost when it is replaced and other instances do not know them. ${fix}`,
  };
}
