import type { EntryReference } from '@faultline/catalog';
import { asString, branches, type Resource, type ResourceGraph, type Value } from '@faultline/cdk-rules/analysis';
import type { CodeScope } from '../code-files.js';
import { display } from '../../paths.js';
import { words } from './dockerfile.js';
import { serverOfImage } from './image-place.js';
import type { StartOverride } from './image-start.js';
import type { RecordedImage, Recording } from './recorded-code.js';
import { sourceEndingAs, sourceModules } from './source-modules.js';

/** The modules that services run first, by key of the service; only where its image was followed to one file. */
export function serviceEntries(
  graph: ResourceGraph,
  scope: CodeScope,
  recordings: readonly Recording[],
): ReadonlyMap<string, EntryReference> {
  const images = recordings.flatMap((recording) => recording.images);
  const services = images.length === 0 ? [] : [...ecsContainers(graph), ...appRunnerContainers(graph)];
  return new Map(
    services.flatMap(({ service, image, given }) => {
      const recorded = images.find((one) => isTag(image, one));
      const entry = recorded && entryOf(recorded, given, scope);
      return entry ? [[service.key, entry] as const] : [];
    }),
  );
}

/** The container of a service. */
interface Container {
  readonly service: Resource;
  readonly image: Value;
  readonly given: StartOverride;
}

/** Beside the application run agents of others, whose images no app builds: what it builds is taken where it is one. */
function ecsContainers(graph: ResourceGraph): readonly Container[] {
  return graph.ofType('AWS::ECS::Service').flatMap((service): readonly Container[] => {
    const [task] = branches(service.get('TaskDefinition')).flatMap(({ value }) =>
      value.kind === 'reference' ? [value.resource] : [],
    );
    return (task?.indexes('ContainerDefinitions') ?? []).map((index) => {
      const property = `ContainerDefinitions.${index}`;
      return {
        service,
        image: (task as Resource).get(`${property}.Image`),
        given: {
          entrypoint: textsAt(task as Resource, `${property}.EntryPoint`),
          command: textsAt(task as Resource, `${property}.Command`),
          folder: asString((task as Resource).get(`${property}.WorkingDirectory`)),
        },
      };
    });
  });
}

function appRunnerContainers(graph: ResourceGraph): readonly Container[] {
  return graph.ofType('AWS::AppRunner::Service').map((service) => {
    const repository = 'SourceConfiguration.ImageRepository';
    const command = asString(service.get(`${repository}.ImageConfiguration.StartCommand`));
    return {
      service,
      image: service.get(`${repository}.ImageIdentifier`),
      given: { command: command === undefined ? undefined : words(command) },
    };
  });
}

function textsAt(resource: Resource, property: string): readonly string[] | undefined {
  const found = resource.indexes(property)?.flatMap((index) => asString(resource.get(`${property}.${index}`)) ?? []);
  return found && found.length > 0 ? found : undefined;
}

/** Whether the address of an image ends with the tag that the app gave to one that it builds. */
function isTag(image: Value, { image: tag }: RecordedImage): boolean {
  const text = image.kind === 'external' ? image.text : asString(image);
  return text?.endsWith(`:${tag}`) ?? false;
}

function entryOf(image: RecordedImage, given: StartOverride, { root, files }: CodeScope): EntryReference | undefined {
  const module = serverOfImage(image, given, root);
  if (module === undefined) return undefined;
  const [found] = sourceModules(module, root);
  const file = found?.file ?? sourceEndingAs(module, root, files);
  if (file === undefined) return undefined;
  return { file: display(root, file), confidence: found && !found.isSourceOfBuilt ? 'certain' : 'likely' };
}
