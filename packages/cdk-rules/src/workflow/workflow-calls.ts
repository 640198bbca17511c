import type { Resource } from '../graph/graph.js';
import { LIMITS } from '../limits.js';
import type { Value } from '../values/value.js';
import { ABSENT, branches } from '../values/values.js';
import type { WorkflowState } from './workflow.js';

/**
 * What a task calls, and how it waits for it:
 * - `request`: for the answer of the service;
 * - `job`: until the work that it started is done (`.sync`);
 * - `callback`: until somebody returns the task token (`.waitForTaskToken`);
 * - `activity`: until a worker has fetched and done it.
 */
export interface Call {
  readonly pattern: 'request' | 'job' | 'callback' | 'activity';
  /** Service as in the integration's ARN, without `aws-sdk`: `lambda`, `dynamodb`, `http`. */
  readonly service: string;
  /** Action as in the integration's ARN: `invoke`, `putItem`. */
  readonly action: string;
}

/** Workflows that were exported from the console may hold region and account, too. */
const INTEGRATION =
  /:states:(?:::(?:aws-sdk:)?|[^:]*:[^:]*:aws-sdk:)([\w-]+):(\w+)(\.sync(?::2)?|\.waitForTaskToken)?$/;
const FUNCTIONS = ['AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version'];
const ACTIVITY: Call = { pattern: 'activity', service: 'states', action: 'activity' };
const FUNCTION: Call = { pattern: 'request', service: 'lambda', action: 'invoke' };

/** Reads the `Resource` of a task; undefined when it is not known. */
export function readCall(resource: Value): Call | undefined {
  if (resource.kind === 'reference') {
    if (FUNCTIONS.includes(resource.resource.type)) return FUNCTION;
    return resource.resource.type === 'AWS::StepFunctions::Activity' ? ACTIVITY : undefined;
  }
  if (resource.kind !== 'external') return undefined;
  const text = resource.text.replace(/\$\{[^{}]{0,300}\}/g, 'x');
  const [, service, action, suffix] = INTEGRATION.exec(text) ?? [];
  if (service !== undefined && action !== undefined) {
    const pattern = suffix === undefined ? 'request' : suffix.startsWith('.sync') ? 'job' : 'callback';
    return { pattern, service: service === 'sfn' ? 'states' : service, action };
  }
  if (/:states:.*:activity:/.test(text)) return ACTIVITY;
  return /:lambda:.*:function:/.test(text) ? FUNCTION : undefined;
}

/** An argument that a task gives to what it calls, in JSONPath (`Parameters`) or JSONata (`Arguments`). */
export function argumentOf(state: WorkflowState, ...name: readonly string[]): Value {
  const { machine, path } = state;
  for (const member of ['Parameters', 'Arguments']) {
    const value = machine.get([...path, member, ...name]);
    if (value.kind !== 'absent') return value;
  }
  return ABSENT;
}

/** Names of the arguments, those that are read from the input without their `.$`; undefined when they are not known. */
export function argumentNames(
  { machine, path }: WorkflowState,
  ...below: readonly string[]
): readonly string[] | undefined {
  const names = ['Parameters', 'Arguments'].map((member) => machine.keys([...path, member, ...below]));
  return names.includes(undefined) ? undefined : names.flat().map((name) => `${name}`.replace(/\.\$$/, ''));
}

/** The resource that a task calls, where it is in the templates: function, job, project or state machine. */
export function calledResource(state: WorkflowState): Resource | undefined {
  const { machine, path, call } = state;
  if (!call) return undefined;
  const argument = ARGUMENTS[call.service];
  const values = [machine.get([...path, 'Resource']), ...(argument ? [argumentOf(state, argument)] : [])];
  for (const value of values.flatMap((each) => branches(each))) {
    const target = value.value.kind === 'reference' ? withoutQualifier(value.value.resource) : undefined;
    if (target) return target;
  }
  return undefined;
}

/** Arguments that name what is called. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  lambda: 'FunctionName',
  states: 'StateMachineArn',
  batch: 'JobDefinition',
  glue: 'JobName',
  codebuild: 'ProjectName',
};

/** The function that an alias or version stands for; other resources as they are. */
export function withoutQualifier(resource: Resource): Resource | undefined {
  let current = resource;
  for (let hop = 0; hop < LIMITS.qualifiers && FUNCTIONS.slice(1).includes(current.type); hop++) {
    const next = branches(current.get('FunctionName')).find(({ value }) => value.kind === 'reference')?.value;
    if (next?.kind !== 'reference') return undefined;
    current = next.resource;
  }
  return current;
}
