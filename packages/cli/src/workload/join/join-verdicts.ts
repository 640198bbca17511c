import type { DraftVerdict } from '../../assessment/verdicts.js';
import { answeredRequests } from './answered-requests.js';
import { caughtRecords } from './caught-records.js';
import { eventInvocations } from './event-invocations.js';
import { localCalls } from './local-calls.js';
import { localHandlers } from './local-handlers.js';
import { queuedCallers } from './queued-callers.js';
import { sharedProcesses } from './shared-processes.js';
import { unthrottledServers } from './unthrottled-servers.js';
import { unusedPermissions } from './unused-permissions.js';
import { batchOfOne } from './batch-of-one.js';
import type { JoinContext } from './join-context.js';
import { decided, type JoinRule } from './join-rule.js';

const rules: readonly JoinRule[] = [
  batchOfOne,
  caughtRecords,
  localHandlers,
  eventInvocations,
  unusedPermissions,
  answeredRequests,
  localCalls,
  queuedCallers,
  sharedProcesses,
  unthrottledServers,
];

const rulesByCheck = new Map<string, JoinRule[]>();
for (const rule of rules)
  for (const check of rule.checks) rulesByCheck.set(check, [...(rulesByCheck.get(check) ?? []), rule]);

/** Looks at each verdict of one layer with the other in view: the first rule with something to say decides. */
export function joinVerdicts(drafts: readonly DraftVerdict[], context: JoinContext): DraftVerdict[] {
  return drafts.map((draft) => {
    if (draft.status !== 'violation' && draft.status !== 'undetermined') return draft;
    for (const rule of rulesByCheck.get(draft.check) ?? []) {
      const decision = rule.decide(draft, context);
      if (decision) return decided(draft, decision);
    }
    return draft;
  });
}
