import type { Resource, ResourceGraph } from '@faultline/cdk-rules/analysis';
import { nameOf } from '../resource-places.js';
import type { WorkloadCheck } from './workload-check.js';

/** Types that may run a consumer which no template shows. */
const mayConsume =
  /^AWS::(?:ECS::(?:Service|TaskDefinition)|EC2::Instance|AutoScaling::AutoScalingGroup|EKS::|Batch::JobDefinition|AppRunner::Service|ElasticBeanstalk::|IAM::User)/;

/** Objects to queues that are written to and that nothing reads. */
export const queueWithoutConsumer: WorkloadCheck = {
  meta: {
    name: 'queue-without-consumer',
    bestPractice: 'REL05-BP04',
    layer: 'workload',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'What is sent to a queue is read by something',
    why: 'A queue that nothing reads fills up in silence and deletes its messages after the retention. The work that senders take for handed on is never done.',
    fix: 'Add the consumer, remove the queue and what sends to it, or set an alarm where people empty it by hand.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
    ],
  },
  *judge({ context, edges, operations }) {
    const { graph, links } = context;
    for (const queue of graph.ofType('AWS::SQS::Queue')) {
      const into = edges.filter(({ to }) => to === queue);
      const isRead =
        edges.some(({ from, mode }) => from === queue && (mode === 'batch' || mode === 'poll')) ||
        graph.referrers(queue, 'AWS::Lambda::EventSourceMapping', 'AWS::Pipes::Pipe').length > 0;
      const [first] = into;
      if (!first || isRead || graph.isFailureTarget(queue) || queue.get('RedrivePolicy').kind !== 'absent') continue;
      if (graph.referrers(queue, 'AWS::CloudWatch::Alarm').length > 0) continue;
      const places = into.flatMap((edge) => edge.places);
      const name = nameOf(queue);
      const polls = operations.some(({ fact, bound }) => fact.name === 'ReceiveMessage' && !bound);
      const mayBeRead =
        polls ||
        links.unlinked.some(({ isElsewhere }) => !isElsewhere) ||
        links.unlinked.some(({ lambda }) => graph.referrers(queue, lambda.type).includes(lambda)) ||
        graph.types.some((type) => mayConsume.test(type)) ||
        leavesTemplate(queue, graph);
      yield mayBeRead
        ? {
            resource: queue,
            status: 'undetermined',
            message: `Nothing in view reads ${name}; whether something else does is not known.`,
            places,
          }
        : {
            resource: queue,
            status: 'violation',
            message:
              `${nameOf(first.from)} sends to ${name} and nothing reads it, so its messages are deleted after the retention and the work is never done. ` +
              'Add the consumer, or remove the queue and what sends to it.',
            places,
          };
    }
  },
};

/** Whether the queue is told to the outside: by an output, or by a parameter that other systems read. */
function leavesTemplate(queue: Resource, graph: ResourceGraph): boolean {
  const outputs = JSON.stringify(queue.document.body['Outputs'] ?? {});
  return (
    outputs.includes(`"${queue.key.replace(/^.*#/, '')}"`) || graph.referrers(queue, 'AWS::SSM::Parameter').length > 0
  );
}
