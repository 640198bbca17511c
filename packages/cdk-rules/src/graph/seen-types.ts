// Made by `npm run update` from scripts/cloudformation/seen.

/** Resource types that somebody looked at, over the services that REL04 and REL05 touch: names by service. */
export const SEEN_TYPES: Readonly<Record<string, string>> = {
  'AWS::ARCRegionSwitch': 'Plan',
  'AWS::ARCZonalShift': 'AutoshiftObserverNotificationStatus ZonalAutoshiftConfiguration',
  'AWS::AmazonMQ': 'Broker Configuration ConfigurationAssociation',
  'AWS::ApiGateway':
    'Account ApiKey Authorizer BasePathMapping BasePathMappingV2 ClientCertificate Deployment DocumentationPart DocumentationVersion DomainName DomainNameAccessAssociation DomainNameV2 GatewayResponse Method Model RequestValidator Resource RestApi Stage UsagePlan UsagePlanKey VpcLink',
  'AWS::ApiGatewayV2':
    'Api ApiGatewayManagedOverrides ApiMapping Authorizer Deployment DomainName Integration IntegrationResponse Model PortalProduct Route RouteResponse RoutingRule Stage VpcLink',
  'AWS::AppConfig':
    'Application ConfigurationProfile Deployment DeploymentStrategy Environment ExperimentDefinition ExperimentRun Extension ExtensionAssociation HostedConfigurationVersion',
  'AWS::AppMesh': 'GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService',
  'AWS::AppRunner': 'AutoScalingConfiguration ObservabilityConfiguration Service VpcConnector VpcIngressConnection',
  'AWS::AppSync':
    'Api ApiCache ApiKey ChannelNamespace DataSource DomainName DomainNameApiAssociation FunctionConfiguration GraphQLApi GraphQLSchema Resolver SourceApiAssociation Type',
  'AWS::ApplicationAutoScaling': 'ScalableTarget ScalingPolicy',
  'AWS::AutoScaling': 'AutoScalingGroup LaunchConfiguration LifecycleHook ScalingPolicy ScheduledAction WarmPool',
  'AWS::Batch':
    'ComputeEnvironment ConsumableResource JobDefinition JobQueue QuotaShare SchedulingPolicy ServiceEnvironment',
  'AWS::Bedrock':
    'Agent AgentAlias ApplicationInferenceProfile AutomatedReasoningPolicy AutomatedReasoningPolicyVersion Blueprint DataAutomationLibrary DataAutomationProject DataSource EnforcedGuardrailConfiguration Flow FlowAlias FlowVersion Guardrail GuardrailVersion IntelligentPromptRouter KnowledgeBase KnowledgeBasePolicy Prompt PromptVersion ResourcePolicy RetrievalInstruction Session',
  'AWS::BedrockAgentCore':
    'ApiKeyCredentialProvider BrowserCustom BrowserProfile CapacityProvider CodeInterpreterCustom ConfigurationBundle ConsentPortal Dataset Evaluator Gateway GatewayRateLimit GatewayRule GatewayTarget Harness HarnessEndpoint Memory OAuth2CredentialProvider OnlineEvaluationConfig PaymentConnector PaymentCredentialProvider PaymentManager Policy PolicyEngine ResourcePolicy Runtime RuntimeEndpoint WorkloadIdentity',
  'AWS::CloudFront':
    'AnycastIpList CachePolicy CloudFrontOriginAccessIdentity ConnectionFunction ConnectionGroup ContinuousDeploymentPolicy Distribution DistributionTenant FieldLevelEncryptionConfig FieldLevelEncryptionProfile Function KeyGroup KeyValueStore MonitoringSubscription OriginAccessControl OriginRequestPolicy PublicKey RealtimeLogConfig ResponseHeadersPolicy StreamingDistribution TrustStore VpcOrigin',
  'AWS::CloudWatch':
    'AccessGrant AccessProfile Alarm AlarmMuteRule AnomalyDetector CompositeAlarm Dashboard Domain DomainAccessGrantForOrganization DomainForOrganization InsightRule Integration LogAlarm MetricStream OTelEnrichment OmniDashboard ResourceMetricsConfiguration Space View',
  'AWS::CodeBuild': 'Fleet Project ReportGroup SourceCredential',
  'AWS::CodeDeploy': 'Application DeploymentConfig DeploymentGroup',
  'AWS::Cognito':
    'IdentityPool IdentityPoolPrincipalTag IdentityPoolRoleAttachment LogDeliveryConfiguration ManagedLoginBranding Terms UserPool UserPoolClient UserPoolDomain UserPoolGroup UserPoolIdentityProvider UserPoolRegionalConfigurationAttachment UserPoolReplica UserPoolResourceServer UserPoolRiskConfigurationAttachment UserPoolUICustomizationAttachment UserPoolUser UserPoolUserToGroupAttachment',
  'AWS::DAX': 'Cluster ParameterGroup SubnetGroup',
  'AWS::DSQL': 'Cluster',
  'AWS::Deadline':
    'Budget Farm Fleet LicenseEndpoint Limit MeteredProduct Monitor Queue QueueEnvironment QueueFleetAssociation QueueLimitAssociation StorageProfile Worker',
  'AWS::DocDB': 'DBCluster DBClusterParameterGroup DBInstance DBSubnetGroup EventSubscription GlobalCluster',
  'AWS::DynamoDB': 'GlobalTable Table',
  'AWS::ECS':
    'CapacityProvider Cluster ClusterCapacityProviderAssociations Daemon DaemonTaskDefinition ExpressGatewayService Gateway GatewayClusterAssociations PrimaryTaskSet Service TaskDefinition TaskSet',
  'AWS::EKS':
    'AccessEntry Addon Capability CertificateAuthority Cluster FargateProfile IdentityProviderConfig Nodegroup PodIdentityAssociation',
  'AWS::EMRServerless': 'Application',
  'AWS::ElastiCache':
    'CacheCluster GlobalReplicationGroup ParameterGroup ReplicationGroup SecurityGroup SecurityGroupIngress ServerlessCache ServerlessCacheSnapshot Snapshot SubnetGroup User UserGroup',
  'AWS::ElasticLoadBalancing': 'LoadBalancer',
  'AWS::ElasticLoadBalancingV2':
    'Listener ListenerCertificate ListenerRule LoadBalancer TargetGroup TrustStore TrustStoreRevocation',
  'AWS::Events': 'ApiDestination Archive Connection Endpoint EventBus EventBusPolicy Rule',
  'AWS::EventsV2': 'EventBus EventSource ResourcePolicy Subscriber',
  'AWS::GlobalAccelerator': 'Accelerator CrossAccountAttachment EndpointGroup Listener',
  'AWS::Glue':
    'Blueprint Catalog Classifier Connection ConnectionType Crawler CustomEntityType DataCatalogEncryptionSettings DataQualityRuleset Database DevEndpoint IdentityCenterConfiguration Integration IntegrationResourceProperty Job MLTransform Partition Registry Schema SchemaVersion SchemaVersionMetadata SecurityConfiguration Session Table TableOptimizer Trigger UsageProfile UserDefinedFunction Workflow',
  'AWS::IoT':
    'AccountAuditConfiguration Authorizer BillingGroup CACertificate Certificate CertificateProvider Command CustomMetric Dimension DomainConfiguration EncryptionConfiguration FleetMetric Job JobTemplate Logging MitigationAction OTAUpdate Policy PolicyPrincipalAttachment ProvisioningTemplate ResourceSpecificLogging RoleAlias ScheduledAudit SecurityProfile SoftwarePackage SoftwarePackageVersion Stream Thing ThingGroup ThingPrincipalAttachment ThingType TopicRule TopicRuleDestination',
  'AWS::Kinesis': 'Channel ResourcePolicy Stream StreamConsumer',
  'AWS::KinesisAnalyticsV2':
    'Application ApplicationCloudWatchLoggingOption ApplicationOutput ApplicationReferenceDataSource',
  'AWS::KinesisFirehose': 'DeliveryStream',
  'AWS::Lambda':
    'Alias CapacityProvider CodeSigningConfig EventInvokeConfig EventSourceMapping Function LayerVersion LayerVersionPermission MicrovmImage NetworkConnector Permission ResourcePolicy Url Version WebFunction WebFunctionEndpoint WebFunctionRevision',
  'AWS::MSK':
    'BatchScramSecret Channel Cluster ClusterPolicy Configuration Replicator ServerlessCluster Topic VpcConnection',
  'AWS::MemoryDB': 'ACL Cluster MultiRegionCluster ParameterGroup Snapshot SubnetGroup User',
  'AWS::Neptune':
    'DBCluster DBClusterParameterGroup DBInstance DBParameterGroup DBSubnetGroup EventSubscription GlobalCluster',
  'AWS::PCS': 'Cluster ComputeNodeGroup Queue',
  'AWS::Pipes': 'Pipe',
  'AWS::RDS':
    'ClusterSnapshot CustomDBEngineVersion DBCluster DBClusterEndpoint DBClusterParameterGroup DBInstance DBParameterGroup DBProxy DBProxyEndpoint DBProxyTargetGroup DBSecurityGroup DBSecurityGroupIngress DBShardGroup DBSnapshot DBSubnetGroup Deployment EventSubscription GlobalCluster Integration OptionGroup',
  'AWS::Route53':
    'CidrCollection DNSSEC DelegationSet HealthCheck HostedZone KeySigningKey QueryLoggingConfig RecordSet RecordSetGroup TrafficPolicy TrafficPolicyInstance',
  'AWS::Route53RecoveryControl': 'Cluster ControlPanel RoutingControl SafetyRule',
  'AWS::SNS': 'Subscription Topic TopicInlinePolicy TopicPolicy',
  'AWS::SQS': 'Queue QueueInlinePolicy QueuePolicy',
  'AWS::Scheduler': 'Schedule ScheduleGroup',
  'AWS::ServiceDiscovery': 'HttpNamespace Instance PrivateDnsNamespace PublicDnsNamespace Service',
  'AWS::StepFunctions': 'Activity StateMachine StateMachineAlias StateMachineVersion',
  'AWS::VpcLattice':
    'AccessLogSubscription AuthPolicy DomainVerification Listener ResourceConfiguration ResourceGateway ResourcePolicy Rule Service ServiceNetwork ServiceNetworkResourceAssociation ServiceNetworkServiceAssociation ServiceNetworkVpcAssociation TargetGroup',
  'AWS::WAFv2': 'IPSet LoggingConfiguration RegexPatternSet RuleGroup WebACL WebACLAssociation',
};
