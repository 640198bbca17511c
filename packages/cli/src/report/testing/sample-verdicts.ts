import type { EvidenceValue, ResourceReference, Verdict } from '@faultline/catalog';

type Common = Pick<Verdict, 'check' | 'bestPractice' | 'layer' | 'severity'>;

const http: Common = { check: 'require-http-timeout', bestPractice: 'REL05-BP05', layer: 'code', severity: 'error' };
const sdk: Common = { check: 'require-aws-sdk-timeout', bestPractice: 'REL05-BP05', layer: 'code', severity: 'error' };
const disabled: Common = { check: 'no-disabled-timeout', bestPractice: 'REL05-BP05', layer: 'code', severity: 'error' };
const queue: Common = {
  check: 'sqs-queue-dlq',
  bestPractice: 'REL05-BP04',
  layer: 'infrastructure',
  severity: 'error',
};
const lambda: Common = {
  check: 'lambda-async-failure-destination',
  bestPractice: 'REL05-BP04',
  layer: 'infrastructure',
  severity: 'warning',
};

const stack = (name: string, logicalId: string, type: string): ResourceReference => ({
  template: 'cdk.out/OrdersStack.template.json',
  logicalId: `${logicalId}A1B2C3D4`,
  type,
  constructPath: `OrdersStack/${name}/Resource`,
});

/** An outbound call that is bounded, with what bounds it. */
const bounded = (
  common: Common,
  file: string,
  line: number,
  evidence: Readonly<Record<string, EvidenceValue>>,
): Verdict => ({
  ...common,
  status: 'compliant',
  message: 'The call ends after its total timeout.',
  fingerprint: `c0${line.toString(16).padStart(4, '0')}${file.length.toString(16).padStart(2, '0')}e1f2a3b4`,
  location: { file, line, column: 15 },
  evidence,
});

