import { nameOf } from '../resource-places.js';
import { makesNoRemoteCall } from '../remote-calls.js';
import type { JoinRule } from './join-rule.js';

/** A handler that calls no other system has nothing to wait for, whatever time it is given. */
export const localHandlers: JoinRule = {
  checks: ['lambda-timeout', 'web-function-timeout'],
  decide(draft, context) {
    const lambda = context.functionOf(draft);
    const link = lambda && context.linkOf(lambda);
    if (!link || draft.status !== 'violation' || !makesNoRemoteCall(link, context)) return undefined;
    const { file, line, export: name } = link.handler;
    return {
      withdraw: `${nameOf(link.lambda)} runs ${file}#${name}, which calls no other system, so that nothing keeps it for longer than its callers wait.`,
      places: [{ layer: 'code', message: 'calls no other system', location: { file, line, column: 1 } }],
    };
  },
};
