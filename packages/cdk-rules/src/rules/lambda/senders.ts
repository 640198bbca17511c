import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';

const NAMES: Readonly<Record<string, string>> = {
  events: 'EventBridge',
  scheduler: 'EventBridge Scheduler',
  s3: 'Amazon S3',
  sns: 'Amazon SNS',
  iot: 'AWS IoT',
  ses: 'Amazon SES',
  logs: 'CloudWatch Logs',
  config: 'AWS Config',
  codecommit: 'CodeCommit',
  apigateway: 'API Gateway',
  pipes: 'EventBridge Pipes',
  states: 'Step Functions',
  lambda: 'A destination of another function',
};

/** The service that invokes a function, as people call it. */
export function senderName(service: string): string {
  return Object.hasOwn(NAMES, service) ? (NAMES[service] as string) : service;
}

/** Whether a sender invokes at intervals, so that the next run often makes up for a lost one. */
export function repeatsItself(via: Resource): boolean {
  if (via.type === 'AWS::Config::ConfigRule') return true;
  if (via.type === 'AWS::Events::Rule') return via.get('EventPattern').kind === 'absent';
  return via.type === 'AWS::Scheduler::Schedule' && isInterval(via);
}

/** Whether a schedule runs at a plain interval: `rate(5 minutes)`. */
export function isInterval(schedule: Resource): boolean {
  return asString(schedule.get('ScheduleExpression'))?.startsWith('rate(') === true;
}
