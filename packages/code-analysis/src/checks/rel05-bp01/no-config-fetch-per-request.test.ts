import { testCheck } from '../../testing/check-test.js';
import { noConfigFetchPerRequest } from './no-config-fetch-per-request.js';

const imports = `import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';\nimport type { APIGatewayProxyEvent, ScheduledEvent } from 'aws-lambda';\nconst ssm = new SSMClient({});\n`;
const get = (name = `'/app/key'`) => `ssm.send(new GetParameterCommand({ Name: ${name} }))`;
const inHandler = (body: string, before = '', type = 'APIGatewayProxyEvent') =>
  `${imports}${before}\nexport async function handler(event: ${type}) {\n  ${body}\n  return { statusCode: 200 };\n}`;

testCheck(noConfigFetchPerRequest, {
  violations: [
    {
      code: inHandler(`const key = await ${get()};`),
      message: /^Each event of `handler` waits for GetParameter and keeps nothing.*\. Keep/,
      line: 6,
    },
    inHandler(`const key = await ${get('process.env.KEY_NAME')};`),
    inHandler(
      'const key = await `/app/${process.env.STAGE}`;\n  await load(process.env.KEY!);',
      `async function load(name: string) { return await ${get('name')}; }`,
    ),
    inHandler(`try { await ${get()}; } catch (error) { return { statusCode: 500 }; }`),
    `import { SecretsManager } from 'aws-sdk';\nimport express from 'express';\nconst secrets = new SecretsManager();\nexpress().get('/a', async (req, res) => {\n  const secret = await secrets.getSecretValue({ SecretId: 'db' }).promise();\n  res.end();\n});`,
    inHandler(
      `await getParameter('/app/key', { forceFetch: true });`,
      `import { getParameter } from '@aws-lambda-powertools/parameters/ssm';`,
    ),
  ],
  sound: [
    // Kept between requests.
    `${imports}const key = await ${get()};\nexport const handler = async (event: APIGatewayProxyEvent) => ({ statusCode: 200 });`,
    inHandler(`if (!key) key = await ${get()};`, 'let key;'),
    inHandler(`key ??= await ${get()};`, 'let key;'),
    inHandler(
      'const key = await load();',
      `let kept;\nasync function load() { if (kept) return kept; kept = await ${get()}; return kept; }`,
    ),
    inHandler(
      'const key = await load();',
      `const cache = new Map();\nasync function load() { const found = await ${get()}; cache.set('key', found); return found; }`,
    ),
    inHandler(
      'const key = await load();',
      `import memoize from 'memoizee';\nconst load = memoize(async () => ${get()});`,
    ),
    inHandler('init ??= load(); await init;', `let init;\nasync function load() { return await ${get()}; }`),
    inHandler(
      `await getParameter('/app/key');`,
      `import { getParameter } from '@aws-lambda-powertools/parameters/ssm';`,
    ),
    `import ssm from '@middy/ssm';\nimport middy from '@middy/core';\nexport const handler = middy(work).use(ssm({ fetchData: { key: '/app/key' } }));`,
    // The extension keeps it.
    inHandler(`await fetch('http://localhost:2773/systemsmanager/parameters/get?name=key');`),
    // Another value is taken.
    inHandler(
      `let limit = 10; try { limit = Number((await ${get()}).Parameter?.Value); } catch (error) { console.warn(error); }`,
    ),
    inHandler(`const key = await ${get()}.catch(() => fallback);`),
    // It is the data of the request.
    inHandler(`await ${get('event.path')};`),
    // It looks after the values.
    `${inHandler(`await ${get()};`)}\nimport { PutParameterCommand } from '@aws-sdk/client-ssm';\nexport const put = (Value) => ssm.send(new PutParameterCommand({ Name: '/app/key', Value }));`,
    // It runs now and then.
    inHandler(`await ${get()};`, '', 'ScheduledEvent'),
    { code: `${imports}export async function main() { await ${get()}; }`, filename: 'scripts/show.ts' },
  ],
  undetermined: [
    `${imports}export async function load() { return await ${get()}; }`,
    {
      code: `${imports}export const handler = async (event) => { await ${get()}; };`,
      message: /what starts the handler is not known/,
    },
  ],
});
