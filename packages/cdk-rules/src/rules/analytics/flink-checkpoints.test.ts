import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { flinkCheckpoints } from './flink-checkpoints.js';

const judged = (checkpoints: string, runtime = 'FLINK-1_20') =>
  findingsFor(
    flinkCheckpoints,
    `Resources:
  Totals:
    Type: AWS::KinesisAnalyticsV2::Application
    Properties:
      RuntimeEnvironment: ${runtime}
      ApplicationConfiguration: { FlinkApplicationConfiguration: { ${checkpoints} } }`,
  ).map(({ status, severity }) => severity ?? status);
const custom = (enabled: string) =>
  judged(`CheckpointConfiguration: { ConfigurationType: CUSTOM, CheckpointingEnabled: ${enabled} }`);

describe('flink-checkpoints', () => {
  it('finds checkpoints that are switched off', () => {
    expect(custom('false')).toEqual(['violation']);
    expect(custom('"false"')).toEqual(['violation']);
  });
  it('passes checkpoints', () => {
    expect(custom('true')).toEqual(['compliant']);
    expect(judged('CheckpointConfiguration: { ConfigurationType: DEFAULT }')).toEqual(['compliant']);
  });
  it('hints where nothing is written', () => {
    expect(judged('MonitoringConfiguration: { ConfigurationType: DEFAULT }')).toEqual(['note']);
  });
  it('does not apply to notebooks', () => {
    expect(judged('MonitoringConfiguration: {}', 'ZEPPELIN-FLINK-3_0')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(custom('!ImportValue Checkpoints')).toEqual(['undetermined']);
  });
});
