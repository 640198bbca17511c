import { handlersAt, isOnRequestPath } from '../../behaviour/handlers/at.js';
import type { PageFact, WholeFact } from '../../behaviour/reads/types.js';
import type { FileFacts } from '../../behaviour/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { handlerPlace } from '../handler-place.js';

/** Objects to reads that grow with what is stored, and to first pages that are taken for all. */
export const noUnboundedRead = defineCheck({
  meta: {
    name: 'no-unbounded-read',
    bestPractice: 'REL04-BP03',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'A read is bounded, and the first page of a list is not taken for all of it',
    why:
      'A request that reads a whole table does more work with every row that is added, until it times out for everybody. ' +
      'A list that comes in pages looks complete as long as it fits the first one; afterwards the rest is missing, and no error says so.',
    fix: 'Ask for a page of a fixed size by an index or a limit, and follow the token for the next page where all of a list is needed.',
    sources: [
      {
        title: 'REL04-BP03 Do constant work',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp03.html',
      },
      {
        title: 'Amazon DynamoDB: paginating the results of scans',
        url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.Pagination',
      },
    ],
  },
  *judge(facts) {
    const found = new Set<number>();
    for (const read of facts.reads) {
      if (read.script) continue;
      const verdict = read.kind === 'page' ? judgePage(read, facts) : judgeWhole(read, facts);
      // A scan of which only the first page is looked at is one fault, and not two.
      if (!verdict || found.has(read.at.range[0])) continue;
      if (verdict.status === 'violation') found.add(read.at.range[0]);
      yield { ...verdict, evidence: { operation: read.operation, read: read.kind } };
    }
  },
});

function judgePage({ at, operation, rest }: PageFact, facts: FileFacts): SiteVerdict | undefined {
  switch (rest) {
    case 'followed':
      return { at, status: 'compliant', message: `The token for the next page of ${operation} is used.` };
    case 'enough':
      return { at, status: 'compliant', message: `No more than the first elements of ${operation} are wanted.` };
    case 'unknown':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether the list of ${operation} fits one page, or whether somebody asks for the next.`,
      };
    case 'ignored':
      return {
        at,
        status: 'violation',
        // Somebody waits for an answer that is wrong; a job may see the rest in a later run.
        ...(!isOnRequestPath(facts, at) && { severity: 'note' as const }),
        message:
          `${operation} answers with one page, and nothing asks for the next, so everything after the first page is silently missing. ` +
          'Follow the token for the next page to the end, or ask for what is wanted by its name.',
      };
  }
}

function judgeWhole(read: WholeFact, facts: FileFacts): SiteVerdict | undefined {
  const { at, operation, bound, blocks, along = [], repeated } = read;
  if (blocks)
    return {
      at,
      status: 'violation',
      message:
        `${operation} goes over every key that Redis holds in one step, and Redis serves nobody else meanwhile, so everybody waits longer as keys are added. ` +
        'Go over the keys with SCAN, or keep those that belong together in a set.',
    };
  if (repeated)
    return {
      at,
      status: 'violation',
      severity: 'note',
      message:
        `${operation} reads the same records again in each round of the loop, so the work grows with the rounds times the records. ` +
        'Read them once before the loop, page by page where there may be many.',
    };
  const isForRequest = isOnRequestPath(facts, at);
  const handler = isForRequest ? handlerPlace(handlersAt(facts, at).find(({ request }) => request)) : {};
  if (isForRequest && (bound === 'none' || bound === 'rest')) return { ...wholeTable(read), ...handler };
  if (isForRequest && along.length > 0) return { ...readAlong(read), ...handler };
  if (isForRequest && bound === 'owner') return { ...allOfOwner(read), ...handler };
  if (bound === 'limit')
    return along.length > 0 ? undefined : { at, status: 'compliant', message: `${operation} reads a limited number.` };
  // Nobody waits for a job, but it has to hold all of it.
  if (bound === 'none' || bound === 'rest')
    return {
      at,
      status: 'violation',
      severity: 'note',
      message:
        `${operation} reads ${shareOf(bound)} at once, so it takes more time and memory as the data grows, until it no longer gets to its end. ` +
        'Read it page by page, and work on each page before the next is read.',
    };
  if (!isForRequest) return undefined;
  return {
    at,
    status: 'undetermined',
    message: `It cannot be told here how much the condition of ${operation} leaves to be read.`,
  };
}

const shareOf = (bound: WholeFact['bound']): string =>
  bound === 'rest' ? 'all that its condition leaves' : 'everything that is stored';

const wholeTable = ({ at, operation, bound }: WholeFact): SiteVerdict => ({
  at,
  status: 'violation',
  message:
    `${operation} reads ${shareOf(bound)} for one request, so each request does more work as the data grows, until it times out. ` +
    'Read by an index with a limit, page by page, or keep the answer ready in a form of a fixed size.',
});

/** One owner has less than all owners have, so it takes longer until it hurts. */
const allOfOwner = ({ at, operation }: WholeFact): SiteVerdict => ({
  at,
  status: 'violation',
  severity: 'note',
  message:
    `${operation} reads all records of one owner for one request, so the requests of those with many records take ever longer. ` +
    'Read them page by page with a limit.',
});

const readAlong = ({ at, operation, along = [] }: WholeFact): SiteVerdict => ({
  at,
  status: 'violation',
  severity: 'note',
  message:
    `${operation} reads along ${along.map((name) => `\`${name}\``).join(' and ')} of each record without a limit, so one request does more work with every record that is added. ` +
    'Take a fixed number of them, or count them in the database.',
});
