import { argumentNames, argumentOf } from '../../workflow/workflow-calls.js';
import type { WorkflowState } from '../../workflow/workflow.js';
import { asString } from '../../values/values.js';

/** Actions that do something new each time, and the arguments that make a repetition harmless: their API references. */
const ONCE_ONLY: Readonly<Record<string, { readonly actions: RegExp; readonly tokens: readonly string[] }>> = {
  sns: { actions: /^publish/, tokens: ['MessageDeduplicationId'] },
  sqs: { actions: /^sendMessage/, tokens: ['MessageDeduplicationId'] },
  events: { actions: /^putEvents/, tokens: [] },
  eventbridge: { actions: /^putEvents/, tokens: [] },
  states: { actions: /^startExecution$/, tokens: ['Name'] },
  ecs: { actions: /^runTask$/, tokens: ['ClientToken'] },
  batch: { actions: /^submitJob$/, tokens: [] },
  glue: { actions: /^startJobRun$/, tokens: [] },
  codebuild: { actions: /^startBuild/, tokens: ['IdempotencyToken'] },
  ses: { actions: /^send/, tokens: [] },
  sesv2: { actions: /^send/, tokens: [] },
  kinesis: { actions: /^putRecord/, tokens: [] },
};

/**
 * Whether doing a task twice does its work twice; undefined when that is not known, as for functions, whose code decides.
 * Only actions that certainly add something are counted.
 */
export function repeatsWork(state: WorkflowState): boolean | undefined {
  const { call } = state;
  if (!call) return state.type === 'Task' ? undefined : false;
  if (call.service === 'lambda' || call.pattern === 'activity') return undefined;
  if (call.service === 'http' || call.service === 'apigateway') return repeatsRequest(state);
  if (call.service === 'dynamodb') return repeatsUpdate(state);
  const known = Object.hasOwn(ONCE_ONLY, call.service) ? ONCE_ONLY[call.service] : undefined;
  if (!known?.actions.test(call.action)) return false;
  const names = argumentNames(state);
  if (!names) return undefined;
  return !names.some((name) => known.tokens.includes(name));
}

/** A counter that is raised without a condition is raised again; other writes of one item come to the same. */
function repeatsUpdate(state: WorkflowState): boolean | undefined {
  if (state.call?.action !== 'updateItem') return false;
  const names = argumentNames(state);
  if (!names || names.includes('ConditionExpression')) return names ? false : undefined;
  const expression = asString(argumentOf(state, 'UpdateExpression'));
  if (expression === undefined) return undefined;
  return /\bADD\b/i.test(expression) || /=\s*(\S+)\s*[+-]|list_append/.test(expression);
}

function repeatsRequest(state: WorkflowState): boolean | undefined {
  const method = asString(argumentOf(state, 'Method'))?.toUpperCase();
  if (method === undefined) return undefined;
  if (method !== 'POST' && method !== 'PATCH') return false;
  const headers = argumentNames(state, 'Headers');
  return headers ? !headers.some((name) => /idempot|request-id|client-token/i.test(name)) : undefined;
}
