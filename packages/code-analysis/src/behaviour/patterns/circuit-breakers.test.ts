import { describe, expect, it } from 'vitest';
import { patternsOf } from '../../testing/patterns.js';

const seen = 'circuit-breaker by hand';
const halfOpenUnseen = /No half-open state was seen/;

const classWith = (states: string, fire: string) => `
${states}
class Guard {
  constructor(request, options = {}) {
    this.request = request;
    this.state = CLOSED;
    this.failures = 0;
    this.nextAttempt = 0;
    this.limit = options.limit ?? 5;
  }
  ${fire}
  ok(answer) { this.failures = 0; this.state = CLOSED; return answer; }
  bad(error) {
    this.failures += 1;
    if (this.failures >= this.limit) { this.state = OPEN; this.nextAttempt = Date.now() + 30_000; }
    throw error;
  }
}`;
const fire = `async fire(...given) {
    if (this.state === OPEN) {
      if (this.nextAttempt > Date.now()) throw new Error('not now');
      this.state = HALF_OPEN;
    }
    try { return this.ok(await this.request(...given)); } catch (error) { return this.bad(error); }
  }`;
const constants = `const OPEN = 'OPEN'; const CLOSED = 'CLOSED'; const HALF_OPEN = 'HALF_OPEN';`;
const closure = `
export function guarded(call, { most = 5, pause = 10_000 } = {}) {
  let misses = 0;
  let until = 0;
  return async (...given) => {
    if (misses >= most && performance.now() < until) throw new Error('unavailable');
    try {
      const answer = await call(...given);
      misses = 0;
      return answer;
    } catch (error) {
      misses++;
      if (misses >= most) until = performance.now() + pause;
      throw error;
    }
  };
}`;

describe('circuit breakers of libraries', () => {
  it.each([
    ["import CircuitBreaker from 'opossum';\nexport const pay = new CircuitBreaker(charge);", 'opossum'],
    ["const CircuitBreaker = require('opossum');\nmodule.exports = new CircuitBreaker(charge);", 'opossum'],
    [
      "import { circuitBreaker, handleAll, ConsecutiveBreaker } from 'cockatiel';\nexport const policy = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });",
      'cockatiel',
    ],
  ])('%s', (code, by) => {
    expect(patternsOf(code)).toMatchObject([{ pattern: 'circuit-breaker', by, lacks: [] }]);
  });

  it.each([
    "import type CircuitBreaker from 'opossum';\nexport const run = (breaker: CircuitBreaker) => breaker.fire();",
    "import { retry, handleAll } from 'cockatiel';\nexport const policy = retry(handleAll, { maxAttempts: 3 });",
    "import { CircuitBreaker } from './own.js';\nexport const pay = new CircuitBreaker(charge);",
    // How deployments of ECS are rolled back is another thing of the same name.
    "import { FargateService } from 'aws-cdk-lib/aws-ecs';\nnew FargateService(this, 'S', { circuitBreaker: { rollback: true } });",
  ])('none in %s', (code) => {
    expect(patternsOf(code)).toEqual([]);
  });
});

