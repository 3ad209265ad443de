/** The page of a tab that is not the incidents; each belongs to its concept and only stands here. */
import type { IncidentId } from '../../server/contract/ids.ts';
import { AlarmList } from '../alarm/alarm-list.tsx';
import { LimitsPage } from '../deadlines/limits-page.tsx';
import { HandoverPage } from '../duty/handover-page.tsx';
import { NegativeListPage } from '../negative-list/negative-list-page.tsx';
import { OrganBoard } from '../organ/organ-board.tsx';
import { KpiPage } from '../report/kpi-page.tsx';
import type { Tab } from './console-address.ts';

export function TabPage({ tab, onOpen }: { tab: Exclude<Tab, 'incidents'>; onOpen: (id: IncidentId) => void }) {
  return (
    <div className="tab-page">
      {tab === 'alarms' && <AlarmList onOpen={onOpen} />}
      {tab === 'figures' && <KpiPage />}
      {tab === 'handover' && <HandoverPage />}
      {tab === 'organs' && <OrganBoard />}
      {tab === 'list' && <NegativeListPage />}
      {tab === 'limits' && <LimitsPage />}
    </div>
  );
}
