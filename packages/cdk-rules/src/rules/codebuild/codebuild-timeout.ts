import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'TimeoutInMinutes';
/** Minutes when nothing is set, and the most there can be: documentation of `AWS::CodeBuild::Project.TimeoutInMinutes`. */
const DEFAULT = 60;
const LONGEST = 2_160;

/** Points at builds whose timeout is the longest there is. */
export const codebuildTimeout: InfrastructureRule = {
  meta: {
    name: 'codebuild-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'high',
    preset: 'strict',
    title: 'Builds end well before the longest time that the service allows',
    why:
      'A build that hangs holds its place until its timeout. At the maximum of 36 hours a pipeline, and the repair that ' +
      'should go through it, waits for a day and a half.',
    fix: 'Set `TimeoutInMinutes` to somewhat more than the longest sound build.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS CloudFormation: AWS::CodeBuild::Project',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codebuild-project.html',
      },
    ],
  },
  types: ['AWS::CodeBuild::Project'],
  judge(project) {
    return overBranches(project, [project.get(property)], (value): Finding => {
      const minutes = value.kind === 'absent' ? DEFAULT : asNumber(value);
      if (minutes === undefined) {
        return { status: 'undetermined', message: 'The timeout of this project is not known.', property };
      }
      if (minutes >= LONGEST) {
        return {
          status: 'violation',
          message: `The timeout is at the maximum of ${LONGEST / 60} hours, so a build that hangs blocks its pipeline for that long. Set TimeoutInMinutes to what builds need.`,
          property,
          evidence: { minutes },
        };
      }
      return {
        status: 'compliant',
        message: `A build ends after ${minutes} minutes.`,
        property,
        evidence: { minutes },
      };
    });
  },
};
