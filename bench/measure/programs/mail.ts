import type { Program } from './types.js';

export const mailPrograms: readonly Program[] = [
  {
    package: 'postmark',
    text: `import { ServerClient } from 'postmark';
      export default (client) => new ServerClient('token', client).getServer();`,
  },
  {
    package: 'sparkpost',
    text: `import SparkPost from 'sparkpost';
      export default (client) => new SparkPost('key', client).transmissions.list();`,
  },
  {
    package: 'mailersend',
    text: `import mailersend from 'mailersend';
      const { MailerSend, EmailParams, Sender, Recipient } = mailersend;
      const mail = new EmailParams().setFrom(new Sender('a@b.example', 'a')).setTo([new Recipient('c@d.example')]).setSubject('s').setText('t');
      export default (client) => new MailerSend({ apiKey: 'k', ...client }).email.send(mail);`,
  },
  {
    package: 'node-mailjet',
    text: `import Mailjet from 'node-mailjet';
      export default (client) => new Mailjet({ apiKey: 'k', apiSecret: 's', ...client }).get('contact').request();`,
  },
  {
    package: '@mailchimp/mailchimp_transactional',
    text: `import mailchimp from '@mailchimp/mailchimp_transactional';
      export default async ({ timeout }) => {
        const client = mailchimp('key');
        if (timeout) client.setDefaultTimeoutMs(timeout);
        const answer = await client.users.ping();
        if (answer instanceof Error) throw answer;
      };`,
  },
  {
    package: 'customerio-node',
    text: `import { TrackClient } from 'customerio-node';
      export default (client) => new TrackClient('site', 'key', client).identify('1', {});`,
  },
  {
    package: 'loops',
    text: `import { LoopsClient } from 'loops';
      export default () => new LoopsClient('key').testApiKey();`,
  },
  {
    package: 'resend',
    text: `import { Resend } from 'resend';
      export default async (client, call) => {
        const { error } = await new Resend('re_key', client).emails.send({ from: 'a@b.example', to: 'c@d.example', subject: 's', text: 't' }, call);
        if (error) throw error;
      };`,
  },
  {
    package: 'mailgun.js',
    beside: ['form-data'],
    text: `import Mailgun from 'mailgun.js';
      import formData from 'form-data';
      export default (client) => new Mailgun(formData).client({ username: 'api', key: 'k', ...client }).messages.create('d.example', { from: 'a@b.example', to: ['c@d.example'], text: 't' });`,
  },
  {
    package: '@sendgrid/mail',
    text: `import sendgrid from '@sendgrid/mail';
      export default ({ timeout }) => {
        sendgrid.setApiKey('SG.key');
        if (timeout) sendgrid.setTimeout(timeout);
        return sendgrid.send({ from: 'a@b.example', to: 'c@d.example', subject: 's', text: 't' });
      };`,
  },
];
