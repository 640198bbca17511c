import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../settings.js';
import type { Source } from '../../syntax/source.js';
import { analyze } from '../analyze.js';

function factsOf(text: string) {
  const { ast, scopeManager, visitorKeys } = parser.parseForESLint(text, { range: true });
  return analyze({ ast, scopeManager, text, visitorKeys } as unknown as Source, defaultSettings, '/project/src/a.ts');
}

const sqs = "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst client = new SQSClient({});\n";
const send = (queue: string) => `client.send(new SendMessageCommand({ QueueUrl: ${queue}, MessageBody: '' }));\n`;

describe('the resource of an operation', () => {
  it.each([
    ['a variable', send('process.env.QUEUE'), { environment: 'QUEUE' }],
    ['one that must be there', send('process.env.QUEUE!'), { environment: 'QUEUE' }],
    ['one with a default', send("process.env['QUEUE'] ?? 'local'"), { environment: 'QUEUE' }],
    ['a constant', `const url = process.env.QUEUE;\nexport const run = () => ${send('url')}`, { environment: 'QUEUE' }],
    ['a part', `const { QUEUE: url } = process.env;\n${send('url')}`, { environment: 'QUEUE' }],
    ['a member', `const config = { url: process.env.QUEUE };\n${send('config.url')}`, { environment: 'QUEUE' }],
    [
      'a reader',
      `const read = (name: string) => process.env[name] as string;\n${send("read('QUEUE')")}`,
      { environment: 'QUEUE' },
    ],
    [
      'a reader that insists',
      `function must(name: string): string { const value = process.env[name]; if (!value) throw new Error(name); return value; }\n${send("must('QUEUE')")}`,
      { environment: 'QUEUE' },
    ],
    ['text', send("'https://sqs.eu-west-1.amazonaws.com/1/q'"), { text: 'https://sqs.eu-west-1.amazonaws.com/1/q' }],
    [
      'another file',
      `import { config } from './config';\n${send('config.url')}`,
      { imported: { module: './config', path: ['config', 'url'] } },
    ],
    [
      'a parameter',
      `export const run = (url: string) => ${send('url')}`,
      { parameter: { fn: { range: [122, 210] }, index: 0, path: [] } },
    ],
    [
      'a reader of another file',
      `import { read } from './env';\n${send("read('QUEUE')")}`,
      { imported: { module: './env', path: ['read(QUEUE)'] } },
    ],
    ['a computed part of a parameter', `export const run = (url: string) => ${send('url + 1')}`, undefined],
    ['one of two texts', send("flag ? 'a' : 'b'"), undefined],
  ])('is named by %s', (_, text, wanted) => {
    expect(factsOf(sqs + text).operations.map(({ service, name, resource }) => ({ service, name, resource }))).toEqual([
      { service: 'sqs', name: 'SendMessage', resource: wanted },
    ]);
  });

  const tables =
    "import { DynamoDBClient, BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';\nconst db = new DynamoDBClient({});\n";
  const own = 'get() { return db.send(new GetItemCommand({ TableName: this.table })); }';

  it.each([
    [
      'a key of a batch',
      'db.send(new BatchGetItemCommand({ RequestItems: { [process.env.TABLE]: { Keys } } }));',
      { environment: 'TABLE' },
    ],
    [
      'a key of a batch that is a constant',
      "const table = 'orders';\ndb.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } }));",
      { text: 'orders' },
    ],
    [
      'one of several keys',
      'db.send(new BatchGetItemCommand({ RequestItems: { [process.env.A]: { Keys }, [process.env.B]: { Keys } } }));',
      undefined,
    ],
    [
      'a parameter of a constructor',
      `class Orders { constructor(private table: string) {} ${own} }\nexport const orders = new Orders(process.env.TABLE!);`,
      { environment: 'TABLE' },
    ],
    [
      'one that is assigned',
      `class Orders { constructor(table) { this.table = table; } ${own} }\nexport const orders = new Orders(process.env.TABLE);`,
      { environment: 'TABLE' },
    ],
    [
      'a class that is made twice',
      `class Orders { constructor(private table: string) {} ${own} }\nexport const a = new Orders(process.env.A!);\nexport const b = new Orders(process.env.B!);`,
      undefined,
    ],
    [
      'a class that others may make',
      `export class Orders { constructor(private table: string) {} ${own} }\nexport const a = new Orders(process.env.A!);`,
      undefined,
    ],
    [
      'a setting',
      "import convict from 'convict';\nconst config = convict({ table: { default: '', env: 'TABLE' } }).validate();\ndb.send(new GetItemCommand({ TableName: config.get('table') }));",
      { environment: 'TABLE' },
    ],
    [
      'a setting of another file',
      "import { config } from './config';\nconst table = config.get('table');\ndb.send(new GetItemCommand({ TableName: table }));",
      { imported: { module: './config', path: ['config', 'get(table)'] } },
    ],
    [
      'a value of a map',
      "const names = new Map();\ndb.send(new GetItemCommand({ TableName: names.get('table') }));",
      undefined,
    ],
  ])('is %s', (_, text, wanted) => {
    expect(factsOf(tables + text).operations.map(({ resource }) => resource)).toEqual([wanted]);
  });

  it('is the bus of events, and the table of a transaction', () => {
    const text = `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
bus.send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS }] }));
db.send(new TransactWriteCommand({ TransactItems: [{ Update: { TableName: process.env.TABLE } }] }));`;
    expect(factsOf(text).operations.map(({ resource }) => resource)).toEqual([
      { environment: 'BUS' },
      { environment: 'TABLE' },
    ]);
  });
});

