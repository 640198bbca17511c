import { testCheck } from '../../testing/check-test.js';
import { noStaticLever } from './no-static-lever.js';

const use = (name: string) =>
  `export function pay(order) { if (!${name}) throw new Error('off'); return send(order); }`;
const ld = `import * as ld from '@launchdarkly/node-server-sdk';\nconst client = ld.init(key);\n`;

testCheck(noStaticLever, {
  violations: [
    {
      code: `const ENABLE_PAYMENTS = process.env.ENABLE_PAYMENTS === 'true';\n${use('ENABLE_PAYMENTS')}`,
      message:
        /^`ENABLE_PAYMENTS` is read once, when the module is loaded, so turning it takes a restart .*\. Ask for its/,
      line: 1,
    },
    `const payments = process.env.PAYMENTS_ENABLED !== 'false';\nexport const pay = (order) => (payments ? send(order) : undefined);`,
    `const { KILL_SWITCH } = process.env;\n${use('KILL_SWITCH')}`,
    `const off = !!process.env['DISABLE_REPORTS'];\nexport const handler = async (event) => { if (off) return; await work(event); };`,
    `import yn from 'yn';\nconst config = { search: yn(process.env.FEATURE_SEARCH, { default: true }) };\nexport const find = () => { if (config.search) return search(); };`,
    `export const ENABLE_CHECKOUT = process.env.ENABLE_CHECKOUT === 'true';`,
    `export default { maintenance: process.env.MAINTENANCE_MODE === '1' };`,
    `export const flags = Object.freeze({ search: process.env.ENABLE_SEARCH?.toLowerCase() === 'true' });`,
    `class Config { search: boolean;\n constructor() { this.search = process.env.ENABLE_SEARCH === 'true'; } }\nconst config = new Config();\nexport const find = () => config.search && search();`,
    { code: `const DISABLE_CHECKOUT = false;\n${use('DISABLE_CHECKOUT')}`, message: /is a constant in the code/ },
    // Of a file that reads the environment once.
    `import { env } from './env.server';\nconst native = env.SEARCH_NATIVE_ENABLED === '1';\nexport const find = () => (native ? fast() : slow());`,
    `import { env } from '@/env';\nconst off = env.DISABLE_REPORTS;\nexport const handler = async (event) => { if (off) return; await work(event); };`,
    {
      code: `${ld}const checkout = await client.variation('checkout', context, false);\n${use('checkout')}`,
      message: /^`variation` asks LaunchDarkly once, when the module is loaded/,
    },
    `import { getAppConfig } from '@aws-lambda-powertools/parameters/appconfig';\nconst flags = await getAppConfig('flags', { environment: 'prod' });\nexport const handler = async () => flags.checkout;`,
  ],
  sound: [
    // Read at each call.
    `export function pay(order) { if (process.env.ENABLE_PAYMENTS === 'true') return send(order); }`,
    `export function pay(order) { const { ENABLE_PAYMENTS } = process.env; if (ENABLE_PAYMENTS === 'Yes') return send(order); }`,
    `const enabled = () => process.env.ENABLE_PAYMENTS === 'true';\n${use('enabled()')}`,
    `${ld}export const pay = async (order) => { if (await client.variation('pay', order, false)) return send(order); };`,
    // What a program is made of.
    `import { env } from './env';\nconst mailer = env.MAILER_ENABLED === '1' ? new Mailer() : undefined;\nexport const mail = (to) => { if (!mailer) throw new Error('off'); return mailer.send(to); };`,
    `import { env } from './env';\nclass App { constructor() { if (env.CLEANER_ENABLED) this.cleaner = new Cleaner(); } }\nexport const app = new App();`,
    // Settled by another file, which may ask again.
    `import { env } from './env';\nexport function pay(order) { if (env.ENABLE_PAYMENTS) return send(order); }`,
    `import { env } from 'hono/env';\nconst on = env.ENABLE_PAYMENTS;\n${use('on')}`,
    `import { flags } from './flags';\nconst on = flags.ENABLE_PAYMENTS;\n${use('on')}`,
    // How a program is watched, built and set up.
    `const on = process.env.ENABLE_TRACING === 'true';\n${use('on')}`,
    `const on = process.env.METRICS_ENABLED === 'true';\n${use('on')}`,
    `export const SWAGGER_ENABLED = process.env.ENABLE_SWAGGER === 'true';`,
    `const TLS_ENABLED = true;\n${use('TLS_ENABLED')}`,
    `const on = process.env.ENABLE_PGBOUNCER === 'true';\n${use('on')}`,
    `const PREVIEW_ENABLED = process.env.NEXT_PUBLIC_ADMIN_PREVIEW === 'true';\n${use('PREVIEW_ENABLED')}`,
    // No switches.
    `const url = process.env.FEATURE_FLAGS_URL;\n${use('url')}`,
    `const list = JSON.parse(process.env.ENABLE_FAILOVER_FOR_ERRORS ?? '[]');\n${use('list.length')}`,
    `const name = process.env.DISABLED_USER;\n${use('name')}`,
    // Assigned, by a test or a starter.
    `process.env.ENABLE_PAYMENTS = 'true';`,
    // Scripts, configurations and infrastructure.
    { code: `const on = process.env.ENABLE_PAYMENTS === 'true';\n${use('on')}`, filename: 'scripts/pay.ts' },
    { code: `export default { on: process.env.ENABLE_PAYMENTS === 'true' };`, filename: 'next.config.mjs' },
    `import { Stack } from 'aws-cdk-lib';\nexport const ENABLE_WAF = process.env.ENABLE_WAF === 'true';`,
  ],
  undetermined: [
    `export const PAYMENTS_ENABLED = process.env.PAYMENTS_ENABLED === 'true';`,
    `if (process.env.ENABLE_ORDERS === 'true') app.use('/orders', orders);`,
    `export class Config { search: boolean;\n constructor() { this.search = process.env.ENABLE_SEARCH === 'true'; } }`,
    `export const ENABLE_SEARCH = true;`,
    `const mailer = process.env.MAILER_ENABLED === '1' ? new Mailer() : undefined;\nexport const mail = (to) => { if (!mailer) throw new Error('off'); return mailer.send(to); };`,
    // A choice of how the program works.
    `const ENABLE_TILES = true;\nexport const draw = (image) => (ENABLE_TILES ? tile(image) : whole(image));`,
    `${ld}let checkout = await client.variation('checkout', context, false);\nsetInterval(refresh, 60_000);`,
  ],
});
