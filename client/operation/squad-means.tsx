/** What a squad goes with: units whose positions say where it is, vehicles, radio, how it travels and how far it may leave its way. */
import { use, useMemo } from 'react';
import type { UnitId } from '../../server/contract/ids.ts';
import type { PlanConflict } from '../../server/contract/operation.ts';
import { CheckBox } from '../design/desk/check-box.tsx';
import { MultiSelect } from '../design/desk/multi-select.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { changeSquad } from './change-squad.ts';
import { DraftContext } from './draft-store.ts';
import { NumberField } from './number-field.tsx';
import { ConflictLines, conflictsOf } from './plan-conflict.tsx';
import { type DraftSquad, USUAL_CORRIDOR_M } from './plan-draft.ts';
import { useProblemAt } from './plan-problems.ts';
import { WordsField } from './words-field.tsx';

const MODES = ['vehicle', 'foot'] as const;

export function SquadMeans(props: { squad: DraftSquad; path: string; conflicts: readonly PlanConflict[] }) {
  const { squad, path, conflicts } = props;
  const store = use(DraftContext);
  const problemAt = useProblemAt();
  const sections = useUnitSections();
  const units = useWall(state => state.units.byId);
  const callSigns = squad.units.map(id => units.get(id)?.callSign ?? id);
  const change = (more: Partial<DraftSquad>) => changeSquad(store, squad.id, known => ({ ...known, ...more }));
  return (
    <>
      <div className="plan-row">
        <div className="desk-field">
          <span className="desk-label" aria-hidden="true">
            {say('operation.squad.units')}
          </span>
          <MultiSelect
            label={say('operation.squad.units')}
            all={say('plan.units.none')}
            sections={sections}
            value={squad.units}
            onChange={ids => change({ units: ids as UnitId[] })}
          />
          {callSigns.length > 1 && <p className="desk-help">{callSigns.join(say('operation.between'))}</p>}
          {problemAt(`${path}.units`) && <p className="desk-error">{problemAt(`${path}.units`)}</p>}
          <ConflictLines conflicts={callSigns.flatMap(name => conflictsOf(conflicts, squad.name, 'unit', name))} />
        </div>
        <TextField
          label={say('operation.squad.channel')}
          note={say('desk.optional')}
          placeholder={say('value.not-set')}
          maxLength={40}
          value={squad.channel}
          onChange={channel => change({ channel })}
        />
      </div>
      <WordsField
        label={say('operation.squad.vehicles')}
        note={say('plan.vehicles.note')}
        maxLength={40}
        most={20}
        value={squad.vehicles}
        error={problemAt(`${path}.vehicles`)}
        onChange={to => changeSquad(store, squad.id, known => ({ ...known, vehicles: to(known.vehicles) }))}
      />
      <ConflictLines
        conflicts={squad.vehicles.flatMap(plate => conflictsOf(conflicts, squad.name, 'vehicle', plate))}
      />
      <div className="plan-row">
        <div className="desk-field">
          <span className="desk-label" aria-hidden="true">
            {say('plan.squad.mode')}
          </span>
          <SegmentedFilter
            label={say('plan.squad.mode')}
            segments={MODES.map(id => ({ id, name: say(`operation.mode.${id}`) }))}
            value={squad.mode}
            onChange={mode => change({ mode })}
          />
        </div>
        <CheckBox
          label={say('plan.squad.watched')}
          isChecked={squad.corridorM !== null}
          onChange={isWatched => change({ corridorM: isWatched ? USUAL_CORRIDOR_M : null })}
        />
      </div>
      {squad.corridorM !== null && (
        <div className="plan-row">
          <NumberField
            label={say('plan.squad.corridor')}
            unit={say('plan.unit.metre')}
            value={squad.corridorM === 0 ? null : squad.corridorM}
            error={problemAt(`${path}.corridorM`)}
            onChange={corridorM => change({ corridorM: corridorM ?? 0 })}
          />
          <NumberField
            label={say('plan.squad.corridor-s')}
            unit={say('plan.unit.second')}
            value={squad.corridorS}
            error={problemAt(`${path}.corridorS`)}
            onChange={corridorS => change({ corridorS })}
          />
        </div>
      )}
    </>
  );
}

/** All that are registered, by home zone. */
function useUnitSections() {
  const units = useWall(state => state.units.byId);
  const { zone: zoneName, unitClassName, geodata } = useProfile();
  return useMemo(() => {
    const zones = [...geodata.zones.features.map(({ properties }) => properties.id as string | null), null];
    const all = [...units.values()].sort((a, b) => (a.callSign < b.callSign ? -1 : 1));
    return zones.flatMap(zone => {
      const here = all.filter(({ homeZone }) => homeZone === zone);
      if (here.length === 0) return [];
      return {
        id: zone ?? '-',
        name: zone === null ? say('operation.zone.all') : zoneName(zone),
        options: here.map(({ id, callSign, unitClass, onDuty }) => ({
          ...{ id, name: callSign },
          detail: onDuty ? unitClassName(unitClass) : say('plan.unit.off-duty', { class: unitClassName(unitClass) }),
        })),
      };
    });
  }, [units, zoneName, unitClassName, geodata]);
}
