/**
 * Operations of AWS services that answer with one page and a token for the next one, by service as in the package name
 * of version 3 of the SDK. Left out are those whose list always fits one page, and histories, of which the newest part
 * is wanted.
 * Source: the paginators in the published package `aws-sdk` 2.1692 (`apis/*.paginators.json`); those of EventBridge and
 * of query definitions, which have a `NextToken` and no paginator, from the API references.
 */
const names: Readonly<Record<string, string>> = {
  'api-gateway': `
    GetApiKeys GetBasePathMappings GetDomainNames GetModels GetResources GetRestApis GetUsagePlanKeys
    GetUsagePlans`,
  appconfig: `
    ListApplications ListConfigurationProfiles ListDeploymentStrategies ListDeployments ListEnvironments
    ListExtensionAssociations ListExtensions ListHostedConfigurationVersions`,
  'application-auto-scaling': `
    DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies DescribeScheduledActions`,
  athena: `
    GetQueryResults ListApplicationDPUSizes ListDataCatalogs ListDatabases ListExecutors ListNamedQueries
    ListSessions ListTableMetadata ListWorkGroups`,
  'auto-scaling': `
    DescribeAutoScalingGroups DescribeAutoScalingInstances DescribeInstanceRefreshes
    DescribeLaunchConfigurations DescribeLoadBalancerTargetGroups DescribeLoadBalancers
    DescribeNotificationConfigurations DescribePolicies DescribeScalingActivities DescribeScheduledActions
    DescribeTrafficSources DescribeWarmPool`,
  batch: `
    DescribeComputeEnvironments DescribeJobDefinitions DescribeJobQueues ListJobs ListSchedulingPolicies`,
  cloudformation: `
    DescribeStacks ListChangeSets ListImports ListStackInstances ListStackResources ListStackSetOperationResults
    ListStackSetOperations ListStackSets ListStacks`,
  cloudwatch: 'DescribeAlarms ListDashboards ListMetricStreams ListMetrics',
  'cloudwatch-logs': `
    DescribeConfigurationTemplates DescribeDestinations DescribeLogGroups DescribeLogStreams
    DescribeMetricFilters DescribeQueryDefinitions DescribeSubscriptionFilters`,
  codepipeline: 'ListPipelines ListWebhooks',
  'cognito-identity-provider': `
    ListGroups ListIdentityProviders ListResourceServers ListUserPoolClients ListUserPools ListUsers
    ListUsersInGroup`,
  dynamodb: 'ListBackups ListImports ListTables Query Scan',
  ec2: `
    DescribeImages DescribeInstanceStatus DescribeInstances DescribeLaunchTemplateVersions
    DescribeLaunchTemplates DescribeNatGateways DescribeNetworkInterfaces DescribeRouteTables
    DescribeSecurityGroupRules DescribeSecurityGroups DescribeSnapshots DescribeSpotFleetRequests
    DescribeSpotInstanceRequests DescribeSubnets DescribeVolumes DescribeVpcEndpoints DescribeVpcs`,
  ecr: `
    DescribeImages DescribePullThroughCacheRules DescribeRepositories DescribeRepositoryCreationTemplates
    ListImages`,
  ecs: `
    ListClusters ListContainerInstances ListServices ListServicesByNamespace ListTaskDefinitionFamilies
    ListTaskDefinitions ListTasks`,
  eks: `
    DescribeAddonVersions ListAccessEntries ListAccessPolicies ListAddons ListAssociatedAccessPolicies
    ListClusters ListEksAnywhereSubscriptions ListFargateProfiles ListIdentityProviderConfigs ListNodegroups
    ListPodIdentityAssociations ListUpdates`,
  'elastic-load-balancing-v2': `
    DescribeListeners DescribeLoadBalancers DescribeTargetGroups DescribeTrustStoreAssociations
    DescribeTrustStoreRevocations DescribeTrustStores`,
  elasticache: `
    DescribeCacheClusters DescribeCacheSubnetGroups DescribeGlobalReplicationGroups DescribeReplicationGroups
    DescribeServerlessCacheSnapshots DescribeServerlessCaches DescribeSnapshots DescribeUserGroups DescribeUsers`,
  eventbridge: 'ListArchives ListEventBuses ListRuleNamesByTarget ListRules ListTargetsByRule',
  glue: `
    GetConnections GetCrawlers GetDatabases GetJobRuns GetJobs GetPartitions GetTables GetTriggers
    ListColumnStatisticsTaskRuns ListCrawlers ListDataQualityResults ListDataQualityRulesetEvaluationRuns
    ListDataQualityRulesets ListDevEndpoints ListJobs ListMLTransforms ListRegistries ListSchemaVersions
    ListSchemas ListSessions ListTableOptimizerRuns ListTriggers ListUsageProfiles ListWorkflows`,
  iam: `
    GetGroup ListAccessKeys ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies
    ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser ListInstanceProfiles
    ListInstanceProfilesForRole ListPolicies ListPolicyVersions ListRolePolicies ListRoles ListUserPolicies
    ListUsers`,
  identitystore: 'ListGroupMemberships ListGroupMembershipsForMember ListGroups ListUsers',
  kinesis: 'ListStreamConsumers ListStreams',
  kms: 'DescribeCustomKeyStores ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys',
  lambda: `
    ListAliases ListCodeSigningConfigs ListEventSourceMappings ListEventSources ListFunctionEventInvokeConfigs
    ListFunctionUrlConfigs ListFunctions ListFunctionsByCodeSigningConfig ListLayerVersions ListLayers
    ListProvisionedConcurrencyConfigs ListVersionsByFunction`,
  organizations: `
    ListAWSServiceAccessForOrganization ListAccounts ListAccountsForParent ListChildren ListCreateAccountStatus
    ListDelegatedAdministrators ListDelegatedServicesForAccount ListHandshakesForAccount
    ListHandshakesForOrganization ListOrganizationalUnitsForParent ListPolicies ListPoliciesForTarget
    ListTargetsForPolicy`,
  rds: `
    DescribeBlueGreenDeployments DescribeDBClusterAutomatedBackups DescribeDBClusterBacktracks
    DescribeDBClusterEndpoints DescribeDBClusterSnapshots DescribeDBClusters DescribeDBInstanceAutomatedBackups
    DescribeDBInstances DescribeDBLogFiles DescribeDBProxies DescribeDBProxyEndpoints
    DescribeDBProxyTargetGroups DescribeDBProxyTargets DescribeDBSnapshotTenantDatabases DescribeDBSnapshots
    DescribeDBSubnetGroups DescribeEventSubscriptions DescribeExportTasks DescribeGlobalClusters
    DescribeIntegrations DescribeOptionGroups DescribeTenantDatabases`,
  'resource-groups-tagging-api': 'GetResources',
  'route-53': `
    ListCidrBlocks ListCidrCollections ListCidrLocations ListHealthChecks ListHostedZones
    ListQueryLoggingConfigs ListResourceRecordSets`,
  s3: 'ListMultipartUploads ListObjectVersions ListObjects ListObjectsV2',
  scheduler: 'ListScheduleGroups ListSchedules',
  'secrets-manager': 'ListSecrets',
  sfn: 'ListActivities ListMapRuns ListStateMachines',
  sns: `
    ListEndpointsByPlatformApplication ListOriginationNumbers ListPhoneNumbersOptedOut ListPlatformApplications
    ListSMSSandboxPhoneNumbers ListSubscriptions ListSubscriptionsByTopic ListTopics`,
  sqs: 'ListDeadLetterSourceQueues ListQueues',
  ssm: `
    DescribeActivations DescribeAssociationExecutionTargets DescribeEffectiveInstanceAssociations
    DescribeInstanceAssociationsStatus DescribeInstanceInformation DescribeInstanceProperties DescribeParameters
    DescribeSessions GetParametersByPath ListAssociationVersions ListAssociations ListCommands ListDocuments
    ListResourceDataSync`,
  'sso-admin': `
    ListAccountAssignments ListAccountAssignmentsForPrincipal ListAccountsForProvisionedPermissionSet
    ListApplicationAccessScopes ListApplicationAssignments ListApplicationAssignmentsForPrincipal
    ListApplicationAuthenticationMethods ListApplicationGrants ListApplicationProviders ListApplications
    ListCustomerManagedPolicyReferencesInPermissionSet ListInstances ListManagedPoliciesInPermissionSet
    ListPermissionSetProvisioningStatus ListPermissionSets ListPermissionSetsProvisionedToAccount
    ListTrustedTokenIssuers`,
  transfer: `
    ListAccesses ListAgreements ListConnectors ListProfiles ListSecurityPolicies ListServers ListUsers
    ListWorkflows`,
};

const operations: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(names).map(([service, list]) => [service, new Set(list.trim().split(/\s+/))]),
);

/** True for operations whose answer may be one page of many. */
export function isPaginated(service: string, operation: string): boolean {
  return operations.get(service)?.has(operation) === true;
}
