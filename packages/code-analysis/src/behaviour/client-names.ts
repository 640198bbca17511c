import { memberName } from '../syntax/tree.js';
import type { Call, FileContext } from './context.js';

/** Names that people give to clients and to functions that make calls. */
export const clientNames = /^(fetch|axios|got|ky|superagent|nodeFetch|node_fetch|http|https?Client|apiClient)$/;
const verbs = /^(get|post|put|patch|delete|head|request)$/;

/** True for a call of something imported that is named like a client. */
export function isNamedLikeClient(file: FileContext, { callee }: Call): boolean {
  if (callee.type === 'Identifier')
    return clientNames.test(callee.name) && !/^(http|https?Client|apiClient)$/.test(callee.name);
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  return (
    clientNames.test(callee.object.name) &&
    verbs.test(memberName(callee) ?? '') &&
    file.resolver.scopes.variableOf(callee.object) !== undefined
  );
}
