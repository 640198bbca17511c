import { testCheck } from '../../testing/check-test.js';
import { noHardCodedEndpoint } from './no-hard-coded-endpoint.js';

const sqs = (url: string) =>
  `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nexport const send = (body) => sqs.send(new SendMessageCommand({ QueueUrl: ${url}, MessageBody: body }));`;

testCheck(noHardCodedEndpoint, {
  violations: [
    {
      code: `await fetch('http://10.0.3.17:8080/orders');`,
      message: /^The IP address 10\.0\.3\.17 is written into the code, .*\. Read it from the environment/,
    },
    `const base = 'https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod';\nawait fetch(\`\${base}/orders\`);`,
    `await fetch(new URL('/orders', 'https://orders-live.onrender.com'));`,
    `import axios from 'axios';\nexport const orders = axios.create({ baseURL: 'http://orders.internal:8080', timeout: 1000 });`,
    `import axios from 'axios';\nawait axios.get('http://orders:8080/all' + query);`,
    `import Redis from 'ioredis';\nexport const redis = new Redis({ host: 'shop.abc123.0001.euw1.cache.amazonaws.com' });`,
    { code: sqs(`'https://sqs.eu-west-1.amazonaws.com/111122223333/orders'`), message: /^The address of a queue/ },
    {
      code: `import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';\nconst lambda = new LambdaClient({});\nawait lambda.send(new InvokeCommand({ FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:pay' }));`,
      message: /^An ARN with its account/,
    },
    // One text, however often it is used.
    `const base = 'http://10.0.3.17';\nawait fetch(base + '/a');\nawait fetch(base + '/b');`,
  ],
  sound: [
    `await fetch(process.env.ORDERS_URL + '/all');`,
    `await fetch(process.env.ORDERS_URL ?? 'http://10.0.3.17');`,
    `const load = (base = 'http://10.0.3.17') => fetch(base);`,
    `await fetch('http://localhost:3000/health');`,
    `await fetch('http://127.0.0.1:2772/applications/a');`,
    `await fetch('http://169.254.170.2/v2/credentials');`,
    `await fetch('https://api.stripe.com/v1/charges');`,
    `await fetch('https://example.com/a');`,
    `await fetch('/api/orders');`,
    { code: `await fetch('https://geo.acme.com/ip');`, options: [{ publicHosts: ['acme.com'] }] },
    { code: `await fetch('http://10.0.3.17');`, filename: 'src/client.test.ts' },
    { code: `await fetch('http://10.0.3.17');`, filename: 'scripts/check.ts' },
    sqs('process.env.QUEUE_URL'),
    // Texts that no call is given.
    `export const help = 'http://10.0.3.17';\nawait fetch(process.env.URL);`,
    `import { IAM } from '@aws-sdk/client-iam';\nconst iam = new IAM({});\nawait iam.attachRolePolicy({ RoleName: role, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });`,
  ],
  undetermined: [`await fetch('https://orders.acme.com/all');`],
});
