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
  it('tells scratch space on an instance store from data on a volume beside it', () => {
    const both =
      'BlockDeviceMappings: [{ DeviceName: /dev/sdb, VirtualName: ephemeral0 }, { DeviceName: /dev/sdf, Ebs: { VolumeSize: 8 } }]';
    const mounts = (data: string) =>
      script(`mount /dev/sdb /scratch && mkfs.xfs ${data} && mount ${data} /var/lib/mysql`);
    expect(judged('AWS::EC2::Instance', `${both}, ${mounts('/dev/sdf')}`)).toEqual(['compliant']);
    expect(judged('AWS::EC2::Instance', `${both}, ${mounts('/dev/sdb')}`)).toEqual(['violation']);
    const twice = script('mount /dev/sdf /var/lib/mysql && mount /dev/sdb /var/lib/redis');
    expect(judged('AWS::EC2::Instance', `${both}, ${twice}`)).toEqual(['violation']);
  });
  it('takes a folder that is set up without naming its disk for one on the instance store', () => {
    const moved = script('mount /dev/sdb /data && mkdir /var/lib/mysql');
    expect(judged('AWS::EC2::Instance', `${DISK}, ${moved}`)).toEqual(['violation']);
  });
  it('cannot see what is kept there otherwise', () => {
    expect(judged('AWS::EC2::Instance', DISK)).toEqual(['undetermined']);
    expect(judged('AWS::AutoScaling::LaunchConfiguration', `${DISK}, ${script('mount /dev/sdb /scratch')}`)).toEqual([
      'undetermined',
    ]);
  });
  it('passes a database on an EBS volume', () => {
    const volume = 'BlockDeviceMappings: [{ DeviceName: /dev/sdb, Ebs: { VolumeSize: 8 } }]';
    const mounted = (device: string) => script(`mkfs.xfs ${device} && mount ${device} /var/lib/mysql`);
    const properties = `${volume}, ${mounted('/dev/sdb')}`;
    expect(judged('AWS::EC2::Instance', properties)).toEqual(['compliant']);
    expect(judged('AWS::EC2::LaunchTemplate', `LaunchTemplateData: { ${properties} }`)).toEqual(['compliant']);
    expect(
      findingsFor(
        instanceStoreState,
        `Resources:\n  Machine: { Type: AWS::EC2::Instance, Properties: { ${properties} } }`,
      ),
    ).toEqual([expect.objectContaining({ evidence: { folder: '/var/lib/mysql', device: '/dev/sdb' } })]);
    // Another disk than the volume: nothing is known about it.
    for (const other of ['/dev/sdbx', '/dev/nvme1n1'])
      expect(judged('AWS::EC2::Instance', `${volume}, ${mounted(other)}`)).toEqual([]);
  });
  it('does not apply to disks that outlive the instance', () => {
    expect(
      judged('AWS::EC2::Instance', 'BlockDeviceMappings: [{ DeviceName: /dev/sdb, Ebs: { VolumeSize: 8 } }]'),
    ).toEqual([]);
    expect(judged('AWS::EC2::Instance', script('mount /dev/sdb /var/lib/mysql'))).toEqual([]);
  });
});
