import type { Program } from './types.js';

export const notificationPrograms: readonly Program[] = [
  {
    package: '@vonage/server-sdk',
    text: `import { Vonage } from '@vonage/server-sdk';
      export default (client) => new Vonage({ apiKey: 'k', apiSecret: 's' }, client).sms.send({ to: '1', from: '2', text: 'hi' });`,
  },
  {
    package: 'messagebird',
    text: `import messagebird from 'messagebird';
      export default () => new Promise((resolve, reject) =>
        messagebird.initClient('key').balance.read((error, answer) => (error ? reject(error) : resolve(answer))));`,
  },
  {
    package: 'plivo',
    text: `import plivo from 'plivo';
      export default (client) => new plivo.Client('MA'.padEnd(20, 'X'), 'token', client).messages.create('1', '2', 'hi');`,
  },
  {
    package: 'telnyx',
    single: { maxRetries: 0 },
    text: `import Telnyx from 'telnyx';
      export default (client, call) => new Telnyx({ apiKey: 'k', ...client }).messages.send({ to: '1', from: '2', text: 'hi' }, call);`,
  },
  {
    package: '@knocklabs/node',
    single: { maxRetries: 0 },
    text: `import Knock from '@knocklabs/node';
      export default (client, call) => new Knock({ apiKey: 'k', ...client }).workflows.trigger('w', { recipients: ['1'] }, call);`,
  },
  {
    package: '@trycourier/courier',
    single: { maxRetries: 0 },
    text: `import Courier from '@trycourier/courier';
      export default (client, call) => new Courier({ apiKey: 'k', ...client }).send.message({ message: { to: { email: 'a@b.example' } } }, call);`,
  },
  {
    package: '@novu/api',
    single: { retryConfig: { strategy: 'none' } },
    text: `import { Novu } from '@novu/api';
      export default (client, call) => new Novu({ secretKey: 'k', ...client }).trigger({ workflowId: 'w', to: 'x' }, undefined, call);`,
  },
  {
    package: '@onesignal/node-onesignal',
    text: `import OneSignal from '@onesignal/node-onesignal';
      export default () => new OneSignal.DefaultApi(OneSignal.createConfiguration({ restApiKey: 'k' })).getNotification('app', 'id');`,
  },
  {
    package: 'expo-server-sdk',
    text: `import { Expo } from 'expo-server-sdk';
      export default (client) => new Expo(client).sendPushNotificationsAsync([{ to: 'ExponentPushToken[x]', body: 'hi' }]);`,
  },
  {
    package: 'web-push',
    text: `import webpush from 'web-push';
      import { createECDH, randomBytes } from 'node:crypto';
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const { publicKey, privateKey } = webpush.generateVAPIDKeys();
      webpush.setVapidDetails('mailto:a@b.example', publicKey, privateKey);
      const subscription = { endpoint: 'https://push.example.com/x',
        keys: { p256dh: keys.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') } };
      export default (_, call) => webpush.sendNotification(subscription, 'hi', call);`,
  },
];
