import { builtinModules } from 'node:module';
import type { JoinContext } from './join/join-context.js';
import type { FunctionLink } from './links/link-functions.js';

const networkModules: ReadonlySet<string> = new Set([
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'dns/promises',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'tls',
  'worker_threads',
]);
/** Packages that work on what they are given: values, identifiers, dates, signatures, logs. */
const localPackages =
  /^(?:zod|valibot|joi|yup|ajv|uuid|ulid|nanoid|ksuid|date-fns|dayjs|luxon|moment|lodash|ramda|bcryptjs?|jsonwebtoken|tslib|source-map-support|@types\/.*|@aws-lambda-powertools\/(?:logger|metrics|tracer|commons)|@aws-sdk\/(?:util-dynamodb|s3-request-presigner|cloudfront-signer))(?:\/|$)/;
const sdkClient = /^@aws-sdk\/client-/;
const globals = /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource)\b/;
const imports =
  /\b(import|export)\s+(type\b)?[^'"`;()]*?\bfrom\s*['"]([^'"\n]+)['"]|\b(?:require|import)\s*\(?\s*['"]([^'"\n]+)['"]/g;
/** A module that is loaded by a name that is computed. */
const computedImport = /\b(?:require|import)\s*\(\s*[^'"\s)]/;

/**
 * Whether a function surely calls no other system: of all files that it loads none imports what could, and clients of AWS
 * sign addresses only.
 */
export function makesNoRemoteCall({ file, isSeen }: FunctionLink, { closures, code }: JoinContext): boolean {
  if (!isSeen) return false;
  return [...closures.of(file)].every((one) => {
    const text = code.textOf(one);
    const facts = code.factsOf(one);
    if (text === undefined || !facts || globals.test(text) || computedImport.test(text)) return false;
    const packages = [...text.matchAll(imports)]
      .filter(([, , isType]) => isType === undefined)
      .map(([, , , from, required]) => from ?? required ?? '')
      .filter((specifier) => code.resolve(specifier, one) === undefined);
    if (!packages.every(isLocal)) return false;
    return facts.calls.length === 0 && facts.clients.every(({ use }) => use === 'local');
  });
}

function isLocal(specifier: string): boolean {
  const name = specifier.replace(/^node:/, '');
  if (builtinModules.includes(name)) return !networkModules.has(name);
  return localPackages.test(specifier) || sdkClient.test(specifier);
}
