/**
 * Resources that the CDK makes for its own use, by logical id and construct path. Names seen in synthesized templates of
 * aws-cdk-lib 2.276 (singleton functions carry a fixed UUID in their id).
 */
const OWN_IDS = new RegExp(
  [
    'LogRetention[a-f0-9]{16,}',
    'AWS679f53fac002430cb0da5b7982bd2287',
    'BucketNotificationsHandler050a0587b7544547bf325f094a3db834',
    'Custom(?:S3AutoDeleteObjects|CDKBucketDeployment|CrossRegionExport(?:Reader|Writer)|VpcRestrictDefaultSG|ECRAutoDeleteImages)',
    'CustomDynamoDBReplica|CustomResourceStackOutput',
    'AWSCDKCfnUtilsProvider|AWSCDKOpenIdConnectProvider',
    'framework(?:onEvent|isComplete|onTimeout)[A-F0-9]{8}|waiterstatemachine[A-F0-9]{8}',
    // Assertions of integration tests: their provider, and the state machines that wait for a result.
    'SingletonFunction1488541a7b23466481b69b4408076b81',
    '^AwsApiCall\\w*WaitFor[A-F0-9]{8}$',
  ].join('|'),
);
const OWN_PATHS =
  /\/(?:LogRetention[a-f0-9]{8,}|AWS679f53fac002430cb0da5b7982bd2287|framework-on(?:Event|Timeout)|framework-isComplete|waiter-state-machine|Custom::(?:CDK|S3AutoDelete|CrossRegionExport|VpcRestrict|ECRAutoDelete|AWSCDK)[^/]*|BucketNotificationsHandler[a-f0-9]+|@aws-cdk--[^/]*|AWSCDK\.[^/]*Provider)(?:\/|$)/;

/** Whether the CDK made a resource for itself, so that its user cannot change it. */
export function isOwnedByCdk(logicalId: string, constructPath: string | undefined): boolean {
  if (constructPath !== undefined && OWN_PATHS.test(constructPath)) return true;
  return OWN_IDS.test(logicalId);
}
