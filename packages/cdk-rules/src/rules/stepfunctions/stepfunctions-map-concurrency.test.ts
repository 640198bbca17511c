import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsMapConcurrency } from './stepfunctions-map-concurrency.js';

const find = (...templates: string[]) => findingsFor(stepfunctionsMapConcurrency, ...templates);
const map = (inner: object, more: object = {}) => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', End: true, ItemProcessor: inner, ...more } },
});
const http = oneTask({ Resource: integration('http:invoke') });
const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

describe('stepfunctions-map-concurrency', () => {
  it('objects to calls of a limited service for all items at once', () => {
    expect(find(workflowTemplate(map(http)))).toMatchObject([
      { status: 'violation', property: 'Definition.States.Each.MaxConcurrency', evidence: { atOnce: 40 } },
    ]);
    expect(find(workflowTemplate(map(http, { MaxConcurrency: 0 })))).toMatchObject([{ status: 'violation' }]);
  });

  it('objects to ten thousand concurrent functions', () => {
    const inner = { ...distributed, ...oneTask({ Resource: integration('lambda:invoke') }) };
    expect(find(workflowTemplate(map(inner)))).toMatchObject([{ status: 'violation', evidence: { atOnce: 10000 } }]);
  });

  it('objects to functions that connect to a database', () => {
    const resources = {
      Db: { Type: 'AWS::RDS::DBInstance', Properties: {} },
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } } } },
      },
    };
    const definition = map(oneTask({ Resource: { 'Fn::GetAtt': ['Fn', 'Arn'] } }));
    expect(find(workflowTemplate(definition, {}, resources))).toMatchObject([
      { status: 'violation', message: expect.stringContaining('Db') },
    ]);
  });

  it('passes a limit, one from the input, a fixed list, and what is not limited', () => {
    for (const definition of [
      map(http, { MaxConcurrency: '5' }),
      map(http, { MaxConcurrencyPath: '$.n' }),
      map(http, { Items: ['a', 'b'] }),
      map(oneTask({ Resource: integration('dynamodb:putItem') })),
    ])
      expect(find(workflowTemplate(definition))).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply to workflows without a Map', () => {
    expect(find(workflowTemplate(http))).toEqual([]);
  });

  it('does not decide about a limit, a call or a definition that is not known', () => {
    for (const definition of [
      map(http, { MaxConcurrency: { 'Fn::ImportValue': 'x' } }),
      map(oneTask({ Resource: { 'Fn::ImportValue': 'x' } })),
      {},
    ])
      expect(find(workflowTemplate(definition))).toMatchObject([{ status: 'undetermined' }]);
  });
});
