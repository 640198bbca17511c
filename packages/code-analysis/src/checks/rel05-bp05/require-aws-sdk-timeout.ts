import type { ClientFact } from '../../behaviour/types.js';
import { defineCheck } from '../define-check.js';
import { isReportedAsSwitchedOff } from './switched-off.js';
import { timeoutVerdict } from './timeout-verdicts.js';

/** Wants clients of the AWS SDK that give up connecting and waiting. */
export const requireAwsSdkTimeout = defineCheck({
  meta: {
    name: 'require-aws-sdk-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'AWS SDK clients have timeouts that abort',
    why:
      'Version 3 of the SDK has no timeout by default, and its `requestTimeout` only logs a warning unless ' +
      '`throwOnRequestTimeout` is set. Version 2 waits two minutes per attempt. A function then spends its whole time on one silent connection.',
    fix: 'Give the client a request handler with `connectionTimeout`, `requestTimeout`, `throwOnRequestTimeout: true` and `socketTimeout`, or pass `abortSignal` with every `send`.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: 'AWS SDK for JavaScript v3: request handler',
        url: 'https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/CLIENTS.md#request-handler-requesthandler',
      },
    ],
  },
  *judge(facts) {
    for (const client of facts.clients) {
      if (client.library.family !== 'aws-sdk' || client.use === 'local') continue;
      if (!isReportedAsSwitchedOff(facts, client)) yield ofClient(client);
    }
  },
});

function ofClient({ callee, library, bound, insertion }: ClientFact) {
  const warning = bound.options.find((option) => option.needs !== undefined);
  return timeoutVerdict({
    at: callee,
    library,
    bound,
    insertion,
    subject: 'every call through this client',
    ...(warning && {
      fault: `\`${warning.path}\` without \`${warning.needs ?? ''}\` only logs a warning, so calls through this client go on waiting`,
    }),
    fix: warning
      ? `Add \`${warning.needs ?? ''}\` beside it, and a \`connectionTimeout\`.`
      : `Add \`${library.repair}\`.`,
  });
}
