import type { Program } from './types.js';

const onPostgres = `{ host: 'd.example.com', user: 'postgres', database: 'postgres', ...client }`;
const onMariadb = `{ host: 'd.example.com', user: 'root', database: 'test', ...client }`;

/** Databases: the program connects, lets the way to the server fail, and asks. */
export const dataPrograms: readonly Program[] = [
  {
    package: 'pg',
    service: 'postgresql',
    text: `import pg from 'pg';
      export default async (client, call, { fail }) => {
        const pool = new pg.Pool(${onPostgres});
        pool.on('error', () => {});
        await pool.query('select 1');
        await fail();
        return pool.query({ text: 'select 1', ...call });
      };`,
  },
  {
    package: 'postgres',
    service: 'postgresql',
    text: `import postgres from 'postgres';
      export default async (client, _, { fail }) => {
        const sql = postgres({ host: 'd.example.com', user: 'postgres', database: 'postgres', max: 1, ...client });
        await sql\`select 1\`;
        await fail();
        return sql\`select 1\`;
      };`,
  },
  {
    package: 'knex',
    service: 'postgresql',
    beside: ['pg'],
    text: `import knex from 'knex';
      export default async ({ connection, ...client }, _, { fail, chain }) => {
        const db = knex({ client: 'pg', connection: { host: 'd.example.com', user: 'postgres', database: 'postgres', ...connection }, ...client });
        await db.raw('select 1');
        await fail();
        return chain === undefined ? db.raw('select 1') : db.raw('select 1').timeout(chain);
      };`,
  },
  {
    package: 'sequelize',
    service: 'postgresql',
    beside: ['pg'],
    text: `import { Sequelize } from 'sequelize';
      export default async (client, _, { fail }) => {
        const db = new Sequelize({ dialect: 'postgres', host: 'd.example.com', username: 'postgres', database: 'postgres', logging: false, ...client });
        await db.query('select 1');
        await fail();
        return db.query('select 1');
      };`,
  },
  {
    package: 'typeorm',
    service: 'postgresql',
    beside: ['pg'],
    text: `import 'reflect-metadata';
      import { DataSource } from 'typeorm';
      export default async (client, _, { fail }) => {
        const db = await new DataSource({ type: 'postgres', host: 'd.example.com', username: 'postgres', database: 'postgres', ...client }).initialize();
        await db.query('select 1');
        await fail();
        return db.query('select 1');
      };`,
  },
  {
    package: 'drizzle-orm',
    service: 'postgresql',
    beside: ['pg'],
    text: `import { drizzle } from 'drizzle-orm/node-postgres';
      export default async ({ connection }, _, { fail }) => {
        const db = drizzle({ connection: { max: 1, host: 'd.example.com', user: 'postgres', database: 'postgres', ...connection } });
        await db.execute('select 1');
        await fail();
        return db.execute('select 1');
      };`,
  },
  {
    package: '@prisma/adapter-pg',
    service: 'postgresql',
    text: `import { PrismaPg } from '@prisma/adapter-pg';
      export default async (client, _, { fail }) => {
        const adapter = await new PrismaPg(${onPostgres}, { onPoolError: () => {}, onConnectionError: () => {} }).connect();
        const query = () => adapter.queryRaw({ sql: 'select 1', args: [], argTypes: [] });
        await query();
        await fail();
        return query();
      };`,
  },
  {
    package: '@prisma/adapter-mariadb',
    service: 'mariadb',
    text: `import { PrismaMariaDb } from '@prisma/adapter-mariadb';
      export default async (client, _, { fail }) => {
        const adapter = await new PrismaMariaDb(${onMariadb}).connect();
        const query = () => adapter.queryRaw({ sql: 'select 1', args: [], argTypes: [] });
        await query();
        await fail();
        return query();
      };`,
  },
  {
    package: 'mysql2',
    service: 'mariadb',
    text: `import mysql from 'mysql2/promise';
      export default async (client, call, { fail }) => {
        const pool = mysql.createPool(${onMariadb});
        await pool.query('select 1');
        await fail();
        return pool.query({ sql: 'select 1', ...call });
      };`,
  },
  {
    package: 'mysql',
    service: 'mariadb',
    text: `import mysql from 'mysql';
      export default async (client, call, { fail }) => {
        const connection = mysql.createConnection(${onMariadb});
        const query = (options) => new Promise((resolve, reject) => connection.query(options, (error, rows) => error ? reject(error) : resolve(rows)));
        await query({ sql: 'select 1' });
        await fail();
        return query({ sql: 'select 1', ...call });
      };`,
  },
  {
    package: 'mariadb',
    service: 'mariadb',
    text: `import mariadb from 'mariadb';
      export default async (client, call, { fail }) => {
        const pool = mariadb.createPool(${onMariadb});
        await pool.query('select 1');
        await fail();
        return pool.query({ sql: 'select 1', ...call });
      };`,
  },
  {
    package: 'ioredis',
    label: 'ioredis',
    service: 'redis',
    text: `import Redis from 'ioredis';
      export default async (client, _, { fail }) => {
        const redis = new Redis({ host: 'd.example.com', ...client });
        redis.on('error', () => {});
        await redis.ping();
        await fail();
        return redis.get('k');
      };`,
  },
  {
    package: 'redis',
    service: 'redis',
    versions: '>=4.0.0',
    text: `import redis from 'redis';
      export default async (client, call, { fail }) => {
        const connection = redis.createClient({ url: 'redis://d.example.com', ...client });
        connection.on('error', () => {});
        await connection.connect();
        await fail();
        return call.signal ? connection.get(redis.commandOptions(call), 'k') : connection.get('k');
      };`,
  },
  {
    package: '@keyv/redis',
    service: 'redis',
    text: `import KeyvRedis from '@keyv/redis';
      export default async (client, _, { fail }) => {
        const store = new KeyvRedis({ url: 'redis://d.example.com', ...client });
        await store.get('k');
        await fail();
        return store.get('k');
      };`,
  },
  {
    package: 'mongodb',
    service: 'mongodb',
    text: `import { MongoClient } from 'mongodb';
      export default async (client, call, { fail }) => {
        const { db } = await new MongoClient('mongodb://d.example.com', client).connect().then((connected) => ({ db: connected.db('d') }));
        await db.command({ ping: 1 });
        await fail();
        return db.collection('c').insertOne({ a: 1 }, call);
      };`,
  },
  {
    package: 'mongoose',
    service: 'mongodb',
    text: `import mongoose from 'mongoose';
      export default async (client, _, { fail }) => {
        const { db } = await mongoose.createConnection('mongodb://d.example.com/d', client).asPromise();
        await db.command({ ping: 1 });
        await fail();
        return db.collection('c').insertOne({ a: 1 });
      };`,
  },
  {
    package: 'memjs',
    service: 'memcached',
    text: `import memjs from 'memjs';
      export default async (client, _, { fail }) => {
        const cache = memjs.Client.create('d.example.com:11211', client);
        await cache.set('k', 'v', {});
        await fail();
        await cache.get('k').catch(() => {});
        return cache.get('k');
      };`,
  },
];
