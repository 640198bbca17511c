import { testCheck } from '../../testing/check-test.js';
import { requireCallbackTimeout } from './require-callback-timeout.js';

const durable = (body: string) =>
  `import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { limits } from './limits';
export const handler = withDurableExecution(async (event, context) => {
${body}
});`;

testCheck(requireCallbackTimeout, {
  violations: [
    {
      code: durable('await context.waitForCallback("approve", async (id) => ask(id));'),
      message: /^`waitForCallback` waits without a timeout, .*\. Add `timeout: \{ hours: 1 \}` to its options/,
      line: 4,
    },
    durable('await context.waitForCallback(async (id) => ask(id));'),
    durable('await context.waitForCallback("approve", ask, { heartbeatTimeout: undefined, retryStrategy: fewTimes });'),
    durable(
      'const [answer, id] = await context.createCallback("approve");\nawait context.step(() => ask(id));\nreturn answer;',
    ),
    durable('const [answer] = await context.createCallback();\nreturn answer;'),
    durable('await context.runInChildContext(async (child) => { await child.waitForCallback(ask, {}); });'),
    `import type { DurableContext } from '@aws/durable-execution-sdk-js';
export const approve = async (context: DurableContext, order: Order) => context.createCallback('approve', { serdes });`,
  ],
  sound: [
    durable('await context.waitForCallback("approve", ask, { timeout: { hours: 24 } });'),
    durable('await context.createCallback("approve", { timeout: { minutes: 5 } });'),
    durable('const options = { timeout: { minutes: 5 } };\nawait context.createCallback(options);'),
    durable('await context.waitForCallback(ask, { ...limits, timeout: { minutes: event.minutes } });'),
    durable('await event.waitForCallback("approve", ask);'),
    `export const handler = async (event, context) => context.waitForCallback("approve", ask);`,
  ],
  undetermined: [
    durable('await context.waitForCallback("approve", ask, limits);'),
    durable('await context.createCallback("approve", { ...limits });'),
  ],
});
