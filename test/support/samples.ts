/** A call without a timeout, on line 1. */
export const callWithoutTimeout = "export const pay = () => fetch('https://payments.example/charges');\n";

/** A call that ends. */
export const callWithTimeout =
  "export const pay = () => fetch('https://payments.example/charges', { signal: AbortSignal.timeout(5_000) });\n";

/** A day that is near enough for the last day of a suppression, `YYYY-MM-DD`. */
export const soon = new Date(Date.now() + 90 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** A queue with a consumer and without a dead-letter queue, and nothing else to object to. */
export function queueTemplate({ queue = 'Orders', metadata = {} }: { queue?: string; metadata?: object } = {}): string {
  const template = {
    Resources: {
      [queue]: { Type: 'AWS::SQS::Queue', Metadata: metadata, Properties: { VisibilityTimeout: 180 } },
      Consumer: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'index.handler', Runtime: 'nodejs22.x', Timeout: 30, Role: 'arn:aws:iam::1:role/r' },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Consumer' },
          EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
    },
  };
  return JSON.stringify(template, undefined, 2);
}
