import type { Program } from './types.js';

const url = "'http://h.example.com/x'";

export const httpPrograms: readonly Program[] = [
  {
    package: 'axios',
    text: `import http from 'node:http';
      import axios from 'axios';
      export default ({ httpAgent, httpsAgent, ...client }, call) => {
        if (httpAgent || httpsAgent) client.httpAgent = new http.Agent(httpAgent ?? httpsAgent);
        const source = axios.CancelToken.source();
        call.cancelToken?.addEventListener('abort', () => source.cancel());
        return axios.create(client).get(${url}, { ...call, ...(call.cancelToken && { cancelToken: source.token }) });
      };`,
  },
  {
    package: '@nestjs/axios',
    beside: ['axios@1', '@nestjs/common', 'rxjs@7', 'reflect-metadata'],
    text: `import 'reflect-metadata';
      import { HttpService } from '@nestjs/axios';
      import axios from 'axios';
      import { firstValueFrom } from 'rxjs';
      export default (client, call) => firstValueFrom(new HttpService(axios.create(client)).get(${url}, call));`,
  },
  {
    package: 'got',
    single: { retry: { limit: 0 } },
    text: `import got from 'got';
      export default (client, call) => got.extend(client).get(${url}, call);`,
  },
  {
    package: 'ky',
    single: { retry: 0 },
    text: `import ky from 'ky';
      export default (client, call) => ky.create(client).get(${url}, call).text();`,
  },
  {
    package: 'superagent',
    text: `import superagent from 'superagent';
      export default (_, __, { chain }) => chain === undefined ? superagent.get(${url}) : superagent.get(${url}).timeout(chain);`,
  },
  {
    package: 'needle',
    text: `import needle from 'needle';
      export default (_, call) => needle('get', ${url}, call);`,
  },
  {
    package: 'request',
    text: `import request from 'request';
      export default (_, call) => new Promise((resolve, reject) => request(${url}, call, (error, answer) => error ? reject(error) : resolve(answer)));`,
  },
  {
    package: 'phin',
    text: `import * as module from 'phin';
      const phin = module.phin ?? module.default;
      export default (_, call) => phin({ url: ${url}, ...call });`,
  },
  {
    package: 'gaxios',
    text: `import { Gaxios } from 'gaxios';
      export default (client, call) => new Gaxios(client).request({ url: ${url}, ...call });`,
  },
  {
    package: 'undici',
    label: 'undici',
    text: `import { Agent, Client, request } from 'undici';
      export default async (client, call) => {
        const { dispatcher, ...options } = client;
        const answer = dispatcher
          ? await request(${url}, { dispatcher: new Agent(dispatcher), ...call })
          : await new Client('http://h.example.com', options).request({ path: '/x', method: 'GET', ...call });
        return answer.body.text();
      };`,
  },
  {
    package: 'undici',
    label: 'fetch of undici',
    text: `import { Agent, fetch } from 'undici';
      export default async (_, { dispatcher, ...call }) =>
        (await fetch(${url}, { ...call, ...(dispatcher && { dispatcher: new Agent(dispatcher) }) })).text();`,
  },
  ...['node-fetch', 'cross-fetch', 'isomorphic-fetch'].map((name) => ({
    package: name,
    text: `import fetch from '${name}';
      export default async (_, call) => (await fetch(${url}, call)).text();`,
  })),
  {
    package: 'ofetch',
    single: { retry: 0 },
    text: `import { ofetch } from 'ofetch';
      export default (client, call) => ofetch.create(client)(${url}, call);`,
  },
  {
    package: 'wretch',
    text: `import wretch from 'wretch';
      import AbortAddon from 'wretch/addons/abort';
      export default (client, _, { chain }) => {
        const to = wretch(${url}, client).addon(AbortAddon());
        if (typeof chain === 'number') return to.get().setTimeout(chain).text();
        return (chain ? to.options(chain) : to).get().text();
      };`,
  },
  {
    package: 'graphql-request',
    beside: ['graphql@16'],
    text: `import { GraphQLClient } from 'graphql-request';
      export default (client, call) => new GraphQLClient(${url}, client).request({ document: '{ a }', ...call });`,
  },
  {
    package: '@apollo/client',
    beside: ['graphql@16', 'rxjs@7'],
    text: `import { createRequire } from 'node:module';
      const { ApolloClient, HttpLink, InMemoryCache, gql } = createRequire(import.meta.url)('@apollo/client/core');
      export default (client) =>
        new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: ${url}, ...client }) }).query({ query: gql('{ a }') });`,
  },
  {
    package: 'openapi-fetch',
    text: `import createClient from 'openapi-fetch';
      export default (client, call) => createClient({ baseUrl: 'http://h.example.com', ...client }).GET('/x', call);`,
  },
  {
    package: 'redaxios',
    text: `import axios from 'redaxios';
      export default (_, call) => axios.get(${url}, call);`,
  },
  {
    package: 'aws4fetch',
    single: { retries: 0 },
    text: `import { AwsClient } from 'aws4fetch';
      const keys = { accessKeyId: 'k', secretAccessKey: 's', service: 's3', region: 'us-east-1' };
      export default async (client, call) => (await new AwsClient({ ...keys, ...client }).fetch(${url}, call)).text();`,
  },
  {
    package: '@actions/http-client',
    text: `import { HttpClient } from '@actions/http-client';
      export default async (client) => (await new HttpClient('x', [], client).get(${url})).readBody();`,
  },
];
