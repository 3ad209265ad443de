/** The page of a tab that is not the incidents; each belongs to its concept and only stands here. */
import type { IncidentId } from '../../server/contract/ids.ts';
import { AlarmList } from '../alarm/alarm-list.tsx';
import type { Tab } from './console-address.ts';

export function TabPage({ tab, onOpen }: { tab: Exclude<Tab, 'incidents'>; onOpen: (id: IncidentId) => void }) {
  return <div className="tab-page">{tab === 'alarms' && <AlarmList onOpen={onOpen} />}</div>;
}
