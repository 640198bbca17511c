/** Operations of one service that take the same token. */
interface TokenEntry {
  /** Dotted path in the input. */
  readonly token: string;
  /** The SDK fills it in where the caller does not: one for each `send`, so it covers the SDK's own retries only. */
  readonly automatic: boolean;
  /** Names of operations, separated by blanks. */
  readonly operations: string;
}

/**
 * Operations that start or make something new each time unless they are given the same token again. Operations whose
 * names are unique are left out, since a second run of them fails.
 * Source: the schemas of the packages `@aws-sdk/client-*` 3.1169 (member trait `idempotencyToken`, and members with
 * the names of tokens); what is filled in was measured over several attempts and sends.
 */
export const tokenTable: Readonly<Record<string, readonly TokenEntry[]>> = {
  acm: [{ token: 'IdempotencyToken', automatic: false, operations: 'RequestCertificate' }],
  athena: [
    { token: 'ClientRequestToken', automatic: true, operations: 'StartQueryExecution' },
    {
      token: 'ClientRequestToken',
      automatic: false,
      operations: 'ImportNotebook StartCalculationExecution StartSession',
    },
  ],
  backup: [
    {
      token: 'IdempotencyToken',
      automatic: true,
      operations: 'StartBackupJob StartCopyJob StartReportJob StartRestoreJob',
    },
    { token: 'IdempotencyToken', automatic: false, operations: 'StartScanJob' },
  ],
  bedrock: [
    {
      token: 'clientRequestToken',
      automatic: true,
      operations:
        'CreateModelInvocationJob StartAutomatedReasoningPolicyBuildWorkflow StartAutomatedReasoningPolicyTestWorkflow',
    },
  ],
  'bedrock-agent': [{ token: 'clientToken', automatic: true, operations: 'StartIngestionJob' }],
  'bedrock-runtime': [{ token: 'clientRequestToken', automatic: true, operations: 'StartAsyncInvoke' }],
  cloudformation: [
    { token: 'OperationId', automatic: true, operations: 'ImportStacksToStackSet' },
    { token: 'ClientRequestToken', automatic: false, operations: 'ExecuteChangeSet StartResourceScan' },
  ],
  cloudfront: [
    { token: 'CallerReference', automatic: false, operations: 'CopyDistribution' },
    { token: 'InvalidationBatch.CallerReference', automatic: false, operations: 'CreateInvalidation' },
  ],
  codebuild: [{ token: 'idempotencyToken', automatic: false, operations: 'StartBuild StartBuildBatch StartSandbox' }],
  codepipeline: [{ token: 'clientRequestToken', automatic: true, operations: 'StartPipelineExecution' }],
  comprehend: [
    {
      token: 'ClientRequestToken',
      automatic: true,
      operations:
        'StartDocumentClassificationJob StartDominantLanguageDetectionJob StartEntitiesDetectionJob StartEventsDetectionJob StartKeyPhrasesDetectionJob StartPiiEntitiesDetectionJob StartSentimentDetectionJob StartTargetedSentimentDetectionJob StartTopicsDetectionJob',
    },
    { token: 'ClientRequestToken', automatic: false, operations: 'StartFlywheelIteration' },
  ],
  'config-service': [{ token: 'ClientToken', automatic: false, operations: 'StartResourceEvaluation' }],
  dynamodb: [
    { token: 'ClientRequestToken', automatic: true, operations: 'ExecuteTransaction TransactWriteItems' },
    { token: 'ClientToken', automatic: true, operations: 'ImportTable StartBulkPutItems' },
  ],
  ec2: [
    {
      token: 'ClientToken',
      automatic: true,
      operations:
        'AllocateIpamPoolCidr CopyImage CopyVolumes CreateApplicationStatusCheck CreateCapacityManagerDataExport CreateCapacityReservationBySplitting CreateCapacityReservationCancellationQuote CreateCapacityReservationDateChangeQuote CreateCapacityReservationFleet CreateCarrierGateway CreateClientVpnEndpoint CreateClientVpnRoute CreateDelegateMacVolumeOwnershipTask CreateFleet CreateImageUsageReport CreateInstanceConnectEndpoint CreateInterruptibleCapacityReservationAllocation CreateIpam CreateIpamExternalResourceVerificationToken CreateIpamInternetRegistryAssociation CreateIpamPolicy CreateIpamPool CreateIpamPrefixListResolver CreateIpamPrefixListResolverTarget CreateIpamResourceDiscovery CreateIpamRoutingPolicyRegistration CreateIpamScope CreateLaunchTemplate CreateLaunchTemplateVersion CreateMacSystemIntegrityProtectionModificationTask CreateManagedPrefixList CreateMetricCategory CreateNatGateway CreateNetworkAcl CreateNetworkInsightsAccessScope CreateNetworkInsightsPath CreateNetworkInterface CreateNetworkingFlexCostAllocationPolicy CreateReplaceRootVolumeTask CreateRouteServer CreateRouteServerEndpoint CreateRouteTable CreateSecondaryNetwork CreateSecondarySubnet CreateTrafficMirrorFilter CreateTrafficMirrorFilterRule CreateTrafficMirrorSession CreateTrafficMirrorTarget CreateVerifiedAccessEndpoint CreateVerifiedAccessGroup CreateVerifiedAccessInstance CreateVerifiedAccessTrustProvider CreateVolume PurchaseScheduledInstances RunInstances RunScheduledInstances StartNetworkInsightsAccessScopeAnalysis StartNetworkInsightsAnalysis',
    },
    {
      token: 'ClientToken',
      automatic: false,
      operations:
        'AllocateHosts CopyFpgaImage CreateCapacityReservation CreateEgressOnlyInternetGateway CreateFlowLogs CreateFpgaImage CreateReservedInstancesListing CreateVpcEndpoint CreateVpcEndpointConnectionNotification CreateVpcEndpointServiceConfiguration ImportImage ImportSnapshot PurchaseHostReservation RequestSpotInstances',
    },
    { token: 'SpotFleetRequestConfig.ClientToken', automatic: false, operations: 'RequestSpotFleet' },
  ],
  ecs: [{ token: 'clientToken', automatic: true, operations: 'RunTask' }],
  efs: [{ token: 'CreationToken', automatic: true, operations: 'CreateFileSystem' }],
  emr: [{ token: 'ClientRequestToken', automatic: false, operations: 'StartSession' }],
  fis: [{ token: 'clientToken', automatic: true, operations: 'StartExperiment' }],
  fsx: [
    {
      token: 'ClientRequestToken',
      automatic: true,
      operations:
        'CopyBackup CopySnapshotAndUpdateVolume CreateFileSystem RestoreVolumeFromSnapshot StartMisconfiguredStateRecovery',
    },
  ],
  glue: [
    {
      token: 'ClientToken',
      automatic: false,
      operations: 'StartDataQualityRuleRecommendationRun StartDataQualityRulesetEvaluationRun',
    },
  ],
  iot: [
    {
      token: 'clientRequestToken',
      automatic: true,
      operations: 'StartAuditMitigationActionsTask StartDetectMitigationActionsTask',
    },
  ],
  location: [{ token: 'ClientToken', automatic: true, operations: 'StartJob' }],
  mediaconvert: [{ token: 'ClientRequestToken', automatic: true, operations: 'CreateJob' }],
  opensearch: [{ token: 'clientToken', automatic: false, operations: 'StartMigration' }],
  'redshift-data': [{ token: 'ClientToken', automatic: true, operations: 'ExecuteStatement' }],
  rekognition: [
    { token: 'ClientRequestToken', automatic: true, operations: 'StartMediaAnalysisJob' },
    {
      token: 'ClientRequestToken',
      automatic: false,
      operations:
        'StartCelebrityRecognition StartContentModeration StartFaceDetection StartFaceSearch StartLabelDetection StartPersonTracking StartSegmentDetection StartTextDetection',
    },
  ],
  resiliencehub: [{ token: 'clientToken', automatic: true, operations: 'StartAppAssessment' }],
  'route-53': [{ token: 'CallerReference', automatic: false, operations: 'CreateHostedZone' }],
  sagemaker: [{ token: 'ClientRequestToken', automatic: true, operations: 'StartPipelineExecution' }],
  servicediscovery: [{ token: 'CreatorRequestId', automatic: true, operations: 'CreateService' }],
  ssm: [{ token: 'ClientToken', automatic: false, operations: 'StartAutomationExecution StartChangeRequestExecution' }],
  textract: [
    {
      token: 'ClientRequestToken',
      automatic: false,
      operations: 'StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis StartLendingAnalysis',
    },
  ],
  translate: [{ token: 'ClientToken', automatic: true, operations: 'StartTextTranslationJob' }],
  // The name of an execution of a standard workflow is unique for 90 days.
  sfn: [{ token: 'name', automatic: false, operations: 'StartExecution' }],
};

