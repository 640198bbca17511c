import { testCheck } from '../../testing/check-test.js';
import { requireAwsSdkTimeout } from './require-aws-sdk-timeout.js';

const s3 = (rest: string) => `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\n${rest}`;
const bounds = 'connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true';

testCheck(requireAwsSdkTimeout, {
  violations: [
    `import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\nimport { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nexport class Files {
  private links = new S3Client({});
  link(key: string) {
    return getSignedUrl(this.links, new GetObjectCommand({ Key: key }));
  }
  load(key: string) {
    return this.links.send(new GetObjectCommand({ Key: key }));
  }
}`,
    // Other code can send through it.
    `import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\nimport { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nexport class Files {
  links = new S3Client({});
  link(key: string) {
    return getSignedUrl(this.links, new GetObjectCommand({ Key: key }));
  }
}`,
    {
      code: s3(`export const client = new S3Client({});`),
      line: 2,
      message: /without one, AWS SDK v3 never ends\. Add `requestHandler/,
    },
    s3(`export const client = new S3Client();`),
    s3(
      `const config = { region };\nif (endpoint) config.endpoint = endpoint;\nexport const client = new S3Client(config);`,
    ),
    s3(`export const client = new S3Client({ requestHandler: { connectionTimeout: 1000 } });`),
    {
      code: s3(
        `export const client = new S3Client({ requestHandler: { connectionTimeout: 1000, requestTimeout: 5000 } });`,
      ),
      message: /only logs a warning.*Add `throwOnRequestTimeout: true`/,
    },
    s3(`export const client = tracer.captureAWSv3Client(new S3Client({}));`),
    s3(
      `const client = new S3Client({});\nawait client.send(a, { abortSignal: AbortSignal.timeout(1000) });\nawait client.send(b);`,
    ),
    {
      code: s3(`export const client = new S3Client({ connectionTimeout: 1000 });`),
      message: /`connectionTimeout` does not help: the client reads it inside requestHandler only/,
    },
    `import { S3 } from '@aws-sdk/client-s3';\nexport const client = new S3({ region });`,
    `import * as aws from '@aws-sdk/client-sqs';\nexport const client = new aws.SQSClient({});`,
    `const sdk = await import('@aws-sdk/client-sqs');\nexport const client = new sdk.SQSClient({});`,
    `const { SQSClient } = require('@aws-sdk/client-sqs');\nmodule.exports = new SQSClient({});`,
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nimport { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';\nexport const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));`,
    `import { NodeHttpHandler } from '@smithy/node-http-handler';\n${s3(`export const client = new S3Client({ requestHandler: new NodeHttpHandler({ requestTimeout: 5000, connectionTimeout: 1000 }) });`)}`,
    `import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';\nexport const logs = new CloudWatchLogs({});`,
    // Made by a function that may be given options.
    s3(`export function make(region, options = {}) { return new S3Client({ region, ...options }); }`),
    s3(`export class Files { constructor(options?: S3ClientConfig) { this.client = new S3Client(options ?? {}); } }`),
    s3(`const make = (options) => new S3Client(options);\nexport const client = make({ region });`),
    // Version 2.
    `import AWS from 'aws-sdk';\nexport const s3 = new AWS.S3();`,
    `import S3 from 'aws-sdk/clients/s3';\nexport const s3 = new S3({ apiVersion: '2006-03-01' });`,
    `const AWS = require('aws-sdk');\nconst AWSXRay = require('aws-xray-sdk');\nmodule.exports = AWSXRay.captureAWSClient(new AWS.DynamoDB.DocumentClient());`,
    `import * as AWS from 'aws-sdk';\nimport AWSXRay from 'aws-xray-sdk-core';\nconst traced = AWSXRay.captureAWS(AWS);\nexport const table = new traced.DynamoDB.DocumentClient();`,
    `const { captureAWS } = require('aws-xray-sdk');\nconst { S3 } = captureAWS(require('aws-sdk'));\nexports.s3 = new S3();`,
    {
      code: `import { options } from './options';\n${s3(`export const client = new S3Client(options());`)}`,
      files: { 'src/options.ts': `export const options = (given = {}) => ({ ...given });` },
    },
  ],
  sound: [
    // A client of its own for presigned addresses, beside the one that makes calls.
    `import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\nimport { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nexport class Files {
  private readonly links: S3Client;
  constructor(private readonly main: S3Client, region?: string) {
    this.links = region ? new S3Client({ region }) : this.main;
  }
  link(key: string) {
    return getSignedUrl(this.links, new GetObjectCommand({ Key: key }));
  }
}`,
    `import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\nimport { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nexport class Files {
  #links = new S3Client({});
  link = (key: string) => getSignedUrl(this.#links, new GetObjectCommand({ Key: key }));
}`,
    // Another check speaks at the option.
    s3(`export const client = new S3Client({ requestTimeout: 5000 });`),
    {
      code: s3(`export const client = new S3Client({ requestHandler: { ${bounds} } });`),
      message: /requestTimeout` \(5000 ms\)/,
    },
    s3(`export const client = new S3Client({ requestHandler: { connectionTimeout: 1000, socketTimeout: 5000 } });`),
    s3(
      `const requestHandler = { ${bounds} } as const;\nconst base = { requestHandler };\nexport const client = new S3Client({ ...base, region });`,
    ),
    `import { NodeHttpHandler } from '@smithy/node-http-handler';\n${s3(`const requestHandler = new NodeHttpHandler({ ${bounds} });\nexport const client = new S3Client({ requestHandler });`)}`,
    s3(`const client = new S3Client({});\nawait client.send(a, { abortSignal: AbortSignal.timeout(1000) });`),
    `import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\n${s3(`const client = new S3Client({});\nexport const link = () => getSignedUrl(client, new GetObjectCommand({}));`)}`,
    `import { KinesisClient } from '@aws-sdk/client-kinesis';\nexport const client = new KinesisClient({ requestHandler: { requestTimeout: 5000 } });`,
    `import { S3Client } from './my-s3';\nexport const client = new S3Client({});`,
    s3(`export const load = (client: S3Client) => client.send(new GetObjectCommand({}));`),
    `import AWS from 'aws-sdk';\nexport const s3 = new AWS.S3({ httpOptions: { timeout: 5000, connectTimeout: 1000 } });`,
    `import AWS from 'aws-sdk';\nAWS.config.update({ httpOptions: { timeout: 5000, connectTimeout: 1000 } });\nexport const s3 = new AWS.S3();`,
    `import AWSXRay from 'aws-xray-sdk';\nconst AWS = AWSXRay.captureAWS(require('aws-sdk'));\nAWS.config.update({ httpOptions: { timeout: 5000, connectTimeout: 1000 } });\nexport const s3 = new AWS.S3();`,
    s3(
      `const make = (options = {}) => new S3Client(options);\nexport const client = make({ requestHandler: { ${bounds} } });`,
    ),
    // Reported where the value stands.
    s3(`export const client = new S3Client({ requestHandler: { socketTimeout: 0, connectionTimeout: 1000 } });`),
    `import AWS from 'aws-sdk';\nexport const credentials = new AWS.SharedIniFileCredentials({ profile });`,
  ],
  undetermined: [
    `import { config } from './config';\n${s3(`export const client = new S3Client(config);`)}`,
    `import { handler } from './handler';\n${s3(`export const client = new S3Client({ requestHandler: handler });`)}`,
    s3(`export const make = (options) => new S3Client(options);`),
    s3(`export const make = (options) => new S3Client({ region, ...options });`),
    s3(`export const client = new S3Client(getOptions());`),
    s3(
      `const make = (options) => new S3Client(options);\nexport const clients = [make({ region }), make({ requestHandler: { ${bounds} } })];`,
    ),
    s3(`export const make = (options, more = {}) => new S3Client({ ...options, ...more });`),
  ],
});
