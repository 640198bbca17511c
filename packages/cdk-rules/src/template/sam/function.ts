import type { Json, JsonObject } from '../document.js';
import { isObject, member, textMember } from '../json-values.js';
import { addEventInvokeConfig } from './destinations.js';
import { addEvents } from './events.js';
import { omit, pick, present, type SamResource } from './sam-resource.js';

/** Properties that only SAM knows; all others have the name that they have in CloudFormation. `Policies` stays: it says what the function may do. */
const OWN_PROPERTIES = [
  'AssumeRolePolicyDocument',
  'AutoPublishAlias',
  'AutoPublishAliasAllProperties',
  'AutoPublishCodeSha256',
  'CodeUri',
  'DeadLetterQueue',
  'DeploymentPreference',
  'EventInvokeConfig',
  'Events',
  'FunctionUrlConfig',
  'ImageUri',
  'InlineCode',
  'PermissionsBoundary',
  'PropagateTags',
  'ProvisionedConcurrencyConfig',
  'RolePath',
  'Tracing',
  'VersionDescription',
  'VersionDeletionPolicy',
  'PublishToLatestPublished',
];

/** Writes a function out: the function, its alias, invocation configuration, URL, deployment group and events. */
export function expandFunction(sam: SamResource): void {
  const { id, properties } = sam;
  const deadLetters = member(properties, 'DeadLetterQueue');
  sam.add(
    id,
    'AWS::Lambda::Function',
    present({
      ...omit(properties, OWN_PROPERTIES),
      Code: member(properties, 'CodeUri') ?? member(properties, 'ImageUri') ?? member(properties, 'InlineCode'),
      DeadLetterConfig: isObject(deadLetters) ? pick(deadLetters, { TargetArn: 'TargetArn' }) : undefined,
      TracingConfig: Object.hasOwn(properties, 'Tracing') ? { Mode: properties['Tracing'] as Json } : undefined,
    }),
    undefined,
    {
      DeadLetterConfig: sam.pathOf('DeadLetterQueue'),
      Code: sam.pathOf('CodeUri'),
      TracingConfig: sam.pathOf('Tracing'),
    },
  );
  const alias = member(properties, 'AutoPublishAlias');
  if (alias !== undefined) addAlias(sam, alias);
  const target = { Ref: alias === undefined ? id : `${id}.Alias` };
  addEventInvokeConfig(sam, alias ?? '$LATEST');
  const url = member(properties, 'FunctionUrlConfig');
  if (isObject(url))
    sam.add(`${id}Url`, 'AWS::Lambda::Url', { ...url, TargetFunctionArn: target }, sam.pathOf('FunctionUrlConfig'));
  addEvents(sam, target);
}

function addAlias(sam: SamResource, name: Json): void {
  const { id, properties } = sam;
  const path = sam.pathOf('AutoPublishAlias');
  sam.add(`${id}.Version`, 'AWS::Lambda::Version', { FunctionName: { Ref: id } }, path);
  sam.add(
    `${id}.Alias`,
    'AWS::Lambda::Alias',
    {
      FunctionName: { Ref: id },
      FunctionVersion: { 'Fn::GetAtt': [`${id}.Version`, 'Version'] },
      Name: name,
      ...pick(properties, { ProvisionedConcurrencyConfig: 'ProvisionedConcurrencyConfig' }),
    },
    path,
    { ProvisionedConcurrencyConfig: sam.pathOf('ProvisionedConcurrencyConfig') },
  );
  const preference = member(properties, 'DeploymentPreference');
  if (isObject(preference)) addDeploymentGroup(sam, preference);
}

function addDeploymentGroup(sam: SamResource, preference: JsonObject): void {
  if (member(preference, 'Enabled') === false) return;
  const alarms = member(preference, 'Alarms');
  sam.add(
    `${sam.id}DeploymentGroup`,
    'AWS::CodeDeploy::DeploymentGroup',
    present({
      DeploymentConfigName: textMember(preference, 'Type'),
      // SAM turns rollback on for failed and stopped deployments and for alarms.
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      AlarmConfiguration: Array.isArray(alarms)
        ? { Enabled: true, Alarms: alarms.map((alarm: Json) => ({ Name: alarm })) }
        : alarms,
    }),
    sam.pathOf('DeploymentPreference'),
    { AlarmConfiguration: sam.pathOf('DeploymentPreference', 'Alarms') },
  );
}
