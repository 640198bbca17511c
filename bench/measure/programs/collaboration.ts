import type { Program } from './types.js';

export const collaborationPrograms: readonly Program[] = [
  {
    package: '@gitbeaker/rest',
    text: `import { Gitlab } from '@gitbeaker/rest';
      export default (client) => new Gitlab({ token: 't', ...client }).Projects.show(1);`,
  },
  {
    package: 'jira.js',
    text: `import { Version3Client } from 'jira.js';
      export default (client) => new Version3Client({ host: 'https://j.example.com', authentication: { basic: { email: 'a@b.example', apiToken: 't' } }, ...client }).myself.getCurrentUser();`,
  },
  {
    package: 'dropbox',
    text: `import { Dropbox } from 'dropbox';
      export default (client) => new Dropbox({ accessToken: 't', ...client }).usersGetCurrentAccount();`,
  },
  {
    package: 'telegraf',
    text: `import { Telegraf } from 'telegraf';
      export default (client) => new Telegraf('1:token', client).telegram.getMe();`,
  },
  {
    package: 'grammy',
    text: `import { Bot } from 'grammy';
      export default (client) => new Bot('1:token', client).api.getMe();`,
  },
  {
    package: '@line/bot-sdk',
    text: `import { messagingApi } from '@line/bot-sdk';
      export default (client) => new messagingApi.MessagingApiClient({ channelAccessToken: 't', ...client }).getBotInfo();`,
  },
  {
    package: 'pusher',
    text: `import Pusher from 'pusher';
      export default (client) => new Pusher({ appId: '1', key: 'k', secret: 's', cluster: 'eu', ...client }).get({ path: '/channels' }).then((answer) => answer.text());`,
  },
  {
    package: 'ably',
    single: { fallbackHosts: [] },
    text: `import Ably from 'ably';
      export default (client) => new Ably.Rest({ key: 'a.b:c', ...client }).time();`,
  },
  {
    package: 'pubnub',
    text: `import PubNub from 'pubnub';
      export default (client) => new PubNub({ publishKey: 'p', subscribeKey: 's', userId: 'u', ...client }).publish({ channel: 'c', message: 'hi' });`,
  },
  {
    package: '@googlemaps/google-maps-services-js',
    text: `import maps from '@googlemaps/google-maps-services-js';
      export default (client, call) => new maps.Client(client).geocode({ params: { address: 'x', key: 'k' }, ...call });`,
  },
  {
    package: '@slack/web-api',
    single: { retryConfig: { retries: 0 } },
    text: `import { WebClient } from '@slack/web-api';
      export default (client) => new WebClient('xoxb', client).chat.postMessage({ channel: 'c', text: 'hi' });`,
  },
  {
    package: '@slack/webhook',
    text: `import { IncomingWebhook } from '@slack/webhook';
      export default (client) => new IncomingWebhook('https://hooks.slack.com/services/x', client).send('hi');`,
  },
];
