import { testCheck } from '../../testing/check-test.js';
import { noIgnoredTimeoutOption } from './no-ignored-timeout-option.js';

testCheck(noIgnoredTimeoutOption, {
  violations: [
    `import https from 'node:https';\nconst agent = new https.Agent({ keepAlive: false, timeout: 60_000 });\nexport const load = (url) => https.get(url, { agent });`,
    {
      code: `await fetch(url, {\n  method: 'POST',\n  timeout: 5000,\n});`,
      message:
        /^fetch does not act on `timeout`: fetch has no such option, so fetch waits up to 5 minutes .*\. Write `signal: /,
      line: 3,
      repaired: `await fetch(url, {\n  method: 'POST',\n  signal: AbortSignal.timeout(5000),\n});`,
    },
    {
      code: `const timeout = 5000;\nawait fetch(url, { timeout });`,
      repaired: `const timeout = 5000;\nawait fetch(url, { signal: AbortSignal.timeout(timeout) });`,
    },
    `const options = { timeout: 5000 };\nawait fetch(url, options);`,
    `const options = {};\noptions.timeout = 5000;\nawait fetch(url, options);`,
    `import { request } from 'undici';\nawait request(url, { timeout: 5000 });`,
    // The newest version decides where none is installed, and it is said so.
    {
      code: `import fetch from 'node-fetch';\nawait fetch(url, { timeout: 5000 });`,
      message: /in its newest version: node-fetch removed it in version 3/,
    },
    `import { MongoClient } from 'mongodb';\nexport const client = new MongoClient(uri, { timeoutMS: 5000 });`,
    // The SDK of AWS: at the top, of another version, in an agent.
    `import { S3Client } from '@aws-sdk/client-s3';\nexport const client = new S3Client({ requestTimeout: 5000 });`,
    `import { S3Client } from '@aws-sdk/client-s3';\nexport const client = new S3Client({ httpOptions: { timeout: 5000 } });`,
    {
      code: `import { S3Client } from '@aws-sdk/client-s3';\nexport const client = new S3Client({ maxRetries: 3 });`,
      message: /maxAttempts, so its own number of attempts applies/,
    },
    `import https from 'node:https';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
export const client = new SQSClient({
  requestHandler: new NodeHttpHandler({ httpsAgent: new https.Agent({ keepAlive: true, timeout: 5000 }) }),
});`,
    `import http from 'node:http';
import axios from 'axios';
export const api = axios.create({ httpAgent: new http.Agent({ timeout: 5000 }) });`,
    // Other libraries.
    `import { GraphQLClient } from 'graphql-request';\nexport const api = new GraphQLClient(url, { timeout: 5000 });`,
    `import { Octokit } from '@octokit/rest';\nexport const github = new Octokit({ request: { timeout: 5000 } });`,
    {
      code: `import pg from 'pg';\nexport const pool = new pg.Pool({ connect_timeout: 5 });`,
      message: /so connecting is not bounded by it\. Write it where/,
    },
    `import mysql from 'mysql2/promise';\nexport const pool = mysql.createPool({ timeout: 5000 });`,
    `import { createClient } from 'redis';\nexport const client = createClient({ commandOptions: { timeout: 5000 } });`,
    // One option, used by two calls.
    `const options = { timeout: 5000 };\nawait fetch(a, options);\nawait fetch(b, options);`,
    // The number of attempts is lost although the call is bounded.
    `import { S3Client } from '@aws-sdk/client-s3';
export const client = new S3Client({
  maxRetries: 3,
  requestHandler: { connectionTimeout: 1000, socketTimeout: 5000 },
});`,
  ],
  sound: [
    // It closes sockets that nobody uses.
    `import https from 'node:https';\nconst agent = new https.Agent({ keepAlive: true, timeout: 60_000 });\nexport const load = (url, done) => https.get(url, { agent, signal: AbortSignal.timeout(5000) }, done);`,
    `await fetch(url, { signal: AbortSignal.timeout(5000) });`,
    // Something else bounds the call, so nothing is lost.
    `await fetch(url, { timeout: 5000, signal: AbortSignal.timeout(5000) });`,
    `import pTimeout from 'p-timeout';\nawait pTimeout(fetch(url, { timeout: 5000 }), { milliseconds: 5000 });`,
    // Not the global.
    `import { fetch } from './http';\nawait fetch(url, { timeout: 5000 });`,
    `const fetch = (url, options) => options;\nfetch(url, { timeout: 5000 });`,
    `import axios from 'axios';\nawait axios.get(url, { timeout: 5000 });`,
    `await fetch(url, { timeout: undefined });`,
    `await fetch(url, { body: JSON.stringify({ timeout: 5000 }) });`,
    // Read, for another purpose.
    `import { createClient } from 'redis';\nexport const client = createClient({ pingInterval: 1000 });`,
    `import { DataSource } from 'typeorm';\nexport const source = new DataSource({ type: 'postgres', maxQueryExecutionTime: 1000 });`,
    // This version of the SDK reads it.
    `import AWS from 'aws-sdk';\nexport const s3 = new AWS.S3({ httpOptions: { timeout: 5000 }, maxRetries: 3 });`,
    // An agent of another package may act on it.
    `import Agent from 'agentkeepalive';\nimport axios from 'axios';\nexport const api = axios.create({ httpAgent: new Agent({ timeout: 5000 }) });`,
  ],
  undetermined: [
    // The request may have a timeout of its own.
    `import https from 'node:https';\nconst agent = new https.Agent({ keepAlive: true, timeout: 60_000 });\nexport const load = (url, options) => https.get(url, { ...options, agent });`,
  ],
});
