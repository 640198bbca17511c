import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ecsHostVolume } from './ecs-host-volume.js';

const judged = (host: string, mount = '', more = '') =>
  findingsFor(
    ecsHostVolume,
    `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes: [{ Name: data, ${host} }]
      ContainerDefinitions: [{ Name: app, MountPoints: [{ SourceVolume: data, ContainerPath: /data ${mount} }] }]${more}`,
  ).map(({ status }) => status);
const service = (strategy: string) => `
  Service: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task, SchedulingStrategy: ${strategy} } }`;

describe('ecs-host-volume', () => {
  it('finds a folder of the host that a container writes to', () => {
    expect(judged('Host: { SourcePath: /srv/uploads }')).toEqual(['violation']);
    expect(judged('Host: { SourcePath: /ecs/database }', ', ReadOnly: false', service('REPLICA'))).toEqual([
      'violation',
    ]);
  });
  it.each(['/var/run/docker.sock', '/proc', '/sys/fs/cgroup', '/var/log', '/', '/var/lib/docker/containers'])(
    'lets a container use %s, which belongs to the host',
    (path) => {
      expect(judged(`Host: { SourcePath: ${path} }`)).toEqual([]);
    },
  );
  it('does not apply to volumes that are only read, or not mounted', () => {
    expect(judged('Host: { SourcePath: /srv/config }', ', ReadOnly: "true"')).toEqual([]);
    expect(judged('Host: {} }, { Name: unused, Host: { SourcePath: /srv/config }')).toEqual([]);
  });
  it('does not apply to volumes of the task itself', () => {
    expect(judged('Host: {}')).toEqual([]);
  });
  it('passes volumes that are there on every host', () => {
    expect(judged('EFSVolumeConfiguration: { FilesystemId: fs-1 }')).toEqual(['compliant']);
    expect(judged('FSxWindowsFileServerVolumeConfiguration: { FileSystemId: fs-1, RootDirectory: data }')).toEqual([
      'compliant',
    ]);
    expect(judged('EFSVolumeConfiguration: !If [IsShared, { FilesystemId: fs-1 }, !Ref AWS::NoValue]')).toEqual([]);
  });
  it.each(['/mnt/efs', '/efs/jobs', '/mnt/nfs-1/home', '/fsx'])(
    'leaves %s open, where hosts mount what they share',
    (path) => {
      expect(judged(`Host: { SourcePath: ${path} }`)).toEqual(['undetermined']);
    },
  );
  it('takes a name that only resembles those of mounts for a folder', () => {
    expect(judged('Host: { SourcePath: /srv/nfsdata }')).toEqual(['violation']);
  });
  it('does not apply to agents', () => {
    expect(judged('Host: { SourcePath: /srv/agent }', '', service('DAEMON'))).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('Host: { SourcePath: !ImportValue Path }')).toEqual(['undetermined']);
    expect(judged('Host: { SourcePath: /srv/data }', ', ReadOnly: !If [IsProduction, true, false]')).toEqual([
      'undetermined',
    ]);
  });
});
