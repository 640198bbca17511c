import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ResourceFinding } from '../judge.js';
import type { Resource } from '../graph/graph.js';
import { nagId } from '../suppressions.js';

/** A rule of the CDK's own validation that says what a finding of ours says, and where it says it. */
interface Overlap {
  readonly check: string;
  readonly rule: string;
  readonly at: (finding: ResourceFinding) => readonly Resource[];
}

/** Measured with aws-cdk-lib 2.276.0 and its @aws/cloudformation-validate 1.9.0-beta. */
const OVERLAPS: readonly Overlap[] = [
  {
    check: 'sqs-visibility-timeout',
    rule: 'CloudFormation-Validate::E3505',
    at: ({ severity, resource }) => (severity === 'error' ? [resource] : []),
  },
  {
    check: 'sqs-dlq-mismatch',
    rule: 'CloudFormation-Validate::E3502',
    at: ({ property, related }) => (property === 'FifoQueue' ? (related ?? []).map(({ resource }) => resource) : []),
  },
];

/**
 * Acknowledges what the CDK's own validation of templates says of the same fault, so that it is said once: the CDK reads
 * acknowledgements after all plugins are done.
 * @param reported findings that stand in our report
 */
export function sayOnce(app: IConstruct, reported: readonly ResourceFinding[]): void {
  for (const finding of reported) {
    const { name } = finding.rule.meta;
    for (const { rule, at } of OVERLAPS.filter(({ check }) => check === name))
      for (const { trace } of at(finding)) {
        const construct = trace && constructAt(app, trace.constructPath);
        if (construct)
          Validations.of(construct).acknowledge({ id: rule, reason: `${nagId(name)} says the same of this resource.` });
      }
  }
}

function constructAt(app: IConstruct, path: string): IConstruct | undefined {
  return path
    .split('/')
    .reduce<IConstruct | undefined>((scope, step) => (step === '' ? scope : scope?.node.tryFindChild(step)), app);
}
