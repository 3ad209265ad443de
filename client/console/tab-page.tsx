/** The page of a tab that is not the incidents; each belongs to its concept and only stands here. */
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import { AlarmList } from '../alarm/alarm-list.tsx';
import { LimitsPage } from '../deadlines/limits-page.tsx';
import { HandoverPage } from '../duty/handover-page.tsx';
import { NegativeListPage } from '../negative-list/negative-list-page.tsx';
import { OrganBoard } from '../organ/organ-board.tsx';
import { UnitPage } from '../patrol/unit-page.tsx';
import { KpiPage } from '../report/kpi-page.tsx';
import type { Tab } from './console-address.ts';

export function TabPage(props: {
  tab: Exclude<Tab, 'incidents'>;
  onOpen: (id: IncidentId) => void;
  onUnit: (id: UnitId) => void;
}) {
  const { tab, onOpen } = props;
  return (
    <div className="tab-page">
      {tab === 'alarms' && <AlarmList onOpen={onOpen} />}
      {tab === 'units' && <UnitPage onUnit={props.onUnit} onIncident={onOpen} />}
      {tab === 'figures' && <KpiPage />}
      {tab === 'handover' && <HandoverPage />}
      {tab === 'organs' && <OrganBoard />}
      {tab === 'list' && <NegativeListPage />}
      {tab === 'limits' && <LimitsPage />}
    </div>
  );
}
