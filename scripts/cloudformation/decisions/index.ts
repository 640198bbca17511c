import { compute } from './compute.js';
import { data } from './data.js';
import type { Decisions } from './decision.js';
import { edge } from './edge.js';
import { interfaces } from './interfaces.js';
import { messaging } from './messaging.js';
import { operations } from './operations.js';
import { streams } from './streams.js';

/** Every decision, by group as the page shows them. */
export const groups: Readonly<Record<string, Decisions>> = {
  'Functions, containers and jobs': compute,
  'Queues, topics, events and workflows': messaging,
  'Streams and data jobs': streams,
  'APIs, agents and identities': interfaces,
  'Names, caches, load balancers and meshes': edge,
  'Tables, databases and caches': data,
  'Flags and alarms': operations,
};

export const decisions: Decisions = Object.assign({}, ...Object.values(groups)) as Decisions;
