import { testCheck } from '../../testing/check-test.js';
import { noNondeterministicReplay } from './no-nondeterministic-replay.js';

const durable = (body: string, more = '') =>
  `import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { randomUUID } from 'node:crypto';
${more}
export const handler = withDurableExecution(async (event, context) => {
${body}
});`;

testCheck(noNondeterministicReplay, {
  violations: [
    {
      code: durable('const order = randomUUID();\nawait context.step("charge", () => charge(order));'),
      message:
        /^`randomUUID\(\)` stands outside of the steps .*`await context\.step\('now', async \(\) => randomUUID\(\)\)`\.$/,
      line: 5,
    },
    // It decides which way is taken.
    durable('if (Date.now() > event.deadline) return "late";\nawait context.step(() => send(event));'),
    durable(
      'const started = Date.now();\nawait context.wait({ hours: 1 });\nif (now() - started > 5e6) throw new Error("late");',
    ),
    durable('await context.invoke("pay", event.fn, { at: new Date().toISOString() });'),
    durable('const at = new Date().toISOString();\nreturn context.invoke("pay", event.fn, { at });'),
    // In the code of a child context, of a branch, and of an item.
    durable(
      'await context.runInChildContext("ship", async (child) => { await child.step(`at-${Math.random()}`, ship); });',
    ),
    durable('await context.parallel([async (branch) => branch.invoke(event.fn, { id: randomUUID() })]);'),
    durable('await context.map(event.items, async (inner, item) => inner.invoke(event.fn, { item, at: Date.now() }));'),
    // In a helper that the function calls, and for each item of a list.
    durable(
      'await context.invoke(event.fn, stamp(event));',
      'const stamp = (order) => ({ ...order, at: Date.now() });',
    ),
    durable(
      'const items = event.items.map((item) => ({ ...item, id: randomUUID() }));\nawait context.invoke(event.fn, items);',
    ),
    // A context that is handed in, in plain JavaScript and by its type.
    `import type { DurableContext } from '@aws/durable-execution-sdk-js';
export async function settle(order: Order, context: DurableContext) {
  const at = Date.now();
  await context.step('settle', async () => settleAt(order, at));
}`,
    `const { withDurableExecution } = require('@aws/durable-execution-sdk-js');
async function main(event, ctx) { const id = Math.random(); return ctx.step(() => send(id)); }
exports.handler = withDurableExecution(main);`,
  ],
  sound: [
    durable(
      'const order = await context.step("id", async () => randomUUID());\nawait context.step(() => charge(order));',
    ),
    durable('await context.step("charge", async () => { const now = Date.now(); await charge(event, now); });'),
    durable('await context.waitForCondition("ready", async (state) => ({ ...state, at: Date.now() }), config);'),
    durable('await context.waitForCallback("sign", async (id) => ask(id, Date.now()), { timeout: { hours: 1 } });'),
    durable('await context.step("stamp", stamp);', 'const stamp = async () => ({ at: Date.now() });'),
    // What is logged or returned decides nothing.
    durable('context.logger.info("at", Date.now());\nawait context.step(() => send(event));'),
    durable('const started = Date.now();\nawait context.step(() => send(event));\nconsole.log(Date.now() - started);'),
    durable('await context.step(() => send(event));\nreturn { at: new Date().toISOString() };'),
    // Of a date that is given, and outside of durable functions.
    durable('const at = new Date(event.time);\nawait context.step(() => send(at));'),
    durable('await context.step(() => send(event));', 'export const later = () => Date.now() + 1_000;'),
    `export const handler = async (event, context) => { const id = Math.random(); await context.step(() => send(id)); };`,
  ],
  undetermined: [durable('const job = makeJob(() => Date.now());\nawait job.start(context);')],
});
