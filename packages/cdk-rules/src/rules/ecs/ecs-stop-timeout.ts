import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { containersOf, TASK_DEFINITION } from './services.js';

/** Seconds, by choice, in which even a quick service cannot finish what it has begun. */
const TOO_SHORT = 5;

/** Objects to containers that are killed before they can finish what they work on. */
export const ecsStopTimeout: InfrastructureRule = {
  meta: {
    name: 'ecs-stop-timeout',
    bestPractice: 'REL05-BP06',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'high',
    preset: 'strict',
    title: 'Containers get the time to finish before they are killed',
    why:
      'ECS sends SIGTERM when a task is replaced or scaled in, and SIGKILL after the stop timeout. Work that is not done by ' +
      'then is cut off in the middle.',
    fix: 'Leave `StopTimeout` at its default of 30 s, or set it to what the longest unit of work needs.',
    sources: [
      practiceSource('REL05-BP06'),
      {
        title: 'Amazon ECS API: ContainerDefinition',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
      },
    ],
  },
  types: [TASK_DEFINITION, 'AWS::ECS::DaemonTaskDefinition'],
  judge(definition) {
    return (containersOf(definition) ?? []).flatMap(({ property: container, name, isEssential }): Finding[] => {
      const property = `${container}.StopTimeout`;
      const value = definition.get(property);
      if (!isEssential || value.kind === 'absent') return [];
      return [
        overBranches(definition, [value], (limit): Finding => {
          const seconds = limit.kind === 'absent' ? 30 : asNumber(limit);
          if (seconds === undefined) {
            return { status: 'undetermined', message: `The stop timeout of container ${name} is not known.`, property };
          }
          const evidence = { stopTimeout: seconds };
          if (seconds >= TOO_SHORT) {
            const message = `Container ${name} has ${seconds} s to finish.`;
            return { status: 'compliant', message, property, evidence };
          }
          return {
            status: 'violation',
            message: `Container ${name} is killed ${seconds} s after it is told to stop, in the middle of what it works on. Raise StopTimeout to what its longest unit of work needs.`,
            property,
            evidence,
          };
        }),
      ];
    });
  },
};
