import { boundsAround } from './around.js';
import { clientSources, type Client, type Clients } from './clients.js';
import { judge, type Judged } from './options.js';

/** Queries that are tagged templates of a client, each with what bounds it: Promise.race([sql`select 1`, timer]). */
export function taggedUses(clients: Clients, client: Client): readonly Judged[] {
  const { file } = clients;
  if (!client.library.tagged) return [];
  return file.nodes('TaggedTemplateExpression').flatMap((node) => {
    const receiver = clients.receiver(node.tag);
    if (receiver?.kind !== 'client' || receiver.client !== client) return [];
    return [judge(file, client.library, clientSources(clients, client), boundsAround(file, node))];
  });
}
