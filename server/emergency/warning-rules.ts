/** Public warnings (预警): issued, adjusted, ended (row 33). Rules [EM-60] to [EM-64]. Pure; who may is the route's permission. */
import type { EmergencySettings } from '../../geodata/emergency-settings.ts';
import type { Person } from '../access/actor.ts';
import type { WarningCommand, WarningIssue, WarningRecord } from '../contract/emergency-warning.ts';
import type { ZoneId } from '../contract/ids.ts';
import { type Objection, objection } from '../http/objection.ts';
import { seesPersons } from './emergency-view.ts';
import type { NoticeRules } from './notice-desk.ts';

type Hazard = EmergencySettings['hazards'][number];

export interface WarningContext {
  hazards: readonly Hazard[];
  isZone(id: string): boolean;
}

export function warningRules(context: WarningContext): NoticeRules<WarningRecord, WarningIssue, WarningCommand> {
  return {
    ...{ kind: 'warning', name: { zh: '预警', en: 'warning' }, letters: 'JB' },
    begin({ hazard, colour, zones, words }, id, open, { title }, now) {
      const fault = hazardFault(hazard, context) ?? colourFault(hazard, colour, context) ?? zoneFault(zones, context);
      if (fault) return fault;
      const before = open.find(warning => warning.hazard === hazard);
      if (before)
        return objection(
          'already-exists',
          `hazard：${hazard} 已有预警 ${before.id}，请调整`,
          `hazard: there is ${before.id} for ${hazard}; adjust it`,
          'hazard',
        );
      return {
        ...{ id, version: 1, state: 'issued', stateSince: now, hazard, colour, zones, words },
        ...{ issuedAt: now, issuedBy: title, endedAt: null, allowed: [] },
      };
    },
    step(record, command, now) {
      if (record.state === 'ended')
        return objection(
          'illegal-move',
          `${record.id} 已解除（${command.event}）`,
          `${record.id} has ended (${command.event}).`,
        );
      const { words } = command;
      const next = { ...record, version: record.version + 1, stateSince: now, words };
      if (command.event === 'end') return { ...next, state: 'ended', endedAt: now };
      const { colour = record.colour, zones = record.zones } = command;
      const fault = colourFault(record.hazard, colour, context) ?? zoneFault(zones, context);
      if (fault) return fault;
      if (colour === record.colour && JSON.stringify(zones) === JSON.stringify(record.zones))
        return objection(
          'bad-input',
          `colour：与现行预警相同（${colour}），没有调整`,
          `colour: it is ${colour} already; nothing is adjusted`,
          'colour',
        );
      return { ...next, state: 'adjusted', colour, zones };
    },
  };
}

/** [EM-64] */
export function warningFor(warning: WarningRecord, { role, scope }: Person): WarningRecord | null {
  if (role === 'field' || role === 'device') return null;
  const allowed = warning.state === 'ended' || !COMMANDERS.has(role) ? [] : ['adjust', 'end'];
  return { ...(seesPersons({ role, scope }) ? warning : wordless(warning)), allowed };
}

const COMMANDERS: ReadonlySet<Person['role']> = new Set(['duty', 'leader', 'admin']);

export const wordless = (warning: WarningRecord): WarningRecord => ({ ...warning, words: '', issuedBy: '' });

function hazardFault(hazard: string, { hazards }: WarningContext): Objection | null {
  return hazards.some(({ id }) => id === hazard)
    ? null
    : objection(
        'bad-input',
        `hazard：辖区未设定预警种类 ${hazard}`,
        `hazard: the profile has no hazard ${hazard}`,
        'hazard',
      );
}

/** [EM-61] */
function colourFault(hazard: string, colour: WarningRecord['colour'], { hazards }: WarningContext): Objection | null {
  const colours = hazards.find(({ id }) => id === hazard)?.colours ?? [];
  return colours.includes(colour)
    ? null
    : objection(
        'bad-input',
        `colour：${hazard} 没有 ${colour}，只有 ${colours.join('、')}`,
        `colour: ${hazard} has no ${colour}, only ${colours.join(', ')}`,
        'colour',
      );
}

function zoneFault(zones: readonly ZoneId[] | null, { isZone }: WarningContext): Objection | null {
  const unknown = zones?.find(zone => !isZone(zone));
  return unknown === undefined
    ? null
    : objection('bad-input', `zones：辖区没有片区 ${unknown}`, `zones: the profile has no zone ${unknown}`, 'zones');
}