describe('circuit breakers that are written out', () => {
  it.each([
    ['a class', classWith(constants, fire)],
    [
      'states of an enumeration',
      `enum State { Closed, Open, HalfOpen }\n${classWith('', fire)}`.replace(
        /\b(OPEN|CLOSED|HALF_OPEN)\b/g,
        (name) => `State.${{ OPEN: 'Open', CLOSED: 'Closed', HALF_OPEN: 'HalfOpen' }[name as 'OPEN']}`,
      ),
    ],
    [
      'a catch at the call',
      `class Fuse { state = 'closed'; count = 0; at = 0;
        async run(work) {
          switch (this.state) {
            case 'open': if (Date.now() - this.at < 5000) throw new Error('open'); this.state = 'half-open';
          }
          try { const out = await work(); this.state = 'closed'; return out; }
          catch (error) { this.count++; this.at = Date.now(); if (this.count > 3) this.state = 'open'; throw error; }
        } }`,
    ],
    [
      'one that others tell of failures',
      `export class Health { private state: 'closed' | 'open' | 'half_open' = 'closed'; private failed = 0;
        mayCall() { if (this.state === 'open' && Date.now() > this.until) this.state = 'half_open'; return this.state !== 'open'; }
        failure() { this.failed++; if (this.failed >= 5) { this.state = 'open'; this.until = Date.now() + 1000; } }
        success() { this.failed = 0; this.state = 'closed'; } }`,
    ],
  ])('%s', (_, code) => {
    expect(patternsOf(code).map(({ pattern, by, lacks }) => [`${pattern} ${by}`, lacks])).toEqual([[seen, []]]);
  });

  it.each([
    ['a closure', closure],
    ['a closure whose names say nothing', closure.replaceAll('misses', 'n').replaceAll('until', 't')],
    [
      'two states',
      `let state = 'CLOSED'; let failures = 0; let since = 0;
      export async function call(work) {
        if (state === 'OPEN' && Date.now() - since < 60000) return undefined;
        return work().catch((error) => note(error));
      }
      function note(error) { failures++; if (failures > 2) { state = 'OPEN'; since = Date.now(); } throw error; }`.replace(
        'return work().catch',
        'return await work().catch',
      ),
    ],
  ])('%s, without a half-open state', (_, code) => {
    expect(patternsOf(code)).toMatchObject([{ by: 'by hand', lacks: [expect.stringMatching(halfOpenUnseen)] }]);
  });

  it('one that never closes again', () => {
    const code = `class Fuse { state = 'closed'; count = 0;
      async run(work) { if (this.state === 'open') throw new Error('open');
        try { return await work(); } catch (error) { if (++this.count > 3) this.state = 'open'; throw error; } } }`;
    expect(patternsOf(code)).toMatchObject([{ lacks: [expect.stringContaining('it may stay open')] }]);
  });

  it('says where its state is shared', () => {
    const code = `
      import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
      const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
      async function load(id) { return (await table.send(new GetCommand({ TableName: process.env.TABLE, Key: { id } }))).Item; }
      async function save(id, state, until) { await table.send(new UpdateCommand({ TableName: process.env.TABLE, Key: { id }, UpdateExpression: 'SET s = :s', ExpressionAttributeValues: { ':s': state, ':u': until } })); }
      export async function call(id, work) {
        const { state, until } = await load(id);
        if (state === 'OPEN') { if (Date.now() < until) throw new Error('open'); await save(id, 'HALF_OPEN', 0); }
        try { return await work(); } catch (error) { await save(id, 'OPEN', Date.now() + 30000); throw error; }
      }`;
    expect(patternsOf(code)).toMatchObject([{ message: expect.stringContaining('shared in DynamoDB'), lacks: [] }]);
  });

  it('knows a state that is called half, and a cache that is handed in', () => {
    const code = `import { Redis } from 'ioredis';
      export class Fuse { constructor(private redis: Redis, private request) {}
        async fire() {
          const seen = { state: await this.redis.get('state'), failures: 0, until: 0 };
          if (seen.state === State.OPENED) { if (seen.until <= Date.now()) seen.state = State.HALF; else throw new Error('open'); }
          try { return await this.request(); } catch (error) { return this.failed(seen); }
        }
        private async failed(seen) { seen.failures += 1; if (seen.failures >= 5) { seen.state = State.OPENED; await this.redis.set('state', seen.state); } } }`;
    expect(patternsOf(code)).toMatchObject([{ message: expect.stringContaining('shared in Redis'), lacks: [] }]);
  });

  it.each([
    [
      'a connection that is open or closed',
      `class Link { state = 'open'; async send(m) { if (this.state !== 'open') throw new Error('gone');
        try { await this.socket.write(m); } catch (error) { this.state = 'closed'; throw error; } } }`,
    ],
    [
      'an order that is open again after a failure',
      `export async function close(order) { if (order.status !== 'open') throw new Error('not open');
        try { await bill(order); order.status = 'closed'; } catch (error) { order.status = 'open'; throw error; } }`,
    ],
    [
      'a door',
      `class Door { state = 'closed'; move() { if (this.state === 'open') return; this.state = 'half-open'; this.state = 'open'; } }`,
    ],
    [
      'a retry that counts',
      `let tries = 0; export async function connect(open) { if (tries > 5) throw new Error('gave up');
        try { await open(); tries = 0; } catch { tries += 1; setTimeout(() => connect(open), 1000 * tries); } }`,
    ],
    [
      'a loop over tries with a deadline',
      `export async function run(work) { let failures = 0; let until = Date.now() + 1000;
        while (true) { if (Date.now() > until) throw new Error('late');
          try { return await work(); } catch { failures++; if (failures > 3) until = 0; } } }`,
    ],
    [
      'a token that is refreshed',
      `let token; let expires = 0; export async function get() { if (Date.now() < expires) return token;
        try { token = await load(); expires = Date.now() + 1000; } catch (error) { expires = 0; throw error; } }`,
    ],
    ['words in a comment', `// closed, open, half-open after failures\nexport const run = (work) => work();`],
  ])('not %s', (_, code) => {
    expect(patternsOf(code)).toEqual([]);
  });
});
