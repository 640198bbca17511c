import type { Resource } from '../../graph/graph.js';
import { refersTo } from '../referenced.js';
import type { WaitingCaller } from './callers.js';
import { inMilliseconds } from './web-callers.js';

export const HARNESS = 'AWS::BedrockAgentCore::Harness';
const HOOKS = ['BeforeInvocation', 'AfterInvocation', 'BeforeToolCall', 'AfterToolCall'];
/** Milliseconds that a harness waits for a hook when nothing is set: documentation of `HarnessHookLambdaTarget.TimeoutSeconds`. */
const HOOK_WAIT = 60_000;

/** The hooks of an agent that call a function, each with the time that it waits. */
export function hookCallers(lambda: Resource, via: Resource): WaitingCaller[] {
  const targets = (via.indexes('Hooks') ?? []).flatMap((index) => {
    return HOOKS.map((hook) => `Hooks.${index}.${hook}.Target.Lambda`);
  });
  return targets
    .filter((target) => refersTo(via.get(`${target}.Arn`), lambda))
    .map((target) => {
      const limit = inMilliseconds(via.get(`${target}.TimeoutSeconds`));
      return { name: 'The agent', via, limit, otherwise: HOOK_WAIT, severity: 'warning' as const };
    });
}
