/** Members of the answer of an operation that name what failed, by service and operation; one of them is enough. */
export type BatchTable = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Source: the published types of the packages `@aws-sdk/client-*` 3.1169 (members of the output shapes). */
export const awsBatchOperations: BatchTable = {
  dynamodb: {
    BatchWriteItem: ['UnprocessedItems'],
    BatchGetItem: ['UnprocessedKeys'],
    BatchExecuteStatement: ['Responses'],
  },
  sqs: {
    SendMessageBatch: ['Failed'],
    DeleteMessageBatch: ['Failed'],
    ChangeMessageVisibilityBatch: ['Failed'],
  },
  sns: { PublishBatch: ['Failed'] },
  eventbridge: { PutEvents: ['FailedEntryCount', 'Entries'] },
  kinesis: { PutRecords: ['FailedRecordCount', 'Records'] },
  firehose: { PutRecordBatch: ['FailedPutCount', 'RequestResponses'] },
  s3: { DeleteObjects: ['Errors'] },
  // Where no task was started, the list of tasks is empty.
  ecs: { RunTask: ['failures', 'tasks'] },
};

/** Bulk methods of other clients: module, method, and members of the answer. Sources: the guides of the clients. */
export const bulkMethods: readonly {
  readonly module: string;
  readonly method: string;
  readonly failures: readonly string[];
}[] = [
  { module: '@elastic/elasticsearch', method: 'bulk', failures: ['errors', 'items'] },
  { module: '@opensearch-project/opensearch', method: 'bulk', failures: ['errors', 'items'] },
];
