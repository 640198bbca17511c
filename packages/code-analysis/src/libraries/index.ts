import { ai } from './ai.js';
import { aiServices } from './ai-services.js';
import { awsSdk } from './aws-sdk.js';
import { azure } from './azure.js';
import { brokers } from './brokers.js';
import { caches } from './caches.js';
import { collaboration } from './collaboration.js';
import { commerce } from './commerce.js';
import { content } from './content.js';
import { crm } from './crm.js';
import { dataServices } from './data-services.js';
import { databases } from './databases.js';
import { drizzleConnections } from './drizzle-connections.js';
import { fetchClients } from './fetch-clients.js';
import { github } from './github.js';
import { google } from './google.js';
import { httpClients } from './http-clients.js';
import { identity } from './identity.js';
import { createLookup, createServerLookup } from './lookup.js';
import { mail } from './mail.js';
import { mailProviders } from './mail-providers.js';
import { mappers } from './mappers.js';
import { messaging } from './messaging.js';
import { mongodb } from './mongodb.js';
import { nodeHttp } from './node-http.js';
import { notifications } from './notifications.js';
import { oracle } from './oracle.js';
import { payments } from './payments.js';
import { platforms } from './platforms.js';
import { powertools } from './powertools.js';
import { prisma } from './prisma.js';
import { queryBuilders } from './query-builders.js';
import { queues } from './queues.js';
import { rpc } from './rpc.js';
import { search } from './search.js';
import { serverLibraries } from './servers.js';
import { soap } from './soap.js';
import { repositories } from './repositories.js';
import { teamServices } from './team-services.js';
import { thinClients } from './thin-clients.js';
import { vectorStores } from './vector-stores.js';
import type { ClientLibrary } from './types.js';

export { createLookup, isExportOf, type Lookup } from './lookup.js';
export { abortSignalTimeout } from './signals.js';
export type * from './types.js';

/** Every client library that the checks know, newest versions last. */
export const clientLibraries: readonly ClientLibrary[] = [
  ...fetchClients,
  ...httpClients,
  ...nodeHttp,
  ...awsSdk,
  ...databases,
  ...prisma,
  ...queryBuilders,
  ...mappers,
  ...drizzleConnections,
  ...dataServices,
  ...oracle,
  ...mongodb,
  ...caches,
  ...mailProviders,
  ...notifications,
  ...commerce,
  ...vectorStores,
  ...aiServices,
  ...platforms,
  ...collaboration,
  ...thinClients,
  ...brokers,
  ...queues,
  ...powertools,
  ...rpc,
  ...mail,
  ...github,
  ...ai,
  ...payments,
  ...identity,
  ...google,
  ...azure,
  ...messaging,
  ...repositories,
  ...teamServices,
  ...content,
  ...crm,
  ...soap,
  ...search,
];

/** Answers for the libraries above; settings with own clients make their own with `createLookup`. */
export const knownLibraries = createLookup(clientLibraries);
export const { libraryFor } = knownLibraries;

export { serverLibraries };

/** The server library that an export makes a server of, such as `fastify` of the module `fastify`. */
export const serverFor = createServerLookup(serverLibraries);
