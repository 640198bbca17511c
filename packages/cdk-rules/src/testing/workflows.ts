type Data = Readonly<Record<string, unknown>>;

/** A template with a state machine `Machine`, whose definition is an object, and other resources beside it. */
export function workflowTemplate(definition: Data, properties: Data = {}, resources: Data = {}): string {
  const machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition, ...properties } };
  return JSON.stringify({ Resources: { Machine: machine, ...resources } });
}

/** A workflow of one task `Work`. */
export function oneTask(task: Data, top: Data = {}): Data {
  return { StartAt: 'Work', States: { Work: { Type: 'Task', End: true, ...task } }, ...top };
}

/** A resource that is an optimized or SDK integration: `integration('sqs:sendMessage')`. */
export const integration = (action: string) => `arn:aws:states:::${action}`;
