import { unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import type { Handler } from '../handlers/handlers.js';
import { directlyWithin, textOf } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';
import { isMarked, statementReaction } from './quiet.js';
import type { FailureFact } from './types.js';

/** Sources that hand over an event and read nothing of what is returned, save the records of a batch that failed. */
const deaf = new Set(['sqs', 'sns', 's3', 'kinesis', 'dynamodb-stream', 'kafka', 'eventbridge', 'schedule', 'event']);
/** Those whose records have members that no other input has. */
const known = new Set(['sqs', 'sns', 'kinesis', 'dynamodb-stream']);

/**
 * What becomes of a failure that a function of a platform returns: for the platform whatever is returned is a success,
 * the error itself included. Undefined where it is not returned, or where somebody may read it.
 */
export function returnedFailure(file: FileContext, one: Catch, handler: Handler): FailureFact['treatment'] | undefined {
  const { at, body, tried } = one;
  if (at.type !== 'CatchClause' || body.type !== 'BlockStatement' || handler.host !== 'function') return undefined;
  if (/^(?:http|webhook|cron)$/.test(handler.source)) return undefined;
  const last = body.body.at(-1);
  if (last?.type !== 'ReturnStatement' || !last.argument) return undefined;
  if (directlyWithin(file, 'ThrowStatement', body).length > 0) return undefined;
  if (directlyWithin(file, 'AwaitExpression', tried).length === 0) return undefined;
  const value = unwrap(last.argument);
  const isError = at.param?.type === 'Identifier' && value.type === 'Identifier' && value.name === at.param.name;
  if (!isError && !isUnread(file, handler, value)) return undefined;
  if (isMarked(file, at)) return 'marked';
  const isLoggedOnly = body.body.slice(0, -1).every((statement) => statementReaction(file, statement) === 'quiet');
  return isLoggedOnly ? 'dropped' : 'unclear';
}

/** True where the event itself, or its type, says that nobody reads what is returned. */
function isUnread(file: FileContext, { source, by }: Handler, value: Node): boolean {
  if (value.type === 'Literal') return by === 'type' && deaf.has(source);
  if (value.type !== 'ObjectExpression') return false;
  const text = textOf(file, value);
  if (by === 'type') return deaf.has(source) && !/batchItemFailures|\brecords\b/.test(text);
  // `{ statusCode: 500 }`, as for an API.
  return known.has(source) && /\bstatusCode\s*:\s*(?:[45]\d\d|[\w.]+)/.test(text);
}
