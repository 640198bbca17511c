import type { Json, JsonObject, JsonPath } from '../document.js';
import type { Report, ResourceDraft } from '../drafts.js';
import { isObject, member, members, textMember } from '../json-values.js';
import { expandFunction } from './function.js';
import { withGlobals } from './globals.js';
import {
  expandApi,
  expandApplication,
  expandGraphQlApi,
  expandHttpApi,
  expandSimpleTable,
  expandStateMachine,
} from './other-resources.js';
import { SamResource, type ApiTraits } from './sam-resource.js';
import { expandWebSocketApi } from './web-socket-api.js';

const PREFIX = 'AWS::Serverless::';

const EXPANDERS: Readonly<Record<string, (sam: SamResource) => void>> = {
  Function: expandFunction,
  StateMachine: expandStateMachine,
  SimpleTable: expandSimpleTable,
  Api: expandApi,
  HttpApi: expandHttpApi,
  WebSocketApi: expandWebSocketApi,
  GraphQLApi: expandGraphQlApi,
  Application: expandApplication,
  LayerVersion: (sam) => sam.add(sam.id, 'AWS::Lambda::LayerVersion', sam.properties),
  CapacityProvider: (sam) => sam.add(sam.id, 'AWS::Lambda::CapacityProvider', sam.properties),
  // A connector only grants permissions; who invokes whom is said by other resources.
  Connector: (sam) => sam.add(sam.id, 'AWS::Serverless::Connector', sam.properties),
};

/**
 * Writes SAM resources out as the CloudFormation resources that they imply, other resources unchanged. What is implied keeps the
 * logical id of its SAM resource and the position in its source.
 */
export function expandServerless(
  body: JsonObject,
  drafts: readonly ResourceDraft[],
  report: Report,
): readonly ResourceDraft[] {
  const apis = apiTraits(body, drafts);
  const expanded = drafts.flatMap((draft) => {
    if (!draft.sourceType.startsWith(PREFIX)) return [draft];
    const kind = draft.sourceType.slice(PREFIX.length);
    const expand = Object.hasOwn(EXPANDERS, kind) ? EXPANDERS[kind] : undefined;
    if (!expand) {
      report(['Resources', draft.logicalId], `Resources of the type ${draft.sourceType} are not analysed.`);
      return [draft];
    }
    const { properties, fromGlobals } = withGlobals(body, kind, draft.properties);
    const sam = new SamResource(draft, properties, fromGlobals, report, apis);
    expand(sam);
    return sam.drafts;
  });
  return [...unique(expanded), ...implicitApis(body, drafts)];
}

function apiTraits(body: JsonObject, drafts: readonly ResourceDraft[]): ApiTraits {
  const ids = (found: readonly ResourceDraft[]) => new Set(found.map(({ logicalId }) => logicalId));
  const isSigned = (properties: Json | undefined) =>
    textMember(member(withGlobals(body, 'Api', properties).properties, 'Auth'), 'DefaultAuthorizer') === 'AWS_IAM';
  const signed = ids(drafts.filter((draft) => draft.sourceType === `${PREFIX}Api` && isSigned(draft.properties)));
  if (isSigned({})) signed.add('ServerlessRestApi');
  return { documented: ids(drafts.filter(hasOwnDocument)), signed };
}

/** Whether an API says itself which functions it calls, so that SAM leaves its document as it is. */
function hasOwnDocument({ sourceType, properties }: ResourceDraft): boolean {
  if (sourceType !== `${PREFIX}Api` && sourceType !== `${PREFIX}HttpApi`) return false;
  const isOwn = ['DefinitionBody', 'DefinitionUri'].some((name) => member(properties, name) !== undefined);
  return isOwn && member(properties, 'MergeDefinitions') !== true;
}

/** What a template writes itself goes before what SAM would make under the same id. */
function unique(drafts: readonly ResourceDraft[]): ResourceDraft[] {
  const written = new Set(drafts.filter((draft) => draft.id === draft.logicalId).map((draft) => draft.id));
  const taken = new Set<string>();
  return drafts.filter(({ id, logicalId }) => {
    if (taken.has(id) || (id !== logicalId && written.has(id))) return false;
    taken.add(id);
    return true;
  });
}

/** The APIs that SAM makes for events that name none. They belong to the first function with such an event. */
function implicitApis(body: JsonObject, drafts: readonly ResourceDraft[]): ResourceDraft[] {
  return [
    ...implicitApi(body, drafts, {
      event: 'Api',
      api: 'RestApiId',
      kind: 'Api',
      id: 'ServerlessRestApi',
      stage: { StageName: 'Prod' },
      expand: expandApi,
    }),
    ...implicitApi(body, drafts, {
      event: 'HttpApi',
      api: 'ApiId',
      kind: 'HttpApi',
      id: 'ServerlessHttpApi',
      stage: {},
      expand: expandHttpApi,
    }),
  ];
}

interface ImplicitApi {
  readonly event: string;
  readonly api: string;
  readonly kind: string;
  readonly id: string;
  readonly stage: JsonObject;
  readonly expand: (sam: SamResource) => void;
}

function implicitApi(
  body: JsonObject,
  drafts: readonly ResourceDraft[],
  { event, api, kind, id, stage, expand }: ImplicitApi,
): ResourceDraft[] {
  if (drafts.some((draft) => draft.id === id)) return [];
  const user = drafts.find(
    (draft) => draft.sourceType === `${PREFIX}Function` && usesImplicitApi(draft.properties, event, api),
  );
  if (!user) return [];
  const { properties } = withGlobals(body, kind, {});
  const globals = member(member(body, 'Globals'), kind);
  const path: JsonPath = isObject(globals) ? ['Globals', kind] : user.propertiesPath;
  const sam = new SamResource(
    {
      ...user,
      logicalId: id,
      sourceType: `${PREFIX}${kind}`,
      condition: undefined,
      metadata: undefined,
      propertiesPath: path,
    },
    { ...stage, ...properties },
    {},
    () => undefined,
  );
  expand(sam);
  return sam.drafts.map((draft) => ({ ...draft, logicalId: user.logicalId }));
}

function usesImplicitApi(properties: Json | undefined, type: string, api: string): boolean {
  return members(member(properties, 'Events')).some(
    ([, event]) => textMember(event, 'Type') === type && member(member(event, 'Properties'), api) === undefined,
  );
}
