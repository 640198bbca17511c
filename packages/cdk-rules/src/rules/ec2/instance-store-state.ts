import type { Resource } from '../../template/graph.js';
import { asString } from '../../template/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Where the types write their disks and their start script. */
const SHAPES: Readonly<Record<string, { readonly disks: string; readonly script: string }>> = {
  'AWS::EC2::LaunchTemplate': {
    disks: 'LaunchTemplateData.BlockDeviceMappings',
    script: 'LaunchTemplateData.UserData',
  },
  'AWS::EC2::Instance': { disks: 'BlockDeviceMappings', script: 'UserData' },
  'AWS::AutoScaling::LaunchConfiguration': { disks: 'BlockDeviceMappings', script: 'UserData' },
};

/** Folders in which databases and brokers keep their data. */
const DATA_FOLDER =
  /\/var\/lib\/(?:mysql|pgsql|postgresql|mongo(?:db)?|redis|elasticsearch|opensearch|cassandra|kafka|rabbitmq|etcd|influxdb|clickhouse|neo4j)\b/;
/** Commands that put a disk, or a path on it, at a folder. */
const MOUNTING = /\bmount\b|\/etc\/fstab|\bln\s+-s|\bmkfs/;

/** Objects to data on disks that are emptied when an instance stops. */
export const instanceStoreState: InfrastructureRule = {
  meta: {
    name: 'instance-store-state',
    bestPractice: 'REL05-BP06',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Data is not kept on instance store volumes',
    why: 'An instance store is empty after a stop, a failure of the host, or a replacement. Data that is only there is lost.',
    fix: 'Keep the data on EBS, EFS, in S3 or in a managed database; use the instance store for caches and scratch files.',
    sources: [
      practiceSource('REL05-BP06'),
      {
        title: 'Amazon EC2: Instance store temporary block storage for EC2 instances',
        url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html',
      },
    ],
  },
  types: Object.keys(SHAPES),
  judge(resource) {
    const shape = SHAPES[resource.type];
    return shape && judgeDisks(resource, shape.disks, shape.script);
  },
};

function judgeDisks(resource: Resource, disks: string, script: string): Finding | undefined {
  const mapped = (resource.list(disks) ?? []).findIndex((_, index) => {
    return /^ephemeral\d+$/.test(asString(resource.get(`${disks}.${index}.VirtualName`)) ?? '');
  });
  const value = resource.get(script);
  const text = value.kind === 'external' ? value.text : (asString(value) ?? '');
  if (mapped < 0) return judgeVolumes(resource, disks, text);
  const property = `${disks}.${mapped}.VirtualName`;
  const folder = MOUNTING.test(text) ? DATA_FOLDER.exec(text)?.[0] : undefined;
  if (folder !== undefined) {
    return {
      status: 'violation',
      message: `An instance store is mapped and the start script sets up ${folder}, so the data may be lost with the instance. Keep it on EBS or in a managed database.`,
      property,
    };
  }
  const message =
    'An instance store is mapped; whether anything is kept there that must outlive the instance cannot be seen.';
  return { status: 'undetermined', message, property };
}

/** Without an instance store: whether the start script puts a data folder on an EBS volume that it names by its device. */
function judgeVolumes(resource: Resource, disks: string, text: string): Finding | undefined {
  const commands = text.split(/\n|;|&&/).filter((command) => MOUNTING.test(command));
  for (const index of (resource.list(disks) ?? []).keys()) {
    const device = asString(resource.get(`${disks}.${index}.DeviceName`));
    if (device === undefined || (resource.keys(`${disks}.${index}.Ebs`) ?? []).length === 0) continue;
    const folder = commands
      .filter((command) => command.split(/[\s"'=]+/).includes(device))
      .map((command) => DATA_FOLDER.exec(command)?.[0])
      .find((found) => found !== undefined);
    if (folder === undefined) continue;
    return {
      status: 'compliant',
      message: `The start script puts ${folder} on ${device}, an EBS volume.`,
      property: `${disks}.${index}.Ebs`,
      evidence: { folder, device },
    };
  }
  return undefined;
}
