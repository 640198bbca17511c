import { testCheck } from '../../testing/check-test.js';
import { noAllOrNothingGather } from './no-all-or-nothing-gather.js';

const route = (body: string, before = '') =>
  `import express from 'express';\nimport { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';\nconst db = new DynamoDBClient({});\n${before}\nexpress().get('/page', async (req, res) => {\n  ${body}\n  res.json({ page });\n});`;
const weather = `fetch('https://weather.example.com/today')`;
const news = `fetch('https://news.example.com/latest')`;
const item = `db.send(new GetItemCommand({ TableName: 'pages', Key: { id: { S: req.params.id } } }))`;

testCheck(noAllOrNothingGather, {
  violations: [
    {
      code: route(`const page = await Promise.all([${weather}, ${news}]);`),
      message: /^One source that fails \(weather\.example\.com, news\.example\.com\) fails the whole answer.*\. Use/,
      line: 6,
    },
    route(`const page = await Promise.all([${item}, ${news}]);`),
    route(
      'const page = await Promise.all([loadWeather(), loadNews()]);',
      `const loadWeather = async () => (await ${weather}).json();\nconst loadNews = async () => (await ${news}).json();`,
    ),
    {
      code: route('const page = await Promise.all(sources.map(async (source) => (await fetch(source.url)).json()));'),
      message: /each element of the list/,
    },
    // Promises that are put into a list, by hand and by a loop, and through a function that takes the address.
    route(`const parts = []; parts.push(${weather}); parts.push(${news}); const page = await Promise.all(parts);`),
    route(
      `const parts = []; for (const shop of ['https://a.example.com', 'https://b.example.com']) parts.push(get(\`\${shop}/items\`)); const page = await Promise.all(parts);`,
      `const get = async (url) => (await fetch(url)).json();`,
    ),
    route(
      `const shops = ['https://a.example.com', 'https://b.example.com']; const parts = []; for (const shop of shops) { parts.push(fetch(shop + '/items')); } const page = await Promise.all(parts);`,
    ),
    route(
      `const page = await Promise.all([get('https://a.example.com/x'), get('https://b.example.com/y')]);`,
      `async function get(url) { return fetch(url).then((answer) => answer.json()); }`,
    ),
    route(`const parts = [${weather}]; parts.push(${news}); const page = await Promise.all(parts);`),
  ],
  sound: [
    route(
      `const parts = []; parts.push(${weather}.catch(() => undefined)); parts.push(${news}); const page = await Promise.all(parts);`,
    ),
    route(
      `const parts = []; for (const id of ['x', 'y']) parts.push(get(\`https://a.example.com/\${id}\`)); const page = await Promise.all(parts);`,
      `const get = async (url) => (await fetch(url)).json();`,
    ),
    route(`const page = await Promise.allSettled([${weather}, ${news}]);`),
    route(`const page = await Promise.all([${weather}.catch(() => undefined), ${news}]);`),
    route(
      'const page = await Promise.all([loadWeather(), loadNews()]);',
      `const loadWeather = async () => { try { return (await ${weather}).json(); } catch { return undefined; } };\nconst loadNews = async () => (await ${news}).json();`,
    ),
    route(
      'const page = await Promise.all(sources.map(async (source) => { try { return await fetch(source.url); } catch { return undefined; } }));',
    ),
    // Writes have to succeed all.
    route(
      `const page = await Promise.all([fetch('https://a.example.com/x', { method: 'POST' }), fetch('https://b.example.com/x', { method: 'POST' })]);`,
    ),
    // One system: it answers or it does not.
    route(`const page = await Promise.all([${item}, ${item}]);`),
    route(`const page = await Promise.all([fetch('https://a.example.com/x'), fetch('https://a.example.com/y')]);`),
    route('const page = await Promise.all(ids.map((id) => fetch(`https://a.example.com/${id}`)));'),
    // Something else than reads.
    route(`const page = await Promise.all([render(), ${news}]);`),
    // Nobody waits for the answer.
    `export async function load() { return Promise.all([${weather}, ${news}]); }`,
  ],
  undetermined: [route(`const page = await Promise.all([fetch(addressOf(req)), ${news}]);`)],
});
