import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'ServiceConfig.TimeoutSeconds';
/** Seconds when nothing is set, and the most there can be: AWS Lambda developer guide, "Request timeout" of web functions. */
const DEFAULT = 30;
const LONGEST = 900;

/** Objects to web functions whose requests may take as long as the service allows. */
export const webFunctionTimeout: InfrastructureRule = {
  meta: {
    name: 'web-function-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Requests to web functions end well before the longest time that the service allows',
    why:
      'A request that hangs holds its place in an environment until the timeout. At the maximum of 15 minutes a few of them ' +
      'fill all environments, long after their clients have gone.',
    fix: 'Leave `TimeoutSeconds` at its default of 30 s, or set what the slowest sound request needs.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS Lambda: Request timeout of web functions',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/web-functions-revisions-timeout.html',
      },
    ],
  },
  types: ['AWS::Lambda::WebFunctionRevision'],
  judge(revision) {
    return overBranches(revision, [revision.get(property)], (value): Finding => {
      const seconds = value.kind === 'absent' ? DEFAULT : asNumber(value);
      if (seconds === undefined) {
        return { status: 'undetermined', message: 'The timeout of this revision is not known.', property };
      }
      const evidence = { timeout: seconds };
      if (seconds < LONGEST) {
        return { status: 'compliant', message: `A request ends after ${seconds} s.`, property, evidence };
      }
      return {
        status: 'violation',
        message: `The timeout is at the maximum of ${LONGEST} s although a client waits for each request, so hanging ones fill the environments for minutes. Set TimeoutSeconds to what the slowest sound request needs.`,
        property,
        evidence,
      };
    });
  },
};
