/** Templates that have, between them, a resource of every type that a rule judges. */
export const sampleWorkloads: Readonly<Record<string, string>> = {
  messaging: `
Parameters:
  Stage: { Type: String, Default: prod, AllowedValues: [prod, test] }
  Retries: { Type: Number, Default: 3 }
Mappings:
  Bounds: { prod: { Timeout: 30 }, test: { Timeout: 60 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Failures: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: 1209600 } }
  Work:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub 'work-\${Stage}'
      VisibilityTimeout: !If [IsProd, 180, 60]
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Failures.Arn, maxReceiveCount: !Ref Retries }
  Ordered: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true, QueueName: ordered.fifo } }
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: !FindInMap [Bounds, !Ref Stage, Timeout]
      Role: !GetAtt WorkerRole.Arn
      Environment: { Variables: { NEXT: !Ref Ordered, OTHER: !GetAtt Receiver.Arn } }
  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument: { Statement: [{ Effect: Allow, Action: ['lambda:InvokeFunction', 'sqs:SendMessage'], Resource: [!GetAtt Receiver.Arn, !GetAtt Work.Arn] }] }
  Receiver: { Type: AWS::Lambda::Function, Properties: { Timeout: 40, Role: !GetAtt WorkerRole.Arn } }
  FromQueue: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Work.Arn, BatchSize: 10 } }
  FromStream:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !GetAtt Receiver.Arn, EventSourceArn: !GetAtt Clicks.Arn, MaximumRetryAttempts: -1, DestinationConfig: { OnFailure: { Destination: !GetAtt Failures.Arn } } }
  Clicks: { Type: AWS::Kinesis::Stream, Properties: { RetentionPeriodHours: 48 } }
  Invokes: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Receiver, Qualifier: $LATEST, MaximumRetryAttempts: 1 } }
  Placed: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [shop] }, Targets: [{ Id: a, Arn: !GetAtt Receiver.Arn, RetryPolicy: { MaximumRetryAttempts: 4 } }, { Id: b, Arn: !GetAtt Partner.Arn }] } }
  Partner: { Type: AWS::Events::ApiDestination, Properties: { ConnectionArn: c, HttpMethod: POST, InvocationEndpoint: 'https://partner.example', InvocationRateLimitPerSecond: 300 } }
  Listener: { Type: AWS::EventsV2::Subscriber, Properties: { Target: !GetAtt Receiver.Arn } }
  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: cron(0 3 * * ? *), FlexibleTimeWindow: { Mode: 'OFF' }, Target: { Arn: !GetAtt Receiver.Arn, RoleArn: r } } }
  Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: orders } }
  Subscribed: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: lambda, Endpoint: !GetAtt Receiver.Arn } }
  Web: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: https, Endpoint: 'https://a.example', DeliveryPolicy: { healthyRetryPolicy: { numRetries: 3 } } } }
  Piped: { Type: AWS::Pipes::Pipe, Properties: { Source: !GetAtt Clicks.Arn, SourceParameters: { KinesisStreamParameters: { StartingPosition: LATEST } }, Target: !GetAtt Receiver.Arn } }
  Delivery: { Type: AWS::KinesisFirehose::DeliveryStream, Properties: { ExtendedS3DestinationConfiguration: { ProcessingConfiguration: { Enabled: true, Processors: [{ Type: Lambda, Parameters: [{ ParameterName: LambdaArn, ParameterValue: !GetAtt Worker.Arn }, { ParameterName: NumberOfRetries, ParameterValue: '3' }] }] } }, HttpEndpointDestinationConfiguration: { RetryOptions: { DurationInSeconds: 0 } } } }
  Flink: { Type: AWS::KinesisAnalyticsV2::Application, Properties: { RuntimeEnvironment: FLINK-1_20, ApplicationConfiguration: { FlinkApplicationConfiguration: { CheckpointConfiguration: { ConfigurationType: CUSTOM, CheckpointingEnabled: false } } } } }
  Telemetry: { Type: AWS::IoT::TopicRule, Properties: { TopicRulePayload: { Sql: SELECT, Actions: [{ Lambda: { FunctionArn: !GetAtt Receiver.Arn } }] } } }
  Backlog: { Type: AWS::CloudWatch::Alarm, Properties: { Namespace: AWS/SQS, MetricName: ApproximateAgeOfOldestMessage, Dimensions: [{ Name: QueueName, Value: !GetAtt Work.QueueName }], AlarmActions: [!Ref Topic] } }
  Maths: { Type: AWS::CloudWatch::Alarm, Properties: { Metrics: [{ Id: m, Expression: a + 1 }, { Id: a, MetricStat: { Stat: Sum, Metric: { Namespace: AWS/Lambda, MetricName: Throttles, Dimensions: [{ Name: FunctionName, Value: !Ref Worker }] } } }] } }
  Either: { Type: AWS::CloudWatch::CompositeAlarm, Properties: { AlarmRule: !Sub 'ALARM("\${Backlog}") OR ALARM("\${Maths}")', AlarmActions: [!Ref Topic] } }
Outputs:
  Arn: { Value: !GetAtt Work.Arn, Export: { Name: work } }
`,
  workflows: `
Conditions:
  Large: !Not [!Equals [!Ref 'AWS::Region', eu-west-1]]
Resources:
  Charge: { Type: AWS::Lambda::Function, Properties: { FunctionName: charge, Timeout: 60 } }
  Nested: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineType: EXPRESS, Definition: { StartAt: Put, TimeoutSeconds: 30, States: { Put: { Type: Task, Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: !Ref Table }, End: true } } } } }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub
        - '{"StartAt":"Charge","States":{"Charge":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"\${Function}"},"Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":4,"BackoffRate":2}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Stop"}],"Next":"Each"},"Each":{"Type":"Map","ItemProcessor":{"StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"\${Other}"},"End":true}}},"Next":"Both"},"Both":{"Type":"Parallel","Branches":[{"StartAt":"W","States":{"W":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","End":true}}}],"End":true},"Stop":{"Type":"Fail"}}}'
        - { Function: !GetAtt Charge.Arn, Other: !Ref Nested }
  Chosen:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        StartAt: Choose
        States:
          Choose: { Type: Choice, Choices: [{ Variable: $.a, IsPresent: true, Next: Call }], Default: Wait }
          Wait: { Type: Wait, Seconds: 10, Next: Choose }
          Call: { Type: Task, Resource: !GetAtt Charge.Arn, TimeoutSeconds: 20, HeartbeatSeconds: 5, Retry: [{ ErrorEquals: [States.Timeout], IntervalSeconds: 1 }], End: true }
  Table: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PROVISIONED, ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } } }
  Everywhere: { Type: AWS::DynamoDB::GlobalTable, Properties: { BillingMode: PROVISIONED, WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: { MinCapacity: 1, MaxCapacity: 9 } }, Replicas: [{ Region: eu-west-1 }] } }
  Scaled: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ServiceNamespace: dynamodb, ScalableDimension: 'dynamodb:table:ReadCapacityUnits', ResourceId: !Sub 'table/\${Table}', MinCapacity: 5, MaxCapacity: 5 } }
  Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { openapi: 3.0.1, paths: { /orders: { get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Charge.Arn}/invocations', timeoutInMillis: 29000 } } } } } } }
  Orders: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Rest, ParentId: !GetAtt Rest.RootResourceId, PathPart: orders } }
  Post: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rest, ResourceId: !Ref Orders, HttpMethod: POST, Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, TimeoutInMillis: 5000, Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Charge.Arn}/invocations' } } }
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Rest, StageName: live, StageDescription: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 10 }] } } }
  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rest, DeploymentId: !Ref Deployment, StageName: live, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingBurstLimit: 5 }] } }
  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ApiId: !Ref Rest, Stage: !Ref Live }], Throttle: { RateLimit: 10, BurstLimit: 5 } } }
  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Proxy: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Charge.Arn, TimeoutInMillis: 3000, PayloadFormatVersion: '2.0' } }
  Route: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Http, RouteKey: GET /, Target: !Sub 'integrations/\${Proxy}' } }
  HttpStage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Http, StageName: $default, DefaultRouteSettings: { ThrottlingRateLimit: 5 } } }
  Graph: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: g, AuthenticationType: API_KEY, QueryDepthLimit: 0 } }
  Acl: { Type: AWS::WAFv2::WebACL, Properties: { Scope: REGIONAL, DefaultAction: { Allow: {} }, Rules: [{ Name: rate, Priority: 1, Action: { Count: {} }, Statement: { RateBasedStatement: { Limit: 100, AggregateKeyType: IP, ScopeDownStatement: { ByteMatchStatement: { SearchString: a } } } } }] } }
  Attached: { Type: AWS::WAFv2::WebACLAssociation, Properties: { WebACLArn: !GetAtt Acl.Arn, ResourceArn: !Sub 'arn:aws:apigateway:\${AWS::Region}::/restapis/\${Rest}/stages/live' } }
  Strategy: { Type: AWS::AppConfig::DeploymentStrategy, Properties: { DeploymentDurationInMinutes: 0, GrowthFactor: 100, FinalBakeTimeInMinutes: 0, ReplicateTo: NONE, Name: s } }
  Flags: { Type: AWS::AppConfig::Environment, Properties: { ApplicationId: a, Name: n, Monitors: [] } }
  Permit: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Charge, Principal: s3.amazonaws.com, Action: lambda:InvokeFunction, SourceArn: !GetAtt Bucket.Arn } }
  Bucket: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: !GetAtt Charge.Arn }] } } }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Charge.Arn, AuthType: NONE } }
`,
  hosting: `
Resources:
  Cluster: { Type: AWS::ECS::Cluster }
  Service: { Type: AWS::ECS::Service, Properties: { Cluster: !Ref Cluster, DesiredCount: 2, LaunchType: FARGATE, TaskDefinition: !Ref Task, LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }], DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: false } }, HealthCheckGracePeriodSeconds: 10 } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { Volumes: [{ Name: data, Host: { SourcePath: /data } }], ContainerDefinitions: [{ Name: web, Image: i, StopTimeout: 300, HealthCheck: { Command: [CMD, 'true'], Interval: 30 }, MountPoints: [{ SourceVolume: data, ContainerPath: /data }], Environment: [{ Name: URL, Value: 'http://10.0.0.1' }] }] } }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Protocol: HTTP, HealthCheckPath: /, HealthCheckTimeoutSeconds: 5, HealthCheckIntervalSeconds: 5, TargetGroupAttributes: [{ Key: stickiness.enabled, Value: 'true' }, { Key: deregistration_delay.timeout_seconds, Value: '0' }] } }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application, LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: '4000' }] } }
  Front: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
  ByPath: { Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: { ListenerArn: !Ref Front, Priority: 1, Conditions: [{ Field: path-pattern }], Actions: [{ Type: forward, ForwardConfig: { TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 }, TargetGroups: [{ TargetGroupArn: !Ref Targets, Weight: 1 }] } }] } }
  Classic: { Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: { Listeners: [{ Protocol: HTTP }], HealthCheck: { Target: 'TCP:80', Timeout: '5', Interval: '30' }, ConnectionDrainingPolicy: { Enabled: false } } }
  Fleet: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: '1', MaxSize: '4', HealthCheckType: EC2, TargetGroupARNs: [!Ref Targets], LaunchTemplate: { LaunchTemplateId: !Ref Launch, Version: '1' } } }
  Launch: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { InstanceType: i3.large, UserData: { 'Fn::Base64': !Sub 'mount /dev/nvme0n1 /data' } } } }
  OldLaunch: { Type: AWS::AutoScaling::LaunchConfiguration, Properties: { InstanceType: m5d.large, ImageId: ami-1, UserData: { 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash', !Ref 'AWS::StackName']] } } } }
  Machine: { Type: AWS::EC2::Instance, Properties: { InstanceType: c5d.large, BlockDeviceMappings: [{ DeviceName: /dev/sdb, VirtualName: ephemeral0 }] } }
  Job: { Type: AWS::Batch::JobDefinition, Properties: { Type: container, Timeout: { AttemptDurationSeconds: 60 }, RetryStrategy: { Attempts: 3 } } }
  Etl: { Type: AWS::Glue::Job, Properties: { Role: r, Timeout: 2880, MaxRetries: 3, Command: { Name: glueetl } } }
  Build: { Type: AWS::CodeBuild::Project, Properties: { TimeoutInMinutes: 480, QueuedTimeoutInMinutes: 480 } }
  Site: { Type: AWS::CloudFront::Distribution, Properties: { DistributionConfig: { Enabled: true, DefaultCacheBehavior: { TargetOriginId: group, ViewerProtocolPolicy: https-only }, CustomErrorResponses: [{ ErrorCode: 503, ErrorCachingMinTTL: 300 }], OriginGroups: { Quantity: 1, Items: [{ Id: group, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } }, Members: { Quantity: 2, Items: [{ OriginId: a }, { OriginId: b }] } }] }, Origins: [{ Id: a, DomainName: a.example, ConnectionAttempts: 3, ConnectionTimeout: 10, CustomOriginConfig: { OriginProtocolPolicy: https-only, OriginReadTimeout: 60 } }, { Id: b, DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: { OriginProtocolPolicy: https-only } }] } } }
  Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { ReplicationGroupDescription: d, NumCacheClusters: 1, AutomaticFailoverEnabled: false } }
  Nodes: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: redis, NumCacheNodes: 1 } }
  Memory: { Type: AWS::MemoryDB::Cluster, Properties: { NumReplicasPerShard: 0, NumShards: 1 } }
  Dax: { Type: AWS::DAX::Cluster, Properties: { ReplicationFactor: 1 } }
  Database: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: db } }
  Pool: { Type: AWS::RDS::DBProxyTargetGroup, Properties: { DBProxyName: p, TargetGroupName: default, DBClusterIdentifiers: [!Ref Database], ConnectionPoolConfigurationInfo: { ConnectionBorrowTimeout: 120 } } }
  Query: { Type: AWS::Lambda::Function, Properties: { Timeout: 30, VpcConfig: { SubnetIds: [s] }, Environment: { Variables: { DB: !GetAtt Database.Endpoint.Address } } } }
  Primary: { Type: AWS::Route53::RecordSet, Properties: { Name: a.example., Type: A, Failover: PRIMARY, SetIdentifier: p, AliasTarget: { DNSName: !GetAtt Balancer.DNSName, HostedZoneId: z, EvaluateTargetHealth: false } } }
  Records: { Type: AWS::Route53::RecordSetGroup, Properties: { HostedZoneId: z, RecordSets: [{ Name: b.example., Type: A, Failover: SECONDARY, SetIdentifier: s, TTL: '3600', ResourceRecords: [10.0.0.1], HealthCheckId: !Ref Health }, { Name: c.example., Type: A, Weight: 1, SetIdentifier: w, ResourceRecords: [10.0.0.2] }] } }
  Health: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS, FailureThreshold: 3 } } }
  MeshRoute: { Type: AWS::AppMesh::Route, Properties: { MeshName: m, VirtualRouterName: v, Spec: { HttpRoute: { Match: { Prefix: / }, Action: { WeightedTargets: [{ VirtualNode: n, Weight: 1 }] }, RetryPolicy: { MaxRetries: 10, PerRetryTimeout: { Unit: s, Value: 15 }, HttpRetryEvents: [server-error] }, Timeout: { PerRequest: { Unit: s, Value: 0 } } } } } }
  Lattice: { Type: AWS::VpcLattice::Service, Properties: { Name: l } }
  LatticeTargets: { Type: AWS::VpcLattice::TargetGroup, Properties: { Type: INSTANCE, Config: { Port: 80, Protocol: HTTP, HealthCheck: { Enabled: false } } } }
  Events: { Type: AWS::EventsV2::EventSource, Properties: { Name: e, EventBusArn: b, Configuration: { AwsServiceEventsConfiguration: { AwsService: aws.s3, OnFailureConfiguration: { Arn: a } } } } }
  Update: { Type: AWS::IoT::Job, Properties: { JobId: j, JobTemplateArn: !GetAtt UpdateForm.Arn, Targets: [!Sub 'arn:aws:iot:eu-west-1:1:thing/a'], AbortConfig: { CriteriaList: [{ Action: CANCEL, ThresholdPercentage: 10 }] } } }
  UpdateForm: { Type: AWS::IoT::JobTemplate, Properties: { JobTemplateId: f, TimeoutConfig: { InProgressTimeoutInMinutes: 5 } } }
  OverTheAir: { Type: AWS::IoT::OTAUpdate, Properties: { Targets: [t], AwsJobTimeoutConfig: { InProgressTimeoutInMinutes: 5 }, AwsJobAbortConfig: { AbortCriteriaList: [{ Action: CANCEL }] } } }
  Notebook: { Type: AWS::Glue::Session, Properties: { Id: n, Role: r, IdleTimeout: 15, Timeout: 60 } }
  Jobs: { Type: AWS::Batch::JobQueue, Properties: { Priority: 1, JobStateTimeLimitActions: [{ Action: CANCEL, MaxTimeSeconds: 600, Reason: x, State: RUNNABLE }] } }
  Channels: { Type: AWS::AppSync::Api, Properties: { Name: c, EventConfig: { AuthProviders: [{ AuthType: API_KEY }] } } }
  Agents: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: a, ProtocolType: MCP, AuthorizerType: NONE } }
  AgentLimit: { Type: AWS::BedrockAgentCore::GatewayRateLimit, Properties: { GatewayIdentifier: !GetAtt Agents.GatewayIdentifier, DimensionKeys: [k], Entries: [{ Dimensions: { k: v }, Requests: [{ Period: MINUTE, Rate: 0 }] }] } }
  AgentRoute: { Type: AWS::BedrockAgentCore::GatewayRule, Properties: { GatewayIdentifier: !GetAtt Agents.GatewayIdentifier, Priority: 1, Actions: [{ RouteToTarget: { StaticRoute: { TargetName: a, Fallback: { FirstByteTimeoutMilliseconds: 50, CircuitBreaker: { Mode: DISABLED }, TargetFallback: [{ TargetName: b }] } } } }] } }
  Leave: { Type: AWS::ARCRegionSwitch::Plan, Properties: { Name: l, RecoveryTimeObjectiveMinutes: 30, Workflows: [{ WorkflowTargetAction: activate, Steps: [{ Name: s, ExecutionBlockConfiguration: { ParallelConfig: { Steps: [{ Name: t, ExecutionBlockConfiguration: { GlobalAuroraConfig: { TimeoutMinutes: 45 } } }] } } }] }] } }
  Web: { Type: AWS::Lambda::WebFunctionEndpoint, Properties: { FunctionName: w, AuthType: NONE, ThrottleConfig: { RateLimit: 100 }, RevisionWeights: [{ RevisionId: a, Weight: 100 }] } }
  WebRevision: { Type: AWS::Lambda::WebFunctionRevision, Properties: { FunctionName: w, ServiceConfig: { TimeoutSeconds: 900 } } }
  Gradual: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task, DeploymentConfiguration: { Strategy: CANARY, CanaryConfiguration: { CanaryBakeTimeInMinutes: 0 }, Alarms: { AlarmNames: [a], Enable: true, Rollback: true }, LifecycleHooks: [{ HookTargetArn: a }] } } }
  Agent: { Type: AWS::ECS::Daemon, Properties: { DaemonTaskDefinitionArn: !Ref AgentTask, DeploymentConfiguration: { DrainPercent: 100, Alarms: { AlarmNames: [a], Enable: true } } } }
  AgentTask: { Type: AWS::ECS::DaemonTaskDefinition, Properties: { ContainerDefinitions: [{ Name: a, Image: i, StopTimeout: 1 }] } }
`,
  serverless: `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Timeout: 20, Runtime: nodejs22.x, Handler: index.handler, EventInvokeConfig: { MaximumRetryAttempts: 2 } }
  Api: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 10 }] }
Resources:
  Get:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Work.QueueName } }, { LambdaInvokePolicy: { FunctionName: !Ref Put } }]
      Events: { Http: { Type: Api, Properties: { Path: /, Method: get } }, Web: { Type: HttpApi }, Every: { Type: Schedule, Properties: { Schedule: rate(1 minute) } }, Queue: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn, BatchSize: 10 } } }
  Put:
    Type: AWS::Serverless::Function
    Properties:
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Work.Arn }
      AutoPublishAlias: live
      FunctionUrlConfig: { AuthType: NONE }
      Events: { Topic: { Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: true } }, Rows: { Type: DynamoDB, Properties: { Stream: !GetAtt Rows.StreamArn, StartingPosition: LATEST } }, Bus: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } }, Timed: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 hour) } }, Files: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*' } } }
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt Put.Arn, End: true } } }, Events: { Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } } } } }
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: live, DefinitionBody: { paths: { /: { get: { x-amazon-apigateway-integration: { uri: !GetAtt Get.Arn } } } } } } }
  Link: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Get }, Destination: { Id: Put }, Permissions: [Write] } }
  Rows: { Type: AWS::Serverless::SimpleTable }
  Bucket: { Type: AWS::S3::Bucket }
  Topic: { Type: AWS::SNS::Topic }
  Work: { Type: AWS::SQS::Queue }
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./messaging.yaml, Parameters: { Stage: !Ref 'AWS::StackName' } } }
  'Fn::ForEach::Queues': [Name, [A, B], { 'Queue\${Name}': { Type: AWS::SQS::Queue } }]
`,
};
