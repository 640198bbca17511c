import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';

const ledger = { host: '127.0.0.1', port: process.env.LEDGER_PORT, protocol: 'http' };
const stripe = new Stripe('sk_test_x', { ...ledger, maxNetworkRetries: 0, timeout: 5_000 });

/** An order with each fault that durable functions are judged for; replay.js shows what it does when it runs again. */
export const handler = withDurableExecution(async (order, context) => {
  const reference = randomUUID();
  await stripe.paymentIntents.create({ amount: order.fee, currency: 'eur' });
  await context.step(
    'charge',
    async () => {
      const key = randomUUID();
      await stripe.charges.create(
        { amount: order.amount, currency: 'eur', description: reference },
        { idempotencyKey: key },
      );
    },
    { retryStrategy: () => ({ shouldRetry: true, delay: { seconds: 1 } }) },
  );
  await context.step('note', async () => reference);
  await context.wait({ seconds: 1 });
  await context.waitForCallback('approval', async () => undefined);
});
