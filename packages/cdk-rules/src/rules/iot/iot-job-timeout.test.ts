import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { iotJobTimeout } from './iot-job-timeout.js';

const judged = (type: string, properties: string, more = '') =>
  findingsFor(
    iotJobTimeout,
    `Resources:\n  Job: { Type: AWS::IoT::${type}, Properties: { ${properties} } }${more}`,
  ).map(({ resource, status }) => `${resource.logicalId} ${status}`);
const TIMEOUT = 'TimeoutConfig: { InProgressTimeoutInMinutes: 30 }';
const template = (properties: string) =>
  `\n  Form: { Type: AWS::IoT::JobTemplate, Properties: { JobTemplateId: f, Description: d, ${properties} } }`;

describe('iot-job-timeout', () => {
  it('finds jobs, templates and updates without one', () => {
    expect(judged('Job', 'JobId: a')).toEqual(['Job violation']);
    expect(judged('Job', 'TimeoutConfig: {}')).toEqual(['Job violation']);
    expect(judged('JobTemplate', 'JobTemplateId: a')).toEqual(['Job violation']);
    expect(judged('OTAUpdate', 'TimeoutConfig: { InProgressTimeoutInMinutes: 30 }')).toEqual(['Job violation']);
  });
  it('passes a timeout', () => {
    expect(judged('Job', TIMEOUT)).toEqual(['Job compliant']);
    expect(judged('JobTemplate', TIMEOUT)).toEqual(['Job compliant']);
    expect(judged('OTAUpdate', 'AwsJobTimeoutConfig: { InProgressTimeoutInMinutes: "30" }')).toEqual(['Job compliant']);
  });
  it('takes the timeout of the template that a job is made from', () => {
    expect(judged('Job', 'JobTemplateArn: !GetAtt Form.Arn', template(TIMEOUT))).toEqual([
      'Job compliant',
      'Form compliant',
    ]);
    expect(judged('Job', 'JobTemplateArn: !GetAtt Form.Arn', template('Document: d'))).toEqual([
      'Job violation',
      'Form violation',
    ]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('Job', 'JobTemplateArn: arn:aws:iot:eu-west-1::jobtemplate/AWS-Reboot:1.0')).toEqual([
      'Job undetermined',
    ]);
    expect(judged('Job', 'TimeoutConfig: { InProgressTimeoutInMinutes: !ImportValue Minutes }')).toEqual([
      'Job undetermined',
    ]);
  });
  it('does not apply to rules', () => {
    expect(judged('TopicRule', 'RuleName: r')).toEqual([]);
  });
});
