import { expect, describe, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { apiDestinationRate } from './api-destination-rate.js';

const statuses = (properties: string, before = '') =>
  statusesOf(
    apiDestinationRate,
    `${before}Resources:\n  Crm: { Type: AWS::Events::ApiDestination, Properties: { HttpMethod: POST${properties} } }\n`,
  );

describe('api-destination-rate', () => {
  it('objects to a destination without a limit', () => {
    expect(statuses('')).toEqual(['Crm: violation (warning)']);
    expect(statuses(', InvocationRateLimitPerSecond: !Ref AWS::NoValue')).toEqual(['Crm: violation (warning)']);
  });

  it('passes a limit, that of a parameter too', () => {
    expect(statuses(', InvocationRateLimitPerSecond: "20"')).toEqual(['Crm: compliant']);
    expect(statuses(', InvocationRateLimitPerSecond: !Ref Rate', 'Parameters: { Rate: { Type: Number } }\n')).toEqual([
      'Crm: compliant',
    ]);
  });

  it('is undetermined where the limit cannot be told, or is there under a condition only', () => {
    expect(statuses(', InvocationRateLimitPerSecond: "{{resolve:ssm:rate}}"')).toEqual(['Crm: undetermined (warning)']);
    expect(
      statuses(
        ', InvocationRateLimitPerSecond: !If [Live, 20, !Ref AWS::NoValue]',
        'Conditions: { Live: !Equals [a, !Ref AWS::Region] }\n',
      ),
    ).toEqual(['Crm: undetermined (warning)']);
  });
});
