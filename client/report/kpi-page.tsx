/**
 * 统计: rates with what they are made of, for a period, by organ, grid, community or zone (demand 31). In: nothing; the server counts.
 * Every formula stands behind its tile, every number leads to the list it counts where there is such a list, and the export is the
 * same answer as a sheet.
 */
import { use, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { incidentState } from '../../server/contract/incident.ts';
import { type KpiRow, kpiAnswer, type kpiBy, type PostedDesk, type Ratio } from '../../server/contract/kpi.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { withQuery } from '../connection/ask-server.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { DayField } from '../design/desk/date-time-field.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Tooltip } from '../design/desk/tooltip.tsx';
import { DeskPage, ExportLink } from '../design/desk-page.tsx';
import { PageLink } from '../design/page-link.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTimeWithSeconds, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { type Dates, datesOf, isPeriod, PERIODS, type PeriodId } from './kpi-period.ts';
import { KpiTable } from './kpi-table.tsx';
import { COUNTS, meanText, RATES, rateText } from './kpi-text.ts';
import { PostedDeskTable, postedDeskFormula } from './posted-desk.tsx';
import './kpi.css';

type By = (typeof kpiBy.options)[number];
const BYS: readonly By[] = ['organ', 'zone', 'community', 'grid'];

export function KpiPage() {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const [period, setPeriod] = useState<PeriodId>('month');
  const [custom, setCustom] = useState<Dates>({ from: '', to: '' });
  const [by, setBy] = useState<By>('organ');
  const dates = datesOf(period, clock.serverNow(), timeZone, custom);
  const query = { ...dates, by };
  const { value, problem, isAsking, ask } = useAnswer(isPeriod(dates) ? '/api/v1/kpi' : null, kpiAnswer, query);
  return (
    <DeskPage
      title={say('kpi.title')}
      isBusy={isAsking}
      controls={
        <>
          <SegmentedFilter
            label={say('kpi.period')}
            segments={PERIODS.map(id => ({ id, name: say(`kpi.period.${id}`) }))}
            value={period}
            onChange={id => {
              if (id === 'custom' && custom.from === '') setCustom(dates);
              setPeriod(id);
            }}
          />
          {period === 'custom' && <CustomPeriod dates={custom} onChange={setCustom} />}
        </>
      }
      aside={
        <>
          {value && say('kpi.as-of', { time: clockTimeWithSeconds(value.asOf, timeZone) })}
          <Button small kind="plain" onPress={ask}>
            {say('page.refresh')}
          </Button>
          {(['xlsx', 'csv'] as const).map(format => (
            <ExportLink key={format} href={withQuery(`/api/v1/kpi.${format}`, query)}>
              {say(`page.export.${format}`)}
            </ExportLink>
          ))}
        </>
      }
    >
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      {!value && !problem && <EmptyState text={say('page.loading')} />}
      {value && (
        <>
          <Tiles total={value.total} unfiled={value.unfiledLimits} desk={value.postedDesk} />
          <div className="kpi-columns">
            <section>
              <div className="kpi-by">
                <SegmentedFilter
                  label={say('kpi.by')}
                  segments={BYS.map(id => ({ id, name: say(`kpi.by.${id}`) }))}
                  value={by}
                  onChange={setBy}
                />
              </div>
              <KpiTable by={value.by} rows={value.rows} total={value.total} />
            </section>
            <div className="kpi-aside">
              <Stages stages={value.total.stages} />
              {value.postedDesk && <PostedDeskTable desk={value.postedDesk} />}
            </div>
          </div>
        </>
      )}
    </DeskPage>
  );
}

function CustomPeriod({ dates, onChange }: { dates: Dates; onChange: (dates: Dates) => void }) {
  return (
    <div className="kpi-dates">
      <DayField
        label={say('kpi.from')}
        isLabelHidden
        value={dates.from}
        onChange={from => onChange({ ...dates, from })}
      />
      <span aria-hidden="true">—</span>
      <DayField
        label={say('kpi.to')}
        isLabelHidden
        value={dates.to}
        onChange={to => onChange({ ...dates, to })}
        error={dates.from && dates.to && !isPeriod(dates) ? say('kpi.period.wrong') : null}
      />
    </div>
  );
}

const LISTS = { received: null, open: '?view=open', overdue: '?view=overdue' } as const;

function Tiles(props: { total: KpiRow; unfiled: Ratio; desk: PostedDesk | null }) {
  const { total, unfiled, desk } = props;
  return (
    <ul className="kpi-tiles">
      {COUNTS.map(id => {
        const list = LISTS[id];
        return (
          <li key={id} className="kpi-tile">
            <span>{say(`kpi.${id}`)}</span>
            <b>{list === null ? countText(total[id]) : <PageLink href={list}>{countText(total[id])}</PageLink>}</b>
            <small>{say(`kpi.${id}.what`)}</small>
          </li>
        );
      })}
      {RATES.map(id => (
        <RateTile key={id} name={say(`kpi.${id}`)} formula={say(`kpi.${id}.formula`)} ratio={total[id]} />
      ))}
      <RateTile name={say('kpi.unfiled')} formula={say('kpi.unfiled.formula')} ratio={unfiled} />
      <RateTile name={say('kpi.posted-desk')} formula={postedDeskFormula(desk)} ratio={desk} />
    </ul>
  );
}

/** `ratio` null = 未设定. */
function RateTile({ name, formula, ratio }: { name: string; formula: string; ratio: Ratio | null }) {
  return (
    <li>
      <Tooltip text={formula}>
        <AriaButton className="kpi-tile">
          <span>{name}</span>
          <b>{ratio ? rateText(ratio) : say('value.not-set')}</b>
          <small>
            {ratio ? `${countText(ratio.numerator)} / ${countText(ratio.denominator)}` : say('value.unknown')}
          </small>
        </AriaButton>
      </Tooltip>
    </li>
  );
}

const STATES_IN_ORDER = incidentState.options;

/** How long matters stood in each state that was left in the period, in the order of an incident's life. */
function Stages({ stages }: { stages: KpiRow['stages'] }) {
  const shown = stages.flatMap(({ state, ...stage }) => {
    const known = incidentState.safeParse(state);
    return known.success && stage.count > 0 ? [{ ...stage, state: known.data }] : [];
  });
  shown.sort((a, b) => STATES_IN_ORDER.indexOf(a.state) - STATES_IN_ORDER.indexOf(b.state));
  return (
    <section>
      <h3>{say('kpi.stages')}</h3>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{say('kpi.stage')}</th>
            <th scope="col" className="number">
              {say('kpi.mean')}
            </th>
            <th scope="col" className="number">
              {say('kpi.times')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ state, meanMs, count }) => (
            <tr key={state}>
              <td>{say(`incident.state.${state}`)}</td>
              <td className="number">{meanText(meanMs)}</td>
              <td className="number">{countText(count)}</td>
            </tr>
          ))}
          {shown.length === 0 && (
            <tr>
              <td colSpan={3}>{say('kpi.stages.none')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
