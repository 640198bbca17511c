import { testCheck } from '../../testing/check-test.js';
import { noSynchronizedSchedule } from './no-synchronized-schedule.js';

const cron = (expression: string, body = 'await refresh();') =>
  `import cron from 'node-cron';\nimport { refresh } from './refresh';\ncron.schedule(${expression}, async () => { ${body} });`;

testCheck(noSynchronizedSchedule, {
  violations: [
    {
      code: cron(`'0 * * * *'`),
      message: /^`0 \* \* \* \*` starts at the same instant .*\. Choose another minute/,
      line: 3,
    },
    cron(`'0 0 3 * * *'`),
    cron(`'*/15 * * * *'`),
    // What is meant to be done spreads nothing.
    cron(`'0 * * * *'`, '/* add jitter, take the lock() */ await refresh();'),
    `import { CronJob } from 'cron';\nexport const job = new CronJob('0 30,0 * * * *', () => refresh());`,
    `import schedule from 'node-schedule';\nschedule.scheduleJob('nightly', '0 2 * * *', () => refresh());`,
    `import { Cron, CronExpression } from '@nestjs/schedule';\nclass Jobs { @Cron(CronExpression.EVERY_HOUR) async run() { await this.orders.refresh(); } }`,
    `import { Cron } from 'croner';\nexport const job = new Cron('@hourly', () => refresh());`,
    {
      code: `export function start() { return setInterval(async () => { rates = await (await fetch('https://rates.example.com')).json(); }, 60_000); }`,
      message: /^Every instance asks at the same constant interval/,
    },
  ],
  sound: [
    cron(`'17 * * * *'`),
    cron(`'* * * * *'`),
    cron(`'0 * * * *'`, 'await sleep(Math.random() * 60_000); await refresh();'),
    cron(`'0 * * * *'`, 'if (await acquireLock("refresh")) await refresh();'),
    { code: cron(`'0 * * * *'`), filename: 'scripts/nightly.ts' },
    { code: cron(`'0 * * * *'`), settings: { instances: 'one' } },
    `export const start = () => setInterval(() => fetch('https://rates.example.com'), 60_000 + Math.random() * 5_000);`,
    `setInterval(() => cache.clear(), 60_000);`,
    // A timer of one request.
    `import express from 'express';\nconst app = express();\napp.get('/events', (req, res) => { setInterval(() => fetch('https://rates.example.com'), 1_000); });`,
    `const schedule = (at, fn) => at;\nschedule('0 * * * *', () => 1);`,
  ],
  undetermined: [
    cron('process.env.REFRESH_AT'),
    `import { refresh } from './refresh';\nsetInterval(() => refresh(), 60_000);`,
    `export const start = (every) => setInterval(() => fetch('https://rates.example.com'), every);`,
  ],
});
