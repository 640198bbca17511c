import { asFetch, byItself, neverEnds } from './by-default.js';
import { overAxios, withoutLimit } from './generated.js';
import { foundIn, limitOfSilence, race } from './limits.js';
import type { ClientLibrary } from './types.js';

/** Services that send mail; the wider known ones stand with the mail itself. */
export const mailProviders: readonly ClientLibrary[] = [
  {
    ...withoutLimit,
    label: 'SparkPost',
    modules: ['sparkpost'],
    clients: [{ export: 'default', construct: true, options: [1, 0] }],
    byDefault: neverEnds,
    repair: race('sparkpost.transmissions.send(mail)'),
    source: foundIn('SparkPost/node-sparkpost', '2.1.4', 'lib/sparkpost.js:121 over request'),
  },
  {
    ...withoutLimit,
    label: 'MailerSend',
    modules: ['mailersend'],
    clients: [{ export: 'MailerSend', construct: true, options: 0 }],
    byDefault: neverEnds,
    repair: race('mailerSend.email.send(mail)'),
    source: foundIn('mailersend/mailersend-nodejs', '3.4.0', 'lib/services/request.service.js:63 over gaxios'),
  },
  {
    ...overAxios,
    label: 'Mailjet',
    modules: ['node-mailjet'],
    clients: [
      { export: 'default', construct: true, options: 0 },
      { export: 'default.apiConnect', options: 2 },
    ],
    options: [limitOfSilence('options.timeout', { at: 'client', off: ['zero'] })],
    ignored: [{ path: 'timeout', at: 'client', because: 'Mailjet reads it inside options only' }],
    repair: 'options: { timeout: 10_000 }',
    source: foundIn('mailjet/mailjet-apiv3-nodejs', '6.0.11', 'mailjet.node.js'),
  },
  {
    ...overAxios,
    label: 'Mailchimp transactional',
    modules: ['@mailchimp/mailchimp_transactional'],
    clients: [{ export: 'default', options: [] }],
    localMethods: ['setDefaultTimeoutMs', 'setDefaultOutputFormat'],
    setters: [{ on: 'client', name: 'setDefaultTimeoutMs', by: 'call', options: 0, path: 'timeout' }],
    options: [limitOfSilence('timeout', { at: 'client', off: ['zero'] })],
    byDefault: byItself({ connect: 300, response: 300, body: 300 }),
    repair: 'client.setDefaultTimeoutMs(10_000)',
    source: foundIn('mailchimp/mailchimp-transactional-node', '1.4.1', 'src/index.js'),
  },
  {
    ...withoutLimit,
    label: 'Customer.io',
    modules: ['customerio-node'],
    clients: ['TrackClient', 'APIClient'].map((name) => ({ export: name, construct: true, options: [2, 1] })),
    byDefault: byItself({ connect: 10, response: 10, body: 10 }),
    repair: race('client.sendEmail(request)'),
    source: foundIn('customerio/customerio-node', '4.4.0', 'dist/lib/request.js:7'),
  },
  {
    ...withoutLimit,
    label: 'Loops',
    modules: ['loops'],
    clients: [{ export: 'LoopsClient', construct: true, options: [] }],
    byDefault: asFetch,
    repair: race('loops.sendTransactionalEmail(mail)'),
    source: foundIn('Loops-so/loops-js', '7.3.0', 'dist/index.cjs:112'),
  },
];
