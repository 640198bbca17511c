/** An alarm on a metric of a queue, as YAML below `Resources`. */
export function queueAlarm(
  metric: string,
  queue: string,
  more = 'AlarmActions: [arn:aws:sns:eu-west-1:111122223333:oncall]',
): string {
  return `  On${metric.slice(-8)}: { Type: AWS::CloudWatch::Alarm, Properties: { Namespace: AWS/SQS, MetricName: ${metric}, Dimensions: [{ Name: QueueName, Value: ${queue} }], ${more} } }\n`;
}
