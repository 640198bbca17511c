import type { ClientLibrary } from './types.js';

/** Objects of a library that code is mostly handed, each of whose methods here is a command to another system. */
export interface HandleLibrary {
  readonly modules: RegExp;
  /** The class, interface or factory by which the object is known. */
  readonly types: RegExp;
  /** The methods that ask the other system; builders of queries are followed to the last of them. */
  readonly methods: RegExp;
  readonly family: ClientLibrary['family'];
  /** The methods stand on members of the object, or on what its methods hand back: `gmail.users.messages.get(...)`. */
  readonly isDeep?: boolean;
}

const finds = 'find(?!er)\\w*|count\\w*|exists?\\w*|distinct';

/**
 * Sources: typeorm 0.3.27 `repository/Repository.d.ts`, `query-builder/SelectQueryBuilder.d.ts`; mongoose 8.19
 * `types/models.d.ts`; bullmq 5.61 `classes/queue-getters.d.ts`, `classes/job.d.ts`; bull 4.16 `index.d.ts`; ioredis 5.8
 * `utils/RedisCommander.d.ts`; redis 5.8 `@redis/client`; ethers 6.15 `providers/provider.d.ts`; viem 2.38
 * `clients/decorators/public.d.ts`; web3 4.16 `web3-eth`; @solana/web3.js 1.98 `lib/index.d.ts`; sequelize 6.37
 * `types/model.d.ts`; @mikro-orm/core 6.5 `EntityRepository.d.ts`; pg-promise 12 `typescript/pg-promise.d.ts`;
 * googleapis 171 `build/src/apis/gmail/v1.d.ts`; @microsoft/microsoft-graph-client 3.0 `lib/src/GraphRequest.d.ts`.
 */
export const handleLibraries: readonly HandleLibrary[] = [
  {
    modules: /^(?:typeorm|@nestjs\/typeorm)$/,
    types:
      /(?:^|Tree|Mongo|Base)Repository$|^(?:DataSource|Connection|BaseEntity|SelectQueryBuilder|get(?:Custom)?Repository)$/,
    methods: new RegExp(
      `^(?:${finds}|query|sum|average|minimum|maximum|save|insert|update|upsert|delete|remove|soft(?:Delete|Remove)|restore|recover|increment|decrement|get(?:One|OneOrFail|Many|ManyAndCount|RawOne|RawMany|RawAndEntities|Count|Exists)|execute)$`,
    ),
    family: 'database',
  },
  {
    modules: /^(?:mongoose|@nestjs\/mongoose|@typegoose\/typegoose)$/,
    types: /(?:^|[a-z])Model(?:Type)?$|^(?:model|getModelForClass)$/,
    methods: new RegExp(
      `^(?:${finds}|aggregate|create|insertMany|bulkWrite|bulkSave|updateOne|updateMany|replaceOne|deleteOne|deleteMany|estimatedDocumentCount)$`,
    ),
    family: 'database',
  },
  {
    modules: /^@mikro-orm\//,
    types: /^EntityRepository$/,
    methods: new RegExp(`^(?:${finds}|nativeInsert|nativeUpdate|nativeDelete|upsert|upsertMany)$`),
    family: 'database',
  },
  {
    modules: /^pg-promise$/,
    types: /^(?:default|IDatabase)$/,
    methods: /^(?:none|one|oneOrNone|many|manyOrNone|any|query|result|multi|func|proc)$/,
    family: 'database',
  },
  {
    modules: /^(?:bullmq|bull|bee-queue)$/,
    types: /^(?:default|Bull|Bee)?Queue(?:Pro)?$|^default$/,
    methods:
      /^(?:add|addBulk|createJob|getJobs?|get(?:Waiting|Active|Completed|Failed|Delayed)|get\w*Counts?|remove\w*|pause|resume|drain|obliterate|clean|upsertJobScheduler|getJobSchedulers?)$/,
    family: 'broker',
  },
  {
    modules: /^(?:bullmq|bull|bee-queue)$/,
    types: /^Job(?:Pro)?$/,
    methods:
      /^(?:getState|remove|retry|moveTo\w+|update\w*|promote|discard|is(?:Completed|Failed|Active|Delayed|Waiting)|waitUntilFinished|changeDelay|changePriority|getChildrenValues|log|progress|releaseLock)$/,
    family: 'broker',
  },
  {
    modules: /^(?:ioredis|redis|@redis\/client)$/,
    types: /^(?:default|Redis|Cluster|RedisClient\w*|RedisClusterType|createClient|createCluster)$/,
    methods:
      /^(?:get|set|del|unlink|exists|expire\w*|pexpire\w*|ttl|incr\w*|decr\w*|(?:m|h|l|s|z|x|get|set|r)(?:get|set|del|add|rem|push|pop|range|card|len|score|members|getall|mget|incrby|ismember|exists|keys|vals|trim|ack|setnx)\w*|hGetAll|hSet|hGet|hDel|hIncrBy|lPush|rPush|lRange|lRem|sAdd|sRem|sMembers|sIsMember|zAdd|zRem|zRange|zScore|publish|eval\w*|setEx|setex|setNX|scan)$/,
    family: 'cache',
  },
  {
    modules: /^(?:ethers|@ethersproject\/(?:providers|abstract-provider))$/,
    types: /Provider$/,
    methods:
      /^(?:get(?!Signer|Network$)\w+|call|send(?:Transaction)?|estimateGas|lookupAddress|resolveName|waitFor\w+|broadcastTransaction)$/,
    family: 'rpc',
  },
  {
    modules: /^viem$/,
    types: /^(?:PublicClient|WalletClient|create(?:Public|Wallet)Client)$/,
    methods:
      /^(?:readContract|writeContract|simulateContract|multicall|get(?!Chain$)\w+|call|estimate\w+|waitForTransactionReceipt|send\w+|verify\w+)$/,
    family: 'rpc',
  },
  {
    modules: /^@solana\/web3\.js$/,
    types: /^Connection$/,
    methods: /^(?:get\w+|send\w+|confirm\w+|simulate\w+|request\w+)$/,
    family: 'rpc',
  },
  {
    modules: /^(?:googleapis(?:\/|$)|@googleapis\/)/,
    types: /^(?!google$|Auth$|OAuth2Client$)\w+$/,
    methods:
      /^(?:get|list|create|insert|update|patch|delete|send|import|copy|export|move|query|search|watch|stop|batch\w+|append|clear)$/,
    family: 'http',
    isDeep: true,
  },
  {
    modules: /^@microsoft\/microsoft-graph-client$/,
    types: /^Client$/,
    methods: /^(?:get|post|put|patch|delete|create|update|del|getStream|putStream)$/,
    family: 'http',
    isDeep: true,
  },
];
