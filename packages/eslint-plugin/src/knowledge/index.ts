import { awsSdk } from './aws-sdk.js';
import { fetchClients } from './fetch-clients.js';
import { httpClients } from './http-clients.js';
import { createLookup } from './lookup.js';
import { nodeHttp } from './node-http.js';
import type { ClientLibrary } from './types.js';

export { createLookup, isExportOf, type Lookup, type Match, type SetterMatch } from './lookup.js';
export { abortSignalTimeout } from './signals.js';
export type * from './types.js';

/** Every client library that the checks know, newest versions last. */
export const clientLibraries: readonly ClientLibrary[] = [...fetchClients, ...httpClients, ...nodeHttp, ...awsSdk];

/** Answers for the libraries above; settings with own clients make their own with `createLookup`. */
export const knownLibraries = createLookup(clientLibraries);
export const { libraryFor, librariesOf, setterFor } = knownLibraries;
