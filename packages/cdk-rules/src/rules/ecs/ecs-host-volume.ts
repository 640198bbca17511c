import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { anyOf, isOn, isWritten, type Answer } from '../answers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { containersOf, isDaemon, servicesOf, TASK_DEFINITION } from './services.js';

/** What belongs to the host: sockets, kernel and device files, logs and what agents look at. */
const OF_THE_HOST =
  /^\/$|^\/(?:proc|sys|dev|etc|cgroup|run|boot|lib|lib64|usr|opt\/aws|var\/(?:run|log|cache|lib\/(?:docker|ecs|containerd|kubelet|cloud|amazon)))(?:\/|$)|\.sock$/;

/** Where file systems that all hosts share are mounted, by the names that people give to these places. */
const SHARED_MOUNT = /\/(?:efs|nfs|fsx|lustre)(?:[-_.\d][^/]*)?(?:\/|$)/i;

/** Where a volume is that is not on the host, by the property that says so. */
const SHARED = { EFSVolumeConfiguration: 'EFS', FSxWindowsFileServerVolumeConfiguration: 'FSx' } as const;

/** Objects to tasks that keep data on the host where they happen to run. */
export const ecsHostVolume: InfrastructureRule = {
  meta: {
    name: 'ecs-host-volume',
    bestPractice: 'REL05-BP06',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Tasks do not keep data on the host that they run on',
    why:
      'A task that is started again may land on another host and finds none of its data there; when the host fails, the ' +
      'data is gone.',
    fix: 'Keep the data in a managed store, in S3, or on EFS.',
    sources: [
      practiceSource('REL05-BP06'),
      {
        title: 'Amazon ECS: Use bind mounts with Amazon ECS',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html',
      },
    ],
  },
  types: [TASK_DEFINITION],
  judge(definition, graph) {
    if (isAgent(definition, graph)) return undefined;
    return (definition.indexes('Volumes') ?? []).flatMap((index) => judgeVolume(definition, index) ?? []);
  },
};

/** What runs once on every host works on that host. */
function isAgent(definition: Resource, graph: ResourceGraph): boolean {
  const services = servicesOf(definition, graph);
  return services.length > 0 && services.every(isDaemon);
}

function judgeVolume(definition: Resource, index: number): Finding | undefined {
  const property = `Volumes.${index}.Host.SourcePath`;
  const source = definition.get(property);
  if (source.kind === 'absent') return judgeShared(definition, `Volumes.${index}`);
  const path = asString(source);
  const name = asString(definition.get(`Volumes.${index}.Name`));
  if (path !== undefined && OF_THE_HOST.test(path)) return undefined;
  const written = isWrittenTo(definition, name);
  if (written === 'no') return undefined;
  if (path === undefined || written === 'unknown') {
    const message =
      'Whether this volume keeps data on the host cannot be told, because its path or its use is not known.';
    return { status: 'undetermined', message, property };
  }
  if (SHARED_MOUNT.test(path)) {
    const message = `The name of ${path} says that the host mounts a shared file system there, which is not seen in the templates.`;
    return { status: 'undetermined', message, property };
  }
  return {
    status: 'violation',
    message: `The task writes to ${path} on the host that it runs on, so its data is lost or left behind when it moves to another host. Keep the data in a managed store or on EFS.`,
    property,
  };
}

/** A volume that follows its task to any host; none for one that lives and ends with the task. */
function judgeShared(definition: Resource, volume: string): Finding | undefined {
  for (const [key, storage] of Object.entries(SHARED)) {
    const property = `${volume}.${key}`;
    if (isWritten(definition.get(property)) !== 'yes') continue;
    const message = `The volume is on ${storage}, where the task finds it from every host.`;
    return { status: 'compliant', message, property, evidence: { storage } };
  }
  return undefined;
}

/** Whether a container mounts the volume and may write to it. */
function isWrittenTo(definition: Resource, volume: string | undefined): Answer {
  const containers = containersOf(definition);
  if (!containers) return 'unknown';
  return anyOf(
    containers.flatMap(({ property }) =>
      (definition.indexes(`${property}.MountPoints`) ?? []).map((index): Answer => {
        const mount = `${property}.MountPoints.${index}`;
        const name = asString(definition.get(`${mount}.SourceVolume`));
        if (volume === undefined || name === undefined) return 'unknown';
        if (name !== volume) return 'no';
        const readOnly = isOn(definition.get(`${mount}.ReadOnly`), false);
        return readOnly === 'yes' ? 'no' : readOnly === 'no' ? 'yes' : 'unknown';
      }),
    ),
  );
}
