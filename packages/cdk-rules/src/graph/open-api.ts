import type { JsonPath } from '../template/document.js';
import type { Resource } from './graph.js';

/** Where an integration stands in the OpenAPI document of an API, below the properties of the API. */
export interface DocumentedIntegration {
  readonly route: string;
  readonly method: string;
  readonly place: JsonPath;
}

/** The integrations in the OpenAPI document of an API; none where the document is not in the template. */
export function integrationsOf(api: Resource): DocumentedIntegration[] {
  return (api.keys('Body.paths') ?? []).flatMap((route) =>
    (api.keys(['Body', 'paths', route]) ?? []).flatMap((method) => {
      const place = ['Body', 'paths', route, method, 'x-amazon-apigateway-integration'];
      return api.get(place).kind === 'absent' ? [] : [{ route, method, place }];
    }),
  );
}
