import { asString } from '../../values/values.js';
import { isOn } from '../answers.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const CONFIGURATION = 'ApplicationConfiguration.FlinkApplicationConfiguration.CheckpointConfiguration';
const property = `${CONFIGURATION}.CheckpointingEnabled`;

/** Objects to stream applications that lose their state with a worker. */
export const flinkCheckpoints: InfrastructureRule = {
  meta: {
    name: 'flink-checkpoints',
    bestPractice: 'REL05-BP06',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Flink applications write checkpoints of their state',
    why:
      'Windows, counts and joins live in the memory of the workers. Without checkpoints they are lost whenever a worker ' +
      'fails or the application is updated, and the results are wrong.',
    fix: 'Set `CheckpointConfiguration` to `ConfigurationType: DEFAULT`, or to `CUSTOM` with checkpointing enabled.',
    sources: [
      practiceSource('REL05-BP06'),
      {
        title: 'AWS CloudFormation: AWS::KinesisAnalyticsV2::Application CheckpointConfiguration',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-kinesisanalyticsv2-application-checkpointconfiguration.html',
      },
    ],
  },
  types: ['AWS::KinesisAnalyticsV2::Application'],
  judge(application) {
    if (!/^FLINK/.test(asString(application.get('RuntimeEnvironment')) ?? '')) return undefined;
    if (application.get(CONFIGURATION).kind === 'absent') {
      const message =
        'Nothing says whether this application writes checkpoints, so its state rests on a default of the service. Write CheckpointConfiguration down.';
      return { status: 'violation', severity: 'note', message, property: CONFIGURATION };
    }
    // With DEFAULT checkpoints are on, whatever else is written.
    if (asString(application.get(`${CONFIGURATION}.ConfigurationType`)) === 'DEFAULT')
      return { status: 'compliant', message: 'The service writes checkpoints.', property };
    switch (isOn(application.get(property), true)) {
      case 'yes':
        return { status: 'compliant', message: 'The application writes checkpoints.', property };
      case 'unknown':
        return { status: 'undetermined', message: 'Whether checkpoints are written is not known.', property };
      case 'no': {
        const message =
          'Checkpoints are switched off, so the state of this application is lost with a worker or an update. Enable checkpointing.';
        return { status: 'violation', message, property };
      }
    }
  },
};
