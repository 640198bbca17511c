import type { Program } from './types.js';

/** Chat, payments, sign-in, search and the rest of what is called as a service. */
export const servicePrograms: readonly Program[] = [
  {
    package: 'stripe',
    single: { maxNetworkRetries: 0 },
    text: `import Stripe from 'stripe';
      export default (client) => new Stripe('sk_test_x', client).customers.retrieve('cus_1');`,
  },
  {
    package: 'twilio',
    text: `import twilio from 'twilio';
      export default (client) => twilio('AC'.padEnd(34, '0'), 't', client).messages('SM'.padEnd(34, '0')).fetch();`,
  },
  {
    package: 'plaid',
    text: `import { Configuration, PlaidApi } from 'plaid';
      export default (client, call) => new PlaidApi(new Configuration({ basePath: 'https://p.example.com', ...client })).accountsGet({ access_token: 't' }, call);`,
  },
  {
    package: 'square',
    single: { maxRetries: 0 },
    text: `import { SquareClient } from 'square';
      export default (client, call) => new SquareClient({ token: 't', ...client }).locations.get({ locationId: 'l' }, call);`,
  },
  {
    package: '@slack/web-api',
    single: { retryConfig: { retries: 0 } },
    text: `import { WebClient } from '@slack/web-api';
      export default (client) => new WebClient('xoxb-1', { logLevel: 'error', ...client }).auth.test();`,
  },
  {
    package: '@slack/webhook',
    text: `import { IncomingWebhook } from '@slack/webhook';
      export default (client) => new IncomingWebhook('https://s.example.com/x', client).send('hi');`,
  },
  {
    package: '@notionhq/client',
    text: `import { Client } from '@notionhq/client';
      export default (client) => new Client({ auth: 't', logLevel: 'error', ...client }).users.me({});`,
  },
  {
    package: '@hubspot/api-client',
    text: `import { Client } from '@hubspot/api-client';
      export default (client) => new Client({ accessToken: 't', ...client }).crm.contacts.basicApi.getById('1');`,
  },
  {
    package: 'airtable',
    text: `import Airtable from 'airtable';
      export default (client) => new Airtable({ apiKey: 'k', ...client }).base('b')('t').find('rec1');`,
  },
  {
    package: '@linear/sdk',
    text: `import { LinearClient } from '@linear/sdk';
      export default async (client) => (await new LinearClient({ apiKey: 'lin_api_x', ...client }).viewer).id;`,
  },
  {
    package: '@discordjs/rest',
    single: { retries: 0 },
    text: `import { REST } from '@discordjs/rest';
      export default (client) => new REST(client).setToken('t').get('/users/@me');`,
  },
  {
    package: 'resend',
    text: `import { Resend } from 'resend';
      export default (_, call) => new Resend('re_x').emails.send({ from: 'a@e.com', to: 'b@e.com', subject: 's', text: 't' }, call);`,
  },
  {
    package: '@sendgrid/mail',
    alone: true,
    text: `import mail from '@sendgrid/mail';
      export default (client) => {
        mail.setApiKey('SG.x');
        if (client.timeout) mail.setTimeout(client.timeout);
        return mail.send({ from: 'a@e.com', to: 'b@e.com', subject: 's', text: 't' });
      };`,
  },
  {
    package: 'auth0',
    single: { maxRetries: 0 },
    text: `import { ManagementClient } from 'auth0';
      export default (client, call) => new ManagementClient({ domain: 'a.example.com', token: 't', ...client }).users.get('u', call);`,
  },
  {
    package: 'jwks-rsa',
    text: `import jwks from 'jwks-rsa';
      export default (client) => jwks({ jwksUri: 'https://j.example.com/x', ...client }).getSigningKey('k');`,
  },
  {
    package: 'openid-client',
    versions: '>=6.0.0',
    text: `import { discovery } from 'openid-client';
      export default (client) => discovery(new URL('https://o.example.com'), 'id', undefined, undefined, client);`,
  },
  {
    package: '@workos-inc/node',
    text: `import { WorkOS } from '@workos-inc/node';
      export default (client) => new WorkOS('sk_x', client).organizations.getOrganization('o');`,
  },
  {
    package: 'google-auth-library',
    label: 'google-auth-library',
    text: `import { OAuth2Client } from 'google-auth-library';
      export default (client, call) => {
        const auth = new OAuth2Client({ clientId: 'i', clientSecret: 's', ...client });
        auth.setCredentials({ access_token: 't', expiry_date: Date.now() + 3_600_000 });
        return auth.request({ url: 'https://g.example.com', ...call });
      };`,
  },
  {
    package: '@googleapis/sheets',
    text: `import { sheets } from '@googleapis/sheets';
      export default (client, call) => sheets({ version: 'v4', auth: 'k', ...client }).spreadsheets.get({ spreadsheetId: 's' }, call);`,
  },
  {
    package: '@google-cloud/storage',
    single: { retryOptions: { autoRetry: false } },
    text: `import { Storage } from '@google-cloud/storage';
      const authClient = { getRequestHeaders: async () => ({}), authorizeRequest: async (options) => options };
      export default (client) => new Storage({ projectId: 'p', apiEndpoint: 'https://g.example.com', useAuthWithCustomEndpoint: false, ...client }).bucket('b').file('f').getMetadata();`,
  },
  {
    package: '@azure/storage-blob',
    single: { retryOptions: { maxTries: 1 } },
    text: `import { BlobServiceClient } from '@azure/storage-blob';
      export default (client, call) =>
        new BlobServiceClient('https://a.blob.core.windows.net?sig=x', undefined, client).getContainerClient('c').getBlobClient('b').getProperties(call);`,
  },
  {
    package: '@elastic/elasticsearch',
    single: { maxRetries: 0 },
    text: `import { Client } from '@elastic/elasticsearch';
      export default (client, call) => new Client({ node: 'http://e.example.com', ...client }).search({ index: 'i' }, call);`,
  },
  {
    package: '@opensearch-project/opensearch',
    single: { maxRetries: 0 },
    text: `import { Client } from '@opensearch-project/opensearch';
      export default (client, call) => new Client({ node: 'http://e.example.com', ...client }).search({ index: 'i', body: {} }, call);`,
  },
  {
    package: 'algoliasearch',
    versions: '>=5.0.0',
    text: `import { algoliasearch } from 'algoliasearch';
      export default ({ timeouts, ...options }) => {
        const client = algoliasearch('A', 'k', { ...options, ...(timeouts && { timeouts: { connect: 1e6, read: 1e6, write: 1e6, ...timeouts }, hosts: [{ url: 'h.example.com', accept: 'readWrite', protocol: 'https' }] }) });
        return timeouts?.write ? client.saveObject({ indexName: 'i', body: {} }) : client.search({ requests: [{ indexName: 'i', query: '' }] });
      };`,
  },
  {
    package: 'typesense',
    single: { numRetries: 0 },
    text: `import Typesense from 'typesense';
      export default (client) =>
        new Typesense.Client({ apiKey: 'k', nodes: [{ host: 't.example.com', port: 443, protocol: 'https' }], logLevel: 'silent', ...client }).collections('c').retrieve();`,
  },
  {
    package: 'meilisearch',
    text: `import { Meilisearch } from 'meilisearch';
      export default (client, call) => new Meilisearch({ host: 'https://m.example.com', ...client }).index('i').search('q', {}, call);`,
  },
  {
    package: '@supabase/supabase-js',
    text: `import { createClient } from '@supabase/supabase-js';
      globalThis.WebSocket ??= class {};
      export default async (client, _, { chain }) => {
        const query = createClient('https://s.example.com', 'k', client).from('t').select();
        const { error } = await (chain ? query.abortSignal(chain) : query);
        if (error) throw error;
      };`,
  },
  {
    package: '@upstash/redis',
    single: { retry: false },
    text: `import { Redis } from '@upstash/redis';
      export default (client) => new Redis({ url: 'https://u.example.com', token: 't', ...client }).get('k');`,
  },
  {
    package: '@upstash/qstash',
    text: `import { Client } from '@upstash/qstash';
      export default (client) => new Client({ token: 't', ...client }).publishJSON({ url: 'https://e.example.com', body: {} });`,
  },
  {
    package: '@planetscale/database',
    text: `import { connect } from '@planetscale/database';
      export default (client) => connect({ url: 'mysql://u:p@p.example.com/d', ...client }).execute('select 1');`,
  },
  {
    package: '@clickhouse/client',
    text: `import { createClient } from '@clickhouse/client';
      export default async (client) => (await createClient({ url: 'http://c.example.com', ...client }).query({ query: 'select 1' })).text();`,
  },
  {
    package: 'contentful',
    single: { retryOnError: false },
    text: `import * as module from 'contentful';
      const { createClient } = module.createClient ? module : module.default;
      export default (client) => createClient({ space: 's', accessToken: 't', ...client }).getEntry('e');`,
  },
  {
    package: '@sanity/client',
    single: { maxRetries: 0 },
    text: `import { createClient } from '@sanity/client';
      export default (client) => createClient({ projectId: 'abcdefgh', dataset: 'd', apiVersion: '2024-01-01', useCdn: false, ...client }).fetch('*');`,
  },
  {
    package: '@octokit/request',
    text: `import { request } from '@octokit/request';
      export default (client, call) => request.defaults(client)('GET /user', call);`,
  },
  ...['@octokit/core', 'octokit'].map((name) => ({
    package: name,
    ...(name === 'octokit' && { alone: true, single: { retry: { enabled: false } } }),
    text: `import { Octokit } from '${name}';
      export default (client, call) => new Octokit({ auth: 't', ...client }).request('GET /user', call);`,
  })),
  {
    package: 'web-push',
    text: `import webpush from 'web-push';
      const keys = { p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM', auth: 'tBHItJI5svbpez7KI4CCXg' };
      export default (_, call) => webpush.sendNotification({ endpoint: 'https://w.example.com/x', keys }, 'm', { vapidDetails: { subject: 'mailto:a@e.com', ...webpush.generateVAPIDKeys() }, ...call });`,
  },
  {
    package: '@trpc/client',
    text: `import * as trpc from '@trpc/client';
      const { httpBatchLink, createTRPCProxyClient, createTRPCClient } = trpc.default ?? trpc;
      export default (client) => (createTRPCProxyClient ?? createTRPCClient)({ links: [httpBatchLink({ url: 'https://t.example.com', ...client })] }).a.query();`,
  },
  {
    package: 'ws',
    text: `import WebSocket from 'ws';
      export default (client) => new Promise((resolve, reject) => {
        const socket = new WebSocket('ws://w.example.com', client);
        socket.on('open', resolve);
        socket.on('error', reject);
      });`,
  },
  {
    package: 'firebase-admin',
    alone: true,
    label: 'Firebase messaging',
    text: `import { initializeApp } from 'firebase-admin/app';
      import { getMessaging } from 'firebase-admin/messaging';
      const credential = { getAccessToken: async () => ({ access_token: 't', expires_in: 3600 }) };
      export default () => getMessaging(initializeApp({ credential, projectId: 'p' })).send({ topic: 't', data: {} });`,
  },
  {
    package: 'intercom-client',
    versions: '>=7.0.0',
    single: { maxRetries: 0 },
    text: `import { IntercomClient } from 'intercom-client';
      export default (client, call) => new IntercomClient({ token: 't', ...client }).contacts.find({ contact_id: '1' }, call);`,
  },
  {
    package: '@google-cloud/bigquery',
    alone: true,
    text: `import { BigQuery } from '@google-cloud/bigquery';
      import { OAuth2Client } from 'google-auth-library';
      const authClient = new OAuth2Client();
      authClient.setCredentials({ access_token: 't', expiry_date: Date.now() + 3_600_000 });
      export default (client) => new BigQuery({ projectId: 'p', authClient, ...client }).dataset('d').get();`,
  },
  {
    package: '@vercel/edge-config',
    text: `import { createClient } from '@vercel/edge-config';
      export default (client) => createClient('https://edge-config.vercel.com/ecfg_x?token=t', client).get('k');`,
  },
  {
    package: '@vercel/kv',
    single: { retry: false },
    text: `import { createClient } from '@vercel/kv';
      export default (client) => createClient({ url: 'https://k.example.com', token: 't', ...client }).get('k');`,
  },
  {
    package: '@grpc/grpc-js',
    text: `import { Client, credentials } from '@grpc/grpc-js';
      const asIs = (bytes) => bytes;
      export default (client, call) => new Promise((resolve, reject) => {
        const service = new Client('127.0.0.1:80', credentials.createInsecure(), client);
        service.makeUnaryRequest('/s/m', asIs, asIs, Buffer.from(''), call, (error, value) => (error ? reject(error) : resolve(value)));
      });`,
  },
];
