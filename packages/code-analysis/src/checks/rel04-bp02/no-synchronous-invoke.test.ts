import { testCheck } from '../../testing/check-test.js';
import { noSynchronousInvoke } from './no-synchronous-invoke.js';

const head = `import { LambdaClient, InvokeCommand, InvocationType } from '@aws-sdk/client-lambda';\nconst lambda = new LambdaClient({});\n`;
const inHandler = (input: string) =>
  `${head}exports.handler = async (event) => { await call(event.detail); };\nasync function call(payload) {\n  return lambda.send(new InvokeCommand({ FunctionName: 'pay', ${input} }));\n}`;

testCheck(noSynchronousInvoke, {
  violations: [
    {
      code: inHandler(`InvocationType: 'RequestResponse'`),
      message: /^This waits for the other function, so this one fails.*\. Put a queue/,
      line: 5,
    },
    { code: inHandler('Payload: payload'), message: /^Without `InvocationType` this waits/ },
    inHandler('InvocationType: InvocationType.RequestResponse'),
    `import AWS from 'aws-sdk';\nconst lambda = new AWS.Lambda();\nexports.handler = async (event, context) => lambda.invoke({ FunctionName: 'pay' }).promise();`,
    `import { Lambda } from '@aws-sdk/client-lambda';\nimport type { APIGatewayProxyEvent } from 'aws-lambda';\nconst lambda = new Lambda({});\nexport async function get(event: APIGatewayProxyEvent) { const answer = await lambda.invoke({ FunctionName: 'pay', Payload: event.body }); return answer.Payload; }`,
  ],
  sound: [
    inHandler(`InvocationType: 'Event'`),
    inHandler('InvocationType: InvocationType.Event'),
    inHandler(`InvocationType: 'DryRun'`),
    // Scripts of operators.
    { code: `${head}await lambda.send(new InvokeCommand({ FunctionName: 'pay' }));`, filename: 'scripts/invoke.ts' },
    `${head}class InvokeCommand2 {}\nexports.handler = async (event) => lambda.send(new InvokeCommand2({ FunctionName: 'pay' }));`,
    // Step Functions starts it.
    `import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';\nconst sfn = new SFNClient({});\nexports.handler = async (event) => sfn.send(new StartExecutionCommand({ stateMachineArn: arn }));`,
  ],
  undetermined: [
    inHandler('InvocationType: payload.type'),
    `${head}export const call = (name) => lambda.send(new InvokeCommand({ FunctionName: name }));`,
  ],
});
