/** Methods by which a library changes what the other side keeps, or hands a message over. */
export interface WritingMethods {
  readonly modules: RegExp;
  readonly methods: ReadonlySet<string>;
  /** `database` where the failed call leaves a record as it was; `broker` where a message or mail is not handed over. */
  readonly kind: 'database' | 'broker';
}

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const mongo =
  'insertOne insertMany updateOne updateMany replaceOne bulkWrite deleteOne deleteMany findOneAndUpdate findOneAndReplace findOneAndDelete';

/**
 * Sources: knex 3.1 `lib/query/querybuilder.js`; kysely 0.28 `query-creator.d.ts`; drizzle-orm 0.45 `pg-core/db.d.ts`;
 * mongodb 7.0 `lib/collection.js`; mongoose 8.19 `types/models.d.ts`, `types/document.d.ts`; typeorm 0.3.27
 * `repository/Repository.d.ts`; sequelize 6.37 `types/model.d.ts`; objection 3.1 `typings/objection/index.d.ts`;
 * @mikro-orm/core 6.5 `EntityManager.d.ts`; @prisma/client 6.19, as generated; kafkajs 2.2 `types/index.d.ts`; amqplib 0.10
 * `lib/channel_model.js`; bullmq 5.61 `classes/queue.d.ts`; bull 4.16 `index.d.ts`; nodemailer 7.0 `lib/mailer/index.js`;
 * @google-cloud/pubsub 5.2 `publisher/index.d.ts`; @azure/service-bus 7.9 `types/latest/service-bus.d.ts`; pg-boss 12.0 `dist/index.d.mts`; bee-queue 2.0
 * `lib/queue.js`, where the job that is made still has to be saved; amqp-connection-manager 5.0 `ChannelWrapper.d.ts`;
 * @azure/event-hubs 6.0 `eventHubProducerClient.d.ts`; @google-cloud/storage 7.19 `file.d.ts`, `bucket.d.ts`; @upstash/qstash 2.12
 * `client.d.ts`.
 */
const writingMethods: readonly WritingMethods[] = [
  {
    modules: /^knex(?:$|\/)/,
    methods: names('insert update upsert del delete increment decrement truncate batchInsert'),
    kind: 'database',
  },
  {
    modules: /^kysely(?:$|\/)/,
    methods: names('insertInto replaceInto updateTable deleteFrom mergeInto'),
    kind: 'database',
  },
  { modules: /^drizzle-orm(?:$|\/)/, methods: names('insert update delete'), kind: 'database' },
  { modules: /^mongodb$/, methods: names(mongo), kind: 'database' },
  {
    modules: /^(?:mongoose|@nestjs\/mongoose)$/,
    methods: names(`${mongo} create save bulkSave findByIdAndUpdate findByIdAndDelete`),
    kind: 'database',
  },
  {
    modules: /^(?:typeorm|@nestjs\/typeorm)$/,
    methods: names('save insert update upsert delete remove softDelete softRemove restore recover increment decrement'),
    kind: 'database',
  },
  {
    modules: /^(?:sequelize|sequelize-typescript|@nestjs\/sequelize)$/,
    methods: names('create bulkCreate update upsert destroy save restore increment decrement findOrCreate'),
    kind: 'database',
  },
  {
    modules: /^objection$/,
    methods: names('insert insertGraph patch update delete deleteById patchAndFetchById upsertGraph'),
    kind: 'database',
  },
  {
    modules: /^@mikro-orm\//,
    methods: names('flush persistAndFlush removeAndFlush nativeInsert nativeUpdate nativeDelete upsert'),
    kind: 'database',
  },
  {
    modules: /^(?:@prisma\/client|\.prisma\/client)(?:$|\/)/,
    methods: names('create createMany createManyAndReturn update updateMany upsert delete deleteMany $executeRaw'),
    kind: 'database',
  },
  { modules: /^kafkajs$/, methods: names('send sendBatch sendOffsets'), kind: 'broker' },
  {
    modules: /^(?:amqplib|amqplib\/callback_api|amqp-connection-manager)$/,
    methods: names('publish sendToQueue'),
    kind: 'broker',
  },
  { modules: /^(?:bull|bullmq|bee-queue)$/, methods: names('add addBulk createJob'), kind: 'broker' },
  { modules: /^nodemailer$/, methods: names('sendMail'), kind: 'broker' },
  { modules: /^@google-cloud\/pubsub$/, methods: names('publish publishMessage publishJSON'), kind: 'broker' },
  {
    modules: /^@azure\/(?:service-bus|event-hubs)$/,
    methods: names('sendMessages sendBatch scheduleMessages'),
    kind: 'broker',
  },
  { modules: /^@google-cloud\/storage$/, methods: names('save upload copy move'), kind: 'database' },
  {
    modules: /^@upstash\/qstash$/,
    methods: names('publish publishJSON batch batchJSON enqueue enqueueJSON'),
    kind: 'broker',
  },
  { modules: /^pg-boss$/, methods: names('send sendAfter insert publish schedule'), kind: 'broker' },
];

/** What a method of a library writes; undefined for all others. */
export function writingMethod(module: string, method: string): WritingMethods['kind'] | undefined {
  return writingMethods.find(({ modules, methods }) => methods.has(method) && modules.test(module))?.kind;
}

/** True for a name that some library has for a method that writes. */
export function mayWrite(method: string): boolean {
  return writingMethods.some(({ methods }) => methods.has(method));
}
