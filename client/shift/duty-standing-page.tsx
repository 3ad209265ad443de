/** Who should be on now, who is, what is missing: each zone, and each ground of each shift that runs. Asked again by itself. */
import { type ReactNode, useMemo } from 'react';
import type { DutyStanding, ShiftStanding } from '../../server/contract/duty-standing.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import { DataTable } from '../design/desk/data-table.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { DeskPage } from '../design/desk-page.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, clockTime, clockTimeWithSeconds } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { coverRuleText, groundName, minimumText, type Shortfall, shortfallOf } from './shift-words.ts';
import { useDutyStanding } from './use-shifts.ts';

export function DutyStandingPage({ views }: { views: ReactNode }) {
  const { value, problem } = useDutyStanding();
  const { timeZone } = useProfile();
  const next = value?.changes[0];
  return (
    <DeskPage
      className="shift-page"
      title={say('admin.section.shifts')}
      controls={views}
      aside={
        value && (
          <>
            <span>
              {next
                ? say('cover.next-begins', { time: clockTime(next.at, timeZone) })
                : value.plan && say('cover.no-shift-change')}
            </span>
            <span>{say('shift.as-of', { time: clockTimeWithSeconds(value.asOf, timeZone) })}</span>
          </>
        )
      }
    >
      {problem && <Notice urgent>{problem}</Notice>}
      {value ? <Standing standing={value} /> : <EmptyState text={say('page.loading')} />}
    </DeskPage>
  );
}

function Standing({ standing }: { standing: DutyStanding }) {
  const { plan, coverRule, shifts, unrostered } = standing;
  return (
    <>
      <p className="shift-source">
        {plan
          ? say('shift.plan.of', { n: plan.version, source: plan.source })
          : `${say('shift.plan')}：${say('value.not-set')}`}
        {' · '}
        {coverRuleText(coverRule)}
      </p>
      <ZoneTable standing={standing} />
      {shifts.length > 0 ? (
        <ShiftTable shifts={shifts} />
      ) : (
        plan && <p className="desk-help">{say('shift.none-running')}</p>
      )}
      <div className="shift-missing">
        {shifts.map(({ shift, day, name, absent }) => (
          <UnitLine key={`${day} ${shift}`} title={say('shift.absent', { shift: name })} units={absent} />
        ))}
        {unrostered && <UnitLine title={say('shift.unrostered')} units={unrostered} />}
      </div>
    </>
  );
}

function ZoneTable({ standing }: { standing: DutyStanding }) {
  const profile = useProfile();
  return (
    <DataTable
      caption={say('shift.by-zone')}
      rows={standing.zones}
      rowKey={row => row.zone}
      emptyText={say('value.unknown')}
      columns={[
        { id: 'zone', name: say('unit.home-zone'), cell: row => profile.zone(row.zone) },
        { id: 'on', name: say('shift.patrols-on'), isNumber: true, cell: row => row.patrolsOnDuty },
        { id: 'seen', name: say('shift.patrols-seen'), isNumber: true, cell: row => row.patrolsSeen },
        {
          id: 'must',
          name: say('shift.must-cover'),
          cell: row => say(row.mustCover === null ? 'value.not-set' : row.mustCover ? 'shift.must' : 'shift.need-not'),
        },
        {
          id: 'state',
          name: say('unit.state'),
          cell: ({ noCoverSince, mustCover }) => (
            <Missing
              isShort={noCoverSince !== null}
              text={
                noCoverSince !== null
                  ? say('cover.no-cover', { age: ageText(standing.asOf - noCoverSince) })
                  : mustCover
                    ? say('shift.covered')
                    : say('value.unknown')
              }
            />
          ),
        },
      ]}
    />
  );
}

type Line = { key: string; shift: ShiftStanding; ground: ShiftStanding['grounds'][number] | null };

function ShiftTable({ shifts }: { shifts: readonly ShiftStanding[] }) {
  const profile = useProfile();
  const lines = useMemo(
    () =>
      shifts.flatMap((shift): Line[] => {
        const key = `${shift.day} ${shift.shift}`;
        if (shift.grounds.length === 0) return [{ key, shift, ground: null }];
        return shift.grounds.map((ground, i) => ({ key: `${key} ${i}`, shift, ground }));
      }),
    [shifts],
  );
  const hours = ({ from, to }: ShiftStanding) =>
    say('shift.hours', { from: clockTime(from, profile.timeZone), to: clockTime(to, profile.timeZone) });
  const count = (of: { rostered: number; present: number } | undefined) =>
    of ? `${of.present} / ${of.rostered}` : say('value.unknown');
  return (
    <DataTable
      caption={say('shift.running')}
      rows={lines}
      rowKey={line => line.key}
      emptyText=""
      columns={[
        { id: 'shift', name: say('shift'), cell: ({ shift }) => shift.name },
        { id: 'hours', name: say('shift.time'), cell: ({ shift }) => hours(shift) },
        { id: 'kind', name: say('shift.kind'), cell: ({ shift }) => say(`shift.kind.${shift.kind}`) },
        { id: 'ground', name: say('shift.ground'), cell: ({ ground }) => ground && groundName(ground, profile) },
        {
          id: 'persons',
          name: say('shift.persons-present'),
          isNumber: true,
          cell: ({ ground }) => count(ground?.persons),
        },
        { id: 'min', name: say('shift.min'), isNumber: true, cell: ({ shift }) => minimumText(shift.minPersons) },
        {
          id: 'able',
          name: say('shift.qualified-present'),
          isNumber: true,
          cell: ({ ground }) => count(ground?.qualified),
        },
        {
          id: 'min-able',
          name: say('shift.min'),
          isNumber: true,
          cell: ({ shift }) => minimumText(shift.minQualified),
        },
        {
          id: 'short',
          name: say('shift.short'),
          cell: ({ shift, ground }) =>
            ground ? <Missing {...shortfallOf(ground, shift)} /> : say('shift.roster-unknown'),
        },
      ]}
    />
  );
}

function Missing({ isShort, text }: Shortfall) {
  return isShort ? <b className="shift-short">{text}</b> : <span>{text}</span>;
}

function UnitLine({ title, units }: { title: string; units: readonly UnitId[] }) {
  const known = useWall(state => state.units);
  if (units.length === 0) return null;
  return (
    <p>
      <b>{title}</b> {units.map(id => known.byId.get(id)?.callSign ?? id).join(say('cover.between-shifts'))}
    </p>
  );
}
