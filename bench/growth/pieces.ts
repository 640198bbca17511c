/**
 * Families of templates that grow with n, most of them written to exhaust a reader. Each makes files by path: `a.json` alone, or
 * several stacks. `size` is the largest n that is measured; the others are its half, quarter and eighth.
 */
export interface Family {
  readonly size: number;
  readonly make: (n: number) => Readonly<Record<string, string>>;
}

export type Members = Record<string, unknown>;

export const list = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));
export const map = <T>(n: number, make: (index: number) => readonly [string, T]): Record<string, T> =>
  Object.fromEntries(list(n, make));
export const template = (resources: Members, rest: object = {}) => ({
  'a.json': JSON.stringify({ Resources: resources, ...rest }),
});
export const resource = (type: string, properties: object = {}) => ({ Type: type, Properties: properties });
export const queue = (properties?: object) => resource('AWS::SQS::Queue', properties);
export const lambda = (properties?: object) => resource('AWS::Lambda::Function', { Timeout: 30, ...properties });
export const att = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
/** A value in places that are read as text, as a number, as a target and as a document. */
export const everywhere = (value: unknown): Members => ({
  Queue: queue({ QueueName: value, VisibilityTimeout: value, RedrivePolicy: { deadLetterTargetArn: value } }),
  Function: lambda({ FunctionName: value, Timeout: value, Environment: { Variables: { A: value } } }),
  Mapping: resource('AWS::Lambda::EventSourceMapping', { FunctionName: value, EventSourceArn: value }),
  Machine: resource('AWS::StepFunctions::StateMachine', { DefinitionString: value }),
  Policy: resource('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: value, Resource: value }] },
  }),
});
/** A value in one place that is read as text and as a document. */
export const once = (value: unknown): Members => ({
  Machine: resource('AWS::StepFunctions::StateMachine', { DefinitionString: value }),
});
export function nested(depth: number, inner: unknown, wrap: (value: unknown) => unknown): unknown {
  let value = inner;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}
export const machine = (states: Members): Members => ({
  Work: lambda({ FunctionName: 'work' }),
  Machine: resource('AWS::StepFunctions::StateMachine', { Definition: { StartAt: 'S0', States: states } }),
});
export const task = (rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'work' },
  ...rest,
});
/** Text in YAML whose anchors each stand twice in the next one. */
export const anchored = (n: number, level: (before: string) => string, rest: string) => ({
  'a.yaml': [
    'Metadata:',
    '  L0: &l0 x',
    ...list(n, (index) => `  L${index + 1}: &l${index + 1} ${level(`*l${index}`)}`),
    'Resources:',
    `  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: *l${n}}}`,
    rest,
  ].join('\n'),
});
