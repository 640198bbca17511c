import { testCheck } from '../../testing/check-test.js';
import { noUnboundedRead } from './no-unbounded-read.js';

const ssm = `import { SSMClient, DescribeParametersCommand } from '@aws-sdk/client-ssm';\nconst ssm = new SSMClient({});\n`;
const describe = (input: string, after: string) =>
  `${ssm}export async function names(options) {\n  const answer = await ssm.send(new DescribeParametersCommand(${input}));\n  ${after}\n}`;
const s3 = `import { S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\n`;
const list = (input: string, after: string) =>
  `${s3}async function keys() {\n  const answer = await s3.send(new ListObjectsV2Command(${input}));\n  ${after}\n}\nawait keys();`;
const route = (body: string, head = '') =>
  `import express from 'express';\n${head}\nconst app = express();\napp.get('/orders', async (req, res) => {\n  ${body}\n});`;
const prisma = `import { prisma } from './prisma';`;
const scan = `import { DynamoDBDocumentClient, ScanCommand, paginateScan } from '@aws-sdk/lib-dynamodb';\nimport { client } from './client';`;
const ec2 = `import { paginateDescribeSubnets } from '@aws-sdk/client-ec2';\nimport { client } from './client';`;

const pools = (input: string, after: string) =>
  `import { CognitoIdentityProviderClient, ListUserPoolClientsCommand } from '@aws-sdk/client-cognito-identity-provider';\nconst cognito = new CognitoIdentityProviderClient({});\nexport async function clientOf(id, name) {\n  const answer = await cognito.send(new ListUserPoolClientsCommand(${input}));\n  ${after}\n}`;

const repository = (methods: string) =>
  `import { InjectRepository } from '@nestjs/typeorm';\nimport { Repository } from 'typeorm';\nexport class Orders {\n  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}\n${methods}\n}`;

