import type { JsonPath } from '../template/document.js';
import { integrationsOf } from './open-api.js';
import { eventSourceOf } from './event-sources.js';
import type { Invocation, InvocationMode, Resource, ResourceGraph } from './graph.js';
import type { ResourceIndex } from './resource-index.js';
import { PRINCIPAL_MODES, SENDERS, serviceInAddress, type Sender } from './senders.js';
import { stateMachineStates } from '../workflow/state-machine.js';
import { pathsOf, Targets } from './targets.js';
import type { Value } from '../values/value.js';
import { asString, branches } from '../values/values.js';

/** Variables in which the provider framework of the CDK is told what to call: `custom-resources/lib/provider-framework`. */
const PROVIDED = ['USER_ON_EVENT_FUNCTION_ARN', 'USER_IS_COMPLETE_FUNCTION_ARN'];

const FUNCTION = 'AWS::Lambda::Function';
/** The request parameter with which an integration of a REST API invokes a function as an event. */
const INVOCATION_TYPE = 'integration.request.header.X-Amz-Invocation-Type';

/** All invocations of functions, by key of the function. */
export function findInvocations(
  graph: ResourceGraph,
  index: ResourceIndex,
): ReadonlyMap<string, readonly Invocation[]> {
  const finder = new InvocationFinder(graph, new Targets(index));
  finder.findAll();
  return finder.found;
}

/** An invocation while all places that make it are collected. */
type Found = Omit<Invocation, 'places' | 'isUnqualified'> & { places?: readonly JsonPath[]; isUnqualified?: true };

class InvocationFinder {
  readonly found = new Map<string, Found[]>();

  constructor(
    private readonly graph: ResourceGraph,
    private readonly targets: Targets,
  ) {}

