/**
 * Operations of AWS services that answer with one page and a token for the next one, by service as in the package name
 * of version 3 of the SDK. Left out are those whose list always fits one page, histories, of which the newest part
 * is wanted, and those whose token stands below the top of the answer.
 * Source: the paginators in the published package `aws-sdk` 2.1692 (`apis/*.paginators.json`); those of EventBridge and
 * of query definitions, which have a `NextToken` and no paginator, from the API references.
 */
const names: Readonly<Record<string, string>> = {
  acm: 'ListCertificates',
  'api-gateway': `
    GetApiKeys GetBasePathMappings GetDomainNames GetModels GetResources GetRestApis GetUsagePlanKeys
    GetUsagePlans`,
  appconfig: `
    ListApplications ListConfigurationProfiles ListDeploymentStrategies ListDeployments ListEnvironments
    ListExtensionAssociations ListExtensions ListHostedConfigurationVersions`,
  'application-auto-scaling': `
    DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies DescribeScheduledActions`,
  appsync: `
    ListApiKeys ListDataSources ListDomainNames ListFunctions ListGraphqlApis ListResolvers
    ListResolversByFunction ListTypes ListTypesByAssociation`,
  athena: `
    GetQueryResults ListApplicationDPUSizes ListDataCatalogs ListDatabases ListExecutors ListNamedQueries
    ListSessions ListTableMetadata ListWorkGroups`,
  'auto-scaling': `
    DescribeAutoScalingGroups DescribeAutoScalingInstances DescribeInstanceRefreshes
    DescribeLaunchConfigurations DescribeLoadBalancerTargetGroups DescribeLoadBalancers
    DescribeNotificationConfigurations DescribePolicies DescribeScalingActivities DescribeScheduledActions
    DescribeTrafficSources DescribeWarmPool`,
  backup: `
    ListBackupPlanTemplates ListBackupPlans ListBackupSelections ListBackupVaults ListFrameworks ListLegalHolds
    ListProtectedResources ListProtectedResourcesByBackupVault ListRecoveryPointsByBackupVault
    ListRecoveryPointsByLegalHold ListRecoveryPointsByResource ListReportPlans
    ListRestoreJobsByProtectedResource ListRestoreTestingPlans ListRestoreTestingSelections`,
  batch: `
    DescribeComputeEnvironments DescribeJobDefinitions DescribeJobQueues ListJobs ListSchedulingPolicies`,
  bedrock: 'ListCustomModels ListGuardrails ListImportedModels ListInferenceProfiles ListProvisionedModelThroughputs',
  'bedrock-agent': `
    ListAgentActionGroups ListAgentAliases ListAgentKnowledgeBases ListAgents ListDataSources ListFlowAliases
    ListFlows ListKnowledgeBases ListPrompts`,
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
  comprehend: 'ListDatasets ListDocumentClassifiers ListEndpoints ListEntityRecognizers ListFlywheels',
  'config-service': `
    DescribeAggregationAuthorizations DescribeConfigRules DescribeConfigurationAggregatorSourcesStatus
    DescribeConfigurationAggregators DescribeConformancePackStatus DescribeConformancePacks
    DescribeOrganizationConfigRuleStatuses DescribeOrganizationConfigRules
    DescribeOrganizationConformancePackStatuses DescribeOrganizationConformancePacks
    DescribePendingAggregationRequests DescribeRemediationExceptions DescribeRemediationExecutionStatus
    GetAggregateDiscoveredResourceCounts GetDiscoveredResourceCounts GetOrganizationConfigRuleDetailedStatus
    GetOrganizationConformancePackDetailedStatus ListAggregateDiscoveredResources ListDiscoveredResources
    ListStoredQueries`,
  connect: `
    ListAgentStatuses ListApprovedOrigins ListAuthenticationProfiles ListBots ListContactFlowModules
    ListContactFlows ListHoursOfOperations ListInstances ListLambdaFunctions ListLexBots ListPhoneNumbers
    ListPhoneNumbersV2 ListPredefinedAttributes ListPrompts ListQueueQuickConnects ListQueues ListQuickConnects
    ListRoutingProfileQueues ListRoutingProfiles ListRules ListSecurityProfileApplications
    ListSecurityProfilePermissions ListSecurityProfiles ListTaskTemplates ListTrafficDistributionGroupUsers
    ListTrafficDistributionGroups ListUseCases ListUserHierarchyGroups ListUsers ListViews`,
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
  efs: 'DescribeAccessPoints DescribeFileSystems',
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
  emr: `
    ListClusters ListInstances ListReleaseLabels ListSecurityConfigurations ListStudioSessionMappings
    ListStudios ListSupportedInstanceTypes`,
  eventbridge: 'ListArchives ListEventBuses ListRuleNamesByTarget ListRules ListTargetsByRule',
  glue: `
    GetConnections GetCrawlers GetDatabases GetJobRuns GetJobs GetPartitions GetTables GetTriggers
    ListColumnStatisticsTaskRuns ListCrawlers ListDataQualityResults ListDataQualityRulesetEvaluationRuns
    ListDataQualityRulesets ListDevEndpoints ListJobs ListMLTransforms ListRegistries ListSchemaVersions
    ListSchemas ListSessions ListTableOptimizerRuns ListTriggers ListUsageProfiles ListWorkflows`,
  guardduty: 'DescribeMalwareScans ListCoverage ListFilters ListMembers',
  iam: `
    GetGroup ListAccessKeys ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies
    ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser ListInstanceProfiles
    ListInstanceProfilesForRole ListPolicies ListPolicyVersions ListRolePolicies ListRoles ListUserPolicies
    ListUsers`,
  identitystore: 'ListGroupMemberships ListGroupMembershipsForMember ListGroups ListUsers',
  iot: `
    ListAttachedPolicies ListAuditSuppressions ListAuthorizers ListBillingGroups ListCACertificates
    ListCertificates ListCertificatesByCA ListDimensions ListDomainConfigurations ListJobTemplates
    ListManagedJobTemplates ListPackages ListPolicies ListPolicyPrincipals ListPrincipalPolicies
    ListPrincipalThings ListProvisioningTemplates ListRelatedResourcesForAuditFinding ListRoleAliases
    ListSecurityProfiles ListSecurityProfilesForTarget ListStreams ListTargetsForPolicy
    ListTargetsForSecurityProfile ListThingGroups ListThingGroupsForThing ListThingPrincipals ListThingTypes
    ListThings ListThingsInBillingGroup ListThingsInThingGroup ListTopicRuleDestinations ListTopicRules`,
  kafka: `
    ListClientVpcConnections ListClusters ListClustersV2 ListConfigurations ListScramSecrets ListVpcConnections`,
  kendra: `
    ListAccessControlConfigurations ListDataSources ListEntityPersonas ListExperienceEntities ListExperiences
    ListFaqs ListIndices ListQuerySuggestionsBlockLists ListThesauri`,
  kinesis: 'ListStreamConsumers ListStreams',
  kms: 'DescribeCustomKeyStores ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys',
  lambda: `
    ListAliases ListCodeSigningConfigs ListEventSourceMappings ListEventSources ListFunctionEventInvokeConfigs
    ListFunctionUrlConfigs ListFunctions ListFunctionsByCodeSigningConfig ListLayerVersions ListLayers
    ListProvisionedConcurrencyConfigs ListVersionsByFunction`,
  'lex-models-v2': `
    ListBotAliasReplicas ListBotAliases ListBotLocales ListBotResourceGenerations ListBots ListBuiltInIntents
    ListBuiltInSlotTypes ListCustomVocabularyItems ListIntents ListRecommendedIntents ListSlotTypes ListSlots`,
  location: `
    ListDevicePositions ListGeofenceCollections ListGeofences ListKeys ListMaps ListPlaceIndexes
    ListRouteCalculators ListTrackerConsumers ListTrackers`,
  mediaconvert: 'ListJobTemplates ListPresets ListQueues',
  medialive: `
    ListChannels ListCloudWatchAlarmTemplateGroups ListCloudWatchAlarmTemplates
    ListEventBridgeRuleTemplateGroups ListEventBridgeRuleTemplates ListInputDevices ListInputSecurityGroups
    ListInputs ListMultiplexPrograms ListMultiplexes ListReservations ListSignalMaps`,
  mediapackage: 'ListChannels ListOriginEndpoints',
  'mediapackage-vod': 'ListAssets ListPackagingConfigurations ListPackagingGroups',
  organizations: `
    ListAWSServiceAccessForOrganization ListAccounts ListAccountsForParent ListChildren ListCreateAccountStatus
    ListDelegatedAdministrators ListDelegatedServicesForAccount ListHandshakesForAccount
    ListHandshakesForOrganization ListOrganizationalUnitsForParent ListPolicies ListPoliciesForTarget
    ListTargetsForPolicy`,
  personalize: `
    ListCampaigns ListDatasetGroups ListDatasets ListEventTrackers ListFilters ListRecipes ListRecommenders
    ListSchemas ListSolutions`,
  quicksight: `
    ListAnalyses ListDashboards ListDataSets ListDataSources ListFolderMembers ListFolders ListGroupMemberships
    ListGroups ListNamespaces ListTemplateAliases ListTemplates ListThemes ListTopics ListUserGroups ListUsers
    ListVPCConnections`,
  rds: `
    DescribeBlueGreenDeployments DescribeDBClusterAutomatedBackups DescribeDBClusterBacktracks
    DescribeDBClusterEndpoints DescribeDBClusterSnapshots DescribeDBClusters DescribeDBInstanceAutomatedBackups
    DescribeDBInstances DescribeDBLogFiles DescribeDBProxies DescribeDBProxyEndpoints
    DescribeDBProxyTargetGroups DescribeDBProxyTargets DescribeDBSnapshotTenantDatabases DescribeDBSnapshots
    DescribeDBSubnetGroups DescribeEventSubscriptions DescribeExportTasks DescribeGlobalClusters
    DescribeIntegrations DescribeOptionGroups DescribeTenantDatabases`,
  rekognition: `
    DescribeProjects GetCelebrityRecognition GetContentModeration GetFaceDetection GetFaceSearch
    GetLabelDetection GetPersonTracking GetSegmentDetection GetTextDetection ListCollections ListDatasetEntries
    ListDatasetLabels ListFaces ListProjectPolicies ListStreamProcessors ListUsers`,
  'resource-groups': 'ListGroupResources ListGroups',
  'resource-groups-tagging-api': 'GetResources',
  'route-53': `
    ListCidrBlocks ListCidrCollections ListCidrLocations ListHealthChecks ListHostedZones
    ListQueryLoggingConfigs ListResourceRecordSets`,
  s3: 'ListMultipartUploads ListObjectVersions ListObjects ListObjectsV2',
  sagemaker: `
    ListAlgorithms ListAliases ListAppImageConfigs ListApps ListClusterNodes ListClusters ListCodeRepositories
    ListDeviceFleets ListDevices ListDomains ListEndpointConfigs ListEndpoints ListExperiments ListFeatureGroups
    ListFlowDefinitions ListImages ListInferenceComponents ListInferenceExperiments ListLabelingJobsForWorkteam
    ListModelCards ListModelMetadata ListModelPackageGroups ListModelPackages ListModels ListMonitoringSchedules
    ListNotebookInstanceLifecycleConfigs ListNotebookInstances ListPipelines ListProjects ListResourceCatalogs
    ListSpaces ListStudioLifecycleConfigs ListSubscribedWorkteams ListUserProfiles ListWorkteams`,
  scheduler: 'ListScheduleGroups ListSchedules',
  'secrets-manager': 'ListSecrets',
  securityhub: `
    DescribeActionTargets DescribeProducts DescribeStandardsControls GetEnabledStandards
    ListConfigurationPolicies ListEnabledProductsForImport ListMembers ListSecurityControlDefinitions`,
  'service-quotas': `
    ListAWSDefaultServiceQuotas ListServiceQuotaIncreaseRequestsInTemplate ListServiceQuotas ListServices`,
  servicediscovery: 'GetInstancesHealthStatus ListInstances ListNamespaces ListServices',
  sesv2: `
    ListConfigurationSets ListContactLists ListContacts ListCustomVerificationEmailTemplates ListEmailIdentities
    ListEmailTemplates ListSuppressedDestinations`,
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
  transcribe: `
    ListCallAnalyticsCategories ListLanguageModels ListMedicalVocabularies ListVocabularies
    ListVocabularyFilters`,
  transfer: `
    ListAccesses ListAgreements ListConnectors ListProfiles ListSecurityPolicies ListServers ListUsers
    ListWorkflows`,
  translate: 'ListParallelData ListTerminologies',
};

const operations: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(names).map(([service, list]) => [service, new Set(list.trim().split(/\s+/))]),
);

/** True for operations whose answer may be one page of many. */
export function isPaginated(service: string, operation: string): boolean {
  return operations.get(service)?.has(operation) === true;
}
