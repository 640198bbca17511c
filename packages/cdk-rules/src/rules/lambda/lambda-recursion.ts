import { asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'RecursiveLoop';

/** Objects to functions whose runaway loops Lambda is told not to stop. */
export const lambdaRecursion: InfrastructureRule = {
  meta: {
    name: 'lambda-recursion',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Lambda may stop functions that invoke themselves in a loop',
    why:
      'Lambda ends loops through queues, topics and buckets after some rounds. Where it is told to allow them, one ' +
      'message that comes back to its own function multiplies until the concurrency of the account is used up.',
    fix: 'Leave `RecursiveLoop` at `Terminate`, or bound the rounds in the message and say why the loop is meant.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS Lambda: Use Lambda recursive loop detection',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
      },
    ],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda): Finding | undefined {
    const written = lambda.get(property);
    if (written.kind === 'absent') return undefined;
    return overBranches(lambda, [written], (value): Finding => {
      const setting = value.kind === 'absent' ? 'Terminate' : asString(value);
      if (setting === undefined) {
        return {
          status: 'undetermined',
          message: 'Whether Lambda may stop loops of this function is not known.',
          property,
        };
      }
      if (setting !== 'Allow')
        return { status: 'compliant', message: 'Lambda stops loops of this function.', property };
      return {
        status: 'violation',
        message:
          'Lambda is told to let this function invoke itself in a loop, so a message that comes back to it multiplies without end. ' +
          'Set RecursiveLoop to Terminate.',
        property,
      };
    });
  },
};