  findAll(): void {
    for (const mapping of this.graph.ofType('AWS::Lambda::EventSourceMapping')) this.fromMapping(mapping);
    for (const sender of SENDERS) for (const via of this.graph.ofType(sender.type)) this.fromSender(sender, via);
    for (const machine of this.graph.ofType('AWS::StepFunctions::StateMachine')) this.fromStateMachine(machine);
    for (const api of this.graph.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api')) this.fromApiBody(api);
    for (const resource of this.graph.resources) {
      if (resource.type === 'AWS::CloudFormation::CustomResource' || resource.type.startsWith('Custom::'))
        this.add(resource.get('ServiceToken'), resource, 'synchronous', 'cloudformation', resource);
      // The provider framework of the CDK stands between a custom resource and the functions that do its work.
      if (resource.type === FUNCTION && resource.ownedByCdk)
        for (const name of PROVIDED)
          this.add(
            resource.get(['Environment', 'Variables', name]),
            resource,
            'synchronous',
            'cloudformation',
            resource,
          );
    }
    // Permissions come last: they say less than the connection itself, and count only where that was not found.
    for (const permission of this.graph.ofType('AWS::Lambda::Permission')) this.fromPermission(permission);
  }

  private fromMapping(mapping: Resource): void {
    const source = eventSourceOf(mapping);
    if (source)
      this.add(
        mapping.get('FunctionName'),
        mapping,
        source.mode,
        source.service,
        this.source(mapping, 'EventSourceArn'),
      );
  }

  private fromSender(sender: Sender, via: Resource): void {
    for (const path of pathsOf(via, sender.target)) {
      const source = sender.source === undefined ? via : this.source(via, sender.source);
      const { mode, isAssumed } = this.modeOf(sender, via, path);
      this.add(via.get(path), via, mode, sender.service, source, { isModeAssumed: isAssumed });
    }
    if (sender.service === 'scheduler') this.fromUniversalTarget(via);
  }

  private modeOf(
    { mode, otherwise, service }: Sender,
    via: Resource,
    path: string,
  ): { readonly mode: InvocationMode; readonly isAssumed: boolean } {
    if (!otherwise) return { mode, isAssumed: false };
    const parent = service === 'pipes' ? [] : path.split('.').slice(0, -1);
    // Names of request parameters have dots of their own.
    const [first = '', ...rest] = otherwise.property.split('.');
    const property = service === 'apigateway' ? [first, rest.join('.')] : [first, ...rest];
    const value = via.get([...parent, ...property]);
    if (value.kind === 'absent') return { mode, isAssumed: otherwise.hasNoDefault === true };
    const text = asString(value);
    const isAssumed = text === undefined || (value.kind === 'known' && value.assumed !== undefined);
    return { mode: text === otherwise.value ? otherwise.mode : mode, isAssumed };
  }

  /** A schedule may call the Invoke operation itself, with the function in its input. */
  private fromUniversalTarget(schedule: Resource): void {
    const target = schedule.get('Target.Arn');
    if (target.kind !== 'external' || !target.text.endsWith(':aws-sdk:lambda:invoke')) return;
    const waits = asString(schedule.get('Target.Input.InvocationType')) === 'RequestResponse';
    this.add(
      schedule.get('Target.Input.FunctionName'),
      schedule,
      waits ? 'synchronous' : 'asynchronous',
      'scheduler',
      schedule,
    );
  }

  private fromStateMachine(machine: Resource): void {
    const states = stateMachineStates(machine);
    // A definition that is not in view is given the functions that it calls.
    if (states.length === 0)
      for (const name of machine.keys('DefinitionSubstitutions') ?? [])
        this.add(machine.get(['DefinitionSubstitutions', name]), machine, 'synchronous', 'states', machine);
    for (const { path, service } of states) {
      this.add(machine.get([...path, 'Resource']), machine, 'synchronous', 'states', machine);
      if (!/:(?:aws-sdk:)?lambda:invoke/.test(service)) continue;
      for (const input of ['Parameters', 'Arguments']) {
        const event = asString(machine.get([...path, input, 'InvocationType'])) === 'Event';
        this.add(
          machine.get([...path, input, 'FunctionName']),
          machine,
          event ? 'asynchronous' : 'synchronous',
          'states',
          machine,
        );
      }
    }
  }

  /** Integrations and authorizers inside an OpenAPI document. */
  private fromApiBody(api: Resource): void {
    for (const { place } of integrationsOf(api)) {
      const isEvent = asString(api.get([...place, 'requestParameters', INVOCATION_TYPE])) === "'Event'";
      this.add(api.get([...place, 'uri']), api, isEvent ? 'asynchronous' : 'synchronous', 'apigateway', api, { place });
    }
    for (const schemes of [
      ['Body', 'components', 'securitySchemes'],
      ['Body', 'securityDefinitions'],
    ])
      for (const name of api.keys(schemes) ?? []) {
        const uri = [...schemes, name, 'x-amazon-apigateway-authorizer', 'authorizerUri'];
        this.add(api.get(uri), api, 'synchronous', 'apigateway', api);
      }
  }

  private fromPermission(permission: Resource): void {
    const principal = asString(permission.get('Principal'));
    const service =
      permission.get('FunctionUrlAuthType').kind === 'absent'
        ? /^([\w-]+)(?:\.[\w-]+)*\.amazon(?:aws)?\.com(?:\.cn)?$/.exec(principal ?? '')?.[1]
        : 'lambda-url';
    const mode =
      service === 'lambda-url'
        ? 'synchronous'
        : service !== undefined && Object.hasOwn(PRINCIPAL_MODES, service)
          ? PRINCIPAL_MODES[service]
          : undefined;
    if (service === undefined || mode === undefined || admitsNobody(service, permission.get('SourceArn'))) return;
    for (const lambda of this.targets.of(permission.get('FunctionName'), permission, FUNCTION)) {
      const isCovered = this.found.get(lambda.key)?.some((invocation) => invocation.service === service);
      if (!isCovered)
        this.push(lambda, { mode, via: permission, source: this.source(permission, 'SourceArn'), service });
    }
  }

  private source(via: Resource, property: string): Resource | undefined {
    const [source] = this.targets.of(via.get(property), via, 'AWS::Events::EventBus', 'AWS::S3::Bucket');
    const stream =
      source?.type === 'AWS::Kinesis::StreamConsumer' ? this.targets.of(source.get('StreamARN'), source)[0] : undefined;
    return stream ?? source;
  }

  private add(
    target: ReturnType<Resource['get']>,
    via: Resource,
    mode: InvocationMode,
    service: string,
    source: Resource | undefined,
    more: { readonly place?: JsonPath; readonly isModeAssumed?: boolean } = {},
  ): void {
    if (branches(target).every(({ value }) => value.kind === 'absent')) return;
    for (const lambda of this.targets.of(target, via, FUNCTION))
      this.push(lambda, {
        mode,
        via,
        source,
        service,
        ...(more.place && { places: [more.place] }),
        ...(more.isModeAssumed && { isModeAssumed: true }),
        ...(namesBare(target, lambda) && via.get('Qualifier').kind === 'absent' && { isUnqualified: true }),
      });
  }

  private push(lambda: Resource, invocation: Found): void {
    if (lambda.type !== FUNCTION) return;
    const list = this.found.get(lambda.key);
    if (!list) {
      this.found.set(lambda.key, [invocation]);
      return;
    }
    const { via, mode, service, places, isUnqualified } = invocation;
    const same = list.find((other) => other.via === via && other.mode === mode && other.service === service);
    if (!same) list.push(invocation);
    else if (isUnqualified) same.isUnqualified = true;
    if (same && places) same.places = [...(same.places ?? []), ...places];
  }
}

/** Whether a permission for one service names a source of another one, so that nothing ever meets its condition. */
function admitsNobody(service: string, source: Value): boolean {
  const named = branches(source).map(({ value }) => serviceInAddress(value));
  return named.length > 0 && named.every((other) => other !== undefined && other !== service);
}

/** Whether a value, in any branch, is a function itself and no version or alias of it. */
function namesBare(target: Value, lambda: Resource): boolean {
  return branches(target).some(({ value }) =>
    value.kind === 'reference'
      ? value.resource === lambda && value.isQualified === undefined
      : value.kind === 'known' && typeof value.value === 'string' && !value.value.includes(':'),
  );
}
