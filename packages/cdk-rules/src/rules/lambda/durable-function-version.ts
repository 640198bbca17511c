import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asBoolean } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isDurable } from './functions.js';

/** Objects to durable functions that are invoked by their bare name. */
export const durableFunctionVersion: InfrastructureRule = {
  meta: {
    name: 'durable-function-version',
    bestPractice: 'REL04-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Durable functions are invoked by a version or an alias',
    why:
      'An execution of a durable function is replayed after each wait and each failure, and steps that are done are skipped by their ' +
      'order. Newer code would do them again, so Lambda keeps an execution to the version that it began with, and refuses whoever names none.',
    fix: 'Publish a version with an alias, and let senders name the alias: `!Ref Alias`, `AutoPublishAlias` in SAM, `fn.currentVersion` in the CDK.',
    sources: [
      practiceSource('REL04-BP04'),
      {
        title: 'AWS Lambda: Invoking durable functions',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html',
      },
      {
        title: 'Serverless Framework: You cannot invoke a durable function using an unqualified ARN',
        url: 'https://github.com/serverless/serverless/pull/13589',
      },
    ],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda, graph): Finding | undefined {
    // An older description of the service knows a setting that allows it; the resource specification does not.
    if (!isDurable(lambda) || asBoolean(lambda.get('DurableConfig.AllowInvokeLatest')) === true) return undefined;
    const senders = sendersOf(lambda, graph);
    if (senders.length === 0) return undefined;
    const bare = senders.filter(({ isUnqualified }) => isUnqualified).map(({ via }) => via);
    if (bare.length === 0)
      return { status: 'compliant', message: 'What invokes this durable function names a version or an alias of it.' };
    const names = bare.map(({ logicalId }) => logicalId).join(', ');
    return {
      status: 'violation',
      message:
        `${names} ${bare.length === 1 ? 'invokes' : 'invoke'} this durable function without a version or alias, which Lambda refuses, so nothing ` +
        'of what is sent is worked on. Name a version or an alias.',
      related: bare.map((resource) => ({ resource, message: 'names the function itself' })),
    };
  },
};

/** Permissions name functions as well, and invoke nothing. */
function sendersOf(lambda: Resource, graph: ResourceGraph): ReturnType<ResourceGraph['invocations']> {
  return graph.invocations(lambda).filter(({ via }) => via.type !== 'AWS::Lambda::Permission');
}