testCheck(noUnboundedRead, {
  violations: [
    // One finding, although the scan both reads everything and stops after its first page.
    route(
      `const { Items = [] } = await client.send(new ScanCommand({ TableName: 'orders' }));\n  res.json(Items.map(({ id }) => id));`,
      scan,
    ),
    // The first page is taken for all.
    {
      code: describe('{}', 'return (answer.Parameters ?? []).map((one) => one.Name);'),
      message: /^DescribeParameters answers with one page, .* missing\. Follow the token/,
      line: 4,
    },
    describe(
      '{}',
      'console.log(`found ${JSON.stringify(answer)}`);\n  return answer.Parameters.map((one) => one.Name);',
    ),
    describe(
      '{ ParameterFilters: options.patterns.map((one) => ({ Key: "Name", Option: "Contains", Values: [one] })) }',
      'console.log("found", { answer });\n  return answer.Parameters?.length ?? 0;',
    ),
    // What names the whole is no selector of its parts.
    `import { SSMClient, GetParametersByPathCommand } from '@aws-sdk/client-ssm';\nconst ssm = new SSMClient({});\nexport async function names(Path) {\n  const answer = await ssm.send(new GetParametersByPathCommand({ Path }));\n  return answer.Parameters.map((one) => one.Name);\n}`,
    list(`{ Bucket: 'reports', Prefix: 'a/' }`, 'return answer.Contents?.find(({ Key }) => Key === wanted);'),
    list(
      `{ Bucket: 'reports', MaxKeys: 1000 }`,
      'const { Contents } = answer;\n  for (const one of Contents) await use(one);',
    ),
    // A selector that its type makes optional.
    `import { EC2Client, DescribeLaunchTemplatesCommand } from '@aws-sdk/client-ec2';\nconst ec2 = new EC2Client({});\ninterface Options { names?: string[] }\nasync function load(options: Options) {\n  const answer = await ec2.send(new DescribeLaunchTemplatesCommand({ LaunchTemplateNames: options.names }));\n  return answer.LaunchTemplates.map((one) => one.LaunchTemplateId);\n}\nexport const run = (options: Options) => load(options);`,
    // An index may have several items under one key.
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nimport { QueryCommand } from '@aws-sdk/lib-dynamodb';\nconst db = new DynamoDBClient({});\nexport async function all(id) {\n  const { Items } = await db.send(new QueryCommand({ TableName: 'orders', IndexName: 'by-day', KeyConditionExpression: 'day = :day AND shop = :shop' }));\n  return Items.map((one) => one.id);\n}`,
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nimport { QueryCommand } from '@aws-sdk/lib-dynamodb';\nconst db = new DynamoDBClient({});\nexport async function all(id) {\n  const { Items } = await db.send(new QueryCommand({ TableName: 'orders', KeyConditionExpression: 'pk = :pk AND begins_with(sk, :day)' }));\n  return Items.map((one) => one.id);\n}`,
    `import AWS from 'aws-sdk';\nconst db = new AWS.DynamoDB.DocumentClient();\nexport async function of(customer) {\n  const { Items } = await db.query({ TableName: 'orders', KeyConditionExpression: 'c = :c' }).promise();\n  return Items.map((one) => one.id);\n}`,
    `export async function pages(token) {\n  const answer = await fetch('https://api.example.com/search', { method: 'POST', body: JSON.stringify({ page_size: 100 }) });\n  return (await answer.json()).results;\n}`,
    `import axios from 'axios';\nexport async function users() {\n  const { data } = await axios.get('https://api.example.com/users?per_page=100');\n  return data.users.length;\n}`,
    `import { Client } from '@notionhq/client';\nconst notion = new Client({ auth: key });\nexport async function databases() {\n  const answer = await notion.search({ filter2: 1, page_size: 100 });\n  return answer.results.map((one) => one.id);\n}`,
    `import { Octokit } from '@octokit/rest';\nconst octokit = new Octokit();\nexport async function names(org) {\n  const answer = await octokit.rest.repos.listForOrg({ org, per_page: 100 });\n  return answer.data.map((one) => one.name);\n}`,
    // A few in no order, among which one is looked for.
    pools(
      '{ UserPoolId: id, MaxResults: 10 }',
      'return answer.UserPoolClients.filter((one) => one.ClientName === name)[0].ClientId;',
    ),
    pools(
      '{ UserPoolId: id, MaxResults: 10 }',
      'const { UserPoolClients: clients } = answer;\n  return clients?.find((one) => one.ClientName === name);',
    ),
    `import { Translate } from '@aws-sdk/client-translate';\nconst translate = new Translate({});\nexport async function names() {\n  const answer = await translate.listTerminologies({});\n  return answer.TerminologyPropertiesList.map((one) => one.Name);\n}`,
    // Everything, for one request.
    {
      code: route('res.json(await prisma.order.findMany());', prisma),
      message: /^prisma\.order\.findMany reads everything/,
    },
    route('res.json(await prisma.order.findMany({ orderBy: { at: "desc" }, where: undefined }));', prisma),
    route('res.json(await Order.findAll());', `import { Order } from './models';`),
    route('res.json(await Order.find({}).sort("at"));', `import { Order } from './models/order';`),
    route('res.json(await client.db().collection("orders").find({}).toArray());', `import { client } from './mongo';`),
    route('res.json(await orderRepository.find());', `import { orderRepository } from './repositories';`),
    route('res.json(await db.select().from(orders));', `import { db, orders } from './db';`),
    route(
      'const { rows } = await pool.query("SELECT id, total FROM orders ORDER BY at"); res.json(rows);',
      `import { pool } from './db';`,
    ),
    route('res.json(await sql`select * from orders`);', `import { sql } from './db';`),
    {
      code: route(
        `const items = [];\n  for await (const page of paginateScan({ client }, { TableName: 'orders' })) items.push(...page.Items);\n  res.json(items);`,
        scan,
      ),
      message: /^Scan reads everything/,
    },
    route(
      `const keys = [];\n  for await (const page of paginateListObjectsV2({ client }, { Bucket: 'reports' })) keys.push(...page.Contents);\n  res.json(keys);`,
      `import { paginateListObjectsV2 } from '@aws-sdk/client-s3';\nimport { client } from './client';`,
    ),
    // A job holds all of it as well.
    {
      code: `import cron from 'node-cron';\n${prisma}\ncron.schedule('5 4 * * *', async () => { for (const one of await prisma.order.findMany()) await check(one); });`,
      message: /at once, so it takes more time and memory/,
    },
    `${prisma}\nexport const all = () => prisma.order.findMany();`,
    // Conditions that leave ever more: states, what is not deleted, and what is old.
    {
      code: route('res.json(await prisma.order.findMany({ where: { state: "open", deletedAt: null } }));', prisma),
      message: /^prisma\.order\.findMany reads all that its condition leaves for one request/,
    },
    route(
      'res.json(await prisma.order.findMany({ where: { NOT: { state: State.Closed }, at: { lt: new Date() } } }));',
      prisma,
    ),
    route(
      'res.json(await Order.find({ state: "open", at: { $lt: cutoff } }));',
      `import { Order } from './models/order';`,
    ),
    route(
      'res.json(await prisma.order.findMany({ where: req.query.owner ? { owner: req.query.owner } : {} }));',
      prisma,
    ),
    route(
      'res.json(await pool.query("SELECT id FROM orders WHERE deleted_at IS NULL"));',
      `import { pool } from './db';`,
    ),
    // TypeORM: active records, repositories by type, by a lookup and by a builder, in one chain or step by step.
    `import { User } from './models';\nexport const all = async () => User.find({ relations: ['roles'] });`,
    `export const all = async (app) => app.source.getRepository(Order).find({ where: { open: true } });`,
    repository(`  async all() { return this.orders.find({ order: { at: 'ASC' } }); }`),
    repository(`  async all() { return this.orders.findBy({ open: true }); }`),
    repository(`  async all() { return this.orders.createQueryBuilder('o').where('o.closed IS NULL').getMany(); }`),
    repository(
      `  async all() { const query = this.orders.createQueryBuilder('o'); query.andWhere('o.open = true'); const found = await query.getMany(); return found; }`,
    ),
    `import { Model } from 'mongoose';\nexport class Users {\n  constructor(private readonly users: Model<User>) {}\n  all() { return this.users.find({ active: true }).lean(); }\n}`,
    `import { UserModel } from '@/users/user.model.js';\nexport const all = async () => (await UserModel.find().select('-password')).map((one) => one.name);`,
    route('res.json(await prisma.user.findMany({ where: { external_user: false } }));', prisma),
    // All of one owner, by an id, a related record, a search, and a condition that a function gives.
    {
      code: route('res.json(await prisma.order.findMany({ where: { userId: req.user.id } }));', prisma),
      message: /^prisma\.order\.findMany reads all records of one owner for one request/,
    },
    route('res.json(await prisma.order.findMany({ where: { team: { id: req.user.team }, hidden: false } }));', prisma),
    route(
      'res.json(await prisma.contact.findMany({ where: { projectId: req.user.id, OR: [{ name: { contains: req.query.q } }, { note: { contains: req.query.q } }] } }));',
      prisma,
    ),
    route(
      'res.json(await prisma.order.findMany({ where: { AND: [{ userId: req.user.id }, { deletedAt: null }] } }));',
      prisma,
    ),
    route(
      'const found = await Message.find({ userId: req.user.id }).lean(); res.json(found);',
      `import { Message } from './models/message';`,
    ),
    route(
      'res.json(await models.Order.findAll({ where: { UserId: req.user.id } }));',
      `import { models } from './models';`,
    ),
    route(
      'res.json(await db.query.orders.findMany({ where: eq(orders.userId, req.user.id) }));',
      `import { eq } from 'drizzle-orm';\nimport { db, orders } from './db';`,
    ),
    route(
      'res.json(await db.query.orders.findMany({ where: (orders, { and, eq, isNull }) => and(eq(orders.userId, req.user.id), isNull(orders.deletedAt)) }));',
      `import { db } from './db';`,
    ),
    route(
      'res.json(await prisma.user.findUnique({ where: { id: req.user.id } }).orders({ orderBy: { at: "desc" } }));',
      prisma,
    ),
    route(
      'res.json(await collections.conversations.find({ ...ofUser(req) }).toArray());',
      `import { collections } from './db';\nconst ofUser = (req) => (req.user ? { userId: req.user.id } : { sessionId: req.session.id, userId: { $exists: false } });`,
    ),
    {
      code: route(
        'res.json(await prisma.account.findMany({ where: { ...onlyPaying(), open: true } }));',
        `${prisma}\nimport { onlyPaying } from './paying';`,
      ),
      files: {
        'src/paying.ts': `export function onlyPaying() { return { owner: { plan: { OR: [{ endsAt: { gt: new Date() } }, { state: { in: ['active', 'trial'] } }] } } }; }`,
      },
    },
    route(
      'res.json(await prisma.account.findMany({ where: { open: true, ...(req.query.owner ? { owner: req.query.owner } : {}) } }));',
      prisma,
    ),
    route(
      'res.json(await db.query.deployments.findMany({ where: eq(deployments.appId, req.params.app), orderBy: desc(deployments.at) }));',
      `import { desc, eq } from 'drizzle-orm';\nimport { db, deployments } from './db';`,
    ),
    // Lists of related records.
    {
      code: route(
        'res.json(await prisma.campaign.findUnique({ where: { id: req.params.id }, include: { orders: true, roles: true, contact: { select: { messages: { select: { id: true } } } } } }));',
        prisma,
      ),
      message: /^prisma\.campaign\.findUnique reads along `orders` and `messages` of each record/,
    },
    route(
      'res.json(await prisma.campaign.findMany({ take: 20, include: { orders: { where: { hidden: false } } } }));',
      prisma,
    ),
    // The same in each round.
    {
      code: `${prisma}\nexport async function sync(contexts, owner) { for (const context of contexts) { const all = await prisma.repo.findMany({ where: { owner } }); await write(context, all); } }`,
      message: /reads the same records again in each round of the loop/,
    },
    `import { Repo } from './models/repo';\nexport async function sync(contexts) { for (const context of contexts) { const all = await Repo.find({}); await write(context, all); } }`,
    // Handlers of other files and frameworks.
    {
      code: `${prisma}\nexport class Orders { static lists = { all: (userId) => cached('orders', async () => prisma.order.findMany({ where: { userId } })) }; }`,
      files: {
        'src/routes.ts': `import { Controller, Get } from '@overnightjs/core';\nimport { Orders } from './file';\n@Controller('orders')\nexport class Routes { @Get('') async list(req, res) { res.json(await Orders.lists.all(req.user.id)); } }`,
      },
    },
    {
      code: `import { db } from '$lib/db';\nexport async function GET({ locals }) { return Response.json(await db.orders.find({ userId: locals.user.id }).toArray()); }`,
      filename: 'src/routes/orders/+server.js',
    },
    // Redis goes over all of its keys.
    {
      code: `export const sessions = (redis) => redis.keys('session:*');`,
      message: /serves nobody else meanwhile/,
    },
    'export const nonces = async (client, wallet) => { const pattern = `nonce:${wallet}:*`; return client.keys(pattern); };',
  ],
  sound: [
    describe('{}', 'return { names: answer.Parameters, next: answer.NextToken };'),
    describe('{ NextToken: options.token }', 'return answer.Parameters.map((one) => one.Name);'),
    describe('{ MaxResults: 10 }', 'return answer.Parameters.map((one) => one.Name);'),
    describe('{}', 'return answer.Parameters?.[0]?.Name;'),
    describe('{}', 'const [first] = answer.Parameters ?? [];\n  return first.Name;'),
    list(`{ Bucket: 'reports', Prefix: 'a/' }`, 'return (answer.Contents?.length ?? 0) > 0;'),
    list(
      `{ Bucket: 'reports' }`,
      'if (answer.IsTruncated) throw new Error("too many");\n  return answer.Contents.map(({ Key }) => Key);',
    ),
    // What is wanted is named.
    `import { EC2Client, DescribeInstancesCommand } from '@aws-sdk/client-ec2';\nconst ec2 = new EC2Client({});\nexport async function load(ids) {\n  const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: ids }));\n  return answer.Reservations.map((one) => one.Instances);\n}`,
    `import { CloudFormation } from '@aws-sdk/client-cloudformation';\nconst cfn = new CloudFormation({});\nexport async function load(name) {\n  const answer = await cfn.describeStacks({ StackName: name });\n  return answer.Stacks.map((one) => one.Outputs);\n}`,
    // A few that are wanted as they come, or in an order.
    pools('{ UserPoolId: id, MaxResults: 10 }', 'return answer.UserPoolClients.map((one) => one.ClientName);'),
    pools(
      '{ UserPoolId: id, MaxResults: 10 }',
      'if (answer.NextToken) throw new Error("too many");\n  return answer.UserPoolClients.find((one) => one.ClientName === name);',
    ),
    `import { SageMakerClient, ListEndpointsCommand } from '@aws-sdk/client-sagemaker';\nconst sagemaker = new SageMakerClient({});\nexport async function latest(name) {\n  const { Endpoints } = await sagemaker.send(new ListEndpointsCommand({ SortBy: 'CreationTime', MaxResults: 5 }));\n  return Endpoints.find((one) => one.EndpointStatus === 'InService');\n}`,
    // Operations without pages.
    `import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';\nconst sts = new STSClient({});\nexport const who = async () => (await sts.send(new GetCallerIdentityCommand({}))).Account;`,
    { code: describe('{}', 'return answer.Parameters.map((one) => one.Name);'), filename: 'scripts/list.ts' },
    `export async function page(cursor) {\n  const answer = await fetch('https://api.example.com/search', { method: 'POST', body: JSON.stringify({ page_size: 100, start_cursor: cursor }) });\n  return (await answer.json()).results;\n}`,
    `export async function page() {\n  const answer = await fetch('https://api.example.com/search?per_page=10');\n  return (await answer.json()).results;\n}`,
    `import { Octokit } from '@octokit/rest';\nconst octokit = new Octokit();\nexport const names = async (org) => (await octokit.paginate(octokit.rest.repos.listForOrg, { org, per_page: 100 })).map((one) => one.name);`,
    `import Stripe from 'stripe';\nconst stripe = new Stripe(key);\nexport async function each() {\n  for await (const one of stripe.customers.list({ limit: 100 })) await use(one);\n}`,
    // Bounded reads of requests.
    route('res.json(await prisma.order.findMany({ take: 50 }));', prisma),
    route('res.json(await Order.findAll({ offset, limit: req.limit }));', `import { Order } from './models';`),
    route('res.json(await Order.find({}).limit(20));', `import { Order } from './models/order';`),
    route('res.json(await db.select().from(orders).limit(20));', `import { db, orders } from './db';`),
    route('res.json(await db.select({ n: count() }).from(orders));', `import { db, orders, count } from './db';`),
    route(
      'const { rows } = await pool.query("SELECT count(*) FROM orders"); res.json(rows);',
      `import { pool } from './db';`,
    ),
    route(
      'const { rows } = await pool.query("SELECT * FROM orders LIMIT 20"); res.json(rows);',
      `import { pool } from './db';`,
    ),
    // What is kept is read once for many requests.
    route('kept ??= await prisma.order.findMany(); res.json(kept);', `${prisma}\nlet kept;`),
    route(
      'const found = prisma.order.findMany().catch((error) => { kept = undefined; throw error; });\n  kept = found;\n  res.json(await kept);',
      `${prisma}\nlet kept;`,
    ),
    route('const all = await list.find((one) => one.id === req.params.id); res.json(all);'),
    // A bounded scan, and a walk that ends early.
    route(`res.json((await client.send(new ScanCommand({ TableName: 'orders', Limit: 20 }))).Items);`, scan),
    route(
      `for await (const page of paginateScan({ client }, { TableName: 'orders' })) {\n    if (page.Items.length > 0) return res.json(page.Items);\n  }`,
      scan,
    ),
    // What is wanted is named.
    route(
      `const found = [];\n  for await (const page of paginateDescribeSubnets({ client }, { SubnetIds: [req.params.id] })) found.push(...page.Subnets);\n  res.json(found);`,
      ec2,
    ),
    // The whole key of a table names one item.
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nimport { QueryCommand } from '@aws-sdk/lib-dynamodb';\nconst db = new DynamoDBClient({});\nexport async function one(id) {\n  const { Items } = await db.send(new QueryCommand({ TableName: 'orders', KeyConditionExpression: '#pk = :pk AND sk = :sk' }));\n  return Items[0];\n}`,
    // What is unique, a limit that is added on the way, and a table of one row.
    route('res.json(await prisma.order.findMany({ where: { id: req.params.id } }));', prisma),
    route('res.json((await pool.query("SELECT * FROM chain_tip")).rows[0]);', `import { pool } from './db';`),
    route('const [rows] = await pool.query("SELECT * FROM tip"); res.json(rows[0]);', `import { pool } from './db';`),
    route('const [tip] = await sql`select * from tip`; res.json(tip);', `import { sql } from './db';`),
    route(
      'res.json((await pool.query("SELECT UNIX_TIMESTAMP(MAX(at)) FROM stats")).rows.map((one) => one.at));',
      `import { pool } from './db';`,
    ),
    repository(
      `  async page(skip) { const query = this.orders.createQueryBuilder('o').where('o.closed IS NULL'); query.take(20).skip(skip); return query.getMany(); }`,
    ),
    repository(`  async page(skip) { return this.orders.find({ where: { open: true }, skip, take: 20 }); }`),
    `const names = (cache) => Object.keys('a*');\nexport const all = (map) => [...map.keys()];`,
    'export const held = (sql, open) => sql`WITH held AS (${open ? sql`SELECT * FROM nft` : sql`SELECT id FROM nft`}) SELECT * FROM held LIMIT 5`;',
    `export const recent = (pool) => pool.query('SELECT * FROM stats WHERE added > NOW() - INTERVAL 2 HOUR');`,
    // Tables that people fill by hand.
    route('res.json(await prisma.shopConfig.findMany());', prisma),
    route('res.json(await configCollection.find({}).toArray());', `import { configCollection } from './mongo';`),
    route('res.json(await prisma.webhooks.findMany({ where: { type: "created" } }));', prisma),
    route('res.json(await prisma.category.findMany({ where: { hidden: false } }));', prisma),
    // Lists of related records with a limit, counted, few by nature, and read by a job.
    route(
      'res.json(await prisma.campaign.findUnique({ where: { id: req.params.id }, include: { orders: { take: 20 }, roles: true } }));',
      prisma,
    ),
    route(
      'res.json(await prisma.campaign.findFirst({ where: { id: req.params.id }, include: { _count: { select: { orders: true } } } }));',
      prisma,
    ),
    route(
      'res.json(await prisma.campaign.findUnique({ where: { id: req.params.id } }).orders({ take: 20, skip: req.query.skip }));',
      prisma,
    ),
    `${prisma}\nexport const of = (id) => prisma.campaign.findUnique({ where: { id }, include: { orders: true } });`,
    // Rounds of a loop that ask for something of their own, or change what they ask for.
    `${prisma}\nexport async function each(shops) { for (const shop of shops) await use(await prisma.order.findMany({ where: { shopId: shop.id } })); }`,
    `${prisma}\nexport async function each(shops, owner) { for (const shop of shops) { const left = await prisma.order.findMany({ where: { owner } }); await prisma.order.updateMany({ where: { shop }, data: { left: left.length } }); } }`,
    `${prisma}\nexport async function walk(owner) { let after = 0; for (const _ of days) { const page = await prisma.order.findMany({ where: { owner, at: { gt: after } } }); after = page.at(-1).at; } }`,
    // A job that asks for what belongs to one.
    `${prisma}\nexport const of = (owner) => prisma.order.findMany({ where: { owner } });`,
    `${prisma}\nexport const fresh = (since) => prisma.order.findMany({ where: { open: true, at: { gte: since } } });`,
  ],
  undetermined: [
    // Everything goes to the caller, the token included.
    describe('{}', 'return { statusCode: 200, body: JSON.stringify(answer) };'),
    // The quotas of an account bound its resources.
    route(
      `const found = [];\n  for await (const page of paginateDescribeSubnets({ client }, {})) found.push(...page.Subnets);\n  res.json(found);`,
      ec2,
    ),
    describe('{}', 'return answer;'),
    describe('options', 'return answer.Parameters.map((one) => one.Name);'),
    `import { EC2Client, DescribeInstancesCommand } from '@aws-sdk/client-ec2';\nconst ec2 = new EC2Client({});\nexport async function load(tags) {\n  const answer = await ec2.send(new DescribeInstancesCommand({ Filters: tags }));\n  return answer.Reservations.map((one) => one.Instances);\n}`,
    route('res.json(await prisma.address.findMany({ where: { userId: req.user.id } }));', prisma),
    // What one owner has in hand, and what belongs to two at once, may be few.
    route('res.json(await prisma.order.findMany({ where: { userId: req.user.id, state: "pending" } }));', prisma),
    route(
      'res.json(await prisma.order.findMany({ where: { userId: req.user.id, shippedAt: null, sentAt: null } }));',
      prisma,
    ),
    route('res.json(await prisma.order.findMany({ where: { userId: req.user.id, shopId: req.body.shop } }));', prisma),
    route('res.json(await prisma.project.findUnique({ where: { id: req.params.id } }).memberships());', prisma),
    route('res.json(await prisma.order.findMany({ where: { id: { in: req.body.ids } } }));', prisma),
    route('const where = {}; narrow(where); res.json(await prisma.order.findMany({ where }));', prisma),
    route('res.json(await Order.findAll(req.options));', `import { Order } from './models';`),
    route(
      'let query = db.select().from(orders); res.json(await narrowed(query));',
      `import { db, orders } from './db';`,
    ),
  ],
});