describe('exports of the environment', () => {
  it('are told by name, those of objects with their path', () => {
    const text =
      "export const table = process.env.TABLE ?? '';\nexport const config = { queue: process.env.QUEUE, size: 3 };\n";
    expect(factsOf(text).entryPoints.environment).toEqual({ table: 'TABLE', 'config.queue': 'QUEUE' });
  });

  it('are told of functions that read the one that they are asked for', () => {
    const text =
      'export function read(name: string) { return process.env[name] ?? ""; }\nexport const other = (name: string) => process.env.A + name;\n';
    expect(factsOf(text).entryPoints.environment).toEqual({ 'read(*)': '*' });
  });
});

describe('names that calls hand on', () => {
  it('are told with the function that gets them', () => {
    const text = `import { send } from './send';
const save = (item, table) => table;
save(1 + 1, process.env.TABLE);
send({ queue: process.env.QUEUE, size: size() });
other(process.env.TABLE);`;
    expect(factsOf(text).namesGiven.map(({ to, names }) => ({ to, names }))).toEqual([
      { to: { range: [44, 66] }, names: { 1: { environment: 'TABLE' } } },
      { to: { module: './send', path: ['send'] }, names: { '0.queue': { environment: 'QUEUE' } } },
    ]);
  });
});

describe('settings of a configuration', () => {
  it('are exported with the variables that they are declared with', () => {
    const text =
      "const convict = require('convict');\nexport const config = convict({ table: { env: 'TABLE' }, size: { default: 3 } }).validate({ allowed: 'strict' });";
    expect(factsOf(text).entryPoints.environment).toEqual({ 'config.get(table)': 'TABLE' });
  });
});

describe('entry points', () => {
  it('tell what they run in the file and in others', () => {
    const text = `import { save } from './store';
const inner = () => save(1);
export const a = async () => inner();
export const b = build(1);
export { c as d } from './c';
export * from './e';`;
    const { own, aliases, stars, opaque } = factsOf(text).entryPoints;
    expect(own.map(({ name, reaches, calls }) => [name, reaches.length, calls.map(({ path }) => path)])).toEqual([
      ['a', 2, [['save']]],
    ]);
    expect([aliases, stars, opaque.map(({ name }) => name)]).toEqual([
      { d: { module: './c', path: ['c'] } },
      ['./e'],
      ['b'],
    ]);
  });
});
