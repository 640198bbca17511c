import { nameOf } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

/** A function that calls its own machine talks to an extension, which starts and ends together with it. */
export const localCalls: JoinRule = {
  checks: ['require-http-timeout'],
  decide(draft, context) {
    const functions = context.functionsAt(draft);
    const offset = functions && context.offsetOf(draft);
    const file = functions && context.fileOf(draft);
    if (!functions || offset === undefined || file === undefined) return undefined;
    const local = context.code.factsOf(file)?.localCalls ?? [];
    if (!local.some(({ range }) => range[0] <= offset && offset < range[1])) return undefined;
    const names = [...new Set(functions.map(({ lambda }) => nameOf(lambda)))].join(' and ');
    return {
      withdraw: `It calls an extension on the machine of ${names} itself, which is there as long as the function runs.`,
    };
  },
};
