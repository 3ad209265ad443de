/**
 * One row of the audit in few words: what changed, how much was taken, why. In: the row, the names of the jurisdiction. Out: a sentence;
 * '' where the name of the action says it all, and where the row is of a kind or shape that is not known here. All of it is in the record.
 */
import { z } from 'zod';
import type { AuditRow } from '../../server/contract/audit.ts';
import { tokenKind } from '../../server/contract/session.ts';
import { role, scope } from '../../server/contract/viewer.ts';
import { scopeText } from '../account/account-words.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { type WordingKey, zh } from '../wording/zh.ts';

export interface SummaryNames {
  profile: ProfileNames;
  known: UnitSlice;
}

type Row = Pick<AuditRow, 'action' | 'before' | 'after'>;
type Teller = (row: Row, names: SummaryNames) => string | undefined;

const account = z.object({ title: z.string(), role, scope, disabled: z.boolean().optional() });
const accountAfter = account.extend({ password: z.string().optional() });
const token = z.object({ kind: tokenKind, name: z.string() });
const unit = z.object({
  callSign: z.string(),
  onDuty: z.boolean(),
  reportIntervalS: z.number().nullish(),
  ground: z.object({ away: z.boolean(), zone: z.string().nullable(), community: z.string().nullable() }).nullish(),
});
const exported = z.object({ rows: z.number(), complete: z.boolean() });

/** Reads `value` as the shape says, or says nothing. */
const told = <S extends z.ZodType>(shape: S, value: unknown, tell: (as: z.infer<S>) => string | undefined) => {
  const read = shape.safeParse(value);
  return read.success ? tell(read.data) : undefined;
};
const tellUnit: Teller = ({ after }) => told(z.object({ unit }), after, of => of.unit.callSign);
const tellAlarm: Teller = ({ after }) =>
  told(z.object({ alarm: z.object({ kind: z.string() }) }), after, ({ alarm }) => word(`alarm.kind.${alarm.kind}`));
const tellToken: Teller = ({ before, after }) =>
  told(token, after ?? before, ({ kind, name }) => `${say(`token.kind.${kind}`)} · ${name}`);
const tellIncident: Teller = ({ after }) =>
  told(z.object({ incident: z.object({ text: z.string() }) }), after, ({ incident }) => incident.text);
const tellReason: Teller = ({ after }) =>
  told(z.object({ reason: z.string() }), after, ({ reason }) => say('audit.reason', { reason }));

const TELLERS: Readonly<Record<string, Teller>> = {
  'account-created': ({ after }, names) =>
    told(account, after, of => `${say(`role.${of.role}`)} · ${scopeText(of.scope, names)}`),
  'account-changed': ({ before, after }, names) =>
    told(z.tuple([account, accountAfter]), [before, after], ([was, is]) => accountChanges(was, is, names)),
  'token-issued': tellToken,
  'token-revoked': tellToken,
  'sign-in-failed': ({ after }) =>
    told(z.object({ locked: z.boolean() }), after, ({ locked }) => (locked ? say('audit.locked') : undefined)),
  'table-exported': ({ after }) =>
    told(exported, after, of => say(of.complete ? 'audit.exported' : 'audit.exported-part', { n: of.rows })),
  'track-read': tellReason,
  'track-exported': tellReason,
  'incident-received': tellIncident,
  'incident-imported': tellIncident,
  'incident-changed': ({ after }) =>
    told(z.object({ event: z.string(), note: z.string().nullish() }), after, ({ event, note }) =>
      [word(`event.${event}`), note].filter(Boolean).join('：'),
    ),
  'unit-registered': tellUnit,
  'unit-duty-changed': ({ after }) =>
    told(z.object({ unit }), after, of =>
      say(of.unit.onDuty ? 'audit.on-duty' : 'audit.off-duty', { unit: of.unit.callSign }),
    ),
  'unit-ground-changed': ({ after }, { profile }) =>
    told(z.object({ unit }), after, ({ unit: { callSign, ground } }) => {
      if (ground?.away) return say('audit.left-ground', { unit: callSign });
      const place = ground?.community ? profile.community(ground.community) : ground?.zone && profile.zone(ground.zone);
      return say('audit.came-to', { unit: callSign, place: place || say('audit.outside') });
    }),
  'unit-interval-changed': ({ after }) =>
    told(z.object({ unit }), after, ({ unit: { callSign, reportIntervalS } }) =>
      reportIntervalS == null
        ? say('audit.interval-of-class', { unit: callSign })
        : say('audit.interval', { unit: callSign, s: reportIntervalS }),
    ),
  'alarm-raised': tellAlarm,
  'alarm-acknowledged': tellAlarm,
  'alarm-shelved': tellAlarm,
  'alarm-escalated': tellAlarm,
  'alarm-cleared': tellAlarm,
  'deduction-recorded': ({ after }) =>
    told(z.object({ item: z.string(), score: z.number() }), after, of => say('audit.deducted', of)),
  'roster-changed': ({ after }) =>
    told(z.object({ added: z.number(), changed: z.number(), removed: z.number() }), after, of =>
      say('audit.roster', of),
    ),
};

export function auditSummary(row: Row, names: SummaryNames): string {
  return (Object.hasOwn(TELLERS, row.action) ? TELLERS[row.action]!(row, names) : undefined) ?? '';
}

function accountChanges(
  was: z.infer<typeof account>,
  is: z.infer<typeof accountAfter>,
  names: SummaryNames,
): string | undefined {
  const parts: [WordingKey, string, string][] = [
    ['account.title', was.title, is.title],
    ['account.role', say(`role.${was.role}`), say(`role.${is.role}`)],
    ['account.scope', scopeText(was.scope, names), scopeText(is.scope, names)],
    ['account.state', stateWord(was.disabled), stateWord(is.disabled)],
  ];
  return [
    ...parts
      .filter(([, before, after]) => before !== after)
      .map(([field, before, after]) => say('audit.changed', { field: say(field), before, after })),
    ...(is.password === undefined ? [] : [say('audit.password-changed')]),
  ].join('；');
}

const stateWord = (disabled = false) => say(disabled ? 'account.disabled' : 'account.active');

/** Nothing where there is no word for it. */
function word(key: string): string | undefined {
  return key in zh ? say(key as WordingKey) : undefined;
}
