import type { Program } from './types.js';

export const platformPrograms: readonly Program[] = [
  {
    package: 'cloudflare',
    single: { maxRetries: 0 },
    text: `import Cloudflare from 'cloudflare';
      export default (client, call) => new Cloudflare({ apiToken: 't', ...client }).zones.list({}, call);`,
  },
  {
    package: '@vercel/blob',
    text: `import { head } from '@vercel/blob';
      export default (_, call) => head('https://b.example.com/x', { token: 'vercel_blob_rw_abc_def', ...call });`,
  },
  {
    package: 'contentful-management',
    single: { retryOnError: false },
    text: `import { createClient } from 'contentful-management';
      export default (client) => createClient({ accessToken: 't', ...client }, { type: 'plain' }).space.get({ spaceId: 's' });`,
  },
  {
    package: '@prismicio/client',
    text: `import { createClient } from '@prismicio/client';
      export default (client, call) => createClient('example', client).getByUID('page', 'x', call);`,
  },
  {
    package: 'dockerode',
    text: `import Docker from 'dockerode';
      export default (client) => new Docker({ protocol: 'http', host: 'd.example.com', port: 80, ...client }).listContainers();`,
  },
  {
    package: 'minio',
    text: `import { Client } from 'minio';
      export default (client) => new Client({ endPoint: 'm.example.com', accessKey: 'a', secretKey: 's', region: 'us-east-1', ...client }).statObject('bucket', 'n');`,
  },
  {
    package: 'node-vault',
    text: `import vault from 'node-vault';
      export default (client) => vault({ endpoint: 'https://v.example.com', token: 't', ...client }).read('secret/x');`,
  },
  {
    package: 'svix',
    text: `import { Svix } from 'svix';
      export default (client) => new Svix('testsk_x.eu', client).application.list();`,
  },
];
