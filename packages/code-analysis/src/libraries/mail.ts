import { answered, answeredWhole } from './signals.js';
import type { ClientLibrary } from './types.js';

export const mail: readonly ClientLibrary[] = [
  {
    label: 'Nodemailer',
    modules: ['nodemailer'],
    family: 'mail',
    clients: [
      { export: 'createTransport', options: 0, url: 0 },
      { export: 'default.createTransport', options: 0, url: 0 },
    ],
    calls: [],
    // These transports do not speak SMTP: another client or no network at all.
    exempt: [{ path: 'SES' }, { path: 'sendmail' }, { path: 'streamTransport' }, { path: 'jsonTransport' }],
    judgedAt: 'client',
    options: [
      {
        path: 'socketTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['response', 'body'],
        off: ['Infinity'],
        reset: ['zero', 'null', 'NaN'],
        fails: ['negative'],
        urlParameter: 'socketTimeout',
      },
      {
        path: 'connectionTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect'],
        reset: ['zero', 'null', 'NaN'],
        urlParameter: 'connectionTimeout',
      },
      {
        path: 'greetingTimeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect'],
        off: ['Infinity'],
        reset: ['zero', 'null', 'NaN'],
        fails: ['negative'],
        urlParameter: 'greetingTimeout',
      },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'waits up to 10 minutes for a server that has gone silent' },
    repair: 'connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000',
    source: { version: '10.6.0, 6.10.1', url: 'https://nodemailer.com/smtp', evidence: 'measured' },
  },
  {
    label: 'SendGrid',
    modules: ['@sendgrid/mail'],
    family: 'mail',
    clients: [
      { export: 'default.setApiKey', options: [] },
      { export: 'MailService', construct: true, options: [] },
    ],
    calls: [],
    setters: [
      { on: 'module', name: 'default.setTimeout', by: 'call', options: 0, path: 'timeout' },
      { on: 'client', name: 'setTimeout', by: 'call', options: 0, path: 'timeout' },
    ],
    judgedAt: 'client',
    options: [
      {
        path: 'timeout',
        at: 'client',
        takes: 'duration',
        unit: 'ms',
        covers: ['connect', 'response', 'body'],
        off: ['zero'],
      },
    ],
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded: false, says: 'never ends' },
    repair: 'sgMail.setTimeout(10_000)',
    source: { version: '8.1.6', url: 'https://github.com/sendgrid/sendgrid-nodejs', evidence: 'measured' },
  },
];
