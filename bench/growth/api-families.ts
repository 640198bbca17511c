import { list, map, template, resource, queue, lambda, att, nested, type Family, type Members } from './pieces.js';

/** APIs, their documents, and what SAM and macros make of them. */
export const apiFamilies: Readonly<Record<string, Family>> = {
  // Documents of APIs
  'Routes of one OpenAPI body': {
    size: 4_000,
    make: (n) =>
      template({
        Work: lambda(),
        Api: resource('AWS::ApiGateway::RestApi', {
          Body: {
            paths: map(n, (index) => [
              `/r${index}`,
              {
                get: {
                  'x-amazon-apigateway-integration': {
                    type: 'aws_proxy',
                    uri: {
                      'Fn::Sub':
                        'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations',
                    },
                  },
                },
              },
            ]),
          },
        }),
      }),
  },
  'Schemas of one OpenAPI body in a ring': {
    size: 8_000,
    make: (n) =>
      template({
        Api: resource('AWS::ApiGateway::RestApi', {
          Body: {
            paths: { '/': { $ref: '#/paths/~1' } },
            components: {
              schemas: map(n, (index) => [`S${index}`, { $ref: `#/components/schemas/S${(index + 1) % n}` }]),
            },
          },
        }),
      }),
  },
  'Methods, stages and throttles of one API': {
    size: 2_000,
    make: (n) =>
      template({
        Work: lambda(),
        Api: resource('AWS::ApiGateway::RestApi', {}),
        ...map(n, (index) => [
          `M${index}`,
          resource('AWS::ApiGateway::Method', {
            RestApiId: { Ref: 'Api' },
            HttpMethod: 'GET',
            Integration: { Type: 'AWS_PROXY', Uri: att('Work') },
          }),
        ]),
        ...map(n, (index) => [
          `S${index}`,
          resource('AWS::ApiGateway::Stage', { RestApiId: { Ref: 'Api' }, StageName: `s${index}` }),
        ]),
      }),
  },
  'Usage plans of one API': {
    size: 1_600,
    make: (n) =>
      template({
        Api: resource('AWS::ApiGateway::RestApi', {}),
        ...map(n, (index) => [
          `S${index}`,
          resource('AWS::ApiGateway::Stage', { RestApiId: { Ref: 'Api' }, StageName: `s${index}` }),
        ]),
        ...map(n, (index) => [
          `U${index}`,
          resource('AWS::ApiGateway::UsagePlan', { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: `s${index}` }] }),
        ]),
      }),
  },
  // SAM
  'Events of one SAM function': {
    size: 4_000,
    make: (n) =>
      template(
        {
          Function: resource('AWS::Serverless::Function', {
            Events: map(n, (index) => [`E${index}`, { Type: 'Schedule', Properties: { Schedule: 'rate(1 minute)' } }]),
          }),
        },
        { Transform: 'AWS::Serverless-2016-10-31' },
      ),
  },
  'Globals beside many SAM functions': {
    size: 1_600,
    make: (n) =>
      template(
        map(n, (index) => [
          `F${index}`,
          resource('AWS::Serverless::Function', { Environment: { Variables: { OWN: '1' } } }),
        ]),
        {
          Transform: 'AWS::Serverless-2016-10-31',
          Globals: { Function: { Environment: { Variables: map(n, (index) => [`V${index}`, 'x']) } } },
        },
      ),
  },
  'Connected SAM APIs': {
    size: 2_000,
    make: (n) =>
      template(
        map(n, (index) => [
          `F${index}`,
          resource('AWS::Serverless::Function', {
            Events: { E: { Type: 'Api', Properties: { Path: `/${index}`, Method: 'get' } } },
          }),
        ]),
        { Transform: 'AWS::Serverless-2016-10-31' },
      ),
  },
  // Loops and macros
  'ForEach over many': {
    size: 4_000,
    make: (n) =>
      template(
        { 'Fn::ForEach::L': ['X', list(n, (index) => `i${index}`), { 'Q${X}': queue({ QueueName: 'q-${X}' }) }] },
        { Transform: 'AWS::LanguageExtensions' },
      ),
  },
  'ForEach in ForEach': {
    size: 5,
    make: (n) =>
      template(
        nested(n, { 'Q${X}': queue() }, (inner) => ({
          'Fn::ForEach::L': ['X', list(40, (index) => `i${index}`), inner],
        })) as Members,
        { Transform: 'AWS::LanguageExtensions' },
      ),
  },
  'Loops beside loops': {
    size: 4_000,
    make: (n) =>
      template(
        map(n, (index) => [`Fn::ForEach::L${index}`, ['X', ['a', 'b'], { [`Q${index}\${X}`]: queue() }]]),
        { Transform: 'AWS::LanguageExtensions' },
      ),
  },
  'Macros in properties': {
    size: 8_000,
    make: (n) =>
      template(
        map(n, (index) => [`Q${index}`, queue({ 'Fn::Transform': { Name: 'M' } })]),
        { Transform: list(n, (index) => `T${index}`) },
      ),
  },
};
