/** A bulletin as a sheet: one row for each deduction of each point, as it was frozen. In: the bulletin. Out: columns and rows. */
import type { Bulletin, BulletinCommunity, BulletinPoint } from '../contract/bulletin.ts';
import type { TableColumn } from '../table-files/table.ts';

export interface BulletinLine {
  point: BulletinPoint;
  community: BulletinCommunity | undefined;
  /** Null = the sheets have none any more; the point stands once. */
  deduction: BulletinPoint['deductions'][number] | null;
}

export function bulletinLines({ points, communities }: Bulletin): BulletinLine[] {
  const byCode = new Map(communities.map(community => [community.community, community]));
  return points.flatMap((point): BulletinLine[] => {
    const community = byCode.get(point.community);
    if (point.deductions.length === 0) return [{ point, community, deduction: null }];
    return point.deductions.map(deduction => ({ point, community, deduction }));
  });
}

const text = (
  heading: string,
  width: number,
  value: TableColumn<BulletinLine>['value'],
): TableColumn<BulletinLine> => ({
  ...{ heading, kind: 'text', width, value },
});
const number = (heading: string, value: TableColumn<BulletinLine>['value']): TableColumn<BulletinLine> => ({
  ...{ heading, kind: 'number', value },
});

export function bulletinColumns({ id, month }: Pick<Bulletin, 'id' | 'month'>): TableColumn<BulletinLine>[] {
  return [
    text('通报', 18, () => id),
    text('月份', 10, () => month),
    number('序号', ({ point }) => point.no),
    text('社区', 14, ({ point, community }) => community?.name ?? point.community),
    text('测评点编号', 12, ({ point }) => point.code),
    text('测评点名称', 24, ({ point }) => point.name),
    text('场所类型', 18, ({ point }) => point.venueType),
    text('责任岗位', 16, ({ point }) => point.responsibleRole),
    text('责任人', 12, ({ point }) => point.responsiblePerson ?? '未设定'),
    text('性质', 14, ({ point }) => (point.kind === 'repeat' ? '重复扣分' : '往期未销号')),
    text('通报轮次', 10, ({ point }) => point.namedFor),
    text('扣分轮次', 10, ({ deduction }) => deduction?.round ?? null),
    { heading: '扣分时间', kind: 'time', value: ({ deduction }) => deduction?.at ?? null },
    text('扣分项', 24, ({ deduction }) => deduction?.item ?? null),
    number('扣分', ({ deduction }) => deduction?.score ?? null),
    number('计入扣分', ({ deduction }) => deduction?.counted ?? null),
    text('重复', 6, ({ deduction }) => (deduction?.repeat ? '是' : null)),
    text('扣分编号', 24, ({ deduction }) => deduction?.number ?? null),
    text('销号轮次', 10, ({ point }) => point.cleared),
    text('社区整改措施', 30, ({ community }) => community?.answers[0]?.measures ?? null),
    text('整改完成期限', 12, ({ community }) => community?.answers[0]?.dueDay ?? null),
    number('经度', ({ point }) => point.lon),
    number('纬度', ({ point }) => point.lat),
  ];
}
