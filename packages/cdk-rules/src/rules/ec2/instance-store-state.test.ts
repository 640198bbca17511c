import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { instanceStoreState } from './instance-store-state.js';

const DISK = 'BlockDeviceMappings: [{ DeviceName: /dev/sdb, VirtualName: ephemeral0 }]';
const judged = (type: string, properties: string) =>
  findingsFor(instanceStoreState, `Resources:\n  Machine: { Type: ${type}, Properties: { ${properties} } }`).map(
    ({ status }) => status,
  );
const script = (text: string) => `UserData: { Fn::Base64: "${text}" }`;

describe('instance-store-state', () => {
  it('finds a database on an instance store', () => {
    const mounted = script('mkfs.xfs /dev/sdb && mount /dev/sdb /var/lib/mysql');
    expect(judged('AWS::EC2::Instance', `${DISK}, ${mounted}`)).toEqual(['violation']);
    expect(judged('AWS::EC2::LaunchTemplate', `LaunchTemplateData: { ${DISK}, ${mounted} }`)).toEqual(['violation']);
  });
  it('cannot see what is kept there otherwise', () => {
    expect(judged('AWS::EC2::Instance', DISK)).toEqual(['undetermined']);
    expect(judged('AWS::AutoScaling::LaunchConfiguration', `${DISK}, ${script('mount /dev/sdb /scratch')}`)).toEqual([
      'undetermined',
    ]);
  });
  it('does not apply to disks that outlive the instance', () => {
    expect(
      judged('AWS::EC2::Instance', 'BlockDeviceMappings: [{ DeviceName: /dev/sdb, Ebs: { VolumeSize: 8 } }]'),
    ).toEqual([]);
    expect(judged('AWS::EC2::Instance', script('mount /dev/sdb /var/lib/mysql'))).toEqual([]);
  });
});
