import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { iotJobAbort } from './iot-job-abort.js';

const judged = (type: string, properties: string, more = '') =>
  findingsFor(iotJobAbort, `Resources:\n  Job: { Type: AWS::IoT::${type}, Properties: { ${properties} } }${more}`).map(
    ({ resource, status }) => `${resource.logicalId} ${status}`,
  );
const CRITERION = '{ Action: CANCEL, FailureType: FAILED, MinNumberOfExecutedThings: 20, ThresholdPercentage: 10 }';
const ABORT = `AbortConfig: { CriteriaList: [${CRITERION}] }`;
const GROUP = 'arn:aws:iot:eu-west-1:1:thinggroup/all';
const THING = 'arn:aws:iot:eu-west-1:1:thing/one';

describe('iot-job-abort', () => {
  it('finds jobs, templates and updates that nothing stops', () => {
    expect(judged('Job', `Targets: [${GROUP}]`)).toEqual(['Job violation']);
    expect(judged('Job', 'AbortConfig: { CriteriaList: [] }')).toEqual(['Job violation']);
    expect(judged('JobTemplate', 'AbortConfig: {}')).toEqual(['Job violation']);
    expect(judged('OTAUpdate', `Targets: [${GROUP}], ${ABORT}`)).toEqual(['Job violation']);
  });
  it('passes an abort configuration', () => {
    expect(judged('Job', `Targets: [${GROUP}], ${ABORT}`)).toEqual(['Job compliant']);
    expect(judged('OTAUpdate', `AwsJobAbortConfig: { AbortCriteriaList: [${CRITERION}] }`)).toEqual(['Job compliant']);
  });
  it('takes that of the template that a job is made from', () => {
    const template = `\n  Form: { Type: AWS::IoT::JobTemplate, Properties: { ${ABORT} } }`;
    expect(judged('Job', 'JobTemplateArn: !GetAtt Form.Arn', template)).toEqual(['Job compliant', 'Form compliant']);
  });
  it('does not ask it of a job for one thing or two', () => {
    expect(judged('Job', `Targets: [${THING}]`)).toEqual([]);
    expect(
      judged('Job', `Targets: [!Sub 'arn:aws:iot:\${AWS::Region}:\${AWS::AccountId}:thing/two', ${THING}]`),
    ).toEqual([]);
    expect(judged('Job', `Targets: [${THING}, ${GROUP}]`)).toEqual(['Job violation']);
    expect(judged('Job', `Targets: [${THING}, ${THING}, ${THING}]`)).toEqual(['Job violation']);
  });
  it('cannot tell what is not known', () => {
    expect(judged('Job', 'JobTemplateArn: !ImportValue Form')).toEqual(['Job undetermined']);
    expect(judged('Job', 'AbortConfig: !ImportValue Abort')).toEqual(['Job undetermined']);
  });
});
