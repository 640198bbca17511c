import type { Program } from './types.js';

const account = `{ region: 'us-east-1', credentials: { accessKeyId: 'k', secretAccessKey: 's' }, ...client }`;

/** Clients of version 3 of the SDK: the service, its client, a command, and what the command takes. */
const commands = [
  ['s3', 'S3Client', 'GetObjectCommand', { Bucket: 'b', Key: 'k' }],
  ['dynamodb', 'DynamoDBClient', 'GetItemCommand', { TableName: 't', Key: { id: { S: '1' } } }],
  ['sqs', 'SQSClient', 'SendMessageCommand', { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q', MessageBody: 'm' }],
  ['sns', 'SNSClient', 'PublishCommand', { TopicArn: 'arn:aws:sns:us-east-1:1:t', Message: 'm' }],
  ['lambda', 'LambdaClient', 'InvokeCommand', { FunctionName: 'f' }],
  ['secrets-manager', 'SecretsManagerClient', 'GetSecretValueCommand', { SecretId: 's' }],
  ['ssm', 'SSMClient', 'GetParameterCommand', { Name: 'n' }],
  ['sesv2', 'SESv2Client', 'GetAccountCommand', {}],
  ['ses', 'SESClient', 'GetSendQuotaCommand', {}],
  ['eventbridge', 'EventBridgeClient', 'PutEventsCommand', { Entries: [] }],
  ['sfn', 'SFNClient', 'DescribeExecutionCommand', { executionArn: 'arn:aws:states:us-east-1:1:execution:m:e' }],
  ['cloudwatch', 'CloudWatchClient', 'ListMetricsCommand', {}],
  ['sts', 'STSClient', 'GetCallerIdentityCommand', {}],
  ['cognito-identity-provider', 'CognitoIdentityProviderClient', 'GetUserCommand', { AccessToken: 't' }],
] as const;

export const awsPrograms: readonly Program[] = [
  ...commands.map(([service, client, command, input]) => ({
    package: `@aws-sdk/client-${service}`,
    single: { maxAttempts: 1 },
    text: `import { ${client}, ${command} } from '@aws-sdk/client-${service}';
      export default async (client, call) => {
        const answer = await new ${client}(${account}).send(new ${command}(${JSON.stringify(input)}), call);
        await answer.Body?.transformToString?.();
      };`,
  })),
  {
    package: 'aws-sdk',
    single: { maxRetries: 0 },
    text: `import AWS from 'aws-sdk';
      export default (client) => new AWS.S3(${account}).getObject({ Bucket: 'b', Key: 'k' }).promise();`,
  },
];
