import type { Resource } from '../../graph/graph.js';
import { allOf, isOn, type Answer } from '../answers.js';

export const CONFIGURATION = 'DeploymentConfiguration';

/** Whether alarms watch the deployments of a service. The CDK writes alarms that are switched off and have no names. */
export function alarmsWatch(service: Resource): Answer {
  const names = service.list(`${CONFIGURATION}.Alarms.AlarmNames`);
  const named: Answer = names === undefined ? 'unknown' : names.length > 0 ? 'yes' : 'no';
  return allOf([isOn(service.get(`${CONFIGURATION}.Alarms.Enable`), false), named]);
}
