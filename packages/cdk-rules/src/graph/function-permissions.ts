import type { JsonPath } from '../template/document.js';
import type { Resource, ResourceGraph } from './graph.js';
import type { Value } from '../values/value.js';
import { asString, branches } from '../values/values.js';

/** What a function may do: one statement of its role, or a policy template of SAM. */
export interface Grant {
  /** Actions in lower case, such as `lambda:invokefunction`; patterns as written. */
  readonly actions: readonly string[];
  readonly resources: readonly Value[];
  /** Where it is written. */
  readonly from: Resource;
}

export const POLICIES: readonly string[] = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];
/** Types of what `grantsIn` reads. */
export const GRANTING: readonly string[] = ['AWS::IAM::Role', ...POLICIES];

const byLambda = new WeakMap<Resource, readonly Grant[]>();
const byRole = new WeakMap<Resource, readonly Grant[]>();
const byHolder = new WeakMap<Resource, readonly Grant[]>();

/** Policy templates of SAM that matter here, with the actions that they allow: AWS SAM developer guide, policy template list. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  LambdaInvokePolicy: ['lambda:invokefunction'],
  SSMParameterReadPolicy: ['ssm:getparameter', 'ssm:getparameters'],
  SSMParameterWithSlashPrefixReadPolicy: ['ssm:getparameter', 'ssm:getparameters'],
};

/**
 * What the role of a function allows, in the templates that are in view; policies managed elsewhere are not read. The list is the same
 * object for all functions that have nothing but their role in common, so that what follows from it can be kept.
 */
export function grantsOf(lambda: Resource, graph: ResourceGraph): readonly Grant[] {
  let grants = byLambda.get(lambda);
  if (!grants) byLambda.set(lambda, (grants = readGrants(lambda, graph)));
  return grants;
}

/** Whether a grant allows an action, given in lower case; `*` alone says nothing of what is meant. */
export function allows(grant: Grant, action: string): boolean {
  return grant.actions.some((pattern) =>
    pattern.endsWith('*') ? pattern !== '*' && action.startsWith(pattern.slice(0, -1)) : pattern === action,
  );
}

function readGrants(lambda: Resource, graph: ResourceGraph): readonly Grant[] {
  const own = (lambda.indexes('Policies') ?? []).flatMap((index) => [
    ...statements(lambda, ['Policies', index, 'Statement']),
    ...templates(lambda, index),
  ]);
  const roles = branches(lambda.get('Role')).flatMap(({ value }) => (value.kind === 'reference' ? value.resource : []));
  const [role] = roles;
  if (own.length === 0 && role && roles.length === 1) return grantsOfRole(role, graph);
  return [...own, ...roles.flatMap((each) => grantsOfRole(each, graph))];
}

/** What a role allows, by policies in it and attached to it that are in view. */
export function grantsOfRole(role: Resource, graph: ResourceGraph): readonly Grant[] {
  let grants = byRole.get(role);
  if (!grants) byRole.set(role, (grants = [...inline(role), ...attached(role, graph)]));
  return grants;
}

/** What a role or policy allows by the statements that it holds itself; nothing for other resources. */
export function grantsIn(resource: Resource): readonly Grant[] {
  let grants = byHolder.get(resource);
  if (!grants) byHolder.set(resource, (grants = readHeld(resource)));
  return grants;
}

function readHeld(resource: Resource): Grant[] {
  if (resource.type === 'AWS::IAM::Role') return inline(resource);
  return POLICIES.includes(resource.type) ? statements(resource, ['PolicyDocument', 'Statement']) : [];
}

function inline(role: Resource): Grant[] {
  return (role.indexes('Policies') ?? []).flatMap((index) =>
    statements(role, ['Policies', index, 'PolicyDocument', 'Statement']),
  );
}

function attached(role: Resource, graph: ResourceGraph): Grant[] {
  return graph.referrers(role, ...POLICIES).flatMap(grantsIn);
}

function statements(from: Resource, path: JsonPath): Grant[] {
  return each(from, path).flatMap((statement) => {
    if (asString(from.get([...statement, 'Effect'])) !== 'Allow') return [];
    const actions = each(from, [...statement, 'Action']).flatMap(
      (action) => asString(from.get(action))?.toLowerCase() ?? [],
    );
    const resources = each(from, [...statement, 'Resource']).map((resource) => from.get(resource));
    return [{ actions, resources, from }];
  });
}

function templates(lambda: Resource, index: number): Grant[] {
  return Object.entries(TEMPLATES).flatMap(([name, actions]) => {
    if (lambda.get(['Policies', index, name]).kind === 'absent') return [];
    return [{ actions, resources: [lambda.get(['Policies', index, name, 'FunctionName'])], from: lambda }];
  });
}

/** Paths of the elements of a list, or of the single value that stands in its place. */
function each(from: Resource, path: JsonPath): JsonPath[] {
  if (from.get(path).kind === 'absent') return [];
  const indexes = from.indexes(path) ?? [];
  return indexes.length > 0 ? indexes.map((index) => [...path, index]) : [path];
}
