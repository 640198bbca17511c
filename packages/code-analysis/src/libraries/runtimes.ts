/**
 * Packages that tell where the code that uses them runs. What serves both sides, such as a client over HTTP or a library
 * of schemas, is in none of these lists. Taken from the packages' own descriptions and manifests, November 2026.
 */

/** Draw in a page, or keep what it shows. A server that renders pages has one of `renderers` beside them. */
const drawing =
  /^(?:react-dom|react-native|expo|vue|vue-router|vuex|pinia|vuetify|quasar|element-plus|naive-ui|svelte|preact|solid-js|lit|lit-element|jquery|alpinejs|backbone|ember-source|angular|react-router-dom|react-redux|react-hot-toast|antd|swr|@angular\/(?:core|router|platform-browser|forms|common)|@vueuse\/\w+|@mui\/[\w-]+|@chakra-ui\/[\w-]+|@headlessui\/\w+|@tanstack\/(?:react|vue|svelte|solid)-query|@ionic\/\w+|@lit\/[\w-]+|@ember\/[\w-]+|@react-navigation\/[\w-]+)$/;

/** Run the same code in the browser and on a server, or have parts for each. */
const renderers =
  /^(?:next|nuxt|nuxt3|nitropack|gatsby|astro|vike|waku|blitz|electron|meteor|meteor-node-stubs|@remix-run\/(?:node|react|serve|dev|express|cloudflare)|@react-router\/(?:node|serve|dev|express)|@sveltejs\/kit|@solidjs\/start|@tanstack\/(?:react-start|start|solid-start)|@angular\/(?:ssr|platform-server)|@redwoodjs\/[\w-]+|@shopify\/hydrogen|@builder\.io\/qwik-city|@vue\/server-renderer|vue-server-renderer|vite-plugin-ssr|vite-ssr)$/;

/** Answer requests, keep data or move messages, which takes sockets that a browser does not give. */
const serving =
  /^(?:express|fastify|koa|restify|polka|connect|hapi|@hapi\/hapi|@nestjs\/(?:core|common|microservices)|hono|@hono\/node-server|h3|sails|moleculer|@adonisjs\/core|@feathersjs\/(?:feathers|express|koa)|@trpc\/server|@apollo\/server|apollo-server(?:-[\w-]+)?|graphql-yoga|socket\.io|pg|pg-promise|postgres|mysql|mysql2|mssql|tedious|oracledb|mongodb|mongoose|ioredis|redis|knex|typeorm|sequelize|@prisma\/client|drizzle-orm|better-sqlite3|sqlite3|cassandra-driver|kafkajs|@confluentinc\/kafka-javascript|amqplib|amqp-connection-manager|nats|bull|bullmq|agenda|bee-queue|sqs-consumer|nodemailer|node-cron|aws-lambda|@types\/aws-lambda|@middy\/core|@aws-lambda-powertools\/[\w-]+|@azure\/functions|@google-cloud\/functions-framework|firebase-admin|firebase-functions|@temporalio\/worker|serverless|serverless-http|aws-serverless-express|@vendia\/serverless-express|fs-extra|execa|chokidar)$/;

/** Run tests, or stand in for what tests have no need of. Only what no production code has a use for. */
const testing =
  /^(?:vitest|jest|mocha|chai|sinon|ava|tap|tape|uvu|qunit|jasmine|node:test|bun:test|supertest|nock|cypress|testcontainers|testdouble|ts-mockito|proxyquire|mongodb-memory-server|ioredis-mock|pg-mem|fetch-mock|axios-mock-adapter|aws-sdk-client-mock|aws-sdk-client-mock-jest|jest-mock-extended|vitest-mock-extended|jest-fetch-mock|k6|@playwright\/test|@nestjs\/testing|@cucumber\/cucumber|@wdio\/[\w-]+|@jest\/globals|@vitest\/[\w-]+|@testing-library\/[\w-]+|@testcontainers\/[\w-]+|@golevelup\/ts-(?:jest|vitest)|@shelf\/jest-[\w-]+|@storybook\/(?:test|testing-library|react|vue3|svelte))$/;

/** Bundle or serve the code of a page. */
const bundling =
  /^(?:vite|react-scripts|parcel|webpack-dev-server|@vue\/cli-service|@angular\/cli|@angular-devkit\/build-angular|@angular\/build|@rsbuild\/core|@web\/dev-server|snowpack|browserify|@quasar\/app-vite)$/;

/** Modules of Node.js for which bundlers put something else into a page; the others need Node.js. */
const replaced =
  /^(?:assert|buffer|console|constants|crypto|events|os|path|process|punycode|querystring|stream|string_decoder|timers|url|util)(?:\/|$)/;

const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

export const drawsPages = (specifier: string): boolean =>
  specifier !== 'react-dom/server' && drawing.test(packageOf(specifier));
export const rendersBothSides = (specifier: string): boolean => renderers.test(packageOf(specifier));
export const serves = (specifier: string): boolean => serving.test(packageOf(specifier));
/** `vitest/config` is read by the tool that runs the tests. */
export const runsTests = (specifier: string): boolean =>
  testing.test(packageOf(specifier)) && !/\/config$/.test(specifier);
export const bundlesPages = (name: string): boolean => bundling.test(name);
export const isReplacedInPages = (builtin: string): boolean => replaced.test(builtin);
