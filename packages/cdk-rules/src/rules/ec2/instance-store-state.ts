import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
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
  const mapped = (resource.indexes(disks) ?? []).findIndex((index) => {
    return /^ephemeral\d+$/.test(asString(resource.get(`${disks}.${index}.VirtualName`)) ?? '');
  });
  const value = resource.get(script);
  const text = value.kind === 'external' ? value.text : (asString(value) ?? '');
  if (mapped < 0) return judgeVolumes(resource, disks, text);
  const property = `${disks}.${mapped}.VirtualName`;
  const folder = dataFolderAway(text, volumesOf(resource, disks));
  if (folder !== undefined) {
    return {
      status: 'violation',
      message: `An instance store is mapped and the start script sets up ${folder}, so the data may be lost with the instance. Keep it on EBS or in a managed database.`,
      property,
    };
  }
  const volumes = judgeVolumes(resource, disks, text);
  if (volumes) return volumes;
  const message =
    'An instance store is mapped; whether anything is kept there that must outlive the instance cannot be seen.';
  return { status: 'undetermined', message, property };
}

/** The commands of a start script that put a disk somewhere. */
const mountsIn = (text: string) => text.split(/\n|;|&&/).filter((command) => MOUNTING.test(command));

const names = (command: string, device: string) => command.split(/[\s"'=]+/).includes(device);

/** A folder of data that a start script sets up, and not on one of the volumes that outlive the instance. */
function dataFolderAway(text: string, volumes: readonly { readonly device: string }[]): string | undefined {
  const isKept = (command: string) => volumes.some(({ device }) => names(command, device));
  const mounts = mountsIn(text);
  const kept = mounts.filter(isKept).flatMap((command) => DATA_FOLDER.exec(command)?.[0] ?? []);
  const away = mounts.filter((command) => !isKept(command)).flatMap((command) => DATA_FOLDER.exec(command)?.[0] ?? []);
  const found = away.find((folder) => !kept.includes(folder));
  if (found !== undefined || kept.length > 0 || mounts.length === 0) return found;
  // Which disk is under the folder may be told on another line.
  return DATA_FOLDER.exec(text)?.[0];
}

/** The EBS volumes by the devices under which a start script finds them. */
function volumesOf(resource: Resource, disks: string): { index: number; device: string }[] {
  return (resource.indexes(disks) ?? []).flatMap((index) => {
    const device = asString(resource.get(`${disks}.${index}.DeviceName`));
    const isEbs = (resource.keys(`${disks}.${index}.Ebs`) ?? []).length > 0;
    return device === undefined || !isEbs ? [] : [{ index, device }];
  });
}

/** Whether the start script puts a data folder on an EBS volume that it names by its device. */
function judgeVolumes(resource: Resource, disks: string, text: string): Finding | undefined {
  const commands = mountsIn(text);
  for (const { index, device } of volumesOf(resource, disks)) {
    const folder = commands
      .filter((command) => names(command, device))
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