/**
 * Calls of payment services that move money or open an account, as the tail of the callee, with the argument and the path
 * of the key. Left out is what names the payment, and is refused once that is done: to confirm or capture an intent, to
 * pay an invoice.
 * Sources: the guides of stripe 18 (request options), square 43 (members of bodies), @paypal/paypal-server-sdk 1.
 */
export const paymentCalls: readonly {
  readonly service: string;
  readonly roots: RegExp;
  readonly call: RegExp;
  readonly argument: number;
  readonly path: readonly string[];
  /** It makes something of which there should be one, and moves no money yet. */
  readonly opens?: true;
}[] = [
  {
    service: 'Stripe',
    roots: /^stripe/i,
    call: /\.(customers|accounts|invoices|subscriptionSchedules)\.create$/,
    argument: 1,
    path: ['idempotencyKey'],
    opens: true,
  },
  {
    service: 'Stripe',
    roots: /^stripe/i,
    call: /\.(paymentIntents|charges|refunds|transfers|payouts|topups|subscriptions|invoiceItems|creditNotes)\.create$/,
    argument: 1,
    path: ['idempotencyKey'],
  },
  {
    service: 'Square',
    roots: /^square/i,
    call: /\.(payments(Api)?\.create(Payment)?|refunds(Api)?\.refundPayment)$/,
    argument: 0,
    path: ['idempotencyKey'],
  },
];

/** Addresses of payment services whose POST requests take a key, and the header that carries it. */
export const paymentAddresses: readonly {
  readonly service: string;
  readonly address: RegExp;
  readonly header: string;
}[] = [
  {
    service: 'Stripe',
    address: /^https:\/\/api\.stripe\.com\/v\d+\/(payment_intents|charges|refunds|transfers|payouts|subscriptions)/,
    header: 'idempotency-key',
  },
  {
    service: 'PayPal',
    address: /^https:\/\/api(-m)?(\.sandbox)?\.paypal\.com\/v\d+\/(checkout\/orders|payments)/,
    header: 'paypal-request-id',
  },
  {
    service: 'Adyen',
    address: /^https:\/\/[\w.-]*adyen(payments)?\.com\/.*\/(payments|refunds|captures)/,
    header: 'idempotency-key',
  },
];