/** Verdicts on an order service with a payment provider, a stock service and two queues. */
export const sampleVerdicts: readonly Verdict[] = [
  {
    ...http,
    status: 'violation',
    message:
      'This `fetch` call has no timeout, so the handler waits for ever when the payment provider accepts the connection and stays silent. Pass `signal: AbortSignal.timeout(3000)` in its options.',
    fingerprint: '3f9a1c0b7d2e4856',
    location: { file: 'src/payments/charge.ts', line: 41, column: 26, endLine: 45, endColumn: 5 },
    snippet: "fetch(`${PROVIDER}/v1/charges`, { method: 'POST', headers, body: JSON.stringify(charge) })",
  },
  {
    ...http,
    status: 'violation',
    message:
      'This axios client has no timeout, and axios waits without a limit by default. Set `timeout: 3000` where the client is created.',
    fingerprint: '81d27fa0c3b95e64',
    location: { file: 'src/stock/client.ts', line: 9, column: 22, endLine: 9, endColumn: 58 },
    snippet: 'axios.create({ baseURL: STOCK_URL })',
    related: [
      { message: 'One of three calls through it', location: { file: 'src/stock/reserve.ts', line: 27, column: 9 } },
    ],
  },
  {
    ...sdk,
    status: 'violation',
    severity: 'warning',
    message:
      '`requestTimeout` alone only logs a warning and the request goes on. Add `throwOnRequestTimeout: true` to the request handler.',
    fingerprint: 'b64e09d18a7c3f25',
    location: { file: 'src/orders/table.ts', line: 14, column: 16, endLine: 16, endColumn: 3 },
    snippet: 'new DynamoDBClient({ requestHandler: { requestTimeout: 2000 } })',
  },
  {
    ...disabled,
    status: 'violation',
    message:
      'The value 0 switches the request timeout of the server off, so slow clients can hold every connection. Keep the default of five minutes or set a lower limit.',
    fingerprint: 'e02c7b5f9d164a38',
    location: { file: 'src/server.ts', line: 58, column: 1, endLine: 58, endColumn: 26 },
    snippet: 'server.requestTimeout = 0',
  },
  {
    ...queue,
    status: 'violation',
    message:
      'The queue has no dead-letter queue, so an order that cannot be processed is retried for four days and then lost. Set `deadLetterQueue` on the queue.',
    fingerprint: '5c81e6a4f02d97b3',
    location: { file: 'infra/orders-stack.ts', line: 33, column: 20 },
    resource: stack('Orders', 'Orders', 'AWS::SQS::Queue'),
    snippet: "new sqs.Queue(this, 'Orders', { visibilityTimeout: Duration.seconds(30) })",
  },
  {
    ...lambda,
    status: 'violation',
    message:
      'The function is invoked asynchronously by a rule and has no failure destination, so an event that fails three times is gone. Set `onFailure` on the function.',
    fingerprint: '19f3d8c7a5402be6',
    resource: stack('Notify', 'Notify', 'AWS::Lambda::Function'),
    related: [{ message: 'Invoked by this rule', resource: stack('OrderPlaced', 'OrderPlaced', 'AWS::Events::Rule') }],
  },
  {
    ...http,
    status: 'undetermined',
    message: 'The options of this call come from another module and could not be followed.',
    fingerprint: '6ad0f3915be8c472',
    location: { file: 'src/notify/webhook.ts', line: 22, column: 9 },
    snippet: 'got.post(target, buildOptions(event))',
  },
  {
    ...sdk,
    status: 'undetermined',
    message: 'The request handler of this client is a parameter of the function, so its timeouts are not known here.',
    fingerprint: 'f7b2409ce1a8d365',
    location: { file: 'src/lib/clients.ts', line: 11, column: 10 },
    snippet: 'new SQSClient({ requestHandler })',
  },
  {
    ...queue,
    status: 'undetermined',
    message: 'The redrive policy is imported from a stack that is not among the templates.',
    fingerprint: '2be94f60c8d1a753',
    resource: {
      template: 'cdk.out/BillingStack.template.json',
      logicalId: 'Invoices9F8E7D6C',
      type: 'AWS::SQS::Queue',
      constructPath: 'BillingStack/Invoices/Resource',
    },
  },
  {
    ...http,
    status: 'suppressed',
    message: 'This `fetch` call has no timeout, so the export waits for ever when the archive stalls. Pass a signal.',
    fingerprint: '90c4be27fd5a1683',
    location: { file: 'src/export/archive.ts', line: 73, column: 9 },
    suppression: {
      kind: 'directive',
      reason: 'The archive streams for hours; a watchdog ends stalled exports',
      ticket: 'ORD-412',
      until: '2027-01-31',
    },
  },
  {
    ...queue,
    status: 'suppressed',
    message: 'The queue has no dead-letter queue, so a message that cannot be processed is lost. Set a redrive policy.',
    fingerprint: 'a1e58d3b60f7c942',
    resource: stack('Metrics', 'Metrics', 'AWS::SQS::Queue'),
    suppression: { kind: 'acknowledgement', reason: 'Lost samples are acceptable here' },
  },
  bounded(http, 'src/stock/reserve.ts', 27, { timeout: '2 s', setBy: 'AbortSignal.timeout' }),
  bounded(http, 'src/tax/rates.ts', 18, { timeout: '1.5 s', setBy: 'timeout' }),
  bounded(http, 'src/tax/rates.ts', 52, { timeout: '1.5 s', setBy: 'timeout' }),
  bounded(http, 'src/shipping/quote.ts', 31, { timeout: '4 s', setBy: 'client default' }),
  bounded(sdk, 'src/lib/dynamo.ts', 8, { connectionTimeout: '1 s', requestTimeout: '3 s' }),
  bounded(sdk, 'src/lib/events.ts', 8, { connectionTimeout: '1 s', requestTimeout: '3 s' }),
  {
    check: 'sns-subscription-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    status: 'compliant',
    message: 'Undeliverable messages go to OrdersStack/Undelivered.',
    fingerprint: 'd4c3b2a190807060',
    resource: stack('Placed/Billing', 'PlacedBilling', 'AWS::SNS::Subscription'),
    evidence: { deadLetterQueue: 'OrdersStack/Undelivered' },
  },
];
