/**
 * Runs order.js under the local test runner of the SDK against a ledger that cuts the connection after the first charges,
 * and prints how often each effect happened. See replay.sh.
 */
import { createServer } from 'node:http';
import { URLSearchParams } from 'node:url';

const charges = [];
let fees = 0;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  if (request.url.includes('payment_intents')) fees += 1;
  else {
    const key = request.headers['idempotency-key'];
    charges.push({ key, reference: new URLSearchParams(body).get('description') });
    // The charge is booked, and the answer is lost.
    if (charges.length < 8) return response.destroy();
  }
  response.setHeader('content-type', 'application/json').end('{"id":"x"}');
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
process.env.LEDGER_PORT = String(server.address().port);

const { handler } = await import('./order.js');
const { LocalDurableTestRunner } = await import('@aws/durable-execution-sdk-js-testing');
await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
const runner = new LocalDurableTestRunner({ handlerFunction: handler });
const ended = runner.run({ payload: { fee: 100, amount: 5_000 } }).then(() => 'ended');
const end = await Promise.race([ended, new Promise((late) => setTimeout(late, 20_000, 'still waiting'))]);

const different = (name) => new Set(charges.map((charge) => charge[name])).size;
const seen = {
  'fees outside of a step': fees,
  'charges in one step': charges.length,
  'keys of these charges': different('key'),
  'references of one order': different('reference'),
  'wait for the callback after 20 seconds': end,
};
console.table(seen);
const isSeen = fees > 1 && charges.length > 6 && different('key') > 1 && different('reference') > 1 && end !== 'ended';
process.exit(isSeen ? 0 : 1);
