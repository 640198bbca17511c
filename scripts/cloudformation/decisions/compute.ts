import { ACCESS, NAMING, NETWORK, RECORDS, RELATION, type Decisions } from './decision.js';

/** Functions, containers, batch jobs and what builds and scales them. */
export const compute: Decisions = {
  'AWS::AppRunner::AutoScalingConfiguration': 'no: the service scales within bounds that are never absent',
  'AWS::AppRunner::ObservabilityConfiguration': RECORDS,
  'AWS::AppRunner::Service': 'no: always checked for health, by TCP at least; no timeout, retry or throttle can be set',
  'AWS::AppRunner::VpcConnector': NETWORK,
  'AWS::AppRunner::VpcIngressConnection': NETWORK,
  'AWS::ApplicationAutoScaling::ScalingPolicy': 'no: how capacity follows load belongs to REL07',
  'AWS::AutoScaling::AutoScalingGroup': {
    properties: {
      'AvailabilityZoneImpairmentPolicy.ZonalShiftEnabled': 'no: leaving a zone belongs to REL10 and REL11',
      'AvailabilityZoneImpairmentPolicy.ImpairedZoneHealthCheckBehavior':
        'no: leaving a zone belongs to REL10 and REL11',
      'AvailabilityZoneDistribution.CapacityDistributionStrategy': 'no: spreading over zones belongs to REL10',
      'RetentionTriggers.TerminateHookAbandon': 'no: keeps an instance whose hook failed for a look at it',
    },
  },
  'AWS::AutoScaling::LifecycleHook': 'no: what should happen when its time is up depends on what the hook does',
  'AWS::AutoScaling::ScalingPolicy': 'no: how capacity follows load belongs to REL07',
  'AWS::AutoScaling::ScheduledAction': 'no: how capacity follows load belongs to REL07',
  'AWS::AutoScaling::WarmPool': 'no: how capacity follows load belongs to REL07',
  'AWS::Batch::ComputeEnvironment': 'no: how much may run at once is required; jobs and queues are judged',
  'AWS::Batch::ConsumableResource': 'no: a count that jobs wait for; its queue ends the wait',
  'AWS::Batch::QuotaShare': 'no: its capacity limits are required',
  'AWS::Batch::SchedulingPolicy': 'no: only orders jobs that wait',
  'AWS::Batch::ServiceEnvironment': {
    type: 'no: its capacity limits are required; a queue on it is judged like any other',
    properties: {
      CapacityLimits: 'no: required, so there is always a bound',
      State: 'no: a lever that always exists',
    },
  },
  'AWS::CodeBuild::Fleet': 'no: its size is bounded; builds are judged by their own timeouts',
  'AWS::CodeBuild::Project': {
    properties: { AutoRetryLimit: 'no: off unless set; a build that is tried again waits in no request' },
  },
  'AWS::CodeBuild::ReportGroup': RECORDS,
  'AWS::CodeBuild::SourceCredential': ACCESS,
  'AWS::CodeDeploy::Application': NAMING,
  'AWS::CodeDeploy::DeploymentConfig':
    'no: how fast traffic moves is a choice; whether alarms stop it is judged where it is used',
  'AWS::CodeDeploy::DeploymentGroup': 'check: lever-inventory',
  'AWS::Deadline::Budget': 'no: a bound on cost',
  'AWS::Deadline::Farm': NAMING,
  'AWS::Deadline::Fleet': 'no: its size is bounded by required counts',
  'AWS::Deadline::LicenseEndpoint': NETWORK,
  'AWS::Deadline::Limit': 'no: a limit that is always well-formed; which resources need one cannot be seen',
  'AWS::Deadline::MeteredProduct': NAMING,
  'AWS::Deadline::Monitor': ACCESS,
  'AWS::Deadline::Queue': 'no: retries and timeouts are set for each job when it is submitted',
  'AWS::Deadline::QueueEnvironment': NAMING,
  'AWS::Deadline::QueueFleetAssociation': RELATION,
  'AWS::Deadline::QueueLimitAssociation': RELATION,
  'AWS::Deadline::StorageProfile': NAMING,
  'AWS::Deadline::Worker': NAMING,
  'AWS::ECS::CapacityProvider': {
    type: 'check: autoscaling-health-check',
    properties: {
      'ManagedInstancesProvider.AutoRepairConfiguration': 'no: replacing broken instances belongs to REL11',
      'ManagedInstancesProvider.InfrastructureOptimization': 'no: how capacity follows load belongs to REL07',
      'InstanceLaunchTemplate.InstanceRequirements': 'no: which instances are taken is a choice',
    },
  },
  'AWS::ECS::Cluster': NAMING,
  'AWS::ECS::ClusterCapacityProviderAssociations': RELATION,
  'AWS::ECS::ExpressGatewayService': {
    type: 'no: made by the service with health checks, canary traffic and alarms that roll back; how many tasks run belongs to REL10',
    properties: {
      HealthCheckPath: 'no: the load balancer always checks; the default is /ping',
      'ExpressGatewayScalingTarget.MinTaskCount': 'no: how many copies run belongs to REL10',
    },
  },
  'AWS::ECS::Gateway': 'no: the load balancer of Express services; its timeouts cannot be set',
  'AWS::ECS::GatewayClusterAssociations': RELATION,
  'AWS::ECS::PrimaryTaskSet': RELATION,
  'AWS::ECS::TaskDefinition': {
    properties: {
      'RestartPolicy.Enabled': 'no: a restart in place; the service replaces the task in any case',
      'RestartPolicy.RestartAttemptPeriod': 'no: restarts are at least a minute apart by default',
      'RestartPolicy.IgnoredExitCodes': 'no: after which exits a container stays down is a choice',
    },
  },
  'AWS::ECS::TaskSet': 'no: belongs to external deployment controllers, whose logic is not in the template',
  'AWS::EKS::AccessEntry': ACCESS,
  'AWS::EKS::Addon': NAMING,
  'AWS::EKS::Capability': ACCESS,
  'AWS::EKS::CertificateAuthority': ACCESS,
  'AWS::EKS::Cluster': {
    type: 'no: what runs in the cluster, with its probes and retries, is not in the template',
    properties: { 'ZonalShiftConfig.Enabled': 'no: leaving a zone belongs to REL10 and REL11' },
  },
  'AWS::EKS::FargateProfile': NETWORK,
  'AWS::EKS::IdentityProviderConfig': ACCESS,
  'AWS::EKS::Nodegroup': 'no: replacing broken nodes belongs to REL11',
  'AWS::EKS::PodIdentityAssociation': ACCESS,
  'AWS::EMRServerless::Application': {
    type: 'no: jobs queue only where a scheduler is configured, and then for six hours at most by default',
    properties: {
      'SchedulerConfiguration.QueueTimeoutMinutes': 'no: between 15 minutes and 12 hours, so the wait always ends',
      'SchedulerConfiguration.MaxConcurrentRuns': 'no: 15 unless set, so always bounded',
    },
  },
  'AWS::Lambda::Alias': 'check: lever-inventory',
  'AWS::Lambda::CapacityProvider': {
    type: 'no: how many functions run is bounded at the function and by 400 vCPUs unless set',
    properties: {
      'CapacityProviderScalingConfig.MaxVCpuCount': 'no: a bound on cost; the default of 400 holds otherwise',
    },
  },
  'AWS::Lambda::CodeSigningConfig': ACCESS,
  'AWS::Lambda::EventSourceMapping': {
    properties: {
      'ProvisionedPollerConfig.MaximumPollers': 'check: lambda-queue-concurrency',
      'ProvisionedPollerConfig.MinimumPollers': 'check: lambda-queue-concurrency',
      'SelfManagedKafkaEventSourceConfig.ConsumptionMode':
        'no: failures are bounded by the same properties in both modes',
    },
  },
  'AWS::Lambda::Function': {
    properties: {
      'DurableConfig.ExecutionTimeout': 'check: sqs-visibility-timeout, lambda-timeout, timeout-chain',
      'FunctionScalingConfig.MaxExecutionEnvironments': 'check: lambda-queue-concurrency, lambda-concurrency',
      'FunctionScalingConfig.MinExecutionEnvironments': 'no: how capacity follows load belongs to REL07',
      'LambdaManagedInstancesCapacityProviderConfig.PerExecutionEnvironmentMaxConcurrency':
        'no: how many requests share a process is judged in its code',
    },
  },
  'AWS::Lambda::LayerVersion': NAMING,
  'AWS::Lambda::LayerVersionPermission': ACCESS,
  'AWS::Lambda::MicrovmImage': 'no: an image; its hooks have timeouts of their own',
  'AWS::Lambda::NetworkConnector': NETWORK,
  'AWS::Lambda::Permission': 'check: lambda-async-failure-destination, lambda-timeout',
  'AWS::Lambda::ResourcePolicy': ACCESS,
  'AWS::Lambda::Url': 'check: lambda-concurrency, lambda-timeout, cloudfront-origin-timeout',
  'AWS::Lambda::Version': {
    type: 'check: lambda-async-failure-destination',
    properties: {
      'FunctionScalingConfig.MaxExecutionEnvironments': 'check: lambda-queue-concurrency, lambda-concurrency',
      'FunctionScalingConfig.MinExecutionEnvironments': 'no: how capacity follows load belongs to REL07',
    },
  },
  'AWS::Lambda::WebFunction': NAMING,
  'AWS::PCS::Cluster': 'no: jobs wait in a scheduler whose settings are not in the template',
  'AWS::PCS::ComputeNodeGroup': 'no: its size is bounded by required counts',
  'AWS::PCS::Queue': 'no: jobs wait in a scheduler whose settings are not in the template',
  'AWS::Batch::JobDefinition': {
    properties: {
      'TaskContainerProperties.StartTimeout': 'no: what a container waits for before it starts is over with its job',
      'TaskContainerProperties.StopTimeout': 'no: a job that is stopped has nothing left to hand over',
    },
  },
  'AWS::Batch::JobQueue': {
    properties: {
      JobStateTimeLimitActions: 'check: batch-queue-time-limit',
      ServiceEnvironmentOrder: 'check: batch-queue-time-limit',
    },
  },
  'AWS::ECS::Daemon': {
    properties: {
      'DaemonDeploymentConfiguration.DrainPercent': 'check: ecs-daemon-deployment',
      'DaemonDeploymentConfiguration.Alarms': 'check: ecs-daemon-deployment',
      'DaemonDeploymentConfiguration.BakeTimeInMinutes':
        'no: what an alarm needs to notice is not known; alarms are asked for',
      Critical: 'no: on unless set, so an instance without its daemon is drained',
    },
  },
  'AWS::ECS::Service': {
    properties: {
      'DeploymentConfiguration.Strategy': 'check: ecs-traffic-shift',
      'DeploymentConfiguration.BakeTimeInMinutes': 'check: ecs-traffic-shift',
      'DeploymentConfiguration.LifecycleHooks': 'check: ecs-traffic-shift',
      'CanaryConfiguration.CanaryBakeTimeInMinutes': 'check: ecs-traffic-shift',
      'CanaryConfiguration.CanaryPercent': 'no: how much traffic goes first is a choice',
      'LinearConfiguration.StepBakeTimeInMinutes': 'check: ecs-traffic-shift',
      'LinearConfiguration.StepPercent': 'no: how much traffic goes at a time is a choice',
      'ThresholdConfiguration.Value': 'check: ecs-deployment-circuit-breaker',
      'ThresholdConfiguration.Type': 'check: ecs-deployment-circuit-breaker',
      'DeploymentCircuitBreaker.ResetOnHealthyTask': 'no: a breaker that is reset still trips while nothing comes up',
      'DeploymentConfiguration.EarlySuccessCriteria': 'no: off unless set; how many tasks suffice is a choice',
      'HookTimeoutConfig.TimeoutInMinutes': 'no: how long a hook waits for a person or a test is a choice',
      'HookTimeoutConfig.Action': 'no: a deployment ends either way when its hook does not answer',
      'GatewayConnector.HealthCheck': 'no: what is asked and how often is a choice; that it asks is judged',
      GatewayConnectors: 'check: ecs-health-check',
      AvailabilityZoneRebalancing: 'no: spreading over zones belongs to REL10',
    },
  },
  'AWS::Lambda::WebFunctionEndpoint': {
    properties: {
      'ThrottleConfig.RateLimit': 'check: web-function-throttling, lever-inventory',
      'ScalingConfig.MaxEnvironments': 'check: web-function-throttling, lever-inventory',
      RevisionWeights: 'check: lever-inventory',
    },
  },
  'AWS::Lambda::WebFunctionRevision': {
    properties: {
      'ServiceConfig.TimeoutSeconds': 'check: web-function-timeout',
      'ServiceConfig.MaxConcurrencyPerEnvironment': 'no: how many requests share a process is judged in its code',
    },
  },
};
