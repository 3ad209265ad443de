/** 轨迹留存 of the administrator: how many days tracks are kept, and what the hourly job took away ([P-77]). */
import { trackRetention } from '../../server/contract/track.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { DataTable } from '../design/desk/data-table.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { DeskPage } from '../design/desk-page.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { countText, dateAndTime, secondsText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function TrackRetentionPage() {
  const { value, problem } = useAnswer('/api/v1/tracks/retention', trackRetention);
  const { timeZone } = useProfile();
  const moment = (at: number) => dateAndTime(at, timeZone);
  return (
    <DeskPage
      title={say('admin.section.retention')}
      aside={value && <span role="status">{say('retention.days', { n: value.days })}</span>}
    >
      {problem && <Notice urgent>{problem}</Notice>}
      {value ? (
        <DataTable
          caption={say('retention.runs')}
          rows={value.runs}
          rowKey={run => String(run.at)}
          emptyText={say('retention.none')}
          columns={[
            { id: 'at', name: say('retention.at'), cell: run => moment(run.at) },
            { id: 'before', name: say('retention.before'), cell: run => moment(run.before) },
            { id: 'days', name: say('retention.kept'), isNumber: true, cell: run => run.days },
            {
              id: 'positions',
              name: say('retention.positions'),
              isNumber: true,
              cell: run => countText(run.positions),
            },
            { id: 'blocks', name: say('retention.blocks'), isNumber: true, cell: run => countText(run.blocks) },
            { id: 'took', name: say('retention.took'), isNumber: true, cell: run => secondsText(run.tookMs) },
          ]}
        />
      ) : (
        <EmptyState text={say('page.loading')} />
      )}
    </DeskPage>
  );
}
