/** A library that hands events from those who publish to those who subscribed, within one process. */
export interface EventEngine {
  readonly label: string;
  readonly modules: readonly string[];
  readonly export: string;
  readonly construct: boolean;
  /** Options with which events come from elsewhere. */
  readonly options: readonly string[];
  /** The repair as code. */
  readonly repair: string;
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}

export const eventEngines: readonly EventEngine[] = [
  {
    label: 'graphql-subscriptions',
    modules: ['graphql-subscriptions', 'apollo-server', 'apollo-server-express'],
    export: 'PubSub',
    construct: true,
    options: ['eventEmitter'],
    repair: 'new RedisPubSub({ ... })',
    source: {
      version: '3.0.0',
      url: 'https://github.com/apollographql/graphql-subscriptions#pubsub-implementations',
      evidence:
        'dist/pubsub.js: publish emits on an EventEmitter; readme: use one with an external store in production',
    },
  },
  {
    label: 'GraphQL Yoga',
    modules: ['graphql-yoga', '@graphql-yoga/subscription', '@graphql-yoga/node'],
    export: 'createPubSub',
    construct: false,
    options: ['eventTarget'],
    repair: 'createPubSub({ eventTarget: createRedisEventTarget({ ... }) })',
    source: {
      version: '5.1.1',
      url: 'https://the-guild.dev/graphql/yoga-server/docs/features/subscriptions#distributed-pubsub-for-production',
      evidence: 'cjs/create-pub-sub.js: config?.eventTarget ?? new EventTarget()',
    },
  },
];

/** Modules of engines that all instances share, by their names. */
export const sharedEngines = /redis|nats|kafka|rabbit|amqp|postgres|mqtt|google-pubsub|mongodb?-subscriptions/i;
